/**
 * What the live server and its page say to each other over one WebSocket. The page joins with the run and the sequence
 * it has already, gets the events it lacks and then every new one; beside them come passing looks at the bench (front
 * panels, bus traffic, values), of which a slow viewer misses some and is told so. Where a person sets the source by
 * hand, every page shows what that person is asked now, and an operator's page can answer. The page sends commands, each
 * with a number of its own that the reply repeats. A change an older page can't read takes the next version, which is part of
 * the WebSocket subprotocol: the two sides never talk across versions.
 */
import type { Verdict } from "#models/metrology/verdict.ts";
import type { RigEvent } from "#reports/events.ts";
import type { Translations } from "#scenarios/scenario.ts";

/** Offered by the page and taken by the server when the connection is made; no other is. */
export const liveSubprotocol = "conto-rig.live.1";

/** All of it needs the cookie that the one-time link gives. */
export const livePaths = {
  socket: "/live",
  /** GET: `RunSummary[]`, latest first. */
  runs: "/api/runs",
  /** GET: `ScenarioSummary[]`, the library. */
  scenarios: "/api/scenarios",
} as const;
/** GET: the events of a stored run, `RigEvent[]`. */
export const runEventsPath = (run: string): string => `${livePaths.runs}/${encodeURIComponent(run)}`;
/** GET: the text of a scenario of the library; `reference` is `theme/id`. */
export const scenarioPath = (reference: string): string => `${livePaths.scenarios}/${reference}`;

export interface RunSummary {
  readonly run: string;
  readonly startedAt: string | null;
  readonly bench: string | null;
  /** null: under way, or broken off. */
  readonly verdict: Verdict | null;
}
export interface ScenarioSummary {
  /** As `theme/id`. */
  readonly reference: string;
  readonly title: string;
  readonly theme: string;
  readonly teaches: string;
  /** Title and lesson in other languages. */
  readonly translations?: Translations;
}
export interface BenchChoice {
  readonly name: string;
  readonly kind: "virtual" | "hardware";
  /** For a person choosing. */
  readonly about: string;
}

/** A viewer sees everything and commands nothing. */
export type Role = "viewer" | "operator";

export type SessionState =
  | { readonly kind: "idle" }
  | {
      readonly kind: "running" | "paused" | "stopping" | "finished";
      readonly run: string;
      readonly bench: string;
      readonly benchKind: "virtual" | "hardware";
    }
  /** The rig broke before or outside the run's own events. */
  | { readonly kind: "broken"; readonly message: string };

/** The front of a meter as a person before it sees it. */
export interface FrontPanel {
  /** Digits, unit and the name of the page; all empty while the meter is dark. */
  readonly figure: string;
  readonly unit: string;
  readonly caption: string;
}
/** One place of the bench now. What is applied there was said by its last `stepStarted`. */
export interface PositionLook {
  readonly position: string;
  readonly scenario: string;
  readonly step: number | null;
  /** null: nobody can see it from here (a real meter). */
  readonly front: FrontPanel | null;
}

/** `late`: the answer came when it was no longer waited for, after the exchange had been told as silent. */
export type ExchangeOutcome = "answered" | "refused" | "garbled" | "silent" | "late" | "lost";
/** A question on a bus and what became of it. Times are seconds of the bus's clock. */
export interface BusExchange {
  readonly bus: string;
  readonly unit: number;
  readonly sentAt: number;
  /** From the beginning of the request until the outcome was known. */
  readonly took: number;
  /** Hex, as on the wire (the RTU frame). */
  readonly request: string;
  /** Hex; empty when nothing came. */
  readonly answer: string;
  readonly outcome: ExchangeOutcome;
  /** Why it counts as garbled, or the exception code. */
  readonly detail: string;
}
export interface UnitHealth {
  readonly bus: string;
  readonly unit: number;
  readonly outcomes: Readonly<Record<ExchangeOutcome, number>>;
  /** Of the garbled ones: answers that came whole but for their check sum. */
  readonly badCrc: number;
  /** Seconds, over all its answers; null before the first. */
  readonly slowestAnswer: number | null;
}
export interface LineLoad {
  readonly bus: string;
  /**
   * Part of the time, 0...1, that request and answer bytes took in the latest exchanges, waiting for answers included and
   * pauses of more than a second not; null on a socket.
   */
  readonly busy: number | null;
}

/** Whose word a row of values is: read off the bus, the ideal twin, the solved network. */
export type Voice = "meter" | "twin" | "reference";
export interface ValueRow {
  readonly position: string;
  readonly voice: Voice;
}

/** What the rig asks the person at a source that is set by hand. Each is answered with yes or no. */
export type QuestionAsked =
  /** Is it connected, its output off, and its own limits set to these? Volts and amperes, RMS. */
  | { readonly kind: "arm"; readonly limits: { readonly voltage: number; readonly current: number } }
  /** Does it give this? `setting` is every channel as a setting line (models/connection/settingLine.ts). */
  | { readonly kind: "set"; readonly label: string; readonly setting: string }
  /** Is it off? */
  | { readonly kind: "off" };
