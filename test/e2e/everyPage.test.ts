/**
 * Every page, in the middle of a run and after it: in English and French, light and dark, on a phone and on a wall
 * screen. Each is free of WCAG A and AA violations, does not scroll sideways, and has nothing to complain of.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { livePage } from "#rig/cli/livePage.ts";
import { openPacedRig, type PacedRig } from "./pacedRig.ts";
import {
  enter,
  keepPicture,
  newVisitor,
  openBrowser,
  sidewaysOverflow,
  type VisitorLikes,
  violations,
} from "./visitor.ts";

const pages = ["run", "bench", "accuracy", "meter", "bus", "scenario"] as const;
/** What each page shows once something has happened; without it the picture would be of a page still loading. */
const landmark: Readonly<Record<(typeof pages)[number], string>> = {
  run: ".tree a.leaf",
  bench: "svg.wiring",
  accuracy: ".error-chart .point, .empty",
  meter: ".lcd",
  bus: "table.frames, .empty",
  scenario: "svg.wiring",
};
const looks: readonly (readonly [name: string, likes: VisitorLikes])[] = [
  ["light-1280", {}],
  ["dark-1280", { dark: true }],
  ["fr-1280", { language: "fr" }],
  ["phone-390", { width: 390, height: 844 }],
  ["phone-390-fr-dark", { width: 390, height: 844, language: "fr", dark: true }],
  ["desk-1920", { width: 1920, height: 1080 }],
  ["wall-2560", { width: 2560, height: 1440 }],
];

