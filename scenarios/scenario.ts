/**
 * A scenario: what a meter is subjected to and what must then be true, as data. Every step is complete in itself (the
 * defaults and overrides of the file are already merged), so that whoever drives it never asks what came before:
 * a network, the place where the meter sits, its instrument transformers and hook-up, and how long it is held.
 */
import type { HookUp } from "#models/connection/hookUp.ts";
import type { InstrumentTransformers } from "#models/connection/instrumentTransformers.ts";
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import type { Network } from "#models/network/network.ts";
import type { Seconds } from "#models/units.ts";
import type { Claim } from "#scenarios/claim.ts";

export const themes = [
  "balanced",
  "unbalanced",
  "wiring",
  "sequence",
  "supply",
  "harmonics",
  "load-profile",
  "bus",
] as const;
type Theme = (typeof themes)[number];

export interface Step {
  readonly name: string;
  readonly network: Network;
  /** Which metering point of the network the meter sits at. */
  readonly meteringPoint: string;
  readonly transformers: InstrumentTransformers;
  readonly hookUp: HookUp;
  readonly contact: "open" | "closed";
  /** `planned`: as long as the registers need to decide the step's claims. */
  readonly hold: Seconds | "planned";
  readonly claims: readonly Claim[];
}

/** The words of a scenario in one language. */
export interface ScenarioWords {
  readonly title: string;
  readonly teaches: string;
  /** Names of steps, by the names the steps have; one that is not here keeps its own. */
  readonly steps: Readonly<Record<string, string>>;
}
/** A scenario's own words are English, or whatever its author speaks; beside them it may bring others. */
export type Translations = Readonly<Partial<Record<"fr", ScenarioWords>>>;

export interface Scenario {
  /** The file's name without its ending; unique in a suite. */
  readonly id: string;
  readonly title: string;
  readonly theme: Theme;
  /** What a technician would learn from it, in a sentence. */
  readonly teaches: string;
  readonly translations?: Translations;
  readonly meter: MeterChoice;
  /** How long its steps are held is what it is about: no plan holds them for another time. */
  readonly isAboutTime: boolean;
  readonly steps: readonly Step[];
  /** Claims over all the steps together. */
  readonly claims: readonly Claim[];
}
