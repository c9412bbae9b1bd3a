/**
 * The name of a serial adapter that lasts: /dev/ttyUSB0 is whichever adapter came first, and after it was plugged in again
 * the same one may be /dev/ttyUSB1. Linux keeps a name by maker and serial number beside it, under /dev/serial/by-id.
 */
import { readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";

const byId = "/dev/serial/by-id";

/** The lasting name of the device at `path` now; `path` itself where there is none. `folder`: where such names are. */
export function lastingName(path: string, folder: string = byId): string {
  try {
    const device = realpathSync(path);
    const name = readdirSync(folder).find((each) => deviceAt(join(folder, each)) === device);
    return name === undefined ? path : join(folder, name);
  } catch {
    return path;
  }
}

function deviceAt(link: string): string | null {
  try {
    return realpathSync(link);
  } catch {
    return null;
  }
}
