/** What hangs on a bus: addresses 1...255 (the D4CR8 has all of them) and the devices behind them. */
import type { RegisterDevice } from "#models/devices/registerDevice.ts";

export type Units = ReadonlyMap<number, RegisterDevice>;
