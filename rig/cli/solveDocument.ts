/** What `conto-rig solve --json` prints for a step, and its text is made of. */
import { formatSettingLine } from "#models/connection/settingLine.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import { potentialAt } from "#models/network/readState.ts";
import { argument } from "#models/phasor.ts";
import { fundamental, rms, type Spectrum } from "#models/spectrum.ts";
import { type Conductor, conductors } from "#models/threePhase.ts";
import { inDegrees } from "#models/units.ts";
import type { SolvedStep } from "#rig/run/solvedStep.ts";

export interface PhasorFigure {
  readonly rms: number;
  readonly degrees: number;
}
const figure = (s: Spectrum): PhasorFigure => ({ rms: rms(s), degrees: inDegrees(argument(fundamental(s))) });
export type Figures = Readonly<Partial<Record<Conductor, PhasorFigure>>>;

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

/** Volts to earth and amperes, effective values with harmonics; degrees of the fundamental; W and var. */
export function stepDocument(solved: SolvedStep) {
  const { step, state, signals, load, point } = solved;
  const buses = busesOf(state);
  return {
    name: step.name,
    frequency: signals.frequency,
    /** What loads ask for and does not flow. */
    unmet: state.unmet,
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
      /** Registered over true power; null: there is none to register. */
      registration: load.predictedFraction,
    },
    transformerErrors: solved.summary.transformerErrors ?? [],
    iterations: state.iterations,
    auditResidual: solved.auditResidual,
  };
}
export type StepDocument = ReturnType<typeof stepDocument>;
