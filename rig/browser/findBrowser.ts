/**
 * A browser that can print a report or open the live view: the one $CHROME names, else an installed Chromium, Chrome or
 * Edge, else the one that comes as a development dependency. Nothing is fetched from anywhere. A machine without any is
 * an everyday thing, hence a value with a sentence for people, not an exception.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { bundledChromium } from "#rig/browser/bundledChromium.ts";

/** What playwright's `chromium.launch` takes. */
export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}
export interface NoBrowser {
  /** Why there is none and what would help, one line. */
  readonly missing: string;
}

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];
/** Where installers put it when they do not put it on the PATH (macOS, Windows). */
const places = (env: NodeJS.ProcessEnv): readonly string[] => [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...[env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((folder) =>
    folder === undefined
      ? []
      : [
          join(folder, "Google/Chrome/Application/chrome.exe"),
          join(folder, "Microsoft/Edge/Application/msedge.exe"),
        ],
  ),
];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const onPath = (env: NodeJS.ProcessEnv): readonly string[] =>
  (env.PATH ?? "")
    .split(delimiter)
    .filter(isAbsolute)
    .flatMap((folder) => names.map((name) => join(folder, name)));

/** No sandbox: it can't be nested in most containers. Only for pages of this project, which ask nothing of the network. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--no-default-browser-check",
  "--hide-scrollbars",
  "--font-render-hinting=none",
];
const defined = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/**
 * A wrong $CHROME is told, never replaced by another browser. The bundled one is unpacked at the first call (some
 * seconds); callers in several processes at once do no harm.
 */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser | NoBrowser> {
  if (env.CHROME !== undefined && env.CHROME !== "")
    return isExecutable(env.CHROME)
      ? { executablePath: env.CHROME, args: [...args], env: defined(env) }
      : { missing: `no browser: CHROME names ${env.CHROME}, which is not a program` };
  const installed = [...onPath(env), ...places(env)].find(isExecutable);
  if (installed !== undefined) return { executablePath: installed, args: [...args], env: defined(env) };
  const bundled = await bundledChromium();
  if ("missing" in bundled)
    return {
      missing: `no browser: ${bundled.missing}; install chromium or chrome, or let CHROME name one`,
    };
  return {
    executablePath: bundled.executablePath,
    args: [...args],
    env: { ...defined(env), ...bundled.env },
  };
}
