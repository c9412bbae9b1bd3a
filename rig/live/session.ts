/**
 * What commands from a page do. Viewers command nothing. Whatever may energise a real bench needs arming first, and
 * stopping never does: it is one message, it is always obeyed, and it says what becomes of the source. It is a request
 * to the rig, not an emergency stop. What is asked at a source that is set by hand can be answered by every operator.
 */
import type { RigEvent } from "#reports/events.ts";
import type {
  BenchChoice,
  Command,
  Refusal,
  Reply,
  ScenarioAsked,
  SessionState,
} from "#reports/live/protocol.ts";
import type { Bench } from "#rig/bench/bench.ts";
import type { Access } from "#rig/live/access.ts";
import type { Arming } from "#rig/live/arming.ts";
import { type BenchWatch, benchWatch } from "#rig/live/benchWatch.ts";
import { type BusTraffic, busTraffic } from "#rig/live/busTraffic.ts";
import type { LiveFeed } from "#rig/live/feed.ts";
import { type PageOperator, pageOperator } from "#rig/live/pageOperator.ts";
import { type RunControl, runControl } from "#rig/live/runControl.ts";
import type { Viewer } from "#rig/live/viewer.ts";
import type { RunPlan } from "#rig/run/planned.ts";

/** A run as the session follows it. */
export interface LiveRun {
  readonly control: RunControl;
  readonly traffic: BusTraffic;
  /** Whoever has an operator's page open, for a source that is set by hand. */
  readonly operator: Pick<PageOperator, "tell" | "confirm">;
  /** The plan stands and nothing is energised yet. */
  begin(run: string, plan: RunPlan, bench: Bench): void;
  /** What it gives back is awaited before the next event is asked for. */
  onEvent(event: RigEvent): Promise<void> | undefined;
  /** The run is over and its bench is about to be closed. */
  end(): void;
}

interface RunAsked {
  readonly bench: string;
  readonly seed: number;
  readonly scenarios: readonly ScenarioAsked[];
}

/** Whoever can start runs here. */
export interface RunStarter {
  readonly benches: readonly BenchChoice[];
  /**
   * The sentences that say what is wrong with the scenarios, or a function that runs them and resolves when all is over:
   * the source safe, the bench closed. It begins and ends the run it is given.
   */
  prepare(asked: RunAsked): { readonly issues: readonly string[] } | ((live: LiveRun) => Promise<void>);
}

const refused = (reason: Refusal, ...lines: readonly string[]): Reply => ({ kind: "refused", reason, lines });
const done = (about: string): Reply => ({ kind: "done", about });

const isUnderWay = (state: SessionState): state is Extract<SessionState, { run: string }> =>
  state.kind === "running" || state.kind === "paused" || state.kind === "stopping";

export class LiveSession {
  private readonly feed: LiveFeed;
  private readonly access: Access;
  private readonly arming: Arming;
  private readonly starter: RunStarter | null;
  private readonly atSource: PageOperator;
  private current: {
    readonly control: RunControl;
    readonly bench: Bench;
    readonly watch: BenchWatch;
  } | null = null;
  /** Of the run that is followed, from before its bench is opened. */
  private control: RunControl | null = null;
  /** From the command until the run is over, bench closed. */
  private busy: Promise<void> | null = null;

  constructor(feed: LiveFeed, access: Access, arming: Arming, starter: RunStarter | null) {
    this.feed = feed;
    this.access = access;
    this.arming = arming;
    this.starter = starter;
    this.atSource = pageOperator((now) => {
      feed.atSource = now;
    });
  }

  get benches(): readonly BenchChoice[] {
    return this.starter?.benches ?? [];
  }

  get canStart(): boolean {
    return this.starter !== null;
  }

  /** A run that somebody else conducts: its events go to `publish`, its end to `finish`. */
  readonly follow = (control: RunControl, onBegin: (run: string) => void = () => {}): LiveRun => {
    const traffic = busTraffic();
    this.control = control;
    return {
      control,
      traffic,
      operator: this.atSource,
      begin: (run, plan, bench) => {
        this.atSource.forget();
        const watch = benchWatch(plan, bench);
        this.current = { control, bench, watch };
        this.feed.begin(run, { bench: watch, traffic });
        this.feed.session = { kind: "running", run, bench: bench.name, benchKind: bench.kind };
        onBegin(run);
      },
      onEvent: (event) => {
        this.feed.publish(event);
        return control.gate();
      },
      end: () => {
        const { session } = this.feed;
        this.feed.endWatching();
        this.current = null;
        if (isUnderWay(session)) this.feed.session = { ...session, kind: "finished" };
      },
    };
  };

