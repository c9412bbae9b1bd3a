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
  tell(): Extract<ServerMessage, { type: "bus" }> | null;
}

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

const told = (bus: string, { unit, request, sentAt, endedAt, heard }: EndedExchange): BusExchange => ({
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
  let waiting: { readonly bus: string; readonly exchange: EndedExchange }[] = [];
  let skipped = 0;
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
    waiting.push({ bus, exchange });
    // The latest are worth more than the first.
    if (waiting.length >= 2 * mostTold) {
      skipped += mostTold;
      waiting = waiting.slice(mostTold);
    }
  };
  const loadOf = ([bus, line]: readonly [string, Line]): LineLoad => {
    const { from, to, onWire } = line;
    const busy = onWire > 0 && to > from ? Math.min(1, onWire / (to - from)) : null;
    line.from = to;
    line.onWire = 0;
    return { bus, busy };
  };
  return {
    observe,
    tell() {
      if (waiting.length === 0) return null;
      const latest = waiting.slice(-mostTold);
      const left = skipped + waiting.length - latest.length;
      waiting = [];
      skipped = 0;
      return {
        type: "bus",
        exchanges: latest.map(({ bus, exchange }) => told(bus, exchange)),
        skipped: left,
        units: [...lines.values()].flatMap(({ units }) => [...units.values()]),
        lines: [...lines].map(loadOf),
      };
    },
  };
}
