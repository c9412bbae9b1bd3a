/**
 * The load of the short form as a component: each phase of it a constant current, power or impedance, as it was said,
 * scaled by the row of a profile. Exporting is the same load with its current turned around.
 */
import type { Issue } from "#models/issue.ts";
import { issue } from "#models/issue.ts";
import type { PhasePair } from "#models/network/element.ts";
import type { HarmonicCurrentSource } from "#models/network/harmonicCurrentSource.ts";
import {
  constantCurrent,
  constantImpedance,
  constantPower,
  type Demand,
  type Load,
  phasePairs,
} from "#models/network/load.ts";
import { modulus, type Phasor, polar, scale } from "#models/phasor.ts";
import { spectrum } from "#models/spectrum.ts";
import { type Phase, phases, type Sequence } from "#models/threePhase.ts";
import { amperes, degrees, type Radians, radians, type Volts, vars, watts } from "#models/units.ts";
import type { HarmonicsForm, LoadForm } from "#scenarios/form/siteForm.ts";
import { loadOfShortForm } from "#scenarios/loadOfShortForm.ts";
import type { Ratings } from "#scenarios/resolve/ratings.ts";
import { type PowerFactor, phaseAngle, unity } from "#scenarios/text/powerFactor.ts";
import { withRating } from "#scenarios/text/relative.ts";

type SaidLoad = Exclude<LoadForm, "none">;
type SaidDemand = NonNullable<SaidLoad["L1"]>;

export interface LoadPlace {
  readonly bus: string;
  readonly wires: 3 | 4;
  readonly singlePhase: boolean;
  readonly sequence: Sequence;
  /** By how much L1 at the load leads L1 of the supply without load: the vector group of a transformer between them. */
  readonly lead: Radians;
  /** Of the network at the load, for demands that follow the voltage. */
  readonly lineToNeutral: Volts;
  readonly lineToLine: Volts;
  readonly ratings: Ratings;
  /** Of a profile's row. */
  readonly factor: number;
  readonly powerFactor: PowerFactor | null;
}

const halfTurn = degrees(180);

/** `share`: of the balanced power that falls on this phase. Null when this phase was given no measure. */
function demandOf(said: SaidDemand, share: number, place: LoadPlace): Demand | Issue {
  const measures = (["current", "power", "impedance"] as const).filter((key) => said[key] !== undefined);
  if (measures.length !== 1)
    return issue([], `expected one of current, power, impedance, got ${measures.join(" and ") || "none"}`);
  const exporting = said.direction === "export";
  const phi = phaseAngle(place.powerFactor ?? said.powerFactor ?? unity);
  if (said.current !== undefined) {
    const current = withRating(said.current, place.ratings.current);
    if (current < 0) return issue(["current"], "a current is not negative; say direction: export");
    return constantCurrent(amperes(current * place.factor), radians(exporting ? phi - halfTurn : phi));
  }
  if (said.power !== undefined) {
    if (said.power < 0) return issue(["power"], "a power is not negative here; say direction: export");
    if (Math.cos(phi) < 1e-9)
      return issue(["powerFactor"], "a power with power factor 0 is no power; give a current");
    const active = said.power * share * place.factor * (exporting ? -1 : 1);
    return constantPower(watts(active), vars(active * Math.tan(phi)));
  }
  if (exporting) return issue(["direction"], "an impedance gives nothing back; give a current or a power");
  const impedance = said.impedance!;
  if (said.powerFactor && impedance.im !== 0)
    return issue(["powerFactor"], "the impedance has its own reactance; leave the power factor out");
  const turned: Phasor = impedance.im === 0 ? polar(modulus(impedance), phi) : impedance;
  if (modulus(impedance) === 0) return issue(["impedance"], "an impedance of 0 ohm is a short circuit");
  return constantImpedance(scale(turned, 1 / place.factor));
}

const isIssue = (value: Demand | Issue): value is Issue => "message" in value;

