/**
 * The buses of a bench as somebody listening beside them would tell: which exchanges there were, how each unit is doing,
 * and how full the line is. Between two tellings only so many exchanges are kept; of the others there is the count.
 */
import { seconds } from "#models/units.ts";
import type {
  BusExchange,
  ExchangeOutcome,
  LineLoad,
  ServerMessage,
  UnitHealth,
} from "#reports/live/protocol.ts";
import type { BusObserver, HeardOnBus } from "#rig/bench/busObserver.ts";
import type { EndedExchange } from "#rig/fieldbus/master.ts";

export interface BusTraffic {
  readonly observe: BusObserver;
  /** What is new since it was last asked; null: nothing. */
  tell(): BusNews | null;
  /** How things stand and the latest exchanges, for somebody who comes later; null: there was none yet. */
  recall(): BusNews | null;
}
type BusNews = Extract<ServerMessage, { type: "bus" }>;

/** Exchanges in one message. */
const mostTold = 50;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const outcomes = {
  answer: "answered",
  exception: "refused",
  garbled: "garbled",
  nothing: "silent",
  lost: "lost",
} as const satisfies Record<EndedExchange["heard"]["kind"], ExchangeOutcome>;

const noOutcomes = { answered: 0, refused: 0, garbled: 0, silent: 0, late: 0, lost: 0 };

const inWords = (bus: string, { unit, request, sentAt, endedAt, heard }: EndedExchange): BusExchange => ({
  bus,
  unit,
  sentAt,
  took: endedAt - sentAt,
  request: hex(request),
  answer: "frame" in heard ? hex(heard.frame) : "bytes" in heard ? hex(heard.bytes) : "",
  outcome: outcomes[heard.kind],
  detail:
    heard.kind === "garbled" ? heard.reason : heard.kind === "exception" ? `exception ${heard.code}` : "",
});

/** After a longer pause nobody is asking any more: a bench that jumps through idle time would show an empty line. */
const longestPause = seconds(1);
/** So many exchanges a load is of. */
const loadOver = 50;

/** What the line was asked in the latest exchanges: how long it went on, and how much of it bytes were on the wire. */
interface Asking {
  readonly lasted: number;
  readonly onWire: number;
}
interface Line {
  /** When the last exchange ended. */
  to: number;
  asking: readonly Asking[];
  readonly units: Map<number, UnitHealth>;
  /** The last one that ended in silence: what comes after it is its answer, late. */
  unanswered: EndedExchange | null;
}
type Late = Extract<HeardOnBus, { kind: "late" }>;

export function busTraffic(): BusTraffic {
  const lines = new Map<string, Line>();
  /** The latest ones, and how many there were in all; of those the first `told` are no news. */
  let latest: BusExchange[] = [];
  let noted = 0;
  let told = 0;
  const lineOf = (bus: string, at: number): Line => {
    const known = lines.get(bus);
    if (known !== undefined) return known;
    const line: Line = { to: at, asking: [], units: new Map(), unanswered: null };
    lines.set(bus, line);
    return line;
  };
  const count = (line: Line, bus: string, unit: number, outcome: ExchangeOutcome): UnitHealth => {
    const before = line.units.get(unit) ?? {
      bus,
      unit,
      outcomes: noOutcomes,
      badCrc: 0,
      slowestAnswer: null,
    };
    const outcomes = { ...before.outcomes, [outcome]: before.outcomes[outcome] + 1 };
    const health = { ...before, outcomes };
    line.units.set(unit, health);
    return health;
  };
  const note = (exchange: BusExchange): void => {
    latest.push(exchange);
    noted++;
    if (latest.length >= 2 * mostTold) latest = latest.slice(-mostTold);
  };
  const observeExchange = (bus: string, exchange: EndedExchange): void => {
    const { unit, sentAt, endedAt, timeOnWire, heard } = exchange;
    const line = lineOf(bus, sentAt);
    const since = sentAt - line.to <= longestPause ? line.to : sentAt;
    line.asking = [...line.asking.slice(1 - loadOver), { lasted: endedAt - since, onWire: timeOnWire }];
    line.to = endedAt;
    line.unanswered = heard.kind === "nothing" ? exchange : null;
    const outcome = outcomes[heard.kind];
    const health = count(line, bus, unit, outcome);
    if (outcome === "answered" || outcome === "refused")
      line.units.set(unit, {
        ...health,
        slowestAnswer: Math.max(health.slowestAnswer ?? 0, endedAt - sentAt),
      });
    else if (heard.kind === "garbled" && heard.reason === "bad CRC")
      line.units.set(unit, { ...health, badCrc: health.badCrc + 1 });
    note(inWords(bus, exchange));
  };
  /** Bytes nobody waits for come in pieces: the first tells of a late answer, the others are the rest of it. */
  const observeLate = (bus: string, { bytes, at }: Late): void => {
    const line = lineOf(bus, at);
    const { unanswered } = line;
    const last = latest.at(-1);
    if (unanswered === null) {
      if (last?.outcome === "late" && last.bus === bus)
        latest = [...latest.slice(0, -1), { ...last, answer: last.answer + hex(bytes) }];
      return;
    }
    line.unanswered = null;
    count(line, bus, unanswered.unit, "late");
    note({
      ...inWords(bus, unanswered),
      took: at - unanswered.sentAt,
      answer: hex(bytes),
      outcome: "late",
    });
  };
  const observe: BusObserver = (bus, heard) => {
    if (heard.kind === "late") observeLate(bus, heard);
    else if (heard.kind === "exchange") observeExchange(bus, heard);
  };
  const loadOf = ([bus, { asking }]: readonly [string, Line]): LineLoad => {
    const lasted = asking.reduce((sum, one) => sum + one.lasted, 0);
    const onWire = asking.reduce((sum, one) => sum + one.onWire, 0);
    return { bus, busy: onWire > 0 && lasted > 0 ? Math.min(1, onWire / lasted) : null };
  };
  const news = (wanted: number): BusNews => {
    const some = latest.slice(-Math.min(wanted, mostTold));
    return {
      type: "bus",
      first: noted - some.length,
      exchanges: some,
      units: [...lines.values()].flatMap(({ units }) => [...units.values()]),
      lines: [...lines].map(loadOf),
    };
  };
  return {
    observe,
    tell() {
      if (told === noted) return null;
      const said = news(noted - told);
      told = noted;
      return said;
    },
    recall: () => (noted === 0 ? null : news(mostTold)),
  };
}
