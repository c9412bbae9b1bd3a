/**
 * The short form of a site as a network: supply, then perhaps a transformer and a line, then the load; the meter sits at
 * the end of whatever comes before the load, so that it sees all that the load takes.
 */

import { type InsertionMode, usesNeutral } from "#models/connection/insertionMode.ts";
import { type Issue, issue } from "#models/issue.ts";
import type { End } from "#models/network/end.ts";
import { uncoupled } from "#models/network/impedance.ts";
import type { Line } from "#models/network/line.ts";
import type { Component, Network } from "#models/network/network.ts";
import { ideal, matrixImpedance, phaseVoltage, type Source } from "#models/network/source.ts";
import { earthedNeutral, earthedStarPoint, isolatedStarPoint } from "#models/network/starPoint.ts";
import type { Clock, Transformer } from "#models/network/transformer.ts";
import { phases } from "#models/threePhase.ts";
import {
  degrees,
  hertz,
  kilometres,
  percent,
  type Radians,
  ratio,
  type Volts,
  volts,
} from "#models/units.ts";
import type { Situation } from "#scenarios/form/scenarioForm.ts";
import type { SourceForm, TransformerForm } from "#scenarios/form/siteForm.ts";
import { coreOfForm } from "#scenarios/resolve/coreOfForm.ts";
import { loadOfForm } from "#scenarios/resolve/loadOfForm.ts";
import type { Ratings } from "#scenarios/resolve/ratings.ts";
import type { PowerFactor } from "#scenarios/text/powerFactor.ts";
import { withRating } from "#scenarios/text/relative.ts";

export interface ProfileRow {
  readonly factor: number;
  readonly powerFactor: PowerFactor | null;
}
export const wholeLoad: ProfileRow = { factor: 1, powerFactor: null };

/** Issues have paths inside the situation: ["load", "current"]. */
export function siteOfForm(
  said: Situation,
  ratings: Ratings,
  mode: InsertionMode,
  row: ProfileRow,
): { readonly network: Network; readonly issues: Issue[] } {
  const issues: Issue[] = [];
  const source = said.source ?? {};
  const { transformer } = said;
  const wires = source.wires ?? (usesNeutral(mode) ? 4 : 3);
  const supplied = { ...ratings, ...(transformer && ofTransformer(transformer.primary)) };
  const arriving = { ...ratings, ...(transformer && ofTransformer(transformer.secondary)) };
  const components: Component[] = [supplyOf(source, supplied, transformer ? 3 : wires, issues)];
  let bus = "supply";
  let meter: { at: string; end: End } = { at: "supply", end: "terminals" };
  if (transformer) {
    components.push(transformerOf(transformer, wires, issues));
    bus = "secondary";
    meter = { at: "transformer", end: "winding2" };
  }
  if (said.line) {
    components.push(...lineOf(said.line, bus, wires, issues));
    bus = "site";
    meter = { at: "line", end: "to" };
  }
  const load = loadOfForm(said.load, {
    bus,
    wires,
    singlePhase: mode === "1N1E",
    sequence: source.sequence ?? "L1-L2-L3",
    lead: degrees(transformer ? -30 * clockOf(transformer, source.sequence) : 0),
    lineToNeutral: arriving.phaseToNeutral,
    lineToLine: arriving.lineToLine,
    ratings,
    ...row,
  });
  components.push(...load.components);
  issues.push(...load.issues.map(({ path, message }) => issue(["load", ...path], message)));
  return {
    network: {
      frequency: source.frequency ?? hertz(50),
      components,
      meteringPoints: [{ id: "meter", ...meter }],
    },
    issues,
  };
}

const ofTransformer = (lineToLine: Volts) => ({
  lineToLine,
  phaseToNeutral: volts(lineToLine / Math.sqrt(3)),
});

