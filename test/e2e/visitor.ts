/** A person with a browser: opens links, notes every complaint of the page, keeps what it saw. */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findBrowser } from "#rig/browser/findBrowser.ts";

/** Pictures are kept where runs are: no part of the project. */
const pictures = resolve(dirname(fileURLToPath(import.meta.url)), "../../runs/e2e");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser();
  if ("missing" in found) throw new Error(found.missing);
  const { executablePath, args, env } = found;
  return chromium.launch({ executablePath, args, env });
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors and CSP violations so far. */
  readonly complaints: string[];
}
export interface VisitorLikes {
  readonly language?: "en" | "fr";
  readonly dark?: boolean;
  readonly width?: number;
  readonly height?: number;
}

export async function newVisitor(browser: Browser, likes: VisitorLikes = {}): Promise<Visitor> {
  const { language = "en", dark = false, width = 1280, height = 900 } = likes;
  const context = await browser.newContext({
    locale: language === "fr" ? "fr-FR" : "en-GB",
    timezoneId: "Europe/Paris",
    colorScheme: dark ? "dark" : "light",
    viewport: { width, height },
    // A page's own rules are what is tested; axe is put in from outside them.
    bypassCSP: false,
  });
  return visitorIn(context);
}

/** Another tab of the same browser. */
export async function visitorIn(context: BrowserContext): Promise<Visitor> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** Opens a one-time link, and waits until the page is connected. */
export async function enter({ page }: Visitor, url: string): Promise<void> {
  await page.goto(url);
  await page.locator(".link-sign.live").waitFor();
}

export async function keepPicture({ page }: Visitor, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** What axe finds against WCAG 2.1 A and AA: rule and the elements concerned. */
export async function violations({ page }: Visitor): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations: list } = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    return list.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
  return found;
}

/** Pixels by which the page is wider than its window; a page must not scroll sideways. */
export const sidewaysOverflow = ({ page }: Visitor): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
