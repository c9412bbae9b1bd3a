/**
 * A port that comes back: when the adapter is unplugged or the gateway restarts it says so, and tries to open the line
 * again, soon at first and then less and less often. While it is away, whatever is asked over it ends as lost, so the
 * run can pause; how it goes on is the run's to decide.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import type { Port, PortListener } from "#rig/fieldbus/port.ts";

export interface ReopeningOptions {
  /** Before the first new attempt; each further one waits twice as long. Default 0.5 s. */
  readonly firstPause: Seconds;
  /** Longest pause between attempts. Default 15 s. */
  readonly longestPause: Seconds;
  /** Told of each loss, after the listener has heard of it. */
  readonly onLost: (cause: Error) => void;
  /** Told each time it is open again, with the attempts that took. */
  readonly onBack: (attempts: number) => void;
}

/**
 * Opens a port with `open`, and again whenever it is lost. `closed` is told to the listener at each loss.
 * @throws {PortError} when the first opening fails: a wrong name is not a lost line.
 */
export const openReopeningPort = async (
  open: () => Promise<Port>,
  clock: Clock,
  options: Partial<ReopeningOptions> = {},
): Promise<Port> => {
  const { firstPause = seconds(0.5), longestPause = seconds(15) } = options;
  const { onLost = () => {}, onBack = () => {} } = options;
  let port = await open();
  let listener: PortListener | undefined;
  let isWanted = true;
  let cancelAttempt: Cancel = () => {};

  const follow = (): void =>
    port.listen({
      received: (bytes, at) => listener?.received(bytes, at),
      closed(cause) {
        listener?.closed(cause);
        if (!isWanted) return;
        onLost(cause ?? new Error(`${port.name} was closed`));
        attemptAfter(firstPause, 1);
      },
    });

  const attempt = async (pause: Seconds, attempts: number): Promise<void> => {
    let opened: Port;
    try {
      opened = await open();
    } catch {
      // Still away: the reason was told when it was lost, and the remedy is to wait.
      if (isWanted) attemptAfter(seconds(Math.min(longestPause, 2 * pause)), attempts + 1);
      return;
    }
    if (!isWanted) return opened.close();
    port = opened;
    follow();
    onBack(attempts);
  };

  const attemptAfter = (pause: Seconds, attempts: number): void => {
    cancelAttempt = clock.after(pause, () => void attempt(pause, attempts));
  };

  follow();
  return {
    name: port.name,
    medium: port.medium,
    get isOpen() {
      return isWanted && port.isOpen;
    },
    write: (bytes) => port.write(bytes),
    listen(next) {
      listener = next;
    },
    drop: (cause) => port.drop(cause),
    async close() {
      isWanted = false;
      cancelAttempt();
      await port.close();
    },
  };
};