  /** Ends what is under way; resolves when its bench is safe and closed. */
  async close(): Promise<void> {
    // Also one whose bench is only being opened: nothing is to be energised any more.
    this.control?.stop();
    await this.busy;
    this.atSource.close();
  }

  async obey(page: Viewer, command: Command): Promise<Reply> {
    if (page.role !== "operator") return refused("viewer", "This page only watches.");
    switch (command.kind) {
      case "start":
        return this.start(page, command);
      case "pause":
        return this.pause();
      case "resume":
        return this.resume(page, command.armed);
      case "stop":
        return this.stop();
      case "arm": {
        const isKnown =
          this.benches.some(({ name }) => name === command.bench) ||
          this.current?.bench.name === command.bench;
        if (!isKnown) return refused("unknownBench", `There is no bench ${command.bench} here.`);
        return { kind: "armed", ...this.arming.arm(page, command.bench) };
      }
      case "answer": {
        const isTaken = this.atSource.answer(command.id, command.answer === "yes");
        return isTaken ? done("Answered.") : refused("outdated", "That is not asked any more.");
      }
      case "press": {
        const { position, key, held } = command;
        const { bench } = this.current ?? {};
        if (bench === undefined) return refused("notRunning", "No run is under way.");
        const isHere = bench.positions.includes(position) && bench.press(position, { key, held });
        return isHere ? done(`${key} pressed`) : refused("notHere", "That key can't be pressed from here.");
      }
      case "invite":
        return { kind: "invited", path: this.access.link("viewer") };
    }
  }

  private async start(page: Viewer, asked: Extract<Command, { kind: "start" }>): Promise<Reply> {
    if (this.starter === null) return refused("notHere", "One run is followed here; none is started.");
    const choice = this.benches.find(({ name }) => name === asked.bench);
    if (choice === undefined) return refused("unknownBench", `There is no bench ${asked.bench} here.`);
    if (this.busy !== null) return refused("busy", "A run is under way.");
    if (choice.kind === "hardware" && !this.arming.disarm(page, choice.name, asked.armed))
      return refused("notArmed", `Starting energises ${choice.name}: arm first.`);
    const prepared = this.starter.prepare(asked);
    if ("issues" in prepared) return refused("badScenario", ...prepared.issues);
    return new Promise((resolve) => {
      const live = this.follow(runControl(), (run) => resolve({ kind: "started", run }));
      this.busy = prepared(live)
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          this.feed.session = { kind: "broken", message };
          resolve(refused("rig", message));
        })
        .then(() => {
          this.busy = null;
        });
    });
  }

  private pause(): Reply {
    const { session } = this.feed;
    if (this.current === null || session.kind !== "running")
      return refused("notRunning", "No run is going on.");
    const { control, bench } = this.current;
    control.pause(() => bench.hold());
    this.feed.session = { ...session, kind: "paused" };
    return done(
      bench.kind === "virtual"
        ? "Held before the next event; bench time stands still."
        : "Held before the next event. The source stays as it is: it is live.",
    );
  }

  private resume(page: Viewer, code: string | null): Reply {
    const { session } = this.feed;
    if (this.current === null || session.kind !== "paused") return refused("notRunning", "No run is held.");
    const { control, bench } = this.current;
    // What comes next may set the source anew.
    if (bench.kind === "hardware" && !this.arming.disarm(page, bench.name, code))
      return refused("notArmed", `Going on may energise ${bench.name}: arm first.`);
    control.resume();
    this.feed.session = { ...session, kind: "running" };
    return done("Going on.");
  }

  private stop(): Reply {
    const { session } = this.feed;
    if (this.current === null || !isUnderWay(session)) return refused("notRunning", "No run is under way.");
    const { control, bench } = this.current;
    control.stop();
    this.feed.session = { ...session, kind: "stopping" };
    return done(
      bench.kind === "virtual"
        ? "The run ends; there is no source to switch off."
        : "The run ends, and the rig has the source switched off: currents first, then voltages. Treat it as live until the run says that it is off. This is not an emergency stop.",
    );
  }
}
