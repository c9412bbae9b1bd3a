/**
 * A live server with benches that take runs, and pages that visit it: one bench as if it energised something, one whose
 * source somebody with a page has to set.
 */
import { request } from "node:http";
import { WebSocket } from "ws";
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import { amperes, seconds, volts } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import {
  type ClientMessage,
  type Command,
  liveSubprotocol,
  type Reply,
  type ServerMessage,
} from "#reports/live/protocol.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { joinedOperators } from "#rig/instruments/joinedOperators.ts";
import { manualSource } from "#rig/instruments/manualSource.ts";
import type { Shelf } from "#rig/live/routes.ts";
import { type LiveLimits, type LiveServer, liveLimits, openLiveServer } from "#rig/live/server.ts";
import type { RunStarter } from "#rig/live/session.ts";
import { planRun, type ScenarioToRun } from "#rig/run/plan.ts";
import { run } from "#rig/run/run.ts";
import { readScenario } from "#scenarios/read.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { virtualMeter } from "../../stories/runOn.ts";

const shelf: Shelf = {
  runs: () => Promise.resolve([]),
  events: () => Promise.resolve([]),
  scenarios: () => [],
  scenarioText: (reference) => (reference === "balanced/rated" ? "title: rated" : null),
};

/** `told` collects the events as the run gave them. */
export const virtualStarter = (told: RigEvent[] = []): RunStarter => ({
  benches: [
    { name: "good", kind: "virtual", about: "" },
    { name: "iron", kind: "hardware", about: "" },
    { name: "by hand", kind: "hardware", about: "" },
  ],
  prepare({ bench: name, scenarios }) {
    const suite: ScenarioToRun[] = [];
    for (const asked of scenarios) {
      if (asked.kind === "library") suite.push(...loadScenarios(chooseScenarios([asked.reference])));
      else {
        const { scenario, issues } = readScenario(asked.text, asked.name, meterSpec);
        if (issues) return { issues: issues.map(formatLocatedIssue) };
        suite.push({ scenario, reference: asked.name });
      }
    }
    return async (live) => {
      const bench = await virtualBench(virtualMeter("good"), 1, live.traffic.observe);
      const shown = name === "good" ? bench : { ...bench, name, kind: "hardware" as const };
      if (name === "by hand") {
        const operator = joinedOperators([live.operator], live.control.interrupted);
        const source = manualSource(operator, { voltage: volts(300), current: amperes(10) });
        shown.apply = async (signals, label) => {
          if ((await source.readBack()).kind !== "set") await source.arm();
          await source.set(signals, label);
          return bench.apply(signals, label);
        };
        shown.safe = () => source.off();
      }
      try {
        const plan = await planRun(suite, shown);
        live.begin("story", plan, shown);
        for await (const event of run(plan, shown, {
          run: "story",
          startedAt: "2026-01-01T00:00:00.000Z",
          rig: "conto-rig test",
          seed: 1,
          sources: [],
          reproduce: (reference) => `conto-rig run ${reference}`,
          interrupted: live.control.interrupted,
          wallTime: () => 0,
        })) {
          told.push(event);
          await live.onEvent(event);
        }
      } finally {
        live.end();
        await bench.close();
      }
    };
  },
});

export const openRig = (
  starter: RunStarter | null = virtualStarter(),
  limits: Partial<LiveLimits> = {},
): Promise<LiveServer> =>
  openLiveServer({
    host: "127.0.0.1",
    port: 0,
    files: new Map([["/", { body: new TextEncoder().encode("<p>page</p>"), type: "text/html" }]]),
    shelf,
    starter,
    limits: { ...liveLimits, ...limits },
  });

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}
export const get = (
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ port, path, method, headers, agent: false }, (response) => {
      let body = "";
      response.on("data", (part: Buffer) => {
        body += part.toString();
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });

/** Opens a link as a browser does and gives the cookie. */
export async function cookieOf(server: Pick<LiveServer, "port">, url: string): Promise<string> {
  const { headers } = await get(server.port, new URL(url).pathname);
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

export interface Page {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[];
  readonly frames: Uint8Array[];
  /** The first message, come or to come, of which it holds. */
  until<M extends ServerMessage>(holds: (message: ServerMessage) => message is M): Promise<M>;
  until(holds: (message: ServerMessage) => boolean): Promise<ServerMessage>;
  say(message: ClientMessage): void;
  ask(command: Command): Promise<Reply>;
  /** Code and reason. */
  readonly closed: Promise<readonly [number, string]>;
}

export async function visit(server: Pick<LiveServer, "port">, cookie: string): Promise<Page> {
  const origin = `http://127.0.0.1:${server.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/live`, liveSubprotocol, {
    origin,
    headers: { cookie },
  });
  const messages: ServerMessage[] = [];
  const frames: Uint8Array[] = [];
  let arrived = (): void => {};
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) frames.push(new Uint8Array(data));
    else messages.push(JSON.parse(data.toString()) as ServerMessage);
    arrived();
  });
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.on("close", (code, reason) => resolve([code, reason.toString()]));
  });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const until = async (holds: (message: ServerMessage) => boolean): Promise<ServerMessage> => {
    for (;;) {
      const found = messages.find(holds);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
  };
  let id = 0;
  const say = (message: ClientMessage): void => socket.send(JSON.stringify(message));
  return {
    socket,
    messages,
    frames,
    closed,
    say,
    until: until as Page["until"],
    async ask(command) {
      const to = ++id;
      say({ type: "command", id: to, command });
      const answer = await until((message) => message.type === "reply" && message.to === to);
      return (answer as Extract<ServerMessage, { type: "reply" }>).reply;
    },
  };
}

/** The events a page was sent, by sequence; throws on a gap or one told twice. */
export function eventsAt(page: Page, from = 0): RigEvent[] {
  const events: RigEvent[] = [];
  for (const message of page.messages) {
    if (message.type !== "events") continue;
    if (message.first !== from + events.length)
      throw new Error(`events from ${message.first} where ${from + events.length} was due`);
    events.push(...message.events);
  }
  return events;
}

export const isFinished = (message: ServerMessage): boolean =>
  message.type === "session" && message.state.kind === "finished";
export const soon = { patience: seconds(1), messageRate: 20, messageBurst: 60 };
