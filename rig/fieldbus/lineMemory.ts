/**
 * What a master remembers of its line: which unit was heard when, what was asked and is still owed, how slow the line
 * is, and whether its answers can be told apart at all. Under transaction numbers nothing is ever mistaken for anything
 * else; what is remembered then only says how long an answer is worth waiting for.
 */
import type { Seconds } from "#models/units.ts";
import type { NoAnswer } from "#rig/fieldbus/busAnswer.ts";
import { type Late, LineDebts } from "#rig/fieldbus/lineDebts.ts";
import { LineLatency } from "#rig/fieldbus/lineLatency.ts";
import { LineTrust } from "#rig/fieldbus/lineTrust.ts";
import type { LatencyKnown, MasterOptions } from "#rig/fieldbus/master.ts";

export class LineMemory {
  readonly latency: LineLatency;
  readonly debts: LineDebts;
  readonly trust: LineTrust;
  private readonly options: MasterOptions;
  private readonly hasNumbers: boolean;
  /** Under numbers: the last thing heard was later than the ceiling. */
  private isOverdue = false;

  constructor(options: MasterOptions, hasNumbers: boolean) {
    this.options = options;
    this.hasNumbers = hasNumbers;
    this.latency = new LineLatency(options);
    this.debts = new LineDebts(this.latency);
    this.trust = new LineTrust(this.latency);
  }

  get known(): LatencyKnown {
    const { longestAnswer: longest, patience, ceiling } = this.latency;
    return { longest, patience, bound: ceiling, isTooSlow: this.isTooSlow };
  }

  get isTooSlow(): boolean {
    return this.hasNumbers ? this.isOverdue : !this.trust.isTrusted;
  }

  get tooSlow(): Extract<NoAnswer, { kind: "tooSlow" }> {
    return { kind: "tooSlow", latency: this.latency.longestAnswer, bound: this.latency.ceiling };
  }

  /** The answer that was waited for came. */
  answered(latency: Seconds, at: Seconds): void {
    this.isOverdue = false;
    this.learn({ kind: "answer", latency }, at);
  }

  /** A whole frame nobody waited for; `latency` is what its number says, null where there is none. */
  heardLate(frame: Uint8Array, at: Seconds, latency: Seconds | null): Seconds | null {
    const late: Late | null =
      latency === null ? this.debts.heardLate(frame, at) : { kind: "answer", latency };
    if (late === null) return null;
    this.learn(late, at);
    if (late.kind === "answer" && late.latency > this.latency.ceiling) this.condemn(late.latency, at);
    return late.latency;
  }

  private learn({ kind, latency }: Late, at: Seconds): void {
    if (kind === "repetition") {
      this.latency.repeated(latency);
      return;
    }
    const { leastPatience: expected, longestAnswer, ceiling } = this.latency;
    this.latency.answered(latency);
    if (latency > Math.max(expected, longestAnswer) && latency <= ceiling)
      this.options.onHappening({ kind: "slower", latency, expected, at });
  }

  private condemn(latency: Seconds, at: Seconds): void {
    if (!this.isTooSlow)
      this.options.onHappening({ kind: "tooSlow", latency, bound: this.latency.ceiling, at });
    this.isOverdue = true;
    this.trust.condemn();
  }
}
