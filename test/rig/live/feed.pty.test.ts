/** The feed over real sockets: everybody gets every event once, whenever they come, and a run does not know who watches. */
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import { liveSubprotocol } from "#reports/live/protocol.ts";
import { applyFrame, liveQuantities, type ValuePicture } from "#reports/live/valueFrame.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { busTraffic } from "#rig/live/busTraffic.ts";
import type { LiveServer } from "#rig/live/server.ts";
import { eventsOn, virtualMeter } from "../../stories/runOn.ts";
import {
  cookieOf,
  eventsAt,
  isFinished,
  openRig,
  type Page,
  soon,
  virtualStarter,
  visit,
} from "./liveRig.ts";

const scenario = "wiring";
const start = {
  kind: "start",
  bench: "good",
  seed: 1,
  scenarios: [{ kind: "library", reference: scenario }],
  armed: null,
} as const;

let server: LiveServer | undefined;
afterEach(() => server?.close());

const join = async (rig: LiveServer, run: string | null = null, next = 0): Promise<Page> => {
  const page = await visit(rig, await cookieOf(rig, rig.viewerUrl()));
  page.say({ type: "join", run, next });
  await page.until(({ type }) => type === "session");
  return page;
};
const operator = async (rig: LiveServer): Promise<Page> => {
  const page = await visit(rig, await cookieOf(rig, rig.url));
  page.say({ type: "join", run: null, next: 0 });
  return page;
};

describe("a virtual bench that is held", () => {
  it("stands still, whatever was about to happen, until it is let go", async () => {
    const bench = await virtualBench(virtualMeter("good"), 1);
    const hour = bench.elapse(seconds(3600));
    const release = bench.hold();
    const before = bench.now();
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    expect(bench.now()).toBe(before);
    release();
    await hour;
    expect(bench.now()).toBe(before + 3600);
    await bench.close();
  });
});

