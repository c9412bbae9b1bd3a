/**
 * What strangers, other sites in the same browser, and broken or ill-meaning pages may try, and what they get. The
 * attacks are those of the OWASP cheat sheets on CSRF, on WebSockets (origin, size, rate) and on DNS rebinding, of RFC
 * 6455 (close codes: 7.4.1) and of RFC 9112 (requests that are none).
 */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { milliseconds } from "#models/units.ts";
import { largestClientMessage, liveSubprotocol } from "#reports/live/protocol.ts";
import type { LiveServer } from "#rig/live/server.ts";
import { cookieOf, get, openRig, visit } from "./liveRig.ts";

let server: LiveServer;
let operator: string;
let viewer: string;
let usedLink: string;
beforeAll(async () => {
  server = await openRig(undefined, { headers: milliseconds(300), joining: milliseconds(400) });
  operator = await cookieOf(server, server.url);
  usedLink = new URL(server.url).pathname;
  viewer = await cookieOf(server, server.viewerUrl());
});
afterAll(() => server.close());

/** Bytes as they are on a connection of their own; what came back until the server closed it. */
const raw = (text: string, end = false): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => {
      socket.write(text, "latin1");
      if (end) socket.end();
    });
    let heard = "";
    socket.on("data", (part: Buffer) => {
      heard += part.toString("latin1");
    });
    socket.on("error", () => resolve(heard));
    socket.on("close", () => resolve(heard));
  });
const statusOf = (heard: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);

interface Lines {
  readonly [name: string]: string | undefined;
}
const here = (): string => `127.0.0.1:${server.port}`;
const request = (target: string, changed: Lines = {}, method = "GET"): string => {
  const lines: Lines = { Host: here(), Cookie: operator, Connection: "close", ...changed };
  const headers = Object.entries(lines).filter(([, value]) => value !== undefined);
  return `${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
};
const handshake = (changed: Lines = {}, target = "/live", method = "GET"): string =>
  request(
    target,
    {
      Origin: `http://${here()}`,
      Upgrade: "websocket",
      Connection: "Upgrade",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
      "Sec-WebSocket-Protocol": liveSubprotocol,
      ...changed,
    },
    method,
  );

describe("what is in order", () => {
  it("gets in: the page with its headers, and its socket", async () => {
    const page = await get(server.port, "/", { cookie: operator });
    expect(page).toMatchObject({ status: 200, body: "<p>page</p>" });
    expect(page.headers["content-security-policy"]).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(page.headers["content-security-policy"]).not.toMatch(/unsafe/);
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
    expect(statusOf(await raw(request("/", { Origin: `http://${here()}` })))).toBe(200);
    expect(statusOf(await raw(request("/", { Host: `localhost:${server.port}` })))).toBe(200);
    const { socket, closed } = await visit(server, operator);
    socket.close(1000);
    expect(await closed).toEqual([1000, ""]);
  });
  it("has a cookie that scripts and other sites can't use, from a link good once", async () => {
    const link = new URL(server.viewerUrl()).pathname;
    expect((await get(server.port, link, { "sec-purpose": "prefetch" })).status).toBe(403);
    expect((await get(server.port, link, {}, "HEAD")).status).toBe(403);
    const opened = await get(server.port, link);
    expect(opened.status).toBe(200);
    expect(String(opened.headers["set-cookie"])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await get(server.port, link)).status).toBe(403);
  });
});

