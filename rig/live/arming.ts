/**
 * The second hand on the switch: before a command that energises a bench, its page has to arm, and gets a code that is
 * good for one such command, on the bench it named, from the same page, and for half a minute.
 */
import { randomBytes } from "node:crypto";
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";

export interface Arming {
  /** What was armed before is no longer. */
  arm(page: object, bench: string): { readonly code: string; readonly validFor: Seconds };
  /** Takes the code; true when it was good. */
  disarm(page: object, bench: string, code: string | null): boolean;
}

export function arming(clock: Clock, validFor: Seconds = seconds(30)): Arming {
  let armed: {
    readonly page: object;
    readonly bench: string;
    readonly code: string;
    readonly until: number;
  } | null = null;
  return {
    arm(page, bench) {
      const code = randomBytes(16).toString("base64url");
      armed = { page, bench, code, until: clock.now() + validFor };
      return { code, validFor };
    },
    disarm(page, bench, code) {
      const was = armed;
      // A wrong code disarms too: it is not for guessing.
      armed = null;
      return (
        was !== null &&
        was.page === page &&
        was.bench === bench &&
        was.code === code &&
        clock.now() <= was.until
      );
    },
  };
}
