/** The full form of a site as the network it spells out. */
import { type Issue, issue } from "#models/issue.ts";
import type { End } from "#models/network/end.ts";
import type { HarmonicCurrentSource } from "#models/network/harmonicCurrentSource.ts";
import type { ConductorMatrix } from "#models/network/impedance.ts";
import { fromSequenceImpedances } from "#models/network/impedance.ts";
import {
  constantCurrent,
  constantImpedance,
  constantPower,
  type Demand,
  type Load,
  phasePairs,
} from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import { ideal, matrixImpedance } from "#models/network/source.ts";
import { earthedNeutral, type StarPoint } from "#models/network/starPoint.ts";
import type { Clock, Winding, WindingConnection } from "#models/network/transformer.ts";
import type { Phasor } from "#models/phasor.ts";
import { type Spectrum, spectrum } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import { hertz, percent, ratio, vars } from "#models/units.ts";
import type {
  ComponentForm,
  DemandComponent,
  MatrixForm,
  NetworkForm,
  StarPointForm,
} from "#scenarios/form/networkForm.ts";
import { coreOfForm } from "#scenarios/resolve/coreOfForm.ts";
import { phaseAngle, unity } from "#scenarios/text/powerFactor.ts";

/** Issues have paths inside the form: ["components", 2, "load", "demand", "L1"]. */
export function networkOfForm(form: NetworkForm): { readonly network: Network; readonly issues: Issue[] } {
  const issues: Issue[] = [];
  const components = form.components.map((component, index) =>
    componentOf(component, (path, message) => issues.push(issue(["components", index, ...path], message))),
  );
  return {
    network: {
      frequency: form.frequency ?? hertz(50),
      components,
      // the form's pattern admits exactly the ends there are
      meteringPoints: form.meteringPoints.map((point) => ({ ...point, end: point.end as End })),
    },
    issues,
  };
}

type Complain = (path: readonly string[], message: string) => void;

function componentOf(form: ComponentForm, complain: Complain): Component {
  if (form.source) {
    const { id, bus, voltage, impedance, starPoint } = form.source;
    return {
      type: "source",
      id,
      bus,
      voltage: spectraOf(voltage, phases),
      impedance: !impedance || impedance === "ideal" ? ideal : matrixImpedance(matrixOf(impedance)),
      starPoint: starPointOf(starPoint),
    };
  }
  if (form.line) {
    const { capacitance, conductance, impedancePerKilometre, ...rest } = form.line;
    return {
      type: "line",
      ...rest,
      impedancePerKilometre: matrixOf(impedancePerKilometre),
      ...(capacitance && { capacitance }),
      ...(conductance && { conductance }),
    };
  }
  if (form.transformer) {
    const { id, ratedPower, windings, reactance, noLoad, zeroSequence } = form.transformer;
    const core = coreOfForm(form.transformer, (key, message) => complain(["transformer", key], message));
    return {
      type: "transformer",
      id,
      ratedPower,
      windings: windings.map((winding, index) =>
        windingOf(winding, (path, message) =>
          complain(["transformer", "windings", String(index), ...path], message),
        ),
      ),
      reactance,
      ...(noLoad && { noLoad }),
      ...(core && { core }),
      ...(zeroSequence && { zeroSequence }),
    };
  }
  if (form.load) return loadOf(form.load, (path, message) => complain(["load", ...path], message));
  if (form.harmonicCurrentSource)
    return harmonicsOf(form.harmonicCurrentSource, (path, message) =>
      complain(["harmonicCurrentSource", ...path], message),
    );
  if (form.shunt) return { type: "shunt", ...form.shunt };
  if (form.switch) {
    const position = Object.fromEntries(Object.entries(form.switch.position).filter(([, state]) => state));
    return { type: "switch", id: form.switch.id, from: form.switch.from, to: form.switch.to, position };
  }
  if (form.openConductor) return { type: "fault", kind: "openConductor", ...form.openConductor };
  return { type: "fault", kind: "shortCircuit", ...form.shortCircuit! };
}

function harmonicsOf(
  { id, bus, connection, starPoint, current }: NonNullable<ComponentForm["harmonicCurrentSource"]>,
  complain: Complain,
): HarmonicCurrentSource {
  const delta = connection === "delta";
  for (const [phase, said] of Object.entries(current))
    if (said !== undefined && phase.includes("-") !== delta)
      complain(["current", phase], delta ? "a delta has L1-L2, L2-L3 and L3-L1" : "a wye has L1, L2 and L3");
  if (delta && starPoint) complain(["starPoint"], "a delta has no star point");
  const common = { type: "harmonicCurrentSource" as const, id, bus };
  return delta
    ? { ...common, connection, current: spectraOf(current, phasePairs) }
    : { ...common, starPoint: starPoint ?? "neutral", current: spectraOf(current, phases) };
}

