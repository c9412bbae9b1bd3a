/**
 * A clock that jumps from one appointment to the next as soon as everything in the program waits, as a discrete-event
 * simulator does. Between two appointments it lets the event loop turn once, so that every promise and every nextTick
 * that the first one set off has run before time moves. Appointments at the same instant are kept in the order they
 * were made. A day without load therefore takes as long as computing it takes.
 */

import { type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";

interface Appointment {
  readonly due: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

const isBefore = (a: Appointment, b: Appointment): boolean =>
  a.due < b.due || (a.due === b.due && a.order < b.order);

export class VirtualClock implements Clock {
  private current: number;
  private order = 0;
  private turning = false;
  private holds = 0;
  /** Binary heap, the next appointment first. Cancelled ones stay until they come up or outnumber the others. */
  private heap: Appointment[] = [];
  private cancelled = 0;

  constructor(start: Seconds = seconds(0)) {
    this.current = start;
  }

  now(): Seconds {
    return this.current as Seconds;
  }

  sleep(duration: Seconds): Promise<void> {
    return new Promise((resolve) => {
      this.after(duration, resolve);
    });
  }

  after(duration: Seconds, callback: () => void): Cancel {
    if (Number.isNaN(duration)) throw new RangeError("an appointment needs a duration, not NaN");
    const appointment: Appointment = {
      due: this.current + Math.max(0, duration),
      order: this.order++,
      callback,
    };
    this.push(appointment);
    this.turn();
    return () => {
      if (appointment.callback === undefined) return;
      appointment.callback = undefined;
      this.cancelled++;
      if (this.cancelled > 64 && this.cancelled > this.heap.length / 2) this.sweep();
    };
  }

  /**
   * Time stands still until the returned function is called: for work the event loop cannot see finishing in one
   * turn (a file, a socket, a child process).
   */
  hold(): Cancel {
    this.holds++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.holds--;
      this.turn();
    };
  }

  private turn(): void {
    if (this.turning || this.holds > 0 || this.heap.length === 0) return;
    this.turning = true;
    setImmediate(this.keepNext);
  }

  private readonly keepNext = (): void => {
    this.turning = false;
    if (this.holds > 0) return;
    const next = this.nextKept();
    if (next === undefined) return;
    this.current = next.due;
    const callback = next.callback!;
    next.callback = undefined;
    try {
      callback();
    } finally {
      this.turn();
    }
  };

  private nextKept(): Appointment | undefined {
    for (let next = this.pop(); next !== undefined; next = this.pop()) {
      if (next.callback !== undefined) return next;
      this.cancelled--;
    }
    return undefined;
  }

  private sweep(): void {
    const kept = this.heap.filter((appointment) => appointment.callback !== undefined);
    // A sorted array is a heap.
    this.heap = kept.sort((a, b) => a.due - b.due || a.order - b.order);
    this.cancelled = 0;
  }

  private push(appointment: Appointment): void {
    const heap = this.heap;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(appointment, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = appointment;
  }

  private pop(): Appointment | undefined {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