describe("the live feed", () => {
  it("tells every page the same events, whether it was there from the beginning or came when all was over", async () => {
    const told: RigEvent[] = [];
    server = await openRig(virtualStarter(told));
    const [first, watching] = [await operator(server), await join(server)];
    expect(await first.ask(start)).toEqual({ kind: "started", run: "story" });
    await Promise.all([first.until(isFinished), watching.until(isFinished)]);
    const late = await join(server);
    const isComplete = (page: Page) =>
      page.until((m) => m.type === "events" && m.first + m.events.length === told.length);
    await Promise.all([first, watching, late].map(isComplete));
    // JSON has no undefined: what is told is what can be stored.
    const stored = JSON.parse(JSON.stringify(told));
    for (const page of [first, watching, late]) expect(eventsAt(page)).toEqual(stored);
    expect(told.at(-1)).toMatchObject({ type: "runFinished", verdict: "pass" });
  });

  it("fills the gap of a page that comes back, from the sequence it says", async () => {
    const told: RigEvent[] = [];
    server = await openRig(virtualStarter(told));
    const first = await operator(server);
    await first.ask(start);
    await first.until(isFinished);
    const back = await join(server, "story", 17);
    await back.until((m) => m.type === "events" && m.first + m.events.length === told.length);
    expect(eventsAt(back, 17)).toEqual(JSON.parse(JSON.stringify(told.slice(17))));
    // What it has of another run is worth nothing here.
    const stranger = await join(server, "another", 17);
    await stranger.until((m) => m.type === "events" && m.first + m.events.length === told.length);
    expect(eventsAt(stranger)).toHaveLength(told.length);
  });

  it("leaves a run as it is, event for event, however closely it is watched, held up or looked at", async () => {
    const unwatched = await eventsOn(virtualMeter("good"), [scenario]);
    const told: RigEvent[] = [];
    server = await openRig(virtualStarter(told));
    const pages = [await operator(server), await join(server), await join(server)];
    const [first] = pages as [Page];
    await first.ask(start);
    for (let held = 0; held < 5; held++) {
      if ((await first.ask({ kind: "pause" })).kind !== "done") break;
      // Long enough for several looks at the bench.
      await new Promise((resolve) => setTimeout(resolve, 250));
      await first.ask({ kind: "resume", armed: null });
    }
    await first.until(isFinished);
    expect(first.messages.some((m) => m.type === "session" && m.state.kind === "paused")).toBe(true);
    expect(first.messages.some((m) => m.type === "positions" && m.positions.length > 0)).toBe(true);
    expect(first.messages.some((m) => m.type === "bus" && m.exchanges.length > 0)).toBe(true);
    expect(told).toEqual(unwatched);
  });

  it("shows a page that comes while nothing moves all that the others see, and the buses still when it is over", async () => {
    server = await openRig();
    const { feed } = server;
    const first = await join(server);
    const positions = [{ position: "left", scenario: "rated", step: 0, front: null }];
    const rows = [{ position: "left", voice: "meter" as const }];
    const values = Float64Array.from(liveQuantities, (_, column) => column);
    const traffic = busTraffic();
    traffic.observe("line", {
      kind: "exchange",
      unit: 1,
      request: Uint8Array.of(1, 3),
      sentAt: seconds(1),
      endedAt: seconds(1.3),
      timeOnWire: seconds(0.01),
      heard: { kind: "nothing" },
    });
    feed.begin("held", {
      bench: { hear: () => {}, look: () => ({ at: 7, positions, rows, values }) },
      traffic,
    });
    feed.publish({ type: "scenarioSkipped", scenario: "other", position: "left", reason: "for a beginning" });
    const pictureAt = async (page: Page): Promise<ValuePicture | null> => {
      while (page.frames.length === 0) await new Promise((resolve) => page.socket.once("message", resolve));
      return page.frames.reduce<ValuePicture | null>(
        (before, frame) => applyFrame(before, frame) ?? before,
        null,
      );
    };
    const seen = async (page: Page) => ({
      positions: await page.until((m) => m.type === "positions"),
      bus: await page.until((m) => m.type === "bus"),
      values: (await pictureAt(page))?.values,
    });
    // The first sees it as it happens; from then on nothing moves.
    const here = await seen(first);
    expect(here.positions).toMatchObject({ at: 7, positions });
    expect(here.bus).toMatchObject({ first: 0, exchanges: [{ unit: 1, outcome: "silent" }] });
    const late = await join(server);
    expect(await seen(late)).toEqual(here);
    // The run comes before the looks at it: a page that hears of a new run forgets what it saw of another.
    const order = late.messages.map(({ type }) => type);
    expect(order.indexOf("events")).toBeLessThan(order.indexOf("positions"));
    expect(order.indexOf("events")).toBeLessThan(order.indexOf("bus"));
    feed.endWatching();
    const after = await join(server);
    expect(await after.until((m) => m.type === "bus")).toEqual(here.bus);
    expect(after.messages.some((m) => m.type === "positions")).toBe(false);
  });

  it("shows the values of meter, twin and reference, and what a page takes from the frames is what was sent", async () => {
    server = await openRig();
    const rows = [{ position: "left", voice: "meter" as const }];
    const picture = (value: number) =>
      Float64Array.from(liveQuantities, (_, column) => (column < 2 ? 1e8 + value : value));
    const page = await join(server);
    server.feed.showValues(rows, picture(1), 10);
    server.feed.showValues(rows, picture(2), 11);
    const second = await join(server);
    server.feed.showValues(rows, picture(3), 12);
    const shown = async (of: Page, count: number): Promise<ValuePicture | null> => {
      while (of.frames.length < count) await new Promise((resolve) => of.socket.once("message", resolve));
      return of.frames.reduce<ValuePicture | null>(
        (before, frame) => applyFrame(before, frame) ?? before,
        null,
      );
    };
    for (const [of, count] of [
      [page, 3],
      [second, 1],
    ] as const) {
      const seen = await shown(of, count);
      expect([...(seen?.values ?? [])]).toEqual([...picture(3)]);
      expect(seen?.at).toBe(12);
    }
  });

  it("throws out a page that stops reading, having kept little for it, while the others go on", async () => {
    server = await openRig(virtualStarter(), { viewer: soon, ping: milliseconds(60_000) });
    const { port } = server;
    const cookie = await cookieOf(server, server.viewerUrl());
    const good = await join(server);
    const stalled = connect(port, "127.0.0.1");
    stalled.on("error", () => {});
    stalled.write(
      `GET /live HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: ${liveSubprotocol}\r\n\r\n`,
    );
    await new Promise((resolve) => stalled.once("data", resolve));
    // A masked text frame (mask 0): join.
    const join0 = Buffer.from(JSON.stringify({ type: "join", run: null, next: 0 }));
    stalled.write(Buffer.concat([Buffer.from([0x81, 0x80 | join0.length, 0, 0, 0, 0]), join0]));
    await new Promise((resolve) => stalled.once("data", resolve));
    stalled.pause();
    expect(server.feed.viewers.size).toBe(2);
    const { feed } = server;
    feed.begin("flood", {
      bench: { hear: () => {}, look: () => ({ at: 0, positions: [], rows: [], values: new Float64Array() }) },
      traffic: { observe: () => {}, tell: () => null, recall: () => null },
    });
    const about = "x".repeat(1000);
    let most = 0;
    let count = 0;
    // Far more than any kernel keeps for a socket.
    while (feed.viewers.size > 1) {
      for (let n = 0; n < 500 && count < 30_000; n++, count++)
        feed.publish({ type: "scenarioSkipped", scenario: `${count}`, position: "p", reason: about });
      for (const viewer of feed.viewers) most = Math.max(most, viewer.unsent);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(most).toBeLessThan(1024 * 1024);
    await good.until((m) => m.type === "events" && m.first + m.events.length === count);
    expect(eventsAt(good)).toHaveLength(count);
    stalled.destroy();
    // Far more than may wait for one page, and a page that comes late gets it all the same, at its own pace.
    const late = await join(server);
    await late.until((m) => m.type === "events" && m.first + m.events.length === count);
    expect(eventsAt(late)).toHaveLength(count);
  });
});
