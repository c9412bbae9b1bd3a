/** A hook-up out of the two lines a fitter writes; throws where it is none. */
import { type HookUp, parseHookUp } from "#models/connection/hookUp.ts";

const isHookUp = (read: ReturnType<typeof parseHookUp>): read is HookUp => !Array.isArray(read);

export function readHookUp(voltage: string, current: string): HookUp {
  const read = parseHookUp(voltage, current);
  if (!isHookUp(read)) throw new Error(`no hook-up: ${voltage}, ${current}`);
  return read;
}