let rig: PacedRig;
let browser: Browser;
beforeAll(async () => {
  [rig, browser] = await Promise.all([openPacedRig(), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await rig.close();
});

describe("every page", () => {
  it("comes in less than 300 kB, compressed, with nothing inline that a strict CSP would refuse", async () => {
    const files = await livePage((line) => {
      throw new Error(line);
    });
    const sizes = [...files.values()].map(({ body }) => gzipSync(body).byteLength);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
    const html = new TextDecoder().decode(files.get("/")?.body);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]* src=)/);
  });

  it.each(looks)("is in order before any run: %s", async (name, likes) => {
    const visitor = await newVisitor(browser, likes);
    await enter(visitor, rig.server.viewerUrl());
    for (const page of pages) {
      await visitor.page.goto(`http://127.0.0.1:${rig.server.port}/#/${page}`);
      await visitor.page.locator("main .card").first().waitFor();
      await keepPicture(visitor, `${name}-empty-${page}`);
      expect(await violations(visitor), `${page}, ${name}`).toEqual([]);
      expect(await sidewaysOverflow(visitor), `${page}, ${name}`).toBe(0);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });

  it("is in order in the middle of a run, however it is looked at", async () => {
    const operator = await newVisitor(browser);
    await enter(operator, rig.server.url);
    const visitors = await Promise.all(
      looks.map(async ([name, likes]) => {
        const visitor = await newVisitor(browser, likes);
        await enter(visitor, rig.server.viewerUrl());
        return { name, visitor };
      }),
    );
    const { page } = operator;
    await page.getByRole("combobox", { name: "Bench" }).selectOption("gain");
    for (const title of [
      "Light load",
      "Power factor 0.5, current lagging",
      "Rated current, unity power factor",
      "Fifth harmonic in voltage and current",
      "CT of L2 reversed",
      "Two CTs swapped",
    ])
      await page.getByLabel(title, { exact: true }).check();
    rig.pace(40);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.locator(".tree a.leaf", { hasText: "CT of L2 reversed" }).waitFor({ timeout: 60_000 });
    // Held where the meter has been looked at, so that the pictures show what it said.
    rig.pace(400);
    await page.getByRole("link", { name: "Bench" }).click();
    const voltage = page.locator(".three-voices tr", { hasText: "voltage L1" }).locator("td").nth(1);
    await expect.poll(() => voltage.innerText(), { timeout: 20_000 }).toMatch(/^2[23]\d\.\d\d$/);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Go on" }).waitFor();
    await page.getByRole("link", { name: "Run" }).click();
    await keepPicture(operator, "operator-run");
    for (const { name, visitor } of visitors) {
      for (const open of pages) {
        await visitor.page.goto(`http://127.0.0.1:${rig.server.port}/#/${open}`);
        await visitor.page.locator(landmark[open]).first().waitFor();
        await keepPicture(visitor, `${name}-${open}`);
        expect(await violations(visitor), `${open}, ${name}`).toEqual([]);
        expect(await sidewaysOverflow(visitor), `${open}, ${name}`).toBe(0);
      }
      expect(visitor.complaints).toEqual([]);
      await visitor.context.close();
    }
    // The bus can be filtered, held still, and taken along.
    await page.getByRole("link", { name: "Bus" }).click();
    await page.getByRole("combobox", { name: "Outcome" }).selectOption("silent");
    await page.locator("table.frames .outcome.silent").first().waitFor();
    expect(await page.locator("table.frames .outcome.answered").count()).toBe(0);
    await page.getByRole("combobox", { name: "Outcome" }).selectOption("answered");
    await page.locator("table.frames td", { hasText: "reads active energy" }).first().waitFor();
    await page.getByRole("button", { name: "Hold" }).click();
    await page.getByText(/^Held\./).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    const lines = readFileSync(await (await download).path(), "utf8").split("\r\n");
    expect(lines[0]).toBe("bus,unit,sent_at_s,took_s,outcome,request,answer,detail");
    expect(lines.length - 1).toBe(await page.locator("table.frames tbody tr").count());
    expect(operator.complaints).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".link-sign", { hasText: "finished" }).waitFor();
    await operator.context.close();
  });

  it("is a tool to read a run with that is over: what it came to, who failed, point by point, row by row", async () => {
    const visitor = await newVisitor(browser);
    await enter(visitor, rig.server.viewerUrl());
    const { page } = visitor;
    const open = (name: string) => page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("button", { name: "stored-1" }).click();
    // Its verdict, three findings at most, and the command that makes the report.
    await page.locator(".headline.fail .badge.fail").first().waitFor();
    expect(await page.locator(".headline .worst li").count()).toBe(3);
    expect(await page.locator(".headline code").innerText()).toContain("conto-rig report stored-1");

    // A count lists those alone, from any page.
    await open("Bus");
    await page.locator(".run-strip").getByRole("button", { name: /fail/ }).click();
    const leaves = page.locator(".tree a.leaf");
    await leaves.first().waitFor();
    expect(await leaves.count()).toBe(await page.locator(".tree a.leaf .badge.fail").count());
    await page.getByRole("group", { name: "Filter" }).getByRole("button", { name: /^all/ }).click();

    // Arrow keys go through the suite, and what is open is in sight.
    await page.locator(".tree a.leaf[tabindex='0']").focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 25; i++) await page.keyboard.press("ArrowDown");
    const current = page.locator(".tree a.leaf[aria-current]");
    await expect
      .poll(() => current.evaluate((it) => it === document.activeElement && it.getBoundingClientRect().top))
      .toBeGreaterThan(0);
    const title = await current.locator(".leaf-title").innerText();
    expect(title).toContain(await page.locator(".evidence h2").innerText());

    // The card of a point tells its numbers and does not lie on the point.
    await open("Accuracy");
    const point = page.locator(".error-chart").first().locator(".point").last();
    await point.hover();
    const card = page.locator(".point-card");
    await card.locator("dd").first().waitFor();
    const [at, of] = [await point.boundingBox(), await card.boundingBox()];
    if (at === null || of === null) throw new Error("no point, or no card");
    const isApart = at.x + at.width <= of.x || of.x + of.width <= at.x || at.y + at.height <= of.y;
    expect(isApart || of.y + of.height <= at.y).toBe(true);
    await keepPicture(visitor, "stored-accuracy-point");
    expect(await violations(visitor)).toEqual([]);

    // A register is found by its name and by its address.
    await open("Meter");
    const find = page.getByRole("searchbox");
    await find.fill("frequency");
    await expect.poll(() => page.locator(".registers tbody tr").count()).toBe(1);
    await find.fill("101Ch");
    await page.locator(".registers tbody tr", { hasText: "active energy" }).waitFor();
    await page.getByText("How sure the map is").click();
    await page.locator(".provenance dd").first().waitFor();
    expect(await violations(visitor)).toEqual([]);

    // On paper there is nothing to click, and nothing is cut off by a box.
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav a").first().isVisible()).toBe(false);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
    await expect.poll(ink).toBe("rgb(27, 36, 48)");
    await page.emulateMedia({ media: "screen", colorScheme: "light", contrast: "more" });
    expect(await violations(visitor)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });

  it("goes through a stored run again, moment by moment, as far as it was known then", async () => {
    const visitor = await newVisitor(browser);
    await enter(visitor, rig.server.viewerUrl());
    const { page } = visitor;
    await page.getByRole("button", { name: "stored-1" }).click();
    const finished = page.locator(".tree a.leaf .badge.fail, .tree a.leaf .badge.pass");
    await finished.first().waitFor();
    const all = await finished.count();
    expect(all).toBeGreaterThan(30);
    const moment = page.getByRole("slider", { name: "Moment of the run" });
    await moment.focus();
    await page.keyboard.press("Home");
    await page.locator(".tree .badge", { hasText: "waiting" }).first().waitFor();
    expect(await finished.count()).toBe(0);
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.locator(".run-strip .now").waitFor();
    await page.getByRole("button", { name: "Hold", exact: true }).click();
    expect(await violations(visitor)).toEqual([]);
    await keepPicture(visitor, "replay-run");
    await moment.focus();
    await page.keyboard.press("End");
    await expect.poll(() => finished.count()).toBe(all);
    // Its address can be kept: the same run after loading it anew, and the live one again by going back.
    expect(page.url()).toContain("?run=stored-1");
    await page.reload();
    await expect.poll(() => finished.count()).toBe(all);
    await page.getByRole("button", { name: "Back to the live run" }).click();
    await page.locator(".replay").waitFor({ state: "detached" });
    await page.goBack();
    await expect.poll(() => finished.count()).toBe(all);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });

  it("draws the waveforms of a stored run with harmonics", async () => {
    const visitor = await newVisitor(browser);
    await enter(visitor, rig.server.viewerUrl());
    const { page } = visitor;
    await page.getByRole("button", { name: "stored-1" }).click();
    await page.locator(".tree a.leaf", { hasText: "Fifth harmonic flowing back" }).click();
    await page.getByRole("link", { name: "Bench" }).click();
    await page.locator("svg.waveforms").waitFor();
    await keepPicture(visitor, "stored-bench-harmonics");
    expect(await violations(visitor)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });
});