type SpectrumForm = Phasor | readonly { readonly order: number; readonly value: Phasor }[];

const spectrumOf = (form: SpectrumForm): Spectrum =>
  "re" in form
    ? spectrum([{ order: 1, phasor: form }])
    : spectrum(form.map(({ order, value }) => ({ order, phasor: value })));

const spectraOf = <K extends string>(
  form: Readonly<Partial<Record<K, SpectrumForm | undefined>>>,
  keys: readonly K[],
): Readonly<Partial<Record<K, Spectrum>>> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const said = form[key];
      return said === undefined ? [] : [[key, spectrumOf(said)] as const];
    }),
  ) as Partial<Record<K, Spectrum>>;

const matrixOf = (form: MatrixForm): ConductorMatrix =>
  "positive" in form
    ? fromSequenceImpedances({
        positive: form.positive,
        negative: form.negative ?? form.positive,
        zero: form.zero,
      })
    : form;

function starPointOf(form: StarPointForm | undefined): StarPoint {
  if (form === undefined) return earthedNeutral;
  const { neutral, earthing } = form;
  return {
    neutral,
    earthing: typeof earthing === "string" ? { kind: earthing } : { kind: "impedance", impedance: earthing },
  };
}

type WindingForm = NonNullable<ComponentForm["transformer"]>["windings"][number];

function windingOf(form: WindingForm, complain: Complain): Winding {
  const clock = (form.clock ?? 0) as Clock;
  if (form.connection === "coil" && (form.from === undefined || form.to === undefined))
    complain([], "a coil has a 'from' and a 'to': conductors, or earth");
  if (form.connection !== "coil" && (form.from !== undefined || form.to !== undefined))
    complain([], "'from' and 'to' belong to a coil");
  if (form.connection !== "wye" && form.starPoint) complain(["starPoint"], "only a wye has a star point");
  const connection: WindingConnection =
    form.connection === "wye"
      ? { kind: "wye", starPoint: starPointOf(form.starPoint), clock }
      : form.connection === "delta"
        ? { kind: "delta", clock }
        : { kind: "coil", from: form.from ?? "L1", to: form.to ?? "earth" };
  return {
    bus: form.bus,
    connection,
    ratedVoltage: form.ratedVoltage,
    tap: ratio(form.tap ?? 1),
    resistance: form.resistance ?? percent(0),
  };
}

function loadOf(form: NonNullable<ComponentForm["load"]>, complain: Complain): Load {
  const { id, bus, ratedVoltage, minimumVoltage } = form;
  const delta = form.connection === "delta";
  const demand: Record<string, Demand> = {};
  for (const [phase, said] of Object.entries(form.demand)) {
    if (said === undefined) continue;
    if (phase.includes("-") !== delta)
      complain(["demand", phase], delta ? "a delta has L1-L2, L2-L3 and L3-L1" : "a wye has L1, L2 and L3");
    const found = demandOf(said);
    if (typeof found === "string") complain(["demand", phase], found);
    else demand[phase] = found;
  }
  if (delta && form.starPoint) complain(["starPoint"], "a delta has no star point");
  const common = {
    type: "load" as const,
    id,
    bus,
    ratedVoltage,
    ...(minimumVoltage !== undefined && { minimumVoltage }),
  };
  return delta
    ? { ...common, connection: "delta", demand }
    : { ...common, connection: "wye", starPoint: form.starPoint ?? "neutral", demand };
}

/** The demand, or what is wrong with it. */
function demandOf(said: DemandComponent): Demand | string {
  const { current, powerFactor, angle, active, reactive, activeExponent, reactiveExponent, impedance } = said;
  const measures = [current, active, impedance].filter((measure) => measure !== undefined).length;
  if (measures !== 1) return "expected one of current, active, impedance";
  if (current === undefined && (powerFactor || angle !== undefined))
    return "powerFactor and angle belong to a current";
  if (
    active === undefined &&
    (reactive !== undefined || activeExponent !== undefined || reactiveExponent !== undefined)
  )
    return "reactive and the exponents belong to active";
  if (powerFactor && angle !== undefined) return "give powerFactor or angle, not both";
  if (current !== undefined) return constantCurrent(current, angle ?? phaseAngle(powerFactor ?? unity));
  if (impedance !== undefined) return constantImpedance(impedance);
  if (activeExponent === undefined && reactiveExponent === undefined)
    return constantPower(active!, reactive ?? vars(0));
  return {
    kind: "exponential",
    active: active!,
    reactive: reactive ?? vars(0),
    activeExponent: activeExponent ?? 0,
    reactiveExponent: reactiveExponent ?? 0,
  };
}
