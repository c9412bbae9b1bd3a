/**
 * Several ways to one person, or several people who share the care of one source: a terminal here, the live pages
 * there. All are told and asked the same; the first answer counts, and from the others the question is taken back. A way
 * that has ended leaves the asking to the rest. Stopping the run ends the waiting, but not for the question whether the
 * source is off: that is what a stop is for. Only when the program is to end at once nobody is asked any more.
 */
import {
  type Operator,
  operatorGone,
  operatorInterrupted,
  operatorNotNeeded,
} from "#rig/instruments/operator.ts";
import { RigError } from "#rig/rigError.ts";

const never = new AbortController().signal;

/** `interrupted`: the run is stopped, from wherever. `atOnce`: the program ends, and waits for no answer. */
export const joinedOperators = (
  operators: readonly Operator[],
  interrupted: AbortSignal,
  atOnce: AbortSignal = never,
): Operator => ({
  tell(notice) {
    for (const operator of operators) operator.tell(notice);
  },
  async confirm(question, withdrawn) {
    const isAboutOff = question.kind === "off";
    if (withdrawn?.aborted) throw operatorNotNeeded();
    const ended = isAboutOff ? atOnce : AbortSignal.any([interrupted, atOnce]);
    if (ended.aborted) throw operatorInterrupted();
    const asking = new AbortController();
    const takeBack = (): void => asking.abort(withdrawn?.reason);
    let stop = (): void => {};
    withdrawn?.addEventListener("abort", takeBack);
    try {
      await new Promise<void>((resolve, reject) => {
        stop = () => {
          reject(operatorInterrupted());
          asking.abort("the run is stopped");
        };
        ended.addEventListener("abort", stop);
        let left = operators.length;
        const leave = (error: unknown): void => {
          left -= 1;
          const isGone = error instanceof RigError && error.code === "operatorGone";
          if (!isGone || left <= 0) reject(error);
        };
        for (const operator of operators) operator.confirm(question, asking.signal).then(resolve, leave);
        if (operators.length === 0) reject(operatorGone("there is nobody to ask"));
      });
    } finally {
      withdrawn?.removeEventListener("abort", takeBack);
      ended.removeEventListener("abort", stop);
      asking.abort("answered elsewhere");
    }
  },
});
