/**
 * What a run would be, shown while nothing is opened and nothing energised: the scenarios and benches there are (`--list`),
 * every step with its hold and why (`--plan`), and what is said of a plan before it is carried out.
 */
import { planText, planWarnings, totalWords } from "#reports/planText.ts";
import type { RunPlanDocument } from "#reports/runPlan.ts";
import { type ExitCode, exitCodes } from "#rig/cli/exitCode.ts";
import { listDocument, listText } from "#rig/cli/listing.ts";
import { benchToPlanFor } from "#rig/cli/openBench.ts";
import { ownMeters } from "#rig/cli/ownMeters.ts";
import { planned } from "#rig/cli/planOptions.ts";
import { type RunAsked, suiteAsked } from "#rig/cli/runAsked.ts";
import { libraryFiles, loadScenarios, suiteFiles } from "#rig/cli/suite.ts";
import { type Terminal, terminal } from "#rig/cli/terminal.ts";

/** What there is to run; with --json also how long it would be held on the bench asked for, which is not opened. */
export async function showList(options: RunAsked): Promise<ExitCode> {
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

/** What would be run, without opening anything. */
export async function showPlan(asked: readonly string[], options: RunAsked): Promise<ExitCode> {
  const term = terminal(options);
  const own = ownMeters(options.meters, options.bench);
  const suite = suiteAsked(asked, options, own);
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

/** Before a source is armed: what will be done, how long it takes, what should be known first. */
export function sayPlan(term: Terminal, document: RunPlanDocument, workingDay: number): void {
  const { name, kind } = document.bench;
  term.say(`bench "${name}" (${kind}), ${totalWords(document)}`);
  const warnings = planWarnings(document, { width: term.columns(), workingDay });
  if (warnings.length > 0) term.say(["", ...warnings.slice(0, -1)].join("\n"));
}
