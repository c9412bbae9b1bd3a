/**
 * The browser of this machine, started and driven by playwright-core, a development dependency that an installed rig may
 * lack. Its own types need those of a web page, which the rig must not see: what is used of it is written down here.
 */
import { type Browser, findBrowser, type NoBrowser } from "#rig/browser/findBrowser.ts";
import { RigError } from "#rig/rigError.ts";

interface PdfOptions {
  readonly format: "A4";
  readonly margin: Readonly<Record<"top" | "bottom" | "left" | "right", string>>;
  readonly printBackground: boolean;
  readonly displayHeaderFooter: boolean;
  readonly headerTemplate: string;
  readonly footerTemplate: string;
  readonly tagged: boolean;
  readonly outline: boolean;
}
interface Page {
  setContent(html: string, options: { readonly waitUntil: "load" }): Promise<void>;
  pdf(options: PdfOptions): Promise<Uint8Array>;
  locator(selector: string): { boundingBox(): Promise<{ width: number; height: number } | null> };
}
export interface LaunchedBrowser {
  newContext(options: {
    readonly javaScriptEnabled: boolean;
    readonly offline: boolean;
  }): Promise<{ newPage(): Promise<Page> }>;
  close(): Promise<void>;
}
interface Playwright {
  readonly chromium: { launch(found: Browser): Promise<LaunchedBrowser> };
}

/** Not a literal, so that the compiler does not read its types. */
const driver: string = "playwright-core";

/** Throws a RigError when there is a browser that does not start. */
export async function launchBrowser(
  env: NodeJS.ProcessEnv = process.env,
): Promise<LaunchedBrowser | NoBrowser> {
  const found = await findBrowser(env);
  if ("missing" in found) return found;
  const playwright = await (import(driver) as Promise<Playwright>).catch(() => null);
  if (playwright === null) return { missing: `no browser can be driven: ${driver} is not installed` };
  try {
    return await playwright.chromium.launch(found);
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0];
    throw new RigError("browserFailed", `the browser ${found.executablePath} does not start: ${why}`, {
      cause,
    });
  }
}