/** The components of the load; none when there is no load. Issues have paths inside the form of the load. */
export function loadOfForm(
  said: LoadForm | undefined,
  place: LoadPlace,
): { readonly components: (Load | HarmonicCurrentSource)[]; readonly issues: Issue[] } {
  if (said === undefined || said === "none" || place.factor === 0) return { components: [], issues: [] };
  const issues: Issue[] = [];
  const delta = said.connection === "delta" || phasePairs.some((pair) => said[pair] !== undefined);
  const names: readonly (Phase | PhasePair)[] = delta ? phasePairs : phases;
  const strange = (delta ? phases : []).filter((phase) => said[phase] !== undefined);
  for (const phase of strange)
    issues.push(issue([phase], "a load in delta is given per pair: L1-L2, L2-L3, L3-L1"));
  if (said.connection === "star" && delta)
    issues.push(issue(["connection"], "loads between phases make a delta, not a star"));

  const perPhase = names.filter((each) => said[each] !== undefined);
  const balanced = said.current !== undefined || said.power !== undefined || said.impedance !== undefined;
  const demand: Partial<Record<Phase | PhasePair, Demand>> = {};
  const collect = (
    each: Phase | PhasePair,
    one: SaidDemand,
    share: number,
    path: readonly string[],
  ): void => {
    const found = demandOf(one, share, place);
    if (isIssue(found)) {
      if (!issues.some(({ message }) => message === found.message && path.length === 0))
        issues.push(issue([...path, ...found.path], found.message));
    } else demand[each] = found;
  };
  const common = {
    ...(said.powerFactor && { powerFactor: said.powerFactor }),
    ...(said.direction && { direction: said.direction }),
  };
  if (perPhase.length > 0 && balanced)
    issues.push(issue([], `give the load either balanced or per phase (${perPhase.join(", ")}), not both`));
  else if (perPhase.length > 0)
    for (const each of perPhase) collect(each, { ...common, ...said[each] }, 1, [each]);
  else {
    const loaded = place.singlePhase && !delta ? (["L1"] as const) : names;
    for (const each of loaded) collect(each, said, 1 / loaded.length, []);
  }

  const load: Load = delta
    ? {
        type: "load",
        id: loadOfShortForm,
        bus: place.bus,
        ratedVoltage: place.lineToLine,
        connection: "delta",
        demand,
      }
    : {
        type: "load",
        id: loadOfShortForm,
        bus: place.bus,
        ratedVoltage: place.lineToNeutral,
        connection: "wye",
        starPoint: place.wires === 4 ? "neutral" : "floating",
        demand,
      };
  if (!said.harmonics?.length) return { components: [load], issues };
  const distorted = distortedLoad(said.harmonics, load, place, issues);
  return { components: distorted ? [distorted] : [], issues };
}

/**
 * A load whose harmonics are given is a current of known waveform, fundamental included, whatever the voltage: as a
 * constant-current load it would draw, beside the harmonics given, those that the voltage drives through it.
 */
function distortedLoad(
  said: HarmonicsForm,
  load: Load,
  place: LoadPlace,
  issues: Issue[],
): HarmonicCurrentSource | null {
  const complain = (message: string): null => {
    if (!issues.some((known) => known.message === message)) issues.push(issue(["harmonics"], message));
    return null;
  };
  if (load.connection === "delta" || place.wires === 3)
    return complain("harmonics of a load need a neutral and a star; use the full form (network)");
  const thirds = place.sequence === "L1-L2-L3" ? { L1: 0, L2: 1, L3: 2 } : { L1: 0, L2: 2, L3: 1 };
  const drawn = phases.flatMap((phase) => {
    const demand = load.demand[phase];
    if (demand === undefined) return [];
    if (demand.kind !== "current") {
      complain("harmonics are said as a part of a current; give the load a current");
      return [];
    }
    const { current, phi } = demand;
    const start = place.lead - degrees(120 * thirds[phase]);
    // a half turn of the fundamental (export) turns the whole waveform around
    const reversed = Math.abs(phi) > degrees(90) ? -1 : 1;
    const parts = said.map(({ order, amount, angle }) => ({
      order,
      phasor: polar(reversed * current * amount, radians((angle ?? 0) + order * start)),
    }));
    return [
      [phase, spectrum([{ order: 1, phasor: polar(current, radians(start - phi)) }, ...parts])] as const,
    ];
  });
  return {
    type: "harmonicCurrentSource",
    id: loadOfShortForm,
    bus: place.bus,
    starPoint: "neutral",
    current: Object.fromEntries(drawn),
  };
}