function supplyOf(said: SourceForm, ratings: Ratings, wires: 3 | 4, issues: Issue[]): Source {
  if (said.voltage && said.lineVoltage)
    issues.push(issue(["source", "lineVoltage"], "give voltage (phase to neutral) or lineVoltage, not both"));
  const every = said.lineVoltage
    ? volts(withRating(said.lineVoltage, ratings.lineToLine) / Math.sqrt(3))
    : said.voltage
      ? withRating(said.voltage, ratings.phaseToNeutral)
      : ratings.phaseToNeutral;
  const sequence = said.sequence ?? "L1-L2-L3";
  const behind = { L1: 0, L2: sequence === "L1-L2-L3" ? 120 : 240, L3: sequence === "L1-L2-L3" ? 240 : 120 };
  const harmonics = (said.harmonics ?? []).map(({ order, amount, angle }) => ({
    order,
    fraction: amount,
    angle: angle ?? degrees(0),
  }));
  const present = phases.flatMap((phase) => {
    const own = said[phase];
    if (own === "absent") return [];
    const magnitude = own ? withRating(own, ratings.phaseToNeutral) : every;
    if (magnitude < 0) issues.push(issue(["source", own ? phase : "voltage"], "a voltage is not negative"));
    const lag = degrees(behind[phase]);
    const shifted = harmonics.map((h) => ({ ...h, angle: (h.angle - h.order * lag) as Radians }));
    return [[phase, phaseVoltage(magnitude, -lag as Radians, shifted)] as const];
  });
  const z = said.impedance;
  return {
    type: "source",
    id: "supply",
    bus: "supply",
    voltage: Object.fromEntries(present),
    impedance: z && (z.re !== 0 || z.im !== 0) ? matrixImpedance(uncoupled({ L1: z, L2: z, L3: z })) : ideal,
    starPoint: wires === 4 ? earthedNeutral : earthedStarPoint,
  };
}

const clocks: Readonly<Record<string, Clock>> = { Dyn11: 11, Dyn5: 5, Dyn1: 1, Yyn0: 0 };

/** A reversed sequence runs through a vector group the other way round. */
const clockOf = (said: TransformerForm, sequence: SourceForm["sequence"]): number =>
  clocks[said.vectorGroup ?? "Dyn11"]! * (sequence === "L1-L3-L2" ? -1 : 1);

function transformerOf(said: TransformerForm, wires: 3 | 4, issues: Issue[]): Transformer {
  const group = said.vectorGroup ?? "Dyn11";
  const core = coreOfForm(said, (key, message) => issues.push(issue(["transformer", key], message)));
  return {
    type: "transformer",
    id: "transformer",
    ratedPower: said.ratedPower,
    windings: [
      {
        bus: "supply",
        connection: group.startsWith("D")
          ? { kind: "delta", clock: 0 }
          : { kind: "wye", clock: 0, starPoint: isolatedStarPoint },
        ratedVoltage: said.primary,
        tap: ratio(1),
        resistance: percent((said.resistance ?? 0) / 2),
      },
      {
        bus: "secondary",
        connection: {
          kind: "wye",
          clock: clocks[group]!,
          starPoint: wires === 4 ? earthedNeutral : earthedStarPoint,
        },
        ratedVoltage: said.secondary,
        tap: ratio(1),
        resistance: percent((said.resistance ?? 0) / 2),
      },
    ],
    reactance: [said.reactance],
    ...(core && { core }),
  };
}

function lineOf(
  said: NonNullable<Situation["line"]>,
  from: string,
  wires: 3 | 4,
  issues: Issue[],
): Component[] {
  if (said.impedance === undefined) {
    issues.push(issue(["line"], "'impedance' is missing: expected an impedance such as 0.1 + j0.05 ohm"));
    return [];
  }
  const z = said.impedance;
  const line: Line = {
    type: "line",
    id: "line",
    from,
    to: "site",
    // the figures are those of the whole line
    length: kilometres(1),
    impedancePerKilometre: uncoupled({ L1: z, L2: z, L3: z, ...(wires === 4 && { N: said.neutral ?? z }) }),
  };
  const broken = (said.broken ?? []).map((conductor): Component => {
    if (conductor === "N" && wires === 3)
      issues.push(issue(["line", "broken"], "a three-wire line has no neutral"));
    return { type: "fault", kind: "openConductor", id: `broken ${conductor}`, line: "line", conductor };
  });
  return [line, ...broken];
}
