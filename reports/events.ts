/**
 * What happens in a run, as one stream: the terminal, the store, the live view and every report render these events and
 * nothing else. They are plain JSON: quantities are numbers in the unit their field or their `unit` names.
 */
import type { ErringTransformer } from "#models/connection/errorsAtLoad.ts";
import type { InstrumentTransformers } from "#models/connection/instrumentTransformers.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import type { QuantityName, QuantityUnit } from "#models/meter/quantity.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import type { HoldPolicy } from "#reports/holdReason.ts";
import type { Claim } from "#scenarios/claim.ts";
import type { Translations } from "#scenarios/scenario.ts";

/** Why bytes that came were no answer; `extra` in hex. */
export type GarbledReason =
  /** An otherwise right answer with bytes before or behind it. */
  | { readonly kind: "strayInFront" | "strayBehind"; readonly extra: string }
  /** A whole frame of somebody else, or our own question come back. */
  | { readonly kind: "otherUnit"; readonly unit: number }
  | { readonly kind: "echo" }
  | { readonly kind: "badCrc" | "cutShort" | "wrongFunction" | "wrongByteCount" | "noFrame" }
  /** An exception that an earlier question, never answered, may have caused. */
  | { readonly kind: "otherQuestion" }
  /** Whole answers that do not fit one another: two reads that disagree, one that is followed by another. */
  | { readonly kind: "disagreement" | "followed" }
  /** Nothing could be asked: somebody speaks all the time. */
  | { readonly kind: "restless" };

/** What proves that the bus carries answers while one meter on it is silent. Times as in the readings. */
export type BusProof =
  /** The line is the rig's own, in virtual time: it can't be down. */
  | { readonly kind: "ownLine" }
  | { readonly kind: "otherUnit"; readonly position: string; readonly at: number }
  /** Our own bytes came back. */
  | { readonly kind: "echo"; readonly at: number }
  /** The same unit answered something else, before the silence and after it. */
  | { readonly kind: "sameUnit"; readonly before: number; readonly after: number };

/** A value of a register and when it was sampled. */
export interface Sighting {
  readonly value: number;
  readonly sampledAt: number;
}

/** What came off the bus, or did not. Times are seconds since the run began. */
export type Reading =
  | {
      readonly kind: "read";
      readonly quantity: QuantityName;
      readonly value: number;
      readonly unit: QuantityUnit;
      /** One count of the register, in `unit`. */
      readonly resolution: number;
      /** Modulus of the register in `unit` (roll-over), null when it does not roll. */
      readonly modulus: number | null;
      readonly sampledAt: number;
      /** Half-width of the interval the sample was taken in, seconds. */
      readonly sampledWithin: number;
      readonly raw: string;
      /** Counted pulses times their weight; left out: a register's own words. */
      readonly by?: "pulses";
      /** Seconds on the wire from the end of the request to the answer; left out: pulses, and older runs. */
      readonly latency?: number;
      /** The reading of the same register farthest in time that it stands together with; left out: none, or an older run. */
      readonly confirmed?: Sighting;
      /** An earlier reading of the same register that it can't follow, though it was read again and stayed so. */
      readonly contradicts?: Sighting & { readonly confirmed?: Sighting };
    }
  | {
      readonly kind: "silent";
      readonly quantity: QuantityName;
      readonly waited: number;
      readonly sampledAt: number;
      /** What proved the bus alive in the same minute; null: nothing; left out: it was not asked for. */
      readonly proof?: BusProof | null;
    }
  /** An exception: 0A and 0B are a gateway's word, the others the meter's. */
  | {
      readonly kind: "refused";
      readonly quantity: QuantityName;
      readonly exceptionCode: number;
      readonly sampledAt: number;
    }
  | {
      readonly kind: "garbled";
      readonly quantity: QuantityName;
      readonly bytes: string;
      readonly sampledAt: number;
      /** Older runs have none. */
      readonly reason?: GarbledReason;
    }
  /** The answer is right, and its register holds no number: NaN, infinity, a mark for "no value". */
  | {
      readonly kind: "noNumber";
      readonly quantity: QuantityName;
      readonly raw: string;
      readonly sampledAt: number;
    }
  /** Answers come later than they can be told apart: nothing is believed of this line. Seconds on the wire. */
  | {
      readonly kind: "tooSlow";
      readonly quantity: QuantityName;
      readonly latency: number;
      readonly bound: number;
      readonly sampledAt: number;
    }
  /** Readings of one register that can't all be true, and no telling which is. */
  | {
      readonly kind: "unsettled";
      readonly quantity: QuantityName;
      readonly unit: QuantityUnit;
      readonly resolution: number;
      /** At one moment however often it was asked, or all through a step, by readings too far apart for a passing state. */
      readonly over: "moment" | "step";
      /** In the order of time, those that repeat one before them left out; two at least. */
      readonly sightings: readonly Sighting[];
      readonly sampledAt: number;
    };

