/** Who may do what, over real sockets: viewers nothing, operators what they like, and what energises only when armed. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import type { Command, ServerMessage } from "#reports/live/protocol.ts";
import { arming } from "#rig/live/arming.ts";
import type { LiveServer } from "#rig/live/server.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { cookieOf, eventsAt, isFinished, openRig, type Page, visit } from "./liveRig.ts";

let server: LiveServer;
let operator: Page;
const arrive = async (cookie: string): Promise<Page> => {
  const page = await visit(server, cookie);
  page.say({ type: "join", run: null, next: 0 });
  return page;
};
let cookie: string;
beforeEach(async () => {
  server = await openRig();
  cookie = await cookieOf(server, server.url);
  operator = await arrive(cookie);
});
afterEach(() => server.close());

const start = (bench: string, armed: string | null = null, reference = "wiring"): Command => ({
  kind: "start",
  bench,
  seed: 1,
  scenarios: [{ kind: "library", reference }],
  armed,
});
const armedFor = async (page: Page, bench: string): Promise<string> => {
  const reply = await page.ask({ kind: "arm", bench });
  if (reply.kind !== "armed") throw new Error(JSON.stringify(reply));
  return reply.code;
};
const hasBegun = (message: ServerMessage): boolean =>
  message.type === "session" && message.state.kind === "running";

describe("a viewer", () => {
  it("can do none of it, and sees all of it", async () => {
    const invited = await operator.ask({ kind: "invite" });
    if (invited.kind !== "invited") throw new Error("no link");
    const viewer = await arrive(await cookieOf(server, `http://127.0.0.1${invited.path}`));
    expect(await viewer.until((m) => m.type === "welcome")).toMatchObject({ role: "viewer" });
    const commands: Command[] = [
      start("good"),
      { kind: "pause" },
      { kind: "resume", armed: null },
      { kind: "stop" },
      { kind: "arm", bench: "iron" },
      { kind: "press", position: "virtual", key: "page", held: false },
      { kind: "invite" },
    ];
    for (const command of commands)
      expect(await viewer.ask(command)).toMatchObject({ kind: "refused", reason: "viewer" });
    expect(server.feed.session).toEqual({ kind: "idle" });
    await operator.ask(start("good"));
    await viewer.until(isFinished);
    expect(eventsAt(viewer).at(-1)?.type).toBe("runFinished");
  });
});

describe("what energises a bench", () => {
  const refusedUnarmed = { kind: "refused", reason: "notArmed" };
  it("is refused without arming, and with what was not armed for it", async () => {
    expect(await operator.ask(start("iron"))).toMatchObject(refusedUnarmed);
    expect(await operator.ask(start("iron", "AAAA"))).toMatchObject(refusedUnarmed);
    expect(await operator.ask(start("iron", await armedFor(operator, "good")))).toMatchObject(refusedUnarmed);
    const other = await arrive(cookie);
    expect(await operator.ask(start("iron", await armedFor(other, "iron")))).toMatchObject(refusedUnarmed);
    expect(server.feed.session).toEqual({ kind: "idle" });
  });
  it("takes a code once", async () => {
    const code = await armedFor(operator, "iron");
    expect(await operator.ask(start("iron", code))).toMatchObject({ kind: "started" });
    await operator.until(isFinished);
    expect(await operator.ask(start("iron", code))).toMatchObject(refusedUnarmed);
  });
  it("takes it for half a minute: not a moment longer, and no second try", async () => {
    const clock = new VirtualClock();
    const page = {};
    const lock = arming(clock);
    const first = lock.arm(page, "iron");
    await clock.sleep(seconds(30));
    expect(lock.disarm(page, "iron", first.code)).toBe(true);
    const second = lock.arm(page, "iron");
    await clock.sleep(seconds(30.001));
    expect(lock.disarm(page, "iron", second.code)).toBe(false);
    const third = lock.arm(page, "iron");
    expect(lock.disarm(page, "iron", "guess")).toBe(false);
    expect(lock.disarm(page, "iron", third.code)).toBe(false);
  });
  it("goes on after a pause only when armed again; to stop needs nothing and says what becomes of the source", async () => {
    await operator.ask(start("iron", await armedFor(operator, "iron")));
    expect(await operator.ask({ kind: "pause" })).toMatchObject({
      about: expect.stringMatching(/source stays.*live/),
    });
    expect(await operator.ask({ kind: "resume", armed: null })).toMatchObject(refusedUnarmed);
    expect(server.feed.session.kind).toBe("paused");
    const code = await armedFor(operator, "iron");
    expect(await operator.ask({ kind: "resume", armed: code })).toMatchObject({ kind: "done" });
    expect(await operator.ask({ kind: "pause" })).toMatchObject({ kind: "done" });
    const stopped = await operator.ask({ kind: "stop" });
    expect(stopped).toMatchObject({ about: expect.stringMatching(/source.*off.*not an emergency stop/) });
    await operator.until(isFinished);
    await operator.until((m) => m.type === "events" && m.events.at(-1)?.type === "runFinished");
    expect(eventsAt(operator).at(-1)).toMatchObject({ interrupted: true, verdict: "inconclusive" });
  });
});

describe("the operator on a virtual bench", () => {
  it("turns the pages of the meter, and others see it", async () => {
    await operator.ask(start("good"));
    await operator.until(hasBegun);
    await operator.ask({ kind: "pause" });
    const fronts = (): readonly string[] =>
      operator.messages.flatMap((m) =>
        m.type === "positions" ? m.positions.map(({ front }) => front?.caption ?? "") : [],
      );
    // One event after the other, until the meter has got its supply and has started.
    while (!fronts().includes("active energy")) {
      await operator.ask({ kind: "resume", armed: null });
      await operator.ask({ kind: "pause" });
      await new Promise((resolve) => setTimeout(resolve, 110));
    }
    const press = { kind: "press", position: "virtual", key: "page", held: false } as const;
    expect(await operator.ask(press)).toEqual({ kind: "done", about: "page pressed" });
    await operator.until(
      (m) => m.type === "positions" && m.positions[0]?.front?.caption === "reactive energy",
    );
    expect(await operator.ask({ ...press, position: "nowhere" })).toMatchObject({
      kind: "refused",
      reason: "notHere",
    });
    expect(await operator.ask({ kind: "stop" })).toMatchObject({ about: expect.stringMatching(/no source/) });
    await operator.until(isFinished);
    expect(await operator.ask(press)).toMatchObject({ kind: "refused", reason: "notRunning" });
  });
  it("is told everything that is wrong with a scenario it wrote, with line and column", async () => {
    const reply = await operator.ask({
      ...(start("good") as Extract<Command, { kind: "start" }>),
      scenarios: [{ kind: "text", name: "mine.scenario.yaml", text: "title: x\nstepz: []\n" }],
    });
    expect(reply).toMatchObject({ kind: "refused", reason: "badScenario" });
    expect(
      reply.kind === "refused" && reply.lines.some((line) => /^mine\.scenario\.yaml:2:1: /.test(line)),
    ).toBe(true);
  });
  it("can have one run at a time, on a bench there is, and can't hold what is not there", async () => {
    expect(await operator.ask(start("none"))).toMatchObject({ reason: "unknownBench" });
    expect(await operator.ask({ kind: "arm", bench: "none" })).toMatchObject({ reason: "unknownBench" });
    for (const kind of ["pause", "stop"] as const)
      expect(await operator.ask({ kind })).toMatchObject({ reason: "notRunning" });
    await operator.ask(start("good"));
    await operator.ask({ kind: "pause" });
    expect(await operator.ask(start("good"))).toMatchObject({ reason: "busy" });
  });
});
