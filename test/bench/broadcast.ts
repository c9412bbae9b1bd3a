/** What a broadcaster and those who listen to it agree on. */
import { milliseconds } from "#models/units.ts";

export type Broadcast = "live feed" | "16 bytes";
/** Where pages connect, and as whom. */
export interface Meeting {
  readonly port: number;
  readonly path: string;
}
/** Where in a message its sending time stands, f64, seconds of the machine's clock. */
export const timeAt = { "live feed": 16, "16 bytes": 0 } as const satisfies Record<Broadcast, number>;

/** One for all programs of the machine. */
export const machineTime = () => milliseconds(performance.timeOrigin + performance.now());
