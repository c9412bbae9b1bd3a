/**
 * Time as the rig sees it: an instant, a wait, an appointment. Everything in the rig that waits asks a clock, so that
 * the same run takes 24 hours on a real bench and milliseconds on a virtual one. The wall clock is the real one; a
 * scale above 1 makes it run faster for rehearsals.
 */
import { inMilliseconds, milliseconds, type Seconds } from "#models/units.ts";

/** Takes an appointment back; after the appointment, or a second time, it does nothing. */
export type Cancel = () => void;

export interface Clock {
  /** Seconds since an origin of the clock's own; never goes back. */
  now(): Seconds;
  /** Resolves once `duration` has passed, never earlier. A duration of 0 or less still yields to others first. */
  sleep(duration: Seconds): Promise<void>;
  /** Calls `callback` once, when `duration` has passed, never earlier. */
  after(duration: Seconds, callback: () => void): Cancel;
}

/** Longest delay setTimeout takes; above it Node fires at once. */
const longestTimer = milliseconds(2 ** 31 - 1);

/**
 * The machine's monotonic clock. `scale` is how many seconds pass on it in one real second: 60 rehearses an hour in a
 * minute. Its origin is the moment it was made.
 */
export const wallClock = (scale = 1): Clock => {
  const origin = performance.now();
  const now = (): Seconds => (milliseconds(performance.now() - origin) * scale) as Seconds;
  const after = (duration: Seconds, callback: () => void): Cancel => {
    const due = now() + duration;
    // setTimeout counts whole milliseconds of the event loop's own clock and may fire up to one too early.
    const wait = (): NodeJS.Timeout =>
      setTimeout(
        () => {
          if (now() >= due) callback();
          else timer = wait();
        },
        Math.ceil(inMilliseconds(Math.min(longestTimer, Math.max(0, (due - now()) / scale)) as Seconds)),
      );
    let timer = wait();
    return () => clearTimeout(timer);
  };
  const sleep = (duration: Seconds): Promise<void> =>
    new Promise((resolve) => {
      after(duration, resolve);
    });
  return { now, after, sleep };
};

/** A sleep that ends early, leaving no appointment behind, when one of the signals is aborted. */
export const sleepUnless = (
  clock: Clock,
  duration: Seconds,
  signals: readonly AbortSignal[],
): Promise<void> => {
  const ended = AbortSignal.any([...signals]);
  if (ended.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      cancel();
      ended.removeEventListener("abort", wake);
      resolve();
    };
    const cancel = clock.after(duration, wake);
    ended.addEventListener("abort", wake);
  });
};
