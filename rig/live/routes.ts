/**
 * What the server gives over HTTP: the one-time link, the files of the page, the library's scenarios and the stored runs.
 * All of it is for reading, and all but the link needs the cookie. Whatever is answered carries the headers that tell a
 * browser to run nothing that did not come from here and to show the page in nobody else's frame.
 */
import { type Context, Hono } from "hono";
import type { RigEvent } from "#reports/events.ts";
import { livePaths, type RunSummary, type ScenarioSummary } from "#reports/live/protocol.ts";
import { type Access, linkPath } from "#rig/live/access.ts";
import type { StaticFile } from "#rig/live/staticFiles.ts";

/** What the page can ask for beside the feed. */
export interface Shelf {
  runs(): Promise<readonly RunSummary[]>;
  /** Empty for a run nobody knows. */
  events(run: string): Promise<readonly RigEvent[]>;
  scenarios(): readonly ScenarioSummary[];
  /** null: not in the library. */
  scenarioText(reference: string): string | null;
}

export const safeHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** A link opened from another site's page would not send the cookie it has just been given; a page of our own does. */
const opened = `<!doctype html><html lang="en"><meta charset="utf-8"><title>conto-rig</title><link rel="icon" href="data:,">
<meta http-equiv="refresh" content="0; url=/"><a href="/">conto-rig</a></html>
`;

interface Served {
  readonly shelf: Shelf;
  readonly files: ReadonlyMap<string, StaticFile>;
  /** What is typed at the rig's terminal for a new link; null: nobody can. */
  readonly newLink?: string | null;
}

export function routes(access: Access, { shelf, files, newLink = null }: Served): Hono {
  const app = new Hono();
  const remedy =
    newLink === null
      ? "Ask its operator for a new one."
      : `For a new one type ${newLink} and Enter in the terminal conto-rig runs in.`;
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(safeHeaders)) context.res.headers.set(name, value);
  });
  app.get(`${linkPath}:token`, (context) => {
    // What a browser fetches ahead is not opened yet.
    const purpose = context.req.header("sec-purpose") ?? context.req.header("purpose") ?? "";
    const cookie =
      context.req.method === "GET" && !purpose.includes("prefetch")
        ? access.open(context.req.param("token"))
        : null;
    if (cookie === null)
      return context.text(`This link is no longer good: each is opened once. ${remedy}\n`, 403);
    context.header("Set-Cookie", cookie);
    return context.html(opened);
  });
  app.use(async (context, next) => {
    if (access.roleOf(context.req.header("cookie")) === null)
      return context.text(`Open the link that conto-rig printed when it started. ${remedy}\n`, 401);
    return next();
  });
  app.get(livePaths.runs, async (context) => context.json(await shelf.runs()));
  app.get(`${livePaths.runs}/:run`, async (context) => {
    const events = await shelf.events(context.req.param("run"));
    return events.length === 0 ? context.notFound() : context.json(events);
  });
  app.get(livePaths.scenarios, (context) => context.json(shelf.scenarios()));
  app.get(`${livePaths.scenarios}/:theme/:id`, (context) => {
    const text = shelf.scenarioText(`${context.req.param("theme")}/${context.req.param("id")}`);
    return text === null ? context.notFound() : context.text(text);
  });
  app.get("*", (context) => {
    const file = files.get(context.req.path);
    return file === undefined ? context.notFound() : fileAnswer(context, file);
  });
  app.notFound((context) => context.text("There is nothing here.\n", 404));
  app.onError((error, context) => {
    process.stderr.write(`live: ${error.message}\n`);
    return context.text("The rig could not answer.\n", 500);
  });
  return app;
}

const fileAnswer = (context: Context, { body, type }: StaticFile): Response =>
  context.body(body, 200, { "Content-Type": type });
