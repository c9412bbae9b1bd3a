/**
 * The operator at a terminal: a text and the Enter key. The line that is typed belongs to the question while one is
 * asked, and to whoever else has a use for it at other times.
 */
import {
  type Operator,
  operatorGone,
  operatorInterrupted,
  operatorNotNeeded,
  operatorRefused,
} from "#rig/instruments/operator.ts";
import { noticeWords, questionWords } from "#rig/instruments/sourceWords.ts";
import { type OwnedTerminal, ownedTerminal } from "#rig/terminal/ownedTerminal.ts";

const ended = () => operatorGone("nobody is at the terminal any more: its input has ended");

/**
 * Asks on a terminal. Enter or y confirms, n refuses, anything else is asked again. What was typed before the question
 * answers nothing, so that a key hit twice does not confirm the next step; and after a question that was answered
 * elsewhere Enter alone is not enough, for it may have been meant for that one. Ctrl-C ends the waiting, but not for the
 * question whether the source is off: that is what comes after it. `onLine` gets what is typed and answers nothing. `close` gives the input
 * back.
 */
export function terminalOperator(
  terminal: OwnedTerminal = ownedTerminal(),
  onLine: (line: string) => void = () => {},
): Operator & { close(): void } {
  const input = terminal.listen(onLine);
  let isEnterEnough = true;
  const ask = async (
    question: string,
    isAboutOff: boolean,
    withdrawn: AbortSignal | undefined,
  ): Promise<string> => {
    if (input.hasEnded) throw ended();
    if (withdrawn?.aborted) throw operatorNotNeeded();
    const asking = new AbortController();
    const stopWaiting = (): void => asking.abort(operatorInterrupted());
    const takeBack = (): void => {
      // Who gave up the waiting here knows.
      if (asking.signal.aborted) return;
      isEnterEnough = false;
      asking.abort(operatorNotNeeded());
      terminal.print(`  (${String(withdrawn?.reason)})`);
    };
    withdrawn?.addEventListener("abort", takeBack);
    // Before whoever ends the run at it: who pressed the key here needs no second thought about the next one.
    if (!isAboutOff) process.prependListener("SIGINT", stopWaiting);
    const keys = isEnterEnough ? "[Enter = yes, n = no]" : "[y = yes, n = no]";
    try {
      return await input.ask({ question, keys }, asking.signal);
    } catch (error) {
      throw asking.signal.aborted ? error : ended();
    } finally {
      withdrawn?.removeEventListener("abort", takeBack);
      process.off("SIGINT", stopWaiting);
    }
  };
  return {
    tell: (notice) => terminal.tell(noticeWords(notice)),
    async confirm(question, withdrawn) {
      const { told, asked } = questionWords(question);
      if (told !== null) (question.kind === "set" ? terminal.print : terminal.tell)(told);
      for (;;) {
        const line = await ask(asked, question.kind === "off", withdrawn);
        const answer = line.trim().toLowerCase();
        const isYes = answer === "y" || answer === "yes" || (answer === "" && isEnterEnough);
        const isNo = answer === "n" || answer === "no";
        if (isYes || isNo) isEnterEnough = true;
        if (isYes) return;
        if (isNo) throw operatorRefused(asked);
        onLine(line);
      }
    },
    close: () => input.close(),
  };
}
