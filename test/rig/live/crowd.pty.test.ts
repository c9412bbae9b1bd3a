/**
 * A crowd at the port of the live view: a thousand connections of strangers, each made again as soon as it is closed, of
 * every kind there is. Whoever holds an operator's cookie comes in all the same, on connections that are as new as theirs,
 * and stops the run while the crowd is still there. No time-out helps here: none of them ends within the test.
 */
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hours, milliseconds } from "#models/units.ts";
import { liveSubprotocol } from "#reports/live/protocol.ts";
import { connectionLimits } from "#rig/live/connections.ts";
import { type LiveServer, liveLimits } from "#rig/live/server.ts";
import { cookieOf, get, isFinished, openRig, visit } from "./liveRig.ts";

const size = 1000;
const patience = hours(1);
let server: LiveServer;
let operator: string;
let viewer: string;
let crowd: Crowd | null = null;

beforeEach(async () => {
  server = await openRig(undefined, {
    headers: patience,
    joining: patience,
    connections: { ...connectionLimits, firstByte: patience },
  });
  operator = await cookieOf(server, server.url);
  viewer = await cookieOf(server, server.viewerUrl());
});
afterEach(async () => {
  crowd?.leave();
  crowd = null;
  await server.close();
});

interface Crowd {
  /** Sockets that are connected now, as the strangers see it. */
  readonly connected: () => number;
  /** Connections made so far. */
  readonly made: () => number;
  leave(): void;
}

/** So many connections, each saying `words` when it is made, and made again when it ends. */
async function crowdOf(words: () => string): Promise<Crowd> {
  const sockets = new Set<Socket>();
  let made = 0;
  let isLeaving = false;
  let arrived = (): void => {};
  const all = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const come = (): void => {
    if (isLeaving) return;
    const socket = connect(server.port, "127.0.0.1", () => {
      made++;
      sockets.add(socket);
      const text = words();
      if (text !== "") socket.write(text);
      if (made === size) arrived();
    });
    socket.on("data", () => {});
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      setImmediate(come);
    });
  };
  for (let n = 0; n < size; n++) come();
  await all;
  return {
    connected: () => sockets.size,
    made: () => made,
    leave() {
      isLeaving = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

const here = (): string => `127.0.0.1:${server.port}`;
const handshake = (cookie: string): string =>
  [
    "GET /live HTTP/1.1",
    `Host: ${here()}`,
    `Origin: http://${here()}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    `Sec-WebSocket-Protocol: ${liveSubprotocol}`,
    ...(cookie === "" ? [] : [`Cookie: ${cookie}`]),
    "",
    "",
  ].join("\r\n");
let guess = 0;

const kinds: readonly (readonly [string, () => string])[] = [
  ["that say nothing", () => ""],
  ["that begin a request and never end it", () => `GET / HTTP/1.1\r\nHost: ${here()}\r\nX: `],
  [
    "that promise a body and never send it",
    () => `POST / HTTP/1.1\r\nHost: ${here()}\r\nContent-Length: 9\r\n\r\n`,
  ],
  ["that ask for another host", () => "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"],
  ["that guess links", () => `GET /open/${"A".repeat(42)}${guess++} HTTP/1.1\r\nHost: ${here()}\r\n\r\n`],
  ["that ask for the socket without a cookie", () => handshake("")],
  ["that watch with the cookie of a viewer", () => handshake(viewer)],
  ["that talk something else", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
];

describe(`${size} connections`, () => {
  it.each(kinds)("%s keep no operator from stopping a run", async (_, words) => {
    const page = await visit(server, operator);
    page.say({ type: "join", run: null, next: 0 });
    const start = { kind: "start", bench: "good", seed: 1, armed: null } as const;
    await page.ask({ ...start, scenarios: [{ kind: "library", reference: "wiring" }] });
    await page.ask({ kind: "pause" });
    crowd = await crowdOf(words);
    // The page is lost, and opened again in the thick of it.
    page.socket.terminate();
    expect((await get(server.port, "/", { cookie: operator })).status).toBe(200);
    const again = await visit(server, operator);
    again.say({ type: "join", run: null, next: 0 });
    expect(await again.ask({ kind: "stop" })).toMatchObject({ kind: "done" });
    await again.until(isFinished);
    expect(crowd.connected() + server.feed.viewers.size).toBeGreaterThan(0);
    expect(crowd.made()).toBeGreaterThanOrEqual(size);
  });
});

describe("what strangers hold", () => {
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  it("is given back: no more of them stay than there are places, the latest", async () => {
    const sockets = Array.from({ length: 300 }, () => connect(server.port, "127.0.0.1"));
    const open = new Set(sockets);
    for (const socket of sockets) socket.on("close", () => open.delete(socket)).on("error", () => {});
    await until(() => open.size === connectionLimits.strangers);
    expect([...open]).toEqual(sockets.slice(-connectionLimits.strangers));
    for (const socket of sockets) socket.destroy();
  });
  it("is taken from who says nothing for too long", async () => {
    await server.close();
    server = await openRig(null, { connections: { ...connectionLimits, firstByte: milliseconds(50) } });
    const socket = connect(server.port, "127.0.0.1");
    await new Promise((resolve) => socket.on("close", resolve));
    expect(socket.bytesRead).toBe(0);
  });
  it("are no places of operators: viewers fill only their own", async () => {
    const most = liveLimits.viewers - liveLimits.keptForOperators;
    const watching = await Promise.all(Array.from({ length: most }, () => visit(server, viewer)));
    await expect(visit(server, viewer)).rejects.toThrow("503");
    const page = await visit(server, operator);
    expect(server.feed.viewers.size).toBe(most + 1);
    for (const { socket } of [...watching, page]) socket.terminate();
  });
});
