/**
 * How well an error is known. A register counts in whole steps, the two samples were taken somewhere inside the bus
 * exchange, and the bench knows its own energy only so well: each is a standard uncertainty, and they add as squares.
 * The expanded uncertainty is twice their root (k = 2). The bounded parts also have a hard end: the register can't be
 * wrong by more than one count between two samples.
 */
import { hours, type Percent, percent, type Ratio, ratio, type Seconds, seconds } from "#models/units.ts";

export interface UncertaintyPart {
  readonly source: "register resolution" | "sampling instants" | "reference" | "pulse resolution" | "source";
  /** Standard uncertainty, percent of the reference. */
  readonly standard: Percent;
  /** Largest possible deviation, percent of the reference; null for a part without an end. */
  readonly bound: Percent | null;
}

const share = (part: number, whole: number): number => (100 * part) / Math.abs(whole);

/**
 * Difference of two counts of a register: each end is wrong by up to one count, evenly, so the difference is triangular
 * with a half-width of one count. `count` and `energy` in the same unit.
 */
export const registerResolution = (count: number, energy: number): UncertaintyPart => ({
  source: "register resolution",
  standard: percent(share(count / Math.sqrt(6), energy)),
  bound: percent(share(count, energy)),
});

/** Pulses counted in a time window: the same triangle, with the weight of a pulse. */
export const pulseResolution = (weight: number, energy: number): UncertaintyPart => ({
  ...registerResolution(weight, energy),
  source: "pulse resolution",
});

/**
 * One reading of a display or register: it may be rounded or cut off, the makers don't say, so it is even over one
 * count to either side.
 */
export const displayResolution = (count: number, value: number): UncertaintyPart => ({
  source: "register resolution",
  standard: percent(share(count / Math.sqrt(3), value)),
  bound: percent(share(count, value)),
});

/**
 * Energy that may lie on the wrong side of the samples: half-width of the instant times the power that flows there,
 * even. `energies` (one per sample) and `energy` in the same unit.
 */
export const samplingInstants = (energies: readonly number[], energy: number): UncertaintyPart => ({
  source: "sampling instants",
  standard: percent(share(Math.hypot(...energies) / Math.sqrt(3), energy)),
  bound: percent(
    share(
      energies.reduce((a, b) => a + Math.abs(b), 0),
      energy,
    ),
  ),
});

/** What the bench or its reference meter declares of its own energy, as a standard uncertainty. */
export const referencePart = (standard: Percent): UncertaintyPart => ({
  source: "reference",
  standard,
  bound: null,
});

export const coverageFactor = 2;

export const combined = (parts: readonly UncertaintyPart[]): Percent =>
  percent(Math.hypot(...parts.map((part) => part.standard)));

/** k = 2. */
export const expanded = (parts: readonly UncertaintyPart[]): Percent =>
  percent(coverageFactor * combined(parts));

/** The furthest the error can be from the truth: bounded parts at their ends together, the others expanded. */
export const furthest = (parts: readonly UncertaintyPart[]): Percent =>
  percent(parts.reduce((sum, part) => sum + (part.bound ?? coverageFactor * part.standard), 0));

export interface RegisterInUse {
  /** One count and the power the register grows by, in Wh and W (varh and var). */
  readonly count: number;
  readonly power: number;
  /** Half-width of each sample. */
  readonly sampledWithin: Seconds;
  /** Standard uncertainty of the reference, percent. */
  readonly reference: Percent;
}

/** Share of the limit that a planned hold brings its own part of the expanded uncertainty down to: 1/5, as in type tests (R 46). */
export const decidingShare: Ratio = ratio(1 / 5);

/**
 * Share of the limit that the reference must leave for everything else. With less a hold could still decide a meter
 * without any error, but would have to be many times as long, and no meter of flesh and blood would pass.
 */
export const smallestRoom: Ratio = ratio(1 / 10);

/** What a hold is planned for. */
export interface HoldAim {
  readonly decidingShare: Ratio;
  readonly smallestRoom: Ratio;
  /** The widest guard band, as a share of the limit, with which a meter without error is decided; 1 when guarded. */
  readonly widest: Ratio;
}
export const defaultHoldAim: HoldAim = { decidingShare, smallestRoom, widest: ratio(1) };

export type HoldNeeded =
  | {
      readonly kind: "hold";
      readonly hold: Seconds;
      /** Held so long, what the limit leaves for the meter's own error, percent. */
      readonly remaining: Percent;
    }
  /** The reference alone takes nearly all of the limit: `reference` is its expanded uncertainty (k = 2). */
  | { readonly kind: "noRoom"; readonly reference: Percent; readonly limit: Percent }
  /** Nothing flows that could be counted. */
  | { readonly kind: "noPower" };

/**
 * How long a load must be held so that a register can decide: until what the hold can better (counts, sampling instants)
 * is the planned share of the limit, and takes at most half of the room the reference leaves.
 */
export function holdNeeded(
  register: RegisterInUse,
  limit: Percent,
  aim: HoldAim = defaultHoldAim,
): HoldNeeded {
  const reference = percent(coverageFactor * register.reference);
  const room = aim.widest * limit - reference;
  if (!(room >= aim.smallestRoom * limit)) return { kind: "noRoom", reference, limit };
  const power = Math.abs(register.power);
  if (!(power > 0)) return { kind: "noPower" };
  const countTime = hours(register.count / power);
  const { sampledWithin } = register;
  const spread = Math.hypot(countTime / Math.sqrt(6), Math.SQRT2 * (sampledWithin / Math.sqrt(3)));
  // Both shrink as one over the hold: 100 times these seconds, in percent, times seconds.
  const expandedPart = 100 * coverageFactor * spread;
  const boundedPart = 100 * Math.max(coverageFactor * spread, countTime + 2 * sampledWithin);
  const hold = Math.max(expandedPart / (aim.decidingShare * limit), boundedPart / (room / 2));
  return { kind: "hold", hold: seconds(hold), remaining: percent(room - boundedPart / hold) };
}
