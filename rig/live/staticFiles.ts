/**
 * The files of the page, read into memory when the server starts: a request can only name one of them, so no path of a
 * request ever reaches the file system.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

export interface StaticFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

/** By path of the request; `/` is index.html. Files of unknown kinds are left out. */
export function staticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    files.set(path === "/index.html" ? "/" : path, { body: new Uint8Array(readFileSync(file)), type });
  }
  return files;
}

/** Until the page is built: shows that the feed works, and nothing more. */
export function placeholderPage(): ReadonlyMap<string, StaticFile> {
  const text = (type: string, content: string): StaticFile => ({
    body: new TextEncoder().encode(content),
    type: types[type] ?? "text/plain",
  });
  return new Map([
    [
      "/",
      text(
        ".html",
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>conto-rig</title>
<link rel="icon" href="data:,"><script type="module" src="/placeholder.js"></script>
<h1>conto-rig</h1><p>The page is not built here. Events of the run so far: <output id="events">0</output></p></html>
`,
      ),
    ],
    [
      "/placeholder.js",
      text(
        ".js",
        `const socket = new WebSocket("ws://" + location.host + "/live", "conto-rig.live.1");
socket.binaryType = "arraybuffer";
socket.onopen = () => socket.send(JSON.stringify({ type: "join", run: null, next: 0 }));
socket.onmessage = ({ data }) => {
  if (typeof data !== "string") return;
  const message = JSON.parse(data);
  if (message.type === "events")
    document.getElementById("events").textContent = String(message.first + message.events.length);
};
`,
      ),
    ],
  ]);
}
