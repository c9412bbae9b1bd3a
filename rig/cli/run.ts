/**
 * `conto-rig run`: the main job. Scenarios, a bench, a stream of events; a summary on stdout, and under the run's folder
 * a report for people (HTML), one for CI (JUnit) and one for programs (JSON). Every event is stored as it happens. Here
 * are its options.
 */
import { Command, Option } from "commander";
import { languages } from "#reports/language.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { wholeNumber } from "#rig/cli/amountOption.ts";
import type { Finish } from "#rig/cli/exitCode.ts";
import { portNumber } from "#rig/cli/liveView.ts";
import { metersOption } from "#rig/cli/ownMeters.ts";
import { storePatienceOption } from "#rig/cli/patienceOption.ts";
import { addPlanOptions } from "#rig/cli/planOptions.ts";
import { showList, showPlan } from "#rig/cli/planShown.ts";
import type { RunAsked } from "#rig/cli/runAsked.ts";
import { runSuite } from "#rig/cli/runSuite.ts";

/** Fifteen digits: all of them are whole numbers to a computer. */
const largestSeed = 999_999_999_999_999;

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
        .argParser(wholeNumber(0, largestSeed))
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
    .action(async (asked: string[], options: RunAsked) => {
      finish(
        await (options.list
          ? showList(options)
          : options.plan
            ? showPlan(asked, options)
            : runSuite(asked, options)),
      );
    });