/**
 * Why a reading does not count: others stand together against it, the register was asked again and what came of that
 * counts, or nothing else came that it could be held against.
 */
export type LeftOutWhy = "others stand together" | "asked again" | "seen only once";

/** One part of an uncertainty budget, as a standard uncertainty in percent of the reference. */
export interface UncertaintyPart {
  readonly source: "register resolution" | "sampling instants" | "reference" | "pulse resolution" | "source";
  readonly standard: number;
}

/** The evidence of one claim. Error, limit and uncertainties are in percent of the reference (in s for `startsWithin` and `answersWithin`). */
export interface Comparison {
  readonly claim: Claim;
  readonly verdict: Verdict;
  /** In words: what was found and why that is the verdict. */
  readonly finding: string;
  /** Of reference, twin and meter. */
  readonly unit: string;
  readonly reference: number | null;
  readonly twin: number | null;
  readonly meter: number | null;
  readonly error: number | null;
  readonly limit: number | null;
  /** Expanded (k = 2). */
  readonly uncertainty: number | null;
  readonly guardBand: number | null;
  readonly budget: readonly UncertaintyPart[];
  /** Where the limit comes from (standard, clause, load point). */
  readonly limitSource: string | null;
  /** For an inconclusive step that was too short: how long it should be held, seconds. */
  readonly holdNeeded: number | null;
}

interface PhasorFigure {
  readonly rms: number;
  readonly degrees: number;
}
/** What the terminals see, small enough to draw: fundamental phasors per terminal, and the distortion. */
export interface SignalSummary {
  readonly frequency: number;
  readonly hookUp: string;
  readonly voltage: Readonly<Record<"L1" | "L2" | "L3" | "N", PhasorFigure | null>>;
  readonly current: Readonly<Record<"L1" | "L2" | "L3", PhasorFigure>>;
  readonly voltageDistortion: number;
  readonly currentDistortion: number;
  readonly contact: TerminalSignals["contact"];
  /** All of it, harmonics included, as a setting line; runs recorded before it existed have none. */
  readonly setting?: string;
  /** Between the network and the hook-up, with their errors and faults; older runs have none. */
  readonly transformers?: InstrumentTransformers;
  /** What they err by at this load, those that do; left out where none does, and in older runs. */
  readonly transformerErrors?: readonly ErringTransformer[];
}

