/**
 * The buses of a bench as somebody listening beside them would tell: which exchanges there were, how each unit is doing,
 * and how full the line is. Between two tellings only so many exchanges are kept; of the others there is the count.
 */
import type {
  BusExchange,
  ExchangeOutcome,
  LineLoad,
  ServerMessage,
  UnitHealth,
} from "#reports/live/protocol.ts";
import type { BusObserver } from "#rig/bench/bench.ts";
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

interface Line {
  /** Since the last telling: when the first exchange began and the last one ended, and the time bytes took. */
  from: number;
  to: number;
  onWire: number;
  readonly units: Map<number, UnitHealth>;
}

export function busTraffic(): BusTraffic {
  const lines = new Map<string, Line>();
  /** The latest ones, and how many there were in all; of those the first `told` are no news. */
  let latest: { readonly bus: string; readonly exchange: EndedExchange }[] = [];
  let count = 0;
  let told = 0;
  const lineOf = (bus: string, at: number): Line => {
    const known = lines.get(bus);
    if (known !== undefined) return known;
    const line: Line = { from: at, to: at, onWire: 0, units: new Map() };
    lines.set(bus, line);
    return line;
  };
  const observe = (bus: string, exchange: EndedExchange): void => {
    const { unit, sentAt, endedAt, timeOnWire, heard } = exchange;
    const line = lineOf(bus, sentAt);
    line.to = endedAt;
    line.onWire += timeOnWire;
    const before = line.units.get(unit) ?? {
      bus,
      unit,
      outcomes: { answered: 0, refused: 0, garbled: 0, silent: 0, lost: 0 },
      slowestAnswer: null,
    };
    const outcome = outcomes[heard.kind];
    const isAnswer = outcome === "answered" || outcome === "refused";
    line.units.set(unit, {
      ...before,
      outcomes: { ...before.outcomes, [outcome]: before.outcomes[outcome] + 1 },
      slowestAnswer: isAnswer ? Math.max(before.slowestAnswer ?? 0, endedAt - sentAt) : before.slowestAnswer,
    });
    latest.push({ bus, exchange });
    count++;
    if (latest.length >= 2 * mostTold) latest = latest.slice(-mostTold);
  };
  const loadOf = ([bus, line]: readonly [string, Line]): LineLoad => {
    const { from, to, onWire } = line;
    return { bus, busy: onWire > 0 && to > from ? Math.min(1, onWire / (to - from)) : null };
  };
  const news = (wanted: number): BusNews => {
    const some = latest.slice(-Math.min(wanted, mostTold));
    return {
      type: "bus",
      first: count - some.length,
      exchanges: some.map(({ bus, exchange }) => inWords(bus, exchange)),
      units: [...lines.values()].flatMap(({ units }) => [...units.values()]),
      lines: [...lines].map(loadOf),
    };
  };
  return {
    observe,
    tell() {
      if (told === count) return null;
      const said = news(count - told);
      told = count;
      for (const line of lines.values()) {
        line.from = line.to;
        line.onWire = 0;
      }
      return said;
    },
    recall: () => (count === 0 ? null : news(mostTold)),
  };
}
