/**
 * A reading over a link that may be lost meanwhile. What was lost is asked again when the link is back; what was answered
 * by silence on a connection that used to answer is asked once more over a new one, because an end that vanished does not
 * say so. Nothing of this is a finding about the meter: its silence counts only where the link stands.
 */
import type { Seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { Clock } from "#rig/clock.ts";
import type { Link } from "#rig/fieldbus/link.ts";
import { RigError } from "#rig/rigError.ts";

interface Asked {
  readonly readings: readonly Reading[];
  /** When it was begun, on the wire's clock. */
  readonly since: Seconds;
}

const isLinkLost = (error: unknown): error is RigError =>
  error instanceof RigError && error.code === "linkLost";
const isSilence = ({ readings }: Asked): boolean =>
  readings.length > 0 && readings.every(({ kind }) => kind === "silent");

/** @throws {RigError} `linkLost` when the link is not back within the patience, or keeps breaking for that long. */
export async function readOver<T extends Asked>(
  link: Link,
  clock: Clock,
  patience: Seconds,
  ask: () => Promise<T>,
): Promise<T> {
  const again = async (): Promise<T> => {
    let firstLostAt: Seconds | null = null;
    for (;;) {
      await link.whenUp();
      try {
        return await ask();
      } catch (error) {
        if (!isLinkLost(error)) throw error;
        firstLostAt ??= clock.now();
        if (clock.now() - firstLostAt > patience) throw error;
      }
    }
  };
  const first = await again();
  if (!isSilence(first)) return first;
  const renewed = await link.renewIfMute(first.since);
  if (renewed === null) return first;
  const second = await again();
  if (!isSilence(second)) link.note(renewed);
  return second;
}
