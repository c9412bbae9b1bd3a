/**
 * The live view's server: one port for the page, what it reads, and its WebSocket. Whoever comes is looked at before
 * anything is done: the host named, the origin, the method, and then the cookie. What a stranger or a broken page can
 * cost is bounded: headers, connections, messages and the time they take.
 */
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type WebSocket, WebSocketServer } from "ws";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import { largestClientMessage, livePaths, liveSubprotocol } from "#reports/live/protocol.ts";
import { type Clock, wallClock } from "#rig/clock.ts";
import { openAccess } from "#rig/live/access.ts";
import { arming } from "#rig/live/arming.ts";
import { readClientMessage } from "#rig/live/clientMessage.ts";
import { type ConnectionLimits, connectionLimits, connections } from "#rig/live/connections.ts";
import { LiveFeed } from "#rig/live/feed.ts";
import { gatekeeper } from "#rig/live/gatekeeper.ts";
import { routes, type Shelf, safeHeaders } from "#rig/live/routes.ts";
import { LiveSession, type RunStarter } from "#rig/live/session.ts";
import type { StaticFile } from "#rig/live/staticFiles.ts";
import { closeCodes, Viewer, type ViewerLimits, viewerLimits } from "#rig/live/viewer.ts";
import { RigError } from "#rig/rigError.ts";

export interface LiveLimits {
  readonly viewer: ViewerLimits;
  /** Pages at a time; of them so many places are kept for operators. */
  readonly viewers: number;
  readonly keptForOperators: number;
  readonly connections: ConnectionLimits;
  /** For all the headers of a request to come. */
  readonly headers: Seconds;
  /** For a page to say `join`. */
  readonly joining: Seconds;
  /** How often a page is asked whether it is still there; one that misses two is gone. */
  readonly ping: Seconds;
}
export const liveLimits: LiveLimits = {
  viewer: viewerLimits,
  viewers: 200,
  keptForOperators: 20,
  connections: connectionLimits,
  headers: seconds(5),
  joining: seconds(5),
  ping: seconds(10),
};

export interface LiveOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly shelf: Shelf;
  /** null: one run is followed, none is started. */
  readonly starter: RunStarter | null;
  /** What is typed at the rig's terminal for a new link; null: nobody can. */
  readonly newLink?: string | null;
  readonly limits?: LiveLimits;
  readonly clock?: Clock;
}

export interface LiveServer {
  /** With the operator's one-time link; to be printed once. */
  readonly url: string;
  readonly port: number;
  readonly feed: LiveFeed;
  readonly session: LiveSession;
  /** A new one for the operator; the one before, if nobody has opened it, is no longer good. */
  operatorUrl(): string;
  /** A further link, for one who only watches. */
  viewerUrl(): string;
  close(): Promise<void>;
}

const largestHeaders = 8192;

/** @throws {RigError} `portTaken` when the port can't be had. */
export async function openLiveServer(options: LiveOptions): Promise<LiveServer> {
  const { host, limits = liveLimits, clock = wallClock() } = options;
  let listener: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer(
    {
      maxHeaderSize: largestHeaders,
      headersTimeout: inMilliseconds(limits.headers),
      requestTimeout: inMilliseconds(limits.headers),
      connectionsCheckingInterval: inMilliseconds(limits.headers) / 5,
    },
    (request, response) => listener(request, response),
  );
  const places = connections(limits.connections, clock);
  server.on("connection", places.greet);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new RigError(
          "portTaken",
          `the live view can't listen on ${host}, port ${options.port}: ${cause.message}; choose another with --host or --port (0 takes a free one)`,
          { cause },
        ),
      ),
    );
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const access = openAccess(port);
  const keeper = gatekeeper(host, port);
  const feed = new LiveFeed(clock);
  const session = new LiveSession(feed, access, arming(clock), options.starter);
  const answer = getRequestListener(routes(access, options).fetch);
  listener = (request, response) => {
    const role = access.roleOf(request.headers.cookie);
    // Whoever has shown nothing is answered once, and has to come again for more.
    if (role === null) response.shouldKeepAlive = false;
    const refused = keeper.request(request);
    if (refused === null) {
      if (role !== null) places.know(request.socket, role);
      void answer(request, response);
      return;
    }
    response.writeHead(refused.status, {
      ...safeHeaders,
      "Content-Type": "text/plain; charset=utf-8",
      Connection: "close",
      ...(refused.status === 405 && { Allow: "GET, HEAD" }),
    });
    response.end(request.method === "HEAD" ? "" : `${refused.message}\n`);
  };
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    // The library would end a page that pings too often without a word.
    autoPong: false,
    maxPayload: largestClientMessage,
    handleProtocols: () => liveSubprotocol,
  });
  server.on("upgrade", (request, socket: Socket, head) => {
    const refuse = (status: number, message: string, headers = {}): void =>
      refuseUpgrade(socket, status, message, headers);
    socket.on("error", () => socket.destroy());
    const refused = keeper.upgrade(request);
    if (refused !== null) return refuse(refused.status, refused.message, refused.headers);
    if (request.url !== livePaths.socket) return refuse(404, "no socket here");
    const role = access.roleOf(request.headers.cookie);
    if (role === null) return refuse(401, "open the link first");
    const offered = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((word) => word.trim());
    if (!offered.includes(liveSubprotocol)) return refuse(400, `this server speaks ${liveSubprotocol}`);
    const kept = role === "operator" ? 0 : limits.keptForOperators;
    if (feed.viewers.size >= limits.viewers - kept) return refuse(503, "too many pages");
    places.know(socket, role);
    sockets.handleUpgrade(request, socket, head, (page) =>
      attend(page, new Viewer(page, socket, role, clock, limits.viewer), feed, session, limits, clock),
    );
  });
  const url = (path: string): string =>
    `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${port}${path}`;
  return {
    url: url(access.link("operator")),
    port,
    feed,
    session,
    operatorUrl: () => url(access.link("operator")),
    viewerUrl: () => url(access.link("viewer")),
    async close() {
      await session.close();
      feed.close();
      for (const page of sockets.clients) page.close(1001, "the rig has ended");
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      const cancel = clock.after(seconds(1), () => {
        for (const page of sockets.clients) page.terminate();
      });
      server.closeIdleConnections();
      await Promise.race([closed, clock.sleep(seconds(2))]);
      server.closeAllConnections();
      cancel();
    },
  };
}