export interface Asked {
  /** Of this question alone: an answer names it, so that none is taken for the answer to the next. */
  readonly id: number;
  readonly question: QuestionAsked;
}
/** What that person is told without being asked. */
export type SourceNotice =
  /** A meter has not answered yet; where it was looked for. */
  | {
      readonly kind: "silent";
      readonly position: string;
      readonly model: string;
      readonly unit: number;
      readonly bus:
        | {
            readonly kind: "serial";
            readonly path: string;
            readonly baudRate: number;
            readonly parity: string;
            readonly stopBits: number;
          }
        | { readonly kind: "tcp"; readonly address: string; readonly framing: string };
    }
  /** To switch off a source that was never asked for anything: nobody is waited for. */
  | { readonly kind: "switchOff" };

/** What should be known before a source is armed; the terminal has had it in words by then. */
export type BeforeArming =
  /** This earlier run on the bench did not end with its source confirmed off. */
  | { readonly kind: "leftLive"; readonly run: string }
  /** Seconds of real time, the person at the source included. */
  | { readonly kind: "long"; readonly takes: number; readonly workingDay: number }
  /** So many claims the bench can't decide, however long it holds. */
  | { readonly kind: "undecidable"; readonly claims: number };
/** What stands on the page beside a question, or where none is asked. */
export type PageNotice = SourceNotice | BeforeArming;

export type Refusal =
  | "viewer"
  | "notArmed"
  | "badScenario"
  | "unknownBench"
  | "busy"
  | "notRunning"
  | "notHere"
  /** An answer to what is not asked, or was answered already. */
  | "outdated"
  | "rig";

export type Reply =
  /** `about` says in words what was done, and for a stop what it does to the source. */
  | { readonly kind: "done"; readonly about: string }
  | { readonly kind: "started"; readonly run: string }
  /** Good once, for one command that energises the bench named, within so many seconds. */
  | { readonly kind: "armed"; readonly code: string; readonly validFor: number }
  /** A link for one viewer, good once: a path of this server. */
  | { readonly kind: "invited"; readonly path: string }
  | { readonly kind: "refused"; readonly reason: Refusal; readonly lines: readonly string[] };

export type ServerMessage =
  | {
      readonly type: "welcome";
      readonly role: Role;
      /** Whether runs can be started from here, or one run is only followed. */
      readonly canStart: boolean;
      readonly benches: readonly BenchChoice[];
    }
  | { readonly type: "session"; readonly state: SessionState }
  /** All of what stands between the rig and the person at the source now; said anew whenever it changes. */
  | {
      readonly type: "source";
      /** null: nothing is asked. */
      readonly asked: Asked | null;
      readonly notices: readonly PageNotice[];
    }
  /** Events of one run, the first under sequence `first`, counted from 0. Never a gap, never twice. */
  | {
      readonly type: "events";
      readonly run: string;
      readonly first: number;
      readonly events: readonly RigEvent[];
    }
  | { readonly type: "positions"; readonly at: number; readonly positions: readonly PositionLook[] }
  | {
      readonly type: "bus";
      /** The run's exchanges from number `first` on, counted from 0; those too many to tell are left out before it. */
      readonly first: number;
      readonly exchanges: readonly BusExchange[];
      readonly units: readonly UnitHealth[];
      readonly lines: readonly LineLoad[];
    }
  /** Says what the rows of the value frames (binary messages, valueFrame.ts) of this number are. */
  | { readonly type: "layout"; readonly layout: number; readonly rows: readonly ValueRow[] }
  | { readonly type: "reply"; readonly to: number; readonly reply: Reply };

/** A scenario of the library by its reference, or one written in the page. */
export type ScenarioAsked =
  | { readonly kind: "library"; readonly reference: string }
  | { readonly kind: "text"; readonly name: string; readonly text: string };

export type Command =
  | {
      readonly kind: "start";
      readonly bench: string;
      readonly seed: number;
      readonly scenarios: readonly ScenarioAsked[];
      /** The code of `armed`; needed on a bench that energises something, ignored on others. */
      readonly armed: string | null;
    }
  /** The next event waits; on a hardware bench the source stays as it is: live. */
  | { readonly kind: "pause" }
  | { readonly kind: "resume"; readonly armed: string | null }
  /** Never needs arming. Ends the run; the source is switched off. */
  | { readonly kind: "stop" }
  | { readonly kind: "arm"; readonly bench: string }
  /**
   * To what is asked at the source. Needs no arming: the start was armed, the rig moves nothing by it, and it is itself
   * the word of a person who has looked; a "no" must never wait for anything.
   */
  | { readonly kind: "answer"; readonly id: number; readonly answer: "yes" | "no" }
  | {
      readonly kind: "press";
      readonly position: string;
      readonly key: "page" | "enter";
      readonly held: boolean;
    }
  | { readonly kind: "invite" };

export type ClientMessage =
  /** First of all: the run the page has events of, and the sequence it wants next; null and 0 for none. */
  | { readonly type: "join"; readonly run: string | null; readonly next: number }
  | { readonly type: "command"; readonly id: number; readonly command: Command };

/** The most a page may send at once, bytes; a scenario has at most 400 000 characters. */
export const largestClientMessage = 1_600_000;
