/**
 * The load of the short form as components: each phase of it a constant current, power or impedance, as it was said, or a
 * mix of them, scaled by the row of a profile. Exporting is the same load with its current turned around.
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
import { type Phase, phases } from "#models/threePhase.ts";
import { amperes, degrees, radians, vars, watts } from "#models/units.ts";
import type { LoadForm } from "#scenarios/form/siteForm.ts";
import { loadOfShortForm } from "#scenarios/loadOfShortForm.ts";
import { distortedLoad } from "#scenarios/resolve/distortedLoad.ts";
import type { LoadPlace } from "#scenarios/resolve/loadPlace.ts";
import { type LoadMix, mixedLoads, whyNoMix } from "#scenarios/resolve/mixedLoads.ts";
import { phaseAngle, unity } from "#scenarios/text/powerFactor.ts";
import { withRating } from "#scenarios/text/relative.ts";

type SaidLoad = Exclude<LoadForm, "none">;
type SaidDemand = NonNullable<SaidLoad["L1"]>;

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
): { readonly components: readonly (Load | HarmonicCurrentSource)[]; readonly issues: Issue[] } {
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
  const mixes: Partial<Record<Phase | PhasePair, LoadMix>> = {};
  const collect = (
    each: Phase | PhasePair,
    one: SaidDemand,
    share: number,
    path: readonly string[],
  ): void => {
    const noMix = one.mix === undefined ? null : whyNoMix(one.mix, one);
    const found = noMix === null ? demandOf(one, share, place) : issue(["mix"], noMix);
    if (one.mix !== undefined) mixes[each] = one.mix;
    if (isIssue(found)) {
      if (!issues.some(({ message }) => message === found.message && path.length === 0))
        issues.push(issue([...path, ...found.path], found.message));
    } else demand[each] = found;
  };
  const common = {
    ...(said.powerFactor && { powerFactor: said.powerFactor }),
    ...(said.direction && { direction: said.direction }),
    ...(said.mix && { mix: said.mix }),
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
  if (!said.harmonics?.length) return { components: mixedLoads(load, mixes), issues };
  const distorted = distortedLoad(said.harmonics, load, place);
  issues.push(...distorted.issues);
  return { components: distorted.source ? [distorted.source] : [], issues };
}
