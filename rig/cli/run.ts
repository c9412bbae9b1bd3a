/**
 * `conto-rig run`: the main job. Scenarios, a bench, a stream of events; a summary on stdout, and under the run's folder
 * a report for people (HTML), one for CI (JUnit) and one for programs (JSON). Every event is stored as it happens.
 */
import { join, relative } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { type OtherModel, whyUnknown } from "#models/catalogue/onAnotherModel.ts";
import type { Seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import { jsonReport } from "#reports/json.ts";
import { type Language, languages } from "#reports/language.ts";
import { durationText } from "#reports/numberText.ts";
import { planText, planWarnings, totalWords } from "#reports/planText.ts";
import { advance, noProgress, progressLine } from "#reports/progress.ts";
import type { RunPlanDocument } from "#reports/runPlan.ts";
import { textReport } from "#reports/text.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { checkOut } from "#rig/cli/checkOut.ts";
import { conductRun, notWritten, writeOutputs } from "#rig/cli/conductRun.ts";
import { type ExitCode, exitCodeOfRun, exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { aborted, leavingLine, notSuspendedLine } from "#rig/cli/leavingLine.ts";
import { listDocument, listText } from "#rig/cli/listing.ts";
import { type LiveView, openLiveView, portNumber } from "#rig/cli/liveView.ts";
import { benchToPlanFor, type OpenedBench, type OperatorOnDuty, openBench } from "#rig/cli/openBench.ts";
import { metersOption, type OwnMeters, ownMeters } from "#rig/cli/ownMeters.ts";
import { storePatienceOption } from "#rig/cli/patienceOption.ts";
import { addPlanOptions, planArguments, planned, type SaidOfPlan } from "#rig/cli/planOptions.ts";
import {
  chooseScenarios,
  type LoadedScenario,
  libraryFiles,
  loadScenarios,
  suiteFiles,
} from "#rig/cli/suite.ts";
import { type Terminal, terminal } from "#rig/cli/terminal.ts";
import { joinedOperators } from "#rig/instruments/joinedOperators.ts";
import { terminalOperator } from "#rig/instruments/terminalOperator.ts";
import { runControl } from "#rig/live/runControl.ts";
import type { LiveRun } from "#rig/live/session.ts";
import { type ProgramEnd, programEnd } from "#rig/safety/programEnd.ts";

interface Options extends SaidOfPlan {
  readonly bench: string;
  readonly meters: readonly string[];
  readonly model?: string;
  readonly orderCode?: string;
  readonly out: string;
  readonly storePatience: Seconds;
  readonly seed: number;
  readonly language: Language;
  readonly json: boolean;
  readonly list: boolean;
  readonly plan: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly verbose: boolean;
  readonly live: boolean;
  readonly port: number;
  readonly exitWhenDone: boolean;
}

const wholeNumber = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
};

export const runCommand = (finish: Finish): Command =>
  addPlanOptions(new Command("run"))
    .description("run scenarios on a bench and judge what the meters show")
    .argument("[scenarios...]", "files, folders, or names from the library (default: the whole library)")
    .addOption(
      new Option(
        "-b, --bench <name>",
        `a bench file, or an embedded virtual bench: ${virtualMeters.map(({ name }) => name).join(", ")}`,
      )
        .default("good")
        .env("CONTO_RIG_BENCH"),
    )
    .option("-m, --model <name>", "put every scenario to this model of the catalogue instead of its own")
    .addOption(metersOption())
    .option("--order-code <code>", "of that model, in quotes; default one that can do what is needed")
    .addOption(new Option("-o, --out <folder>", "where runs are kept").default("runs").env("CONTO_RIG_OUT"))
    .addOption(storePatienceOption())
    .addOption(
      new Option("--seed <n>", "seed of everything that is left to chance")
        .argParser(wholeNumber)
        .default(1)
        .env("CONTO_RIG_SEED"),
    )
    .addOption(
      new Option("--language <code>", "of the HTML report, and of what --list names")
        .choices(languages)
        .default("en")
        .env("CONTO_RIG_LANGUAGE"),
    )
    .option("--json", "print the run as JSON instead of the summary", false)
    .option("--plan", "print every step, how long it is held and why, and the total; run nothing", false)
    .option("--list", "list the scenarios and the embedded benches, run nothing", false)
    .option("--live", "follow the run in the browser; the command stays until Ctrl-C", false)
    .addOption(
      new Option("--port <n>", "of the live view; 0 takes a free one")
        .argParser(portNumber)
        .default(0)
        .implies({ live: true }),
    )
    .option("--exit-when-done", "with --live: do not stay when the run is over", false)
    .option("-v, --verbose", "one line for every scenario, passes too", false)
    .option("-q, --quiet", "nothing but the result", false)
    .option("--no-color", "no colours")
    .action(async (asked: string[], options: Options) => {
      finish(await (options.list ? listed : options.plan ? showPlan : runSuite)(asked, options));
    });

/** The command a person types, whichever way this program was started. */
const invocation = (): string =>
  process.env.npm_lifecycle_event === "start" ? "npm start --" : "conto-rig run";
const quoted = (word: string): string =>
  /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const onModel = ({ model, orderCode, meters }: Pick<Options, "model" | "orderCode" | "meters">): string =>
  `${meters.map((path) => ` --meters ${quoted(path)}`).join("")}${model === undefined ? "" : ` --model ${quoted(model)}`}${orderCode === undefined ? "" : ` --order-code ${quoted(orderCode)}`}`;

/** @throws {BadInput} a model or order code the catalogue does not have, an order code of no model. */
function otherModel({ model, orderCode }: Options, own: OwnMeters): OtherModel | null {
  if (model === undefined) {
    if (orderCode !== undefined) throw new BadInput(["--order-code goes with --model"]);
    return null;
  }
  const other = { model, orderCode: orderCode ?? null };
  const unknown = whyUnknown(other, own.products);
  if (unknown !== null) throw new BadInput([unknown]);
  return other;
}

/** What there is to run; with --json also how long it would be held on the bench asked for, which is not opened. */
async function listed(_: readonly string[], options: Options): Promise<ExitCode> {
  const term = terminal(options);
  const [library, suites] = [loadScenarios(libraryFiles()), loadScenarios(suiteFiles())];
  if (!options.json) {
    term.out(listText(library, suites, options.language));
    return exitCodes.pass;
  }
  const own = ownMeters(options.meters, options.bench);
  const { bench, close } = await benchToPlanFor(options.bench, options.seed, own);
  try {
    const { plan } = await planned([...library, ...suites], bench, { ...options, hold: "planned" });
    term.out(`${JSON.stringify(listDocument(plan, options.language), null, 2)}\n`);
    return exitCodes.pass;
  } finally {
    await close();
  }
}

/** Before a source is armed: what will be done, how long it takes, what should be known first. */
function sayPlan(term: Terminal, document: RunPlanDocument, workingDay: number): void {
  const { name, kind } = document.bench;
  term.say(`bench "${name}" (${kind}), ${totalWords(document)}`);
  const warnings = planWarnings(document, { width: term.columns(), workingDay });
  if (warnings.length > 0) term.say(["", ...warnings.slice(0, -1)].join("\n"));
}

/** What would be run, without opening anything. */
async function showPlan(asked: readonly string[], options: Options): Promise<ExitCode> {
  const term = terminal(options);
  const own = ownMeters(options.meters, options.bench);
  const suite = loadScenarios(chooseScenarios(asked), otherModel(options, own), own.products);
  const { bench, close } = await benchToPlanFor(options.bench, options.seed, own);
  try {
    const { document } = await planned(suite, bench, options);
    term.out(options.json ? `${JSON.stringify(document, null, 2)}\n` : planText(document, term.width));
    if (!options.json)
      for (const line of planWarnings(document, { width: term.columns(), workingDay: options.workingDay }))
        term.say(line);
    return exitCodes.pass;
  } finally {
    await close();
  }
}

async function runSuite(asked: readonly string[], options: Options): Promise<ExitCode> {
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const term = terminal(options);
  checkOut(options.out);
  const own = ownMeters(options.meters, options.bench);
  const suite = loadScenarios(chooseScenarios(asked), otherModel(options, own), own.products);
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

async function openedFor(options: Options, own: OwnMeters, term: Terminal, end: ProgramEnd): Promise<Place> {
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
  readonly options: Options;
  readonly term: Terminal;
  /** Seconds of real time since the command began. */
  readonly elapsed: () => number;
  readonly end: ProgramEnd;
}

async function runOn({ view, followed, opened }: Place, about: SuiteRun): Promise<ExitCode> {
  const { suite, options, term, elapsed, end } = about;
  const { bench } = opened;
  let code: ExitCode | null = null;
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
        reproduce: (reference) =>
          `${invocation()} ${quoted(reference)}${onModel(options)} --bench ${quoted(options.bench)} --seed ${options.seed}${planArguments(options, bench)}`,
        interrupted: followed?.control.interrupted ?? end.leaving,
        wallTime: elapsed,
        say: term.say,
        storePatience: options.storePatience,
        onBegin: (id) => followed?.begin(id, plan, bench),
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
    code = exitCodeOfRun(record);
  } finally {
    followed?.end();
    await opened.close();
    if (code === null) await view?.close();
  }
  if (view !== null) {
    if (!options.exitWhenDone && !end.leaving.aborted) {
      term.say("the live view stays open: Ctrl-C ends it");
      await aborted(end.leaving);
    }
    await view.close();
  }
  return code;
}

/** Keeps the progress line up to date. */
function progressShown(term: Terminal, elapsed: () => number) {
  let progress = noProgress;
  let began = elapsed();
  let shownAt = Number.NEGATIVE_INFINITY;
  const sinceBegun = (): number => elapsed() - began;
  const show = (): void => {
    shownAt = sinceBegun();
    term.progress(progressLine(progress, shownAt, term.columns()));
  };
  // Inside a step of hours nothing happens but the time left.
  const ticking = term.interactive ? setInterval(show, 1000) : undefined;
  return {
    advance(event: RigEvent): void {
      if (event.type === "runStarted") began = elapsed();
      progress = advance(progress, event, sinceBegun());
      if (term.interactive && sinceBegun() - shownAt > 0.1) show();
    },
    end(): void {
      clearInterval(ticking);
      term.progress("");
    },
  };
}
