/**
 * Whether a line is quick enough for its answers to be told apart. One answer later than the ceiling condemns it: then
 * nothing is accepted, until the line was quiet for so long that nothing old is on it any more and a few questions in a
 * row were answered in time, whose answers serve for nothing else.
 */
import type { Seconds } from "#models/units.ts";
import type { LineLatency } from "#rig/fieldbus/lineLatency.ts";

/** Questions in a row that must be answered in time. */
const proofs = 3;

export class LineTrust {
  private readonly latency: LineLatency;
  private state: "trusted" | "condemned" | "onProof" = "trusted";
  private proofsLeft = 0;
  private lastTraffic = Number.NEGATIVE_INFINITY;

  constructor(latency: LineLatency) {
    this.latency = latency;
  }

  get isTrusted(): boolean {
    return this.state === "trusted";
  }

  /** Something was on the line, ours or another's. */
  traffic(at: Seconds): void {
    this.lastTraffic = Math.max(this.lastTraffic, at);
  }

  condemn(): void {
    this.state = "condemned";
  }

  /** Whether questions may be asked now. True once more when a condemned line was quiet long enough: `cleared` is told. */
  mayAsk(now: Seconds, cleared: () => void): boolean {
    if (this.state === "condemned") {
      if (now < this.lastTraffic + this.latency.remembered) return false;
      this.state = "onProof";
      this.proofsLeft = proofs;
      cleared();
    }
    return true;
  }

  /** A question of a line on proof ended; `isProof`: answered in time, and by nothing that may be older. */
  proved(isProof: boolean): void {
    if (this.state !== "onProof") return;
    this.proofsLeft = isProof ? this.proofsLeft - 1 : proofs;
    if (this.proofsLeft === 0) this.state = "trusted";
  }
}
