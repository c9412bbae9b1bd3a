/**
 * Accuracy as the standards look at it: errors over the current, a picture for each power factor, with what the class
 * permits around them. The points are the judged steps of a run; the envelope is asked of the class current by current.
 */
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { limitAt } from "#models/metrology/accuracyClass.ts";
import { sinusoidalLoadPoint } from "#models/metrology/loadPoint.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import { phases } from "#models/threePhase.ts";
import { amperes, type Radians, radians } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import type { AttemptedScenario } from "#reports/record.ts";

export interface AccuracyPoint {
  /** The scenario's title. */
  readonly title: string;
  readonly position: string;
  readonly step: string;
  readonly energy: EnergyQuantity;
  /** Amperes into the meter's inputs: the mean of those that carry any. */
  readonly current: number;
  /** Of the true power, lagging positive. */
  readonly phi: Radians;
  /** Percent of the reference. */
  readonly error: number;
  readonly uncertainty: number | null;
  readonly limit: number;
  readonly verdict: Verdict;
}

/** An input with less than this share of the largest current carries none. */
const idleShare = 0.005;
function inputCurrent({ current }: SignalSummary): number {
  const values = phases.map((phase) => current[phase].rms);
  const largest = Math.max(...values);
  const loaded = values.filter((value) => value > idleShare * largest);
  return loaded.reduce((sum, value) => sum + value, 0) / Math.max(1, loaded.length);
}

/** Every step's claim that the register follows the network, where it was measured. */
export function pointsOf(attempts: readonly AttemptedScenario[]): readonly AccuracyPoint[] {
  return attempts.flatMap(({ title, position, steps }) =>
    steps.flatMap(({ name, signals, referencePower, comparisons }) =>
      comparisons.flatMap(({ claim, error, limit, uncertainty, verdict }): AccuracyPoint[] => {
        if (claim.type !== "registersWithin" || error === null || limit === null) return [];
        const current = inputCurrent(signals);
        if (!(current > 0)) return [];
        const phi = radians(Math.atan2(referencePower.reactive, referencePower.active));
        return [
          {
            title,
            position,
            step: name,
            energy: claim.energy,
            current,
            phi,
            error,
            uncertainty,
            limit,
            verdict,
          },
        ];
      }),
    ),
  );
}

export interface FactorGroup {
  /** cos phi, rounded to hundredths; its side is that of the current. */
  readonly factor: number;
  readonly side: "lag" | "lead" | "unity";
  readonly points: readonly AccuracyPoint[];
}
const sideOf = (phi: number, factor: number): FactorGroup["side"] =>
  factor === 1 ? "unity" : phi > 0 ? "lag" : "lead";

/** Unity first, then further and further from it. */
export function byPowerFactor(points: readonly AccuracyPoint[]): readonly FactorGroup[] {
  const groups = new Map<string, FactorGroup>();
  for (const point of points) {
    const factor = Math.round(Math.cos(point.phi) * 100) / 100;
    const side = sideOf(point.phi, factor);
    const key = `${factor} ${side}`;
    const group = groups.get(key) ?? { factor, side, points: [] };
    groups.set(key, { ...group, points: [...group.points, point] });
  }
  return [...groups.values()].sort((a, b) => b.factor - a.factor || a.side.localeCompare(b.side));
}

/** A run of currents with one limit, amperes and percent. */
export interface EnvelopePiece {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}
const grid = 240;

/** What the class permits on a balanced load at this angle, from a hundredth of the reference current to the maximum. */
export function envelopeOf(
  spec: MeterSpec,
  energy: "active" | "reactive",
  phi: Radians,
): readonly EnvelopePiece[] {
  const { reference, maximum } = spec.current;
  const [from, to] = [reference / 100, maximum as number];
  const pieces: EnvelopePiece[] = [];
  const at = (i: number) => from * (to / from) ** (i / grid);
  for (let i = 0; i < grid; i++) {
    const [start, end] = [at(i), at(i + 1)];
    const middle = amperes(Math.sqrt(start * end));
    const found = limitAt(
      spec,
      energy,
      sinusoidalLoadPoint({ current: { L1: middle, L2: middle, L3: middle }, phi }),
    );
    if (found.kind === "none") continue;
    const last = pieces.at(-1);
    if (last !== undefined && last.limit === found.limit && last.to === start)
      pieces[pieces.length - 1] = { ...last, to: end };
    else pieces.push({ from: start, to: end, limit: found.limit });
  }
  return pieces;
}