const requests: readonly (readonly [string, () => string, number])[] = [
  ["no Host", () => request("/", { Host: undefined }), 400],
  [
    "a name under foreign control (DNS rebinding)",
    () => request("/", { Host: `evil.example:${server.port}` }),
    421,
  ],
  ["another port in Host", () => request("/", { Host: "127.0.0.1:1" }), 421],
  ["Host without the port", () => request("/", { Host: "127.0.0.1" }), 421],
  ["a subdomain of localhost", () => request("/", { Host: `a.localhost:${server.port}` }), 421],
  ["two Hosts", () => request("/", { "X-A": `b\r\nHost: evil.example` }), 421],
  ["another site's page", () => request("/", { Origin: "http://evil.example" }), 403],
  ["a page without an origin (sandboxed frame, file)", () => request("/", { Origin: "null" }), 403],
  ["a page of another port here", () => request("/", { Origin: "http://127.0.0.1:1" }), 403],
  ["a page of the other scheme", () => request("/", { Origin: `https://${here()}` }), 403],
  [
    "the other name of this machine as origin",
    () => request("/", { Origin: `http://localhost:${server.port}` }),
    403,
  ],
  ["no cookie", () => request("/", { Cookie: undefined }), 401],
  ["no cookie, for data", () => request("/api/runs", { Cookie: undefined }), 401],
  ["a made-up cookie", () => request("/", { Cookie: `conto-rig-${server.port}=AAAA` }), 401],
  [
    "a cookie slipped in beside the good one",
    () => request("/", { Cookie: `${operator}; conto-rig-${server.port}=A` }),
    401,
  ],
  ["a link used before", () => request(usedLink, { Cookie: undefined }), 403],
  ["a made-up link", () => request("/open/AAAA", { Cookie: undefined }), 403],
  ["POST", () => request("/", {}, "POST"), 405],
  ["DELETE of a run", () => request("/api/runs/x", {}, "DELETE"), 405],
  [
    "OPTIONS, the question before a foreign request",
    () => request("/", { Origin: `http://${here()}` }, "OPTIONS"),
    405,
  ],
  ["TRACE", () => request("/", {}, "TRACE"), 405],
  ["a target on another host (proxy request)", () => request("http://evil.example/"), 400],
  ["a target beginning with two slashes", () => request("//evil.example/"), 400],
  ["a way out of the folder", () => request("/../package.json"), 404],
  ["the same in percent signs", () => request("/%2e%2e/%2e%2e/etc/passwd"), 404],
  ["the same in a scenario's name", () => request("/api/scenarios/..%2f..%2fetc/passwd"), 404],
  ["the same in a run's name", () => request("/api/runs/..%2f..%2fetc%2fpasswd"), 404],
  ["a zero in the path", () => request("/%00"), 404],
  ["headers without end", () => request("/", { "X-A": "a".repeat(10_000) }), 431],
  ["no HTTP at all", () => "\x16\x03\x01 hello\r\n\r\n", 400],
  ["a header with a line break smuggled in", () => request("/", { "X-A": "a\rb" }), 400],
  ["a question with a body", () => `${request("/", { "Content-Length": "3" })}abc`, 400],
  ["a body that never comes", () => request("/", { "Content-Length": "1000000000" }), 400],
  ["a body in pieces that never ends", () => request("/", { "Transfer-Encoding": "chunked" }), 400],
  [
    "two lengths of one body",
    () => request("/", { "Content-Length": "3", "Transfer-Encoding": "chunked" }, "POST"),
    400,
  ],
];
const handshakes: readonly (readonly [string, () => string, number])[] = [
  ["no cookie", () => handshake({ Cookie: undefined }), 401],
  ["a made-up cookie", () => handshake({ Cookie: `conto-rig-${server.port}=AAAA` }), 401],
  ["no Origin: not a page", () => handshake({ Origin: undefined }), 403],
  [
    "another site's page (cross-site WebSocket hijacking)",
    () => handshake({ Origin: "http://evil.example" }),
    403,
  ],
  ["a page without an origin", () => handshake({ Origin: "null" }), 403],
  ["a page of another port here", () => handshake({ Origin: "http://127.0.0.1:1" }), 403],
  ["a page of the other scheme", () => handshake({ Origin: `https://${here()}` }), 403],
  ["an origin that begins like ours", () => handshake({ Origin: `http://${here()}.evil.example` }), 403],
  ["a subdomain", () => handshake({ Origin: `http://evil.localhost:${server.port}` }), 403],
  ["a name under foreign control", () => handshake({ Host: `evil.example:${server.port}` }), 421],
  [
    "foreign name and origin that agree",
    () => handshake({ Host: "evil.example", Origin: "http://evil.example" }),
    421,
  ],
  ["another path", () => handshake({}, "/other"), 404],
  ["the path with a query", () => handshake({}, "/live?a=b"), 404],
  ["no subprotocol", () => handshake({ "Sec-WebSocket-Protocol": undefined }), 400],
  [
    "the next version of the protocol",
    () => handshake({ "Sec-WebSocket-Protocol": "conto-rig.live.2" }),
    400,
  ],
  ["an old version of WebSocket", () => handshake({ "Sec-WebSocket-Version": "7" }), 426],
  [
    "the last draft of WebSocket, which libraries still take",
    () => handshake({ "Sec-WebSocket-Version": "8" }),
    426,
  ],
  ["no version", () => handshake({ "Sec-WebSocket-Version": undefined }), 426],
  ["no key", () => handshake({ "Sec-WebSocket-Key": undefined }), 400],
  ["another method", () => handshake({}, "/live", "POST"), 405],
  ["another protocol to upgrade to", () => handshake({ Upgrade: "h2c" }), 400],
];

describe("requests that are refused", () => {
  it.each(requests)("%s", async (_, text, status) => {
    const heard = await raw(text());
    expect(statusOf(heard)).toBe(status);
    expect(heard).not.toContain("<p>page</p>");
    expect(heard).not.toMatch(/root:|"name": "conto-rig"/);
  });
  it("a trickle of headers is cut off", async () => {
    const heard = await raw(`GET / HTTP/1.1\r\nHost: ${here()}\r\nX-A: `);
    expect(statusOf(heard)).toBe(408);
  });
});

