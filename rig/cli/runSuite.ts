/**
 * A run as the command line conducts it: opens the bench and, on wish, the page it is followed on, says the plan, shows
 * the progress while it goes on, and ends with the summary or the record on stdout and the code of its verdict.
 */
import { join, relative } from "node:path";
import { jsonReport } from "#reports/json.ts";
import { durationText } from "#reports/numberText.ts";
import { textReport } from "#reports/text.ts";
import { checkOut } from "#rig/cli/checkOut.ts";
import { conductRun, notWritten, writeOutputs } from "#rig/cli/conductRun.ts";
import { type ExitCode, exitCodeOfRun, exitCodes } from "#rig/cli/exitCode.ts";
import { aborted, leavingLine, notSuspendedLine } from "#rig/cli/leavingLine.ts";
import { type LiveView, openLiveView } from "#rig/cli/liveView.ts";
import { type OpenedBench, type OperatorOnDuty, openBench } from "#rig/cli/openBench.ts";
import { type OwnMeters, ownMeters } from "#rig/cli/ownMeters.ts";
import { planned } from "#rig/cli/planOptions.ts";
import { sayPlan } from "#rig/cli/planShown.ts";
import { progressShown } from "#rig/cli/progressShown.ts";
import { reproduction } from "#rig/cli/reproduce.ts";
import { type RunAsked, suiteAsked } from "#rig/cli/runAsked.ts";
import type { LoadedScenario } from "#rig/cli/suite.ts";
import { tellPage } from "#rig/cli/tellPage.ts";
import { type Terminal, terminal } from "#rig/cli/terminal.ts";
import { joinedOperators } from "#rig/instruments/joinedOperators.ts";
import { terminalOperator } from "#rig/instruments/terminalOperator.ts";
import { runControl } from "#rig/live/runControl.ts";
import type { LiveRun } from "#rig/live/session.ts";
import { type ProgramEnd, programEnd } from "#rig/safety/programEnd.ts";

export async function runSuite(asked: readonly string[], options: RunAsked): Promise<ExitCode> {
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const term = terminal(options);
  checkOut(options.out);
  const own = ownMeters(options.meters, options.bench);
  const suite = suiteAsked(asked, options, own);
  // Before anything is opened: from here on every way out of this program is known.
  const end = programEnd({
    exitCodes,
    onLeaving: (ending) => term.say(leavingLine(ending)),
    onNotSuspended: (ending) => term.owner.tell(notSuspendedLine(ending)),
  });
  try {
    return await runOn(await openedFor(options, own, term, end), { suite, options, term, elapsed, end });
  } finally {
    end.close();
  }
}

/** The bench of a run, and the page it is followed on. */
interface Place {
  readonly view: LiveView | null;
  readonly followed: LiveRun | null;
  readonly opened: OpenedBench;
}

async function openedFor(options: RunAsked, own: OwnMeters, term: Terminal, end: ProgramEnd): Promise<Place> {
  const view = options.live
    ? await openLiveView({
        out: options.out,
        host: "127.0.0.1",
        port: options.port,
        starter: null,
        terminal: term.owner,
        end,
      })
    : null;
  const followed = view?.session.follow(runControl(end.leaving)) ?? null;
  const callOperator = (): OperatorOnDuty => {
    if (view !== null && followed !== null) return view.callOperator(followed);
    const here = terminalOperator(term.owner);
    return { ...joinedOperators([here], end.leaving, end.atOnce), close: here.close };
  };
  const { observe } = followed?.traffic ?? {};
  try {
    const opened = await openBench(options.bench, options.seed, observe, own, callOperator);
    return { view, followed, opened };
  } catch (error) {
    await view?.close();
    throw error;
  }
}

interface SuiteRun {
  readonly suite: readonly LoadedScenario[];
  readonly options: RunAsked;
  readonly term: Terminal;
  /** Seconds of real time since the command began. */
  readonly elapsed: () => number;
  readonly end: ProgramEnd;
}

/** Whatever becomes of the run and of its bench, the page is closed in the end. */
async function runOn(place: Place, about: SuiteRun): Promise<ExitCode> {
  const { view } = place;
  const { options, term, end } = about;
  try {
    const code = await runOnBench(place, about);
    if (view !== null && !options.exitWhenDone && !end.leaving.aborted) {
      term.say("the live view stays open: Ctrl-C ends it");
      await aborted(end.leaving);
    }
    return code;
  } finally {
    await view?.close();
  }
}

async function runOnBench({ followed, opened }: Place, about: SuiteRun): Promise<ExitCode> {
  const { suite, options, term, elapsed, end } = about;
  const { bench } = opened;
  try {
    const { plan, document } = await planned(suite, bench, options, end.leaving);
    if (bench.kind === "hardware") sayPlan(term, document, options.workingDay);
    else
      term.say(
        `${suite.length} scenario${suite.length === 1 ? "" : "s"} on bench "${bench.name}" (${bench.kind}): ${durationText(plan.duration, "en")} of bench time, simulated`,
      );
    const progress = progressShown(term, elapsed);
    let conducted: Awaited<ReturnType<typeof conductRun>>;
    try {
      conducted = await conductRun({
        plan,
        suite,
        opened,
        out: options.out,
        seed: options.seed,
        reproduce: (reference) => reproduction(options, bench, reference),
        interrupted: followed?.control.interrupted ?? end.leaving,
        wallTime: elapsed,
        say: term.say,
        storePatience: options.storePatience,
        onBegin: (id, leftLive) => {
          followed?.begin(id, plan, bench);
          if (followed !== null)
            tellPage(followed, { plan: document, workingDay: options.workingDay, leftLive });
        },
        onEvent: (event) => {
          progress.advance(event);
          return followed?.onEvent(event);
        },
      });
    } finally {
      progress.end();
    }
    const { record, folder } = conducted;
    let { failure } = conducted;
    let report: string | null = relative(".", join(folder, "report.html"));
    try {
      writeOutputs(folder, record, options.language);
    } catch (error) {
      report = null;
      failure ??= notWritten(folder, error);
    }
    term.out(
      options.json
        ? jsonReport(record)
        : textReport(record, {
            style: term.style,
            width: term.width,
            reportPath: report,
            listPasses: options.verbose,
          }),
    );
    if (options.json && report !== null) term.say(`report: ${report}`);
    if (failure !== null) throw failure;
    return exitCodeOfRun(record);
  } finally {
    followed?.end();
    await opened.close();
  }
}
