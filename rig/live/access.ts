/**
 * Who may look and who may command. A link is good for one opening: it is exchanged for a cookie that scripts can't read
 * and other sites can't send, and is worth nothing after. The cookie stands for a role until the server ends. Only
 * digests are kept, so that neither the time of a comparison nor a dump of the memory gives a key away.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Role } from "#reports/live/protocol.ts";

export interface Access {
  /** A path of this server, to be opened once. An operator's takes the place of those before it. */
  link(role: Role): string;
  /** Exchanges the token of a link for the value of the Set-Cookie header; null when it is not, or no longer, good. */
  open(token: string): string | null;
  /** By a request's Cookie header. */
  roleOf(cookies: string | undefined): Role | null;
}

/** Links that were asked for and not opened; beyond it the oldest is no longer good. */
const mostLinks = 100;

export const linkPath = "/open/";
const secret = (): string => randomBytes(32).toString("base64url");
const digest = (text: string): string => createHash("sha256").update(text).digest("base64");

/** `port` sets the cookies of several servers on one host apart: cookies know no ports. */
export function openAccess(port: number): Access {
  const links = new Map<string, Role>();
  const roles = new Map<string, Role>();
  const cookie = `conto-rig-${port}`;
  return {
    link(role) {
      const token = secret();
      if (role === "operator") for (const [unopened, of] of links) if (of === role) links.delete(unopened);
      links.set(digest(token), role);
      const [oldest] = links.keys();
      if (links.size > mostLinks && oldest !== undefined) links.delete(oldest);
      return `${linkPath}${token}`;
    },
    open(token) {
      const key = digest(token);
      const role = links.get(key);
      if (role === undefined) return null;
      links.delete(key);
      const session = secret();
      roles.set(digest(session), role);
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    roleOf(cookies) {
      // Two of the name: one was put there by somebody else.
      const values = (cookies ?? "")
        .split(";")
        .map((part) => part.trim())
        .filter((part) => part.startsWith(`${cookie}=`))
        .map((part) => part.slice(cookie.length + 1));
      const [value] = values;
      return values.length === 1 && value !== undefined ? (roles.get(digest(value)) ?? null) : null;
    },
  };
}
