/** Which scenarios of the run are listed. The strip above every page and the list itself both set it. */
import { signal } from "@preact/signals";
import type { Verdict } from "#models/metrology/verdict.ts";

/** How a scenario stands: judged, or not yet, or left out. */
export type Standing = Verdict | "underWay" | "waiting" | "skipped";
export interface LeafFilter {
  readonly standing: Standing | "any";
  readonly model: string;
  readonly theme: string;
}
export const everything: LeafFilter = { standing: "any", model: "any", theme: "any" };
export const filter = signal<LeafFilter>(everything);
