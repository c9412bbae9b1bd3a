/** A switch, breaker or fuse set: conductors listed are those it has, each open or closed; closed is no impedance. */
import type { Conductor } from "#models/threePhase.ts";

export interface Switch {
  readonly type: "switch";
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly position: Readonly<Partial<Record<Conductor, "open" | "closed">>>;
}
