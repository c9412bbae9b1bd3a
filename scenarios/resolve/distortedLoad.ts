/**
 * A load of the short form whose harmonics are given: a current of known waveform, fundamental included, whatever the
 * voltage. As a constant-current load it would draw, beside the harmonics given, those that the voltage drives through it.
 * Each phase carries the waveform of the first against its own voltage: phase to neutral in star, between phases in delta.
 */
import { type Issue, issue } from "#models/issue.ts";
import type { PhasePair } from "#models/network/element.ts";
import type { HarmonicCurrentSource } from "#models/network/harmonicCurrentSource.ts";
import { type Demand, type Load, phasePairs } from "#models/network/load.ts";
import { modulus, type Phasor, polar, scale, subtract, sum, zero } from "#models/phasor.ts";
import { components, type Spectrum, spectrum } from "#models/spectrum.ts";
import { type Phase, phases } from "#models/threePhase.ts";
import { degrees, radians } from "#models/units.ts";
import type { HarmonicsForm } from "#scenarios/form/siteForm.ts";
import type { LoadPlace } from "#scenarios/resolve/loadPlace.ts";

/** Issues have paths inside the form of the load. */
export function distortedLoad(
  said: HarmonicsForm,
  load: Load,
  place: LoadPlace,
): { readonly source: HarmonicCurrentSource | null; readonly issues: readonly Issue[] } {
  const refused = (message: string) => ({ source: null, issues: [issue(["harmonics"], message)] });
  const common = { type: "harmonicCurrentSource" as const, id: load.id, bus: load.bus };
  const names: readonly (Phase | PhasePair)[] = load.connection === "delta" ? phasePairs : phases;
  const demands = names.flatMap((name) => {
    const demand = (load.demand as Partial<Record<string, Demand>>)[name];
    return demand === undefined ? [] : [[name, demand] as const];
  });
  const drawn: Partial<Record<Phase | PhasePair, Spectrum>> = {};
  for (const [name, demand] of demands) {
    if (demand.kind !== "current")
      return refused("harmonics are said as a part of a current; give the load a current");
    drawn[name] = waveform(said, demand, name, place);
  }
  if (load.connection === "delta")
    return { source: { ...common, connection: "delta", current: drawn }, issues: [] };
  if (load.starPoint !== "floating")
    return { source: { ...common, starPoint: "neutral", current: drawn }, issues: [] };
  const stuck = withoutWayBack(drawn);
  if (stuck !== null)
    return refused(
      `without a neutral, currents of order ${stuck} that do not add up to nothing have no way back; leave the order out, or give the load in delta`,
    );
  return { source: { ...common, connection: "delta", current: asDelta(drawn) }, issues: [] };
}

/** The current of one phase, or of one pair, with what is said to ride on it. */
function waveform(
  said: HarmonicsForm,
  { current, phi }: Extract<Demand, { readonly kind: "current" }>,
  name: Phase | PhasePair,
  { sequence, lead }: LoadPlace,
): Spectrum {
  const direction = sequence === "L1-L2-L3" ? 1 : -1;
  const [first] = name.split("-") as [Phase];
  const thirds = phases.indexOf(first);
  // the voltage between two phases leads that of the first by 30 degrees, or lags it in the other sequence
  const ofPair = name.includes("-") ? 30 : 0;
  const start = lead + degrees(direction * (ofPair - 120 * thirds));
  // a half turn of the fundamental (export) turns the whole waveform around
  const reversed = Math.abs(phi) > degrees(90) ? -1 : 1;
  const parts = said.map(({ order, amount, angle }) => ({
    order,
    phasor: polar(reversed * current * amount, radians((angle ?? 0) + order * start)),
  }));
  return spectrum([{ order: 1, phasor: polar(current, radians(start - phi)) }, ...parts]);
}

/** Of the largest component: less is the rounding of thirds of a turn. */
const rounding = 1e-9;

const ordersOf = (drawn: Readonly<Partial<Record<Phase, Spectrum>>>): readonly number[] => [
  ...new Set(phases.flatMap((phase) => [...(drawn[phase]?.orders ?? [])])),
];
const at = (s: Spectrum | undefined, order: number): Phasor =>
  (s === undefined ? undefined : components(s).find((each) => each.order === order))?.phasor ?? zero;

/** The first order whose three currents leave something over. */
function withoutWayBack(drawn: Readonly<Partial<Record<Phase, Spectrum>>>): number | null {
  const found = ordersOf(drawn).find((order) => {
    const three = phases.map((phase) => at(drawn[phase], order));
    return modulus(sum(three)) > rounding * Math.max(...three.map(modulus));
  });
  return found ?? null;
}

/** Three currents of a star that add up to nothing, as what flows between the phases: a third of their differences. */
const asDelta = (
  drawn: Readonly<Partial<Record<Phase, Spectrum>>>,
): Readonly<Partial<Record<PhasePair, Spectrum>>> =>
  Object.fromEntries(
    phasePairs.map((pair) => {
      const [from, to] = pair.split("-") as [Phase, Phase];
      const parts = ordersOf(drawn).map((order) => ({
        order,
        phasor: scale(subtract(at(drawn[from], order), at(drawn[to], order)), 1 / 3),
      }));
      return [pair, spectrum(parts)] as const;
    }),
  );
