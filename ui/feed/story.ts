/**
 * What the page knows of the rig: the fold of everything the server said. The run itself is the same fold as a
 * report's; beside it stand the passing looks at the bench (fronts, bus, values), of which only the latest count.
 */
import type {
  BenchChoice,
  BusExchange,
  LineLoad,
  PositionLook,
  Role,
  ServerMessage,
  SessionState,
  UnitHealth,
  ValueRow,
} from "#reports/live/protocol.ts";
import type { ValuePicture } from "#reports/live/valueFrame.ts";
import { advance, noProgress, type Progress } from "#reports/progress.ts";
import { emptyRecord, fold, type RunRecord } from "#reports/record.ts";
import type { History } from "./history.ts";

/** An exchange with a number of its own, so that a list of them can be held still. */
export interface NumberedExchange extends BusExchange {
  readonly number: number;
}

export interface RunStory {
  /** null: none yet. */
  readonly run: string | null;
  /** Sequence of the next event. */
  readonly next: number;
  readonly record: RunRecord;
  readonly progress: Progress;
}
interface BusStory {
  readonly exchanges: readonly NumberedExchange[];
  readonly seen: number;
  readonly skipped: number;
  readonly units: readonly UnitHealth[];
  readonly lines: readonly LineLoad[];
}
type AtSource = Pick<Extract<ServerMessage, { type: "source" }>, "asked" | "notices">;
export interface Story {
  readonly role: Role;
  readonly canStart: boolean;
  readonly benches: readonly BenchChoice[];
  readonly session: SessionState;
  /** What the person at the source is asked and told. */
  readonly source: AtSource;
  readonly run: RunStory;
  readonly positions: readonly PositionLook[];
  readonly bus: BusStory;
  readonly rows: readonly ValueRow[];
  readonly layout: number | null;
  readonly values: ValuePicture | null;
  readonly history: History;
}

export const noRun: RunStory = { run: null, next: 0, record: emptyRecord, progress: noProgress };
const noBus: BusStory = { exchanges: [], seen: 0, skipped: 0, units: [], lines: [] };
export const emptyStory: Story = {
  role: "viewer",
  canStart: false,
  benches: [],
  session: { kind: "idle" },
  source: { asked: null, notices: [] },
  run: noRun,
  positions: [],
  bus: noBus,
  rows: [],
  layout: null,
  values: null,
  history: [],
};

/** Older exchanges are counted by the server, and forgotten here. */
export const mostExchanges = 2000;

type Events = Extract<ServerMessage, { type: "events" }>;
/** Events of another run begin a new story; of the same run, those already told are left out. */
export function tellEvents(story: RunStory, { run, first, events }: Events): RunStory {
  const begun = story.run === run ? story : { ...noRun, run };
  let { record, progress, next } = begun;
  for (const [i, event] of events.entries()) {
    if (first + i < next) continue;
    record = fold(record, event);
    progress = advance(progress, event);
    next = first + i + 1;
  }
  return { run, next, record, progress };
}

function tellBus(bus: BusStory, said: Extract<ServerMessage, { type: "bus" }>): BusStory {
  // What was told before is told again to a page that comes back.
  const fresh = said.exchanges
    .map((exchange, i) => ({ ...exchange, number: said.first + i }))
    .filter(({ number }) => number >= bus.seen);
  return {
    exchanges: [...bus.exchanges, ...fresh].slice(-mostExchanges),
    seen: Math.max(bus.seen, said.first + said.exchanges.length),
    skipped: bus.skipped + Math.max(0, said.first - bus.seen),
    units: said.units,
    lines: said.lines,
  };
}

/** The story after one more message. Replies belong to who asked, not to the story. */
export function tell(story: Story, message: ServerMessage): Story {
  switch (message.type) {
    case "welcome": {
      const { role, canStart, benches } = message;
      return { ...story, role, canStart, benches };
    }
    case "session":
      return { ...story, session: message.state };
    case "source": {
      const { asked, notices } = message;
      return { ...story, source: { asked, notices } };
    }
    case "events": {
      const run = tellEvents(story.run, message);
      return run.run === story.run.run
        ? { ...story, run }
        : { ...story, run, bus: noBus, positions: [], history: [] };
    }
    case "positions":
      return { ...story, positions: message.positions };
    case "bus":
      return { ...story, bus: tellBus(story.bus, message) };
    case "layout":
      return {
        ...story,
        layout: message.layout,
        rows: message.rows,
        values: null,
        // The same layout told again, to a page that came back, has only a gap.
        history: message.layout === story.layout ? story.history : [],
      };
    case "reply":
      return story;
  }
}
