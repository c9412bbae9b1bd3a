/**
 * `conto-rig solve`: a scenario without a meter: what flows in its network, what the meter's terminals would see of it,
 * and what an ideal meter would register. The dry run a person makes before touching a bench.
 */
import { Command } from "commander";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import { potentialAt } from "#models/network/readState.ts";
import { argument } from "#models/phasor.ts";
import { fundamental, rms, type Spectrum } from "#models/spectrum.ts";
import { type Conductor, conductors } from "#models/threePhase.ts";
import { inDegrees } from "#models/units.ts";
import { transformerErrorSentence } from "#reports/transformerErrors.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { metersOption, ownMeters } from "#rig/cli/ownMeters.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { RigError } from "#rig/rigError.ts";
import { type SolvedStep, solvedStep } from "#rig/run/solvedStep.ts";

interface PhasorFigure {
  readonly rms: number;
  readonly degrees: number;
}
const figure = (s: Spectrum): PhasorFigure => ({ rms: rms(s), degrees: inDegrees(argument(fundamental(s))) });
type Figures = Readonly<Partial<Record<Conductor, PhasorFigure>>>;

const figures = (of: (conductor: Conductor) => Spectrum | null | undefined): Figures =>
  Object.fromEntries(
    conductors.flatMap((conductor) => {
      const s = of(conductor);
      return s === null || s === undefined ? [] : [[conductor, figure(s)]];
    }),
  );

/** Bus names in the order the components name them. */
const busesOf = ({ solution }: NetworkState): readonly string[] => [
  ...new Set(
    [...solution.prepared.circuit.nodeOf.keys()].map((node) => node.slice(0, node.lastIndexOf("."))),
  ),
];

/** What `--json` prints for each step. Volts to earth, amperes rms, degrees of the fundamental, W and var. */
function stepDocument(solved: SolvedStep) {
  const { step, state, signals, load, point } = solved;
  const buses = busesOf(state);
  return {
    name: step.name,
    frequency: signals.frequency,
    buses: Object.fromEntries(
      buses.map((bus) => [bus, figures((conductor) => potentialAt(state, bus, conductor))]),
    ),
    meteringPoint: {
      id: step.meteringPoint,
      current: figures((conductor) => point.current[conductor]),
      activePower: load.referencePower.active,
      reactivePower: load.referencePower.reactive,
    },
    terminals: {
      setting: formatSettingLine(signals),
      voltage: figures((conductor) => signals.voltage[conductor]),
      current: figures((conductor) => (conductor === "N" ? null : signals.current[conductor])),
    },
    meter: {
      supplied: solved.alive,
      registeredActivePower: load.twinPower.active,
      registeredReactivePower: load.twinPower.reactive,
      registration: load.predictedFraction,
    },
    transformerErrors: solved.summary.transformerErrors ?? [],
    iterations: state.iterations,
    auditResidual: solved.auditResidual,
  };
}
type StepDocument = ReturnType<typeof stepDocument>;

const phasorText = (unit: string, f: PhasorFigure | undefined): string =>
  f === undefined
    ? "-".padStart(22)
    : `${f.rms.toFixed(3).padStart(11)} ${unit} ${f.rms < 1e-9 ? "" : f.degrees.toFixed(2)}`.padEnd(22);
const line = (name: string, unit: string, f: Figures): string =>
  `    ${name.padEnd(16)}${conductors.map((conductor) => phasorText(unit, f[conductor])).join(" ")}`;
const fraction = (value: number | null): string =>
  value === null ? "no power to register" : value.toFixed(4);

/** What the instrument transformers err by; nothing where none does. */
function errorsText({ transformerErrors }: StepDocument): readonly string[] {
  const sentence = transformerErrorSentence(transformerErrors, "en");
  return sentence === null ? [] : [`    transformers    ${sentence}`];
}

function stepText(step: StepDocument): string {
  const { meteringPoint: at, meter } = step;
  const header = `    ${"".padEnd(16)}${conductors.map((conductor) => conductor.padStart(11).padEnd(22)).join(" ")}`;
  return [
    `  ${step.name}`,
    header,
    ...Object.entries(step.buses).map(([bus, voltage]) => line(`bus ${bus}`, "V", voltage)),
    line(`I at ${at.id}`, "A", at.current),
    `    true power      ${at.activePower.toFixed(2)} W, ${at.reactivePower.toFixed(2)} var`,
    line("terminal U", "V", step.terminals.voltage),
    line("terminal I", "A", step.terminals.current),
    `    setting         ${step.terminals.setting}`,
    meter.supplied
      ? `    ideal meter     registers ${meter.registeredActivePower.toFixed(2)} W, ${meter.registeredReactivePower.toFixed(2)} var`
      : "    ideal meter     dead: its supply is out of range",
    `    registration    active ${fraction(meter.registration.active)}, reactive ${fraction(meter.registration.reactive)} of the true power`,
    ...errorsText(step),
    `    audit           ${step.auditResidual.toExponential(1)} of the power is unaccounted for, ${step.iterations} iterations`,
  ].join("\n");
}

export const solveCommand = (finish: Finish): Command =>
  new Command("solve")
    .description("solve a scenario's network: currents, voltages, what the meter sees and would register")
    .argument("<scenarios...>", "files, folders, or names from the library")
    .addOption(metersOption())
    .option("--json", "as data", false)
    .action((asked: string[], { json, meters }: { json: boolean; meters: readonly string[] }) => {
      const own = ownMeters(meters);
      const documents = loadScenarios(chooseScenarios(asked), null, own.products).map(
        ({ scenario, reference }) => {
          const spec = meterSpec(scenario.meter, {}, own.products);
          if (!isSpec(spec)) throw new RigError("badMeter", spec.map(({ message }) => message).join("; "));
          return {
            scenario: reference,
            title: scenario.title,
            meter: `${spec.model} ${spec.orderCode}, ${spec.programmed.insertionMode}`,
            steps: scenario.steps.map((step, index) => stepDocument(solvedStep(step, index, spec))),
          };
        },
      );
      process.stdout.write(
        json
          ? `${JSON.stringify({ schema: "conto-rig.solve/1", scenarios: documents }, null, 2)}\n`
          : documents
              .map((d) => `${d.title}  (${d.scenario}; ${d.meter})\n${d.steps.map(stepText).join("\n\n")}\n`)
              .join("\n"),
      );
      finish(exitCodes.pass);
    });
