/**
 * `conto-rig serve`: a session in the browser. Runs are started from the page, on the embedded virtual benches or on the
 * bench of a file, followed as they happen and kept like any other; stored runs are there to be read.
 */

import { createHash } from "node:crypto";
import { Command, InvalidArgumentError, Option } from "commander";
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import type { Seconds } from "#models/units.ts";
import type { BenchChoice, ScenarioAsked } from "#reports/live/protocol.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { checkOut } from "#rig/cli/checkOut.ts";
import { conductRun, notWritten, type RunToConduct, writeOutputs } from "#rig/cli/conductRun.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { aborted, leavingLine, notSuspendedLine } from "#rig/cli/leavingLine.ts";
import { type LiveView, openLiveView, portNumber } from "#rig/cli/liveView.ts";
import { openBench } from "#rig/cli/openBench.ts";
import { type OwnMeters, ownMeters } from "#rig/cli/ownMeters.ts";
import { storePatienceOption } from "#rig/cli/patienceOption.ts";
import { planned, usualPlan } from "#rig/cli/planOptions.ts";
import { reproduction } from "#rig/cli/reproduce.ts";
import { chooseScenarios, type LoadedScenario, libraryFiles, loadScenarios } from "#rig/cli/suite.ts";
import { tellPage } from "#rig/cli/tellPage.ts";
import type { RunStarter } from "#rig/live/session.ts";
import { isRead, readNamedFile } from "#rig/named/namedFile.ts";
import { programEnd } from "#rig/safety/programEnd.ts";
import { ownedTerminal } from "#rig/terminal/ownedTerminal.ts";
import { readScenario } from "#scenarios/read.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

interface Options {
  readonly bench?: string;
  readonly out: string;
  readonly host: string;
  readonly port: number;
  readonly storePatience: Seconds;
}

export const serveCommand = (finish: Finish): Command =>
  new Command("serve")
    .description("start and follow runs in the browser, and read stored ones")
    .option("-b, --bench <file>", "a bench file, offered beside the embedded virtual benches")
    .addOption(new Option("-o, --out <folder>", "where runs are kept").default("runs").env("CONTO_RIG_OUT"))
    .option(
      "--host <address>",
      "to listen on; others than this machine can reach it when it is not loopback",
      hostName,
      "127.0.0.1",
    )
    .option("-p, --port <n>", "0 takes a free one", portNumber, 0)
    .addOption(storePatienceOption())
    .action(async (options: Options) => {
      finish(await serve(options));
    });

/** An empty one, as of a variable that is not set, would be every address of this machine. */
const hostName = (text: string): string => {
  if (text.trim() === "") throw new InvalidArgumentError("expected an address of this machine");
  return text.trim();
};

async function serve({ bench, out, host, port, storePatience }: Options) {
  const read = bench === undefined ? null : readNamedFile(bench);
  // What else is wrong with it is told when it is started: it may be mended until then.
  if (read !== null && !isRead(read)) throw new BadInput([formatLocatedIssue(read)]);
  checkOut(out);
  const terminal = ownedTerminal();
  const end = programEnd({
    exitCodes,
    onLeaving: (ending) => terminal.print(leavingLine(ending)),
    onNotSuspended: (ending) => terminal.tell(notSuspendedLine(ending)),
  });
  const view: LiveView = await openLiveView({
    out,
    host,
    port,
    starter: starter(
      benchesOffered(bench),
      { out, storePatience, say: (line) => terminal.tell(line) },
      () => view,
    ),
    terminal,
    end,
  });
  try {
    await aborted(end.leaving);
  } finally {
    // A run under way is ended and its source switched off; whoever has the page can still say so.
    await view.close();
    end.close();
  }
  if (end.ending?.kind === "unforeseen") throw end.ending.error;
  return exitCodes.pass;
}

const benchesOffered = (file: string | undefined): readonly BenchChoice[] => [
  ...(file === undefined ? [] : [{ name: file, kind: "hardware" as const, about: "the bench of this file" }]),
  ...virtualMeters.map(({ name, lie, caughtBy }) => ({
    name,
    kind: "virtual" as const,
    about: caughtBy === null ? "a meter in order" : lie,
  })),
];

/** @throws {BadInput} what is wrong with them, all at once. */
function scenariosOf(
  asked: readonly ScenarioAsked[],
  further: readonly Product[],
): readonly LoadedScenario[] {
  const library = new Set(libraryFiles().map(({ reference }) => reference));
  const lines: string[] = [];
  const scenarios = asked.flatMap((each): readonly LoadedScenario[] => {
    if (each.kind === "library") {
      // Only what ships: a page names no files of this machine.
      if (library.has(each.reference)) return loadScenarios(chooseScenarios([each.reference]), null, further);
      lines.push(`${each.reference}: no scenario of the library`);
      return [];
    }
    const { name, text } = each;
    const { scenario, issues } = readScenario(text, name, (choice) => meterSpec(choice, {}, further));
    if (issues) {
      lines.push(...issues.map(formatLocatedIssue));
      return [];
    }
    const sha256 = createHash("sha256").update(text).digest("hex");
    return [{ scenario, reference: name, source: { file: name, sha256 } }];
  });
  const ids = scenarios.map(({ scenario }) => scenario.id);
  for (const id of new Set(ids.filter((each, at) => ids.indexOf(each) !== at)))
    lines.push(`the id '${id}' is there twice: rename one of the scenarios`);
  if (asked.length === 0) lines.push("no scenario was chosen");
  if (lines.length > 0) throw new BadInput(lines);
  return scenarios;
}

/** `view`: the one the runs are started from. */
const starter = (
  benches: readonly BenchChoice[],
  { out, storePatience, say }: Pick<Options, "out" | "storePatience"> & Pick<RunToConduct, "say">,
  view: () => LiveView,
): RunStarter => ({
  benches,
  prepare({ bench, seed, scenarios }) {
    let own: OwnMeters;
    let suite: readonly LoadedScenario[];
    try {
      own = ownMeters([], bench);
      suite = scenariosOf(scenarios, own.products);
    } catch (error) {
      if (error instanceof BadInput) return { issues: error.lines };
      throw error;
    }
    return async (live) => {
      const began = performance.now();
      const opened = await openBench(bench, seed, live.traffic.observe, own, () => view().callOperator(live));
      try {
        const { plan, document } = await planned(suite, opened.bench, usualPlan, live.control.interrupted);
        const { record, folder, failure } = await conductRun({
          plan,
          suite,
          opened,
          out,
          seed,
          reproduce: (reference) =>
            reproduction({ ...usualPlan, bench, seed, meters: [] }, opened.bench, reference),
          interrupted: live.control.interrupted,
          wallTime: () => (performance.now() - began) / 1000,
          say,
          storePatience,
          onBegin: (run, leftLive) => {
            live.begin(run, plan, opened.bench);
            tellPage(live, { plan: document, workingDay: usualPlan.workingDay, leftLive });
          },
          onEvent: live.onEvent,
        });
        try {
          writeOutputs(folder, record, "en");
        } catch (error) {
          throw failure ?? notWritten(folder, error);
        }
        if (failure !== null) throw failure;
      } finally {
        live.end();
        await opened.close();
      }
    };
  },
});
