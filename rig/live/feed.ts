/**
 * What all connected pages are told, each thing written out once however many listen. Ten times a second everybody is
 * brought up to date: the events since, and beside them a look at the bench, where somebody looks and something moved.
 * Telling costs the run nothing it would notice: it only leaves its events here.
 */
import { milliseconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import type { ServerMessage, SessionState, ValueRow } from "#reports/live/protocol.ts";
import { deltaFrame, keyFrame, mostRows } from "#reports/live/valueFrame.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import type { BenchWatch } from "#rig/live/benchWatch.ts";
import type { BusTraffic } from "#rig/live/busTraffic.ts";
import { type EventLog, eventLog } from "#rig/live/eventLog.ts";
import { frame, textFrame } from "#rig/live/frame.ts";
import type { AtSource } from "#rig/live/pageOperator.ts";
import type { Viewer } from "#rig/live/viewer.ts";

/** How often pages are brought up to date. */
const beat = milliseconds(100);

export interface Watching {
  readonly bench: BenchWatch;
  readonly traffic: BusTraffic;
}

const written = (message: ServerMessage): Buffer => textFrame(JSON.stringify(message));

export class LiveFeed {
  readonly viewers = new Set<Viewer>();
  private readonly clock: Clock;
  private cancel: Cancel;
  private state: SessionState = { kind: "idle" };
  private source: ServerMessage = { type: "source", asked: null, notices: [] };
  private log: EventLog | null = null;
  private watching: Watching | null = null;
  /** Of the latest run, also when it is over. */
  private traffic: BusTraffic | null = null;
  private rows: readonly ValueRow[] = [];
  private values: Float64Array = new Float64Array();
  private layout = 0;
  private number = 0;
  /** The last look at the positions, as it was told. */
  private positions: { readonly seen: string; readonly message: Buffer } | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
    this.cancel = clock.after(beat, this.onBeat);
  }

  get session(): SessionState {
    return this.state;
  }

  set session(state: SessionState) {
    this.state = state;
    const message = written({ type: "session", state });
    for (const viewer of this.viewers) if (viewer.hasJoined) viewer.tell(message);
  }

  /** What the person at the source is asked and told; whoever comes later hears it too. */
  set atSource(now: AtSource) {
    this.source = { type: "source", ...now };
    const message = written(this.source);
    for (const viewer of this.viewers) if (viewer.hasJoined) viewer.tell(message);
  }

  /** A run begins: its events from sequence 0 on. */
  begin(run: string, watching: Watching): void {
    this.log = eventLog(run);
    this.watching = watching;
    this.traffic = watching.traffic;
    this.positions = null;
    for (const viewer of this.viewers) viewer.follow(this.log, 0);
  }

  publish(event: RigEvent): void {
    this.log?.add(event);
    this.watching?.bench.hear(event);
  }

  /** No more looks at a bench that is about to be closed; the events stay. */
  endWatching(): void {
    this.onBeat();
    this.watching = null;
    this.positions = null;
  }

  /** A page has said which events it has. What moves seldom it is shown at once, else it might wait for long. */
  join(viewer: Viewer, run: string | null, next: number): void {
    viewer.hasJoined = true;
    viewer.say({ type: "session", state: this.state });
    viewer.say(this.source);
    if (this.rows.length > 0) viewer.say({ type: "layout", layout: this.layout, rows: this.rows });
    if (this.log === null) return;
    // The events first: with them the page knows which run the looks are of.
    viewer.follow(this.log, this.log.run === run ? next : 0);
    if (this.positions !== null) viewer.show(this.positions.message);
    const bus = this.traffic?.recall() ?? null;
    if (bus !== null) viewer.say(bus);
  }

  private readonly onBeat = (): void => {
    this.cancel();
    this.cancel = this.clock.after(beat, this.onBeat);
    for (const viewer of this.viewers) {
      viewer.check();
      viewer.pump();
    }
    if (this.watching !== null && this.viewers.size > 0) this.lookAt(this.watching);
  };

  private lookAt({ bench, traffic }: Watching): void {
    const { at, positions, rows, values } = bench.look();
    const seen = JSON.stringify(positions);
    if (seen !== this.positions?.seen) {
      this.positions = { seen, message: written({ type: "positions", at, positions }) };
      this.showAll(this.positions.message);
    }
    const bus = traffic.tell();
    if (bus !== null) this.showAll(written(bus));
    this.showValues(rows, values, at);
  }

  private showAll(message: Buffer): void {
    for (const viewer of this.viewers) viewer.show(message);
  }

  /** Values of all rows, in the columns of `liveQuantities`; sent as what moved. */
  showValues(rows: readonly ValueRow[], values: Float64Array, at: number): void {
    if (rows.length === 0 || rows.length > mostRows) return;
    const isSame =
      rows === this.rows ||
      (rows.length === this.rows.length &&
        rows.every(
          ({ position, voice }, row) =>
            position === this.rows[row]?.position && voice === this.rows[row]?.voice,
        ));
    if (!isSame) {
      this.layout++;
      this.number = 0;
      const layout = written({ type: "layout", layout: this.layout, rows });
      for (const viewer of this.viewers) {
        if (viewer.hasJoined) viewer.tell(layout);
        viewer.needsKeyFrame = true;
      }
    }
    const facts = { layout: this.layout, number: this.number + 1, at };
    const delta = isSame ? deltaFrame(facts, this.values, values) : null;
    this.rows = rows;
    this.values = values;
    const isStill = delta === null || new DataView(delta.buffer).getUint32(12, true) === 0;
    // A whole picture for those who lack one keeps the number of the last frame when nothing has moved.
    if (!isStill || !isSame) this.number++;
    const moved = delta === null || isStill ? null : frame("binary", delta);
    let key: Buffer | null = null;
    for (const viewer of this.viewers) {
      if (viewer.needsKeyFrame) {
        key ??= frame("binary", keyFrame({ ...facts, number: this.number }, values));
        viewer.needsKeyFrame = !viewer.show(key);
      } else if (moved !== null) viewer.needsKeyFrame = !viewer.show(moved);
    }
  }

  close(): void {
    this.cancel();
  }
}
