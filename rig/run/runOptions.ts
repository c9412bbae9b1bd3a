/** What a run is told beside its plan and its bench: who it is, and what it must not find out by itself. */

export interface RunOptions {
  readonly run: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Name and version of the rig. */
  readonly rig: string;
  readonly seed: number;
  readonly sources: readonly { readonly file: string; readonly sha256: string }[];
  /** The command that runs a scenario again. */
  readonly reproduce: (reference: string) => string;
  /** What a reader must know of the run beside its register maps. */
  readonly notes?: readonly string[];
  /**
   * Stops the run at the next instant it can be stopped; its source is switched off at once. The reason says whether
   * somebody wished it or something broke, see leaving.ts.
   */
  readonly interrupted: AbortSignal;
  /** Seconds of real time, for the closing event. */
  readonly wallTime: () => number;
}
