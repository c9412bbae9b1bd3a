/**
 * The first look at a request, before anything is done for it. A page of another site in the same browser can send
 * requests here and a name under foreign control can be made to point here (DNS rebinding); what neither can do is name
 * this server as the host and the page's origin at once. So both are compared, to the letter.
 */
import type { IncomingMessage } from "node:http";

interface Refused {
  readonly status: 400 | 403 | 405 | 421 | 426;
  readonly message: string;
  /** To be answered with it. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Gatekeeper {
  /** null: it may come in. */
  request(request: IncomingMessage): Refused | null;
  /** The same for a WebSocket, which has an Origin always and comes to one path. */
  upgrade(request: IncomingMessage): Refused | null;
}

const webSocketVersion = "13";

const loopback = ["127.0.0.1", "localhost", "[::1]"];
const isLoopback = (host: string): boolean => ["127.0.0.1", "localhost", "::1", "[::1]"].includes(host);
const bracketed = (host: string): string =>
  host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;

const timesIn = (request: IncomingMessage, name: string): number =>
  request.rawHeaders.filter((word, at) => at % 2 === 0 && word.toLowerCase() === name).length;

/** `host` is what the server is bound to; a name by which others reach it. */
export function gatekeeper(host: string, port: number): Gatekeeper {
  const hosts = new Set((isLoopback(host) ? loopback : [bracketed(host)]).map((name) => `${name}:${port}`));
  const at = (request: IncomingMessage): Refused | null => {
    const named = request.headers.host;
    if (timesIn(request, "host") !== 1 || named === undefined || !hosts.has(named))
      return { status: 421, message: "this server is not called that" };
    // A target with a host of its own, or a method that is for proxies.
    if (!request.url?.startsWith("/") || request.url.startsWith("//"))
      return { status: 400, message: "not a path" };
    const { origin } = request.headers;
    if (timesIn(request, "origin") > 1 || (origin !== undefined && origin !== `http://${named}`))
      return { status: 403, message: "another site asks" };
    return null;
  };
  return {
    request(request) {
      const refused = at(request);
      if (refused !== null) return refused;
      if (request.method !== "GET" && request.method !== "HEAD")
        return { status: 405, message: "only GET and HEAD" };
      // Nobody here would read it, however slowly it comes.
      if (
        request.headers["transfer-encoding"] !== undefined ||
        Number(request.headers["content-length"] ?? 0) > 0
      )
        return { status: 400, message: "a question has no body" };
      return null;
    },
    upgrade(request) {
      const refused = at(request);
      if (refused !== null) return refused;
      if (request.headers.origin === undefined) return { status: 403, message: "no page asks" };
      if (request.method !== "GET") return { status: 405, message: "only GET" };
      // RFC 6455, 4.4: with the version there is, so that a client can come again with it.
      if (request.headers["sec-websocket-version"] !== webSocketVersion)
        return {
          status: 426,
          message: `this server speaks WebSocket version ${webSocketVersion}`,
          headers: { Upgrade: "websocket", "Sec-WebSocket-Version": webSocketVersion },
        };
      return null;
    },
  };
}
