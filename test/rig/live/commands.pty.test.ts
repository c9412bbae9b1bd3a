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
type SourceMessage = Extract<ServerMessage, { type: "source" }>;
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
      { kind: "answer", id: 1, answer: "yes" },
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

describe("what is asked at a source that is set by hand", () => {
  const asked = (page: Page, id: number) =>
    page.until((m): m is SourceMessage => m.type === "source" && m.asked?.id === id);
  const answer = (id: number, word: "yes" | "no" = "yes"): Command => ({ kind: "answer", id, answer: word });
  const outdated = { kind: "refused", reason: "outdated" };
  const startByHand = async (): Promise<void> => {
    const started = operator.ask(start("by hand", await armedFor(operator, "by hand"), "rated-current"));
    expect(await started).toMatchObject({ kind: "started" });
  };
  it("is answered by its number, once, without arming; an old or made-up number is refused", async () => {
    expect(await operator.ask(answer(1))).toMatchObject(outdated);
    await startByHand();
    expect((await asked(operator, 1)).asked?.question).toMatchObject({
      kind: "arm",
      limits: { voltage: 300, current: 10 },
    });
    expect(await operator.ask(answer(2))).toMatchObject(outdated);
    expect(await operator.ask(answer(1))).toMatchObject({ kind: "done" });
    // A double tap: the second may reach the rig before or after the next question.
    expect(await operator.ask(answer(1))).toMatchObject(outdated);
    expect((await asked(operator, 2)).asked?.question).toMatchObject({
      kind: "set",
      label: "rated current",
      setting: expect.stringMatching(/^f=50Hz U=230\.00V@0 .* I=5\.000A@0 .* contact=open$/),
    });
    expect(await operator.ask(answer(1))).toMatchObject(outdated);
    expect((await operator.until((m) => m.type === "source" && m.asked?.id === 2)).type).toBe("source");
    expect(await operator.ask(answer(2))).toMatchObject({ kind: "done" });
    await asked(operator, 3);
    expect(await operator.ask(answer(3))).toMatchObject({ kind: "done" });
    await operator.until(isFinished);
    expect(operator.messages.findLast((m) => m.type === "source")).toMatchObject({ asked: null });
    expect(eventsAt(operator).at(-1)).toMatchObject({ verdict: "pass" });
  });
  it("is seen by a viewer, who can't answer, and by an operator's page that comes later, which can", async () => {
    await startByHand();
    await asked(operator, 1);
    const viewer = await arrive(await cookieOf(server, server.viewerUrl()));
    await asked(viewer, 1);
    expect(await viewer.ask(answer(1))).toMatchObject({ kind: "refused", reason: "viewer" });
    const later = await arrive(cookie);
    await asked(later, 1);
    expect(await later.ask(answer(1, "no"))).toMatchObject({ kind: "done" });
    expect(await operator.ask(answer(1))).toMatchObject(outdated);
    // Nothing had been asked of the source: nobody is held up, and everybody is told.
    for (const page of [operator, viewer, later]) {
      await page.until(isFinished);
      const last = page.messages.findLast((m) => m.type === "source");
      expect(last).toEqual({ type: "source", asked: null, notices: [{ kind: "switchOff" }] });
    }
    expect(eventsAt(operator).at(-1)).toMatchObject({ verdict: "error" });
  });
  it("is taken back by a stop, which asks whether the source is off; held or not, it can be answered", async () => {
    await startByHand();
    await asked(operator, 1);
    expect(await operator.ask({ kind: "pause" })).toMatchObject({ kind: "done" });
    expect(await operator.ask(answer(1))).toMatchObject({ kind: "done" });
    await asked(operator, 2);
    expect(await operator.ask({ kind: "stop" })).toMatchObject({ kind: "done" });
    const { asked: last } = await asked(operator, 3);
    expect(last?.question).toEqual({ kind: "off" });
    expect(await operator.ask(answer(2))).toMatchObject(outdated);
    // A second stop is no word about the source.
    expect(await operator.ask({ kind: "stop" })).toMatchObject({ kind: "done" });
    expect(server.feed.session.kind).toBe("stopping");
    expect(await operator.ask(answer(3, "no"))).toMatchObject({ kind: "done" });
    await operator.until(isFinished);
    expect(eventsAt(operator).filter(({ type }) => type === "faulted")).toMatchObject([
      { code: "sourceNotOff", message: expect.stringMatching(/treat it as live/) },
    ]);
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
