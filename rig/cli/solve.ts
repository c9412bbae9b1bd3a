/**
 * `conto-rig solve`: a scenario without a meter: what flows in its network, what the meter's terminals would see of it,
 * and what an ideal meter would register. The dry run a person makes before touching a bench.
 */
import { Command } from "commander";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { metersOption, ownMeters } from "#rig/cli/ownMeters.ts";
import { type StepDocument, stepDocument } from "#rig/cli/solveDocument.ts";
import { stepText } from "#rig/cli/solveText.ts";
import { chooseScenarios, type LoadedScenario, loadScenarios } from "#rig/cli/suite.ts";
import { RigError } from "#rig/rigError.ts";
import { solvedStep } from "#rig/run/solvedStep.ts";
import { Unsolvable } from "#rig/run/unsolvable.ts";
import { columnsOf } from "#rig/terminal/columns.ts";

interface ScenarioDocument {
  readonly scenario: string;
  readonly title: string;
  readonly meter: string;
  readonly steps: readonly StepDocument[];
}

/** Of one scenario so many steps are named that have no solution; the others are counted. */
const mostNamed = 5;

/** Or one line for every step that has no solution. @throws {RigError} `badMeter` */
function documentOf(
  { scenario, reference }: LoadedScenario,
  products: readonly Product[],
): ScenarioDocument | readonly string[] {
  const spec = meterSpec(scenario.meter, {}, products);
  if (!isSpec(spec)) throw new RigError("badMeter", spec.map(({ message }) => message).join("; "));
  const steps: StepDocument[] = [];
  const unsolvable: string[] = [];
  for (const [index, step] of scenario.steps.entries())
    try {
      steps.push(stepDocument(solvedStep(step, index, spec)));
    } catch (error) {
      if (!(error instanceof Unsolvable)) throw error;
      unsolvable.push(`${reference}: ${error.message}`);
    }
  const more = unsolvable.length - mostNamed;
  if (more > 1)
    return [...unsolvable.slice(0, mostNamed), `${reference}: and ${more} more steps that were not solved`];
  if (unsolvable.length > 0) return unsolvable;
  return {
    scenario: reference,
    title: scenario.title,
    meter: `${spec.model} ${spec.orderCode}, ${spec.programmed.insertionMode}`,
    steps,
  };
}

const textOf = ({ title, scenario, meter, steps }: ScenarioDocument, columns: number | null): string =>
  `${title}  (${scenario}; ${meter})\n${steps.map((step) => stepText(step, columns)).join("\n\n")}\n`;

export const solveCommand = (finish: Finish): Command =>
  new Command("solve")
    .description("solve a scenario's network: currents, voltages, what the meter sees and would register")
    .argument("<scenarios...>", "files, folders, or names from the library")
    .addOption(metersOption())
    .option("--json", "as data", false)
    .addHelpText(
      "after",
      "\nVoltages are to earth. V and A are effective values, harmonics included, with the angle of the fundamental below.",
    )
    .action((asked: string[], { json, meters }: { json: boolean; meters: readonly string[] }) => {
      const own = ownMeters(meters);
      const found = loadScenarios(chooseScenarios(asked), null, own.products).map((each) =>
        documentOf(each, own.products),
      );
      const documents = found.filter((each): each is ScenarioDocument => "steps" in each);
      const unsolvable = found.flatMap((each) => ("steps" in each ? [] : each));
      if (unsolvable.length > 0) throw new RigError("notSolvable", unsolvable.join("\n"));
      const columns = process.stdout.isTTY ? columnsOf(process.stdout) : null;
      process.stdout.write(
        json
          ? `${JSON.stringify({ schema: "conto-rig.solve/1", scenarios: documents }, null, 2)}\n`
          : documents.map((document) => textOf(document, columns)).join("\n"),
      );
      finish(exitCodes.pass);
    });