export type RigEvent =
  | {
      readonly type: "runStarted";
      readonly schema: 1;
      readonly run: string;
      readonly startedAt: string;
      readonly rig: string;
      readonly seed: number;
      readonly bench: {
        readonly name: string;
        readonly kind: "virtual" | "hardware";
        readonly positions: readonly string[];
        /** Bench seconds in one real second; left out: 1, and on a virtual bench as fast as it is computed. */
        readonly scale?: number;
      };
      readonly scenarios: readonly {
        readonly id: string;
        readonly title: string;
        readonly steps: number;
        /** Runs recorded before these existed have none. */
        readonly theme?: string;
        readonly translations?: Translations;
      }[];
      /** Seconds of bench time planned in all. */
      readonly planned: number;
      /** Whether steps are held as planned or as their files say; runs recorded before this existed have none. */
      readonly holds?: HoldPolicy;
      /** sha-256 of every file the run was made from. */
      readonly sources: readonly { readonly file: string; readonly sha256: string }[];
      /** What a reader must know of the run's footing: provenance of register maps, hypotheses made. */
      readonly notes?: readonly string[];
    }
  /** The meter at a position, before the first scenario on it and again whenever it is another one. */
  | {
      readonly type: "meterDescribed";
      readonly position: string;
      /** What the comparing side takes it to be; what is programmed changes with the scenario. */
      readonly spec: MeterSpec;
    }
  | {
      readonly type: "scenarioStarted";
      readonly scenario: string;
      readonly title: string;
      readonly theme: string;
      readonly teaches: string;
      /** Title, lesson and step names in other languages; older runs have none. */
      readonly translations?: Translations;
      readonly position: string;
      readonly meter: string;
      /** The same meter as an order and a programming; runs recorded before it existed have none. */
      readonly choice?: MeterChoice;
      readonly planned: number;
    }
  | {
      readonly type: "stepStarted";
      readonly scenario: string;
      readonly position: string;
      readonly step: number;
      readonly name: string;
      readonly hold: number;
      readonly at: number;
      readonly signals: SignalSummary;
      /** True power at the metering point, W and var, primary. */
      readonly referencePower: { readonly active: number; readonly reactive: number };
      /** Registration the hook-up predicts: registered over true active power; null without load. */
      readonly predictedFraction: number | null;
      readonly auditResidual: number;
      /** What loads ask for and does not flow; runs recorded before it existed do not say. */
      readonly unmet?: readonly UnmetDemand[];
    }
  | {
      readonly type: "sampled";
      readonly scenario: string;
      readonly position: string;
      readonly step: number;
      readonly moment: "before" | "during" | "after";
      readonly reading: Reading;
    }
  /** A reading that was made and does not count, and why; what counts is `sampled`. */
  | {
      readonly type: "leftOut";
      readonly scenario: string;
      readonly position: string;
      readonly step: number;
      readonly moment: "before" | "during" | "after";
      readonly reading: Reading;
      readonly why: LeftOutWhy;
    }
  /** What the meter showed soon after the step began: for people who look, and no part of any verdict. */
  | {
      readonly type: "looked";
      readonly scenario: string;
      readonly position: string;
      readonly step: number;
      readonly at: number;
      /** In the unit of each quantity, primary side; what could not be read is left out. */
      readonly values: Readonly<Partial<Record<QuantityName, number>>>;
    }
  | {
      readonly type: "compared";
      readonly scenario: string;
      readonly position: string;
      /** null: the claim is over the whole scenario. */
      readonly step: number | null;
      readonly comparison: Comparison;
    }
  /** A bus was away while its meters were to be read, and came back; what was asked meanwhile was read again. */
  | {
      readonly type: "linkInterrupted";
      /** null: in no scenario. */
      readonly scenario: string | null;
      readonly step: number | null;
      readonly bus: string;
      /** Those on the bus. */
      readonly positions: readonly string[];
      /** Seconds of bench time since the run began. */
      readonly from: number;
      readonly to: number;
      /** In the words of the system, or of the port. */
      readonly cause: string;
    }
  /**
   * An answer on a bus took longer than its settings lead to expect, and could still be told from others: it was waited
   * for. Told again when one takes longer yet.
   */
  | {
      readonly type: "lineFoundSlow";
      readonly bus: string;
      /** Those on the bus. */
      readonly positions: readonly string[];
      /**
       * From the end of the question to the answer, the time of its bytes included where it came late; and what was expected.
       * Seconds on the wire.
       */
      readonly latency: number;
      readonly expected: number;
    }
  /** The rig, the bench or the bus failed here: verdict error, not the meter's. */
  | {
      readonly type: "faulted";
      readonly scenario: string | null;
      readonly position: string | null;
      readonly step: number | null;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly type: "scenarioSkipped";
      readonly scenario: string;
      readonly position: string;
      readonly reason: string;
    }
  | {
      readonly type: "scenarioFinished";
      readonly scenario: string;
      readonly position: string;
      readonly verdict: Verdict;
      readonly reproduce: string;
      readonly at: number;
    }
  | {
      readonly type: "runFinished";
      readonly verdict: Verdict;
      readonly counts: Readonly<Record<Verdict, number>>;
      readonly skipped: number;
      /** Bench seconds simulated or waited, and wall seconds spent. */
      readonly benchTime: number;
      readonly wallTime: number;
      readonly interrupted: boolean;
      /** `notConfirmed`: nobody confirmed it, so it is to be treated as live. Virtual benches and older runs have none. */
      readonly source?: "off" | "notConfirmed";
    };
export type RigEventOf<T extends RigEvent["type"]> = Extract<RigEvent, { type: T }>;