function refuseUpgrade(
  socket: Socket,
  status: number,
  message: string,
  further: Readonly<Record<string, string>>,
): void {
  const headers = Object.entries({ ...safeHeaders, ...further }).map(([name, value]) => `${name}: ${value}`);
  socket.write(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...headers,
      "Content-Type: text/plain; charset=utf-8",
      `Content-Length: ${message.length + 1}`,
      "Connection: close",
      "",
      `${message}\n`,
    ].join("\r\n"),
  );
  // Not `end`: it would wait for the other side to close as well.
  socket.destroySoon();
}

/** One page from its connection to its end. */
function attend(
  page: WebSocket,
  viewer: Viewer,
  feed: LiveFeed,
  session: LiveSession,
  limits: LiveLimits,
  clock: Clock,
): void {
  feed.viewers.add(viewer);
  let unanswered = 0;
  let cancelPing = (): void => {};
  const ping = (): void => {
    if (unanswered >= 2) {
      page.terminate();
      return;
    }
    unanswered++;
    page.ping();
    cancelPing = clock.after(limits.ping, ping);
  };
  cancelPing = clock.after(limits.ping, ping);
  const cancelJoining = clock.after(limits.joining, () => {
    if (!viewer.hasJoined) viewer.dismiss(closeCodes.policy, "nothing was said");
  });
  // Pings, and pongs nobody asked for, have to keep to the measure of messages.
  const isMeasured = (): boolean => {
    if (page.readyState !== page.OPEN) return false;
    const isWithin = viewer.mayAsk();
    if (!isWithin) viewer.dismiss(closeCodes.policy, "too many messages");
    return isWithin;
  };
  page.on("ping", (data: Buffer) => {
    if (isMeasured()) page.pong(data);
  });
  page.on("pong", () => {
    if (unanswered === 0) isMeasured();
    unanswered = 0;
  });
  // Bad frames, bad UTF-8 and messages that are too large end in a close of the library's own.
  page.on("error", () => {});
  page.on("close", () => {
    feed.viewers.delete(viewer);
    cancelPing();
    cancelJoining();
  });
  page.on("message", (data: Buffer, isBinary: boolean) => {
    // Between our goodbye and the page's there may still come some.
    if (page.readyState !== page.OPEN) return;
    if (isBinary) return viewer.dismiss(closeCodes.unsupported, "text only");
    if (!viewer.mayAsk()) return viewer.dismiss(closeCodes.policy, "too many messages");
    const message = readClientMessage(data.toString("utf8"));
    if (message === null) return viewer.dismiss(closeCodes.policy, "not a message of this protocol");
    if (message.type === "join") {
      if (viewer.hasJoined) return viewer.dismiss(closeCodes.policy, "joined already");
      feed.join(viewer, message.run, message.next);
      return;
    }
    const { id, command } = message;
    void session
      .obey(viewer, command)
      .catch((error: unknown) => ({
        kind: "refused" as const,
        reason: "rig" as const,
        lines: [error instanceof Error ? error.message : String(error)],
      }))
      .then((reply) => viewer.say({ type: "reply", to: id, reply }));
  });
  viewer.say({
    type: "welcome",
    role: viewer.role,
    canStart: session.canStart,
    benches: session.benches,
  });
}
