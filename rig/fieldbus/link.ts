/**
 * The link of one bus: its port, which comes back by itself when it was lost, and what whoever asks over it has to know.
 * A gateway closes idle connections, an adapter is plugged in again: between exchanges nobody need notice. What was asked
 * meanwhile waits for the link and is asked again, and that is an interruption to be told of. A link that is not back
 * within the patience is lost for good: whoever waits for it, or for anything else on the bench, hears so.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import type { Port, PortListener } from "#rig/fieldbus/port.ts";
import { openReopeningPort } from "#rig/fieldbus/reopeningPort.ts";
import { RigError } from "#rig/rigError.ts";

/** The time a link was away and somebody asked over it, on its clock. */
interface LinkInterruption {
  readonly from: Seconds;
  readonly to: Seconds;
  /** What took it away, in the words of the system or the port. */
  readonly cause: string;
}

export interface Link {
  readonly port: Port;
  /**
   * Resolves when the link is up; where it has to be waited for, somebody was interrupted.
   * @throws {RigError} `linkLost` when it is not back within the patience.
   */
  whenUp(): Promise<void>;
  /**
   * Makes a connection that has gone mute anew, and resolves when the new one is there: an end that vanished (a power cut,
   * a pulled cable) closes nothing. Whether it was an interruption shows only when the new one is answered: then it is to
   * be noted. null, and nothing is done: it is no connection, or it has never been heard from, or has been since the instant.
   */
  renewIfMute(since: Seconds): Promise<LinkInterruption | null>;
  note(interruption: LinkInterruption): void;
  /** Interruptions since the last call. */
  takeInterruptions(): readonly LinkInterruption[];
  /** Aborted, with a `linkLost` as its reason, when the patience has run out. */
  readonly lost: AbortSignal;
}

export interface LinkOptions {
  /** The bus, as the bench file calls it. */
  readonly bus: string;
  /** How long the link may be away. */
  readonly patience: Seconds;
  readonly clock: Clock;
}

/** Attempts come often enough that a link which is back is found well within the patience. */
const longestPause = seconds(1);

interface Away {
  readonly from: Seconds;
  readonly cause: string;
  /** Somebody waits for it. */
  isMissed: boolean;
}

/** @throws {PortError} when it can't be opened the first time. */
export async function openLink(
  open: () => Promise<Port>,
  { bus, patience, clock }: LinkOptions,
): Promise<Link> {
  const lost = new AbortController();
  let away: Away | null = null;
  let interruptions: LinkInterruption[] = [];
  let heardAt: Seconds | null = null;
  let cancelPatience: Cancel = () => {};
  const waiting: (() => void)[] = [];

  const onLost = ({ message }: Error): void => {
    away = { from: clock.now(), cause: message, isMissed: false };
    heardAt = null;
    cancelPatience = clock.after(patience, () => {
      lost.abort(new RigError("linkLost", `bus ${bus}: ${message}; not back within ${patience} s`));
    });
  };
  const onBack = (attempts: number): void => {
    cancelPatience();
    if (away === null || lost.signal.aborted) return;
    const { from, cause, isMissed } = away;
    away = null;
    // Gone and back at once, with nobody asking meanwhile, is what gateways do to a connection that is idle.
    if (isMissed || attempts > 1) interruptions.push({ from, to: clock.now(), cause });
    for (const resolve of waiting.splice(0)) resolve();
  };
  const inner = await openReopeningPort(open, clock, { onLost, onBack, longestPause });
  const port = heard(inner, (at) => {
    heardAt = at;
  });
  const untilBack = (): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const fail = (): void => reject(lost.signal.reason);
      lost.signal.addEventListener("abort", fail, { once: true });
      waiting.push(() => {
        lost.signal.removeEventListener("abort", fail);
        resolve();
      });
    });
  return {
    port,
    async whenUp() {
      lost.signal.throwIfAborted();
      if (away === null) return;
      away.isMissed = true;
      await untilBack();
    },
    async renewIfMute(since) {
      if (port.medium.kind !== "tcp" || away !== null || heardAt === null || heardAt >= since) return null;
      const cause = `${port.name} was silent and did not say that it was gone`;
      port.drop(new Error(cause));
      await untilBack();
      return { from: since, to: clock.now(), cause };
    },
    note(interruption) {
      // One absence is one interruption: those that fell into this one are part of it.
      interruptions = [...interruptions.filter(({ from }) => from < interruption.from), interruption];
    },
    takeInterruptions() {
      const taken = interruptions;
      interruptions = [];
      return taken;
    },
    lost: lost.signal,
  };
}

/** The same port; `hear` is told of every chunk that comes. */
const heard = (port: Port, hear: (at: Seconds) => void): Port => ({
  name: port.name,
  medium: port.medium,
  get isOpen() {
    return port.isOpen;
  },
  write: (bytes) => port.write(bytes),
  listen: (listener: PortListener) =>
    port.listen({
      received(bytes, at) {
        hear(at);
        listener.received(bytes, at);
      },
      closed: (cause) => listener.closed(cause),
    }),
  drop: (cause) => port.drop(cause),
  close: () => port.close(),
});