describe("handshakes that are refused", () => {
  it.each(handshakes)("%s", async (_, text, status) => {
    const heard = await raw(text());
    expect(statusOf(heard)).toBe(status);
  });
  it("the version there is stands beside the refusal of another (RFC 6455, 4.4)", async () => {
    expect(await raw(handshake({ "Sec-WebSocket-Version": "8" }))).toMatch(/^Sec-WebSocket-Version: 13\r$/m);
  });
  it("no page got in by any of them", () => expect(server.feed.viewers.size).toBe(0));
});

const opened = async (): Promise<{ socket: WebSocket; closed: Promise<readonly [number, string]> }> => {
  const page = await visit(server, viewer);
  page.socket.on("error", () => {});
  return page;
};
const said: readonly (readonly [string, (socket: WebSocket) => void, number])[] = [
  ["binary", (socket) => socket.send(Buffer.from([1, 2, 3])), 1003],
  ["no JSON", (socket) => socket.send("{"), 1008],
  ["JSON that is no message", (socket) => socket.send("[]"), 1008],
  ["a message nobody knows", (socket) => socket.send('{"type":"hello"}'), 1008],
  [
    "a command nobody knows",
    (socket) => socket.send('{"type":"command","id":1,"command":{"kind":"format"}}'),
    1008,
  ],
  [
    "a command named like a part of every object",
    (socket) => socket.send('{"type":"command","id":1,"command":{"kind":"constructor"}}'),
    1008,
  ],
  [
    "a command without its parts",
    (socket) => socket.send('{"type":"command","id":1,"command":{"kind":"start"}}'),
    1008,
  ],
  ...[
    '{"kind":"answer","answer":"yes"}',
    '{"kind":"answer","id":"1","answer":"yes"}',
    '{"kind":"answer","id":-1,"answer":"yes"}',
    '{"kind":"answer","id":1.5,"answer":"yes"}',
    '{"kind":"answer","id":1e400,"answer":"yes"}',
    '{"kind":"answer","id":1}',
    '{"kind":"answer","id":1,"answer":true}',
    '{"kind":"answer","id":1,"answer":["yes"]}',
    '{"kind":"answer","id":1,"answer":"Yes"}',
  ].map((answer): (typeof said)[number] => [
    `an answer of another form: ${answer}`,
    (socket) => socket.send(`{"type":"command","id":1,"command":${answer}}`),
    1008,
  ]),
  [
    "a flood of answers, to find the number of what is asked",
    (socket) => {
      for (let id = 0; id < 200; id++)
        socket.send(`{"type":"command","id":${id},"command":{"kind":"answer","id":${id},"answer":"yes"}}`);
    },
    1008,
  ],
  ["a sequence below zero", (socket) => socket.send('{"type":"join","run":"r","next":-1}'), 1008],
  [
    "joining twice",
    (socket) => {
      for (let n = 0; n < 2; n++) socket.send('{"type":"join","run":null,"next":0}');
    },
    1008,
  ],
  ["nothing", () => {}, 1008],
  ["a message too large", (socket) => socket.send("x".repeat(largestClientMessage + 1)), 1009],
  [
    "a flood",
    (socket) => {
      for (let n = 0; n < 200; n++) socket.send('{"type":"command","id":1,"command":{"kind":"stop"}}');
    },
    1008,
  ],
  [
    "a flood of pings",
    (socket) => {
      for (let n = 0; n < 200; n++) socket.ping();
    },
    1008,
  ],
  [
    "a flood of pongs nobody asked for",
    (socket) => {
      for (let n = 0; n < 200; n++) socket.pong();
    },
    1008,
  ],
  ["bytes that are no UTF-8", (socket) => socket.send(Buffer.from([0xc3, 0x28]), { binary: false }), 1007],
];
describe("pages that are sent away for what they say", () => {
  it.each(said)("%s", async (name, say, code) => {
    const { socket, closed } = await opened();
    say(socket);
    const [was, why] = await closed;
    expect(was).toBe(code);
    // For what it said, and not for having said nothing until then.
    expect(why === "nothing was said").toBe(name === "nothing");
  });
  it("none for a ping, which is answered with what it said (RFC 6455, 5.5.3)", async () => {
    const { socket } = await opened();
    const answered = new Promise((resolve) =>
      socket.once("pong", (data: Buffer) => resolve(data.toString())),
    );
    socket.ping("still there?");
    expect(await answered).toBe("still there?");
    socket.terminate();
  });
  it("a frame without its mask (RFC 6455, 5.1)", async () => {
    const heard = await raw(`${handshake({ Cookie: viewer })}\x81\x02hi`);
    // The code of the close frame: 1002.
    expect(heard.split("\r\n\r\n").at(-1)).toContain("\x03\xea");
  });
});
