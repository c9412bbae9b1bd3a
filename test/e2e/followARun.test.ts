/**
 * A run followed in the page, as people do: from start to verdict, with a refresh and a second tab in the middle, with
 * the line to the rig cut and come back, by keyboard alone, in French and in the dark, on a bench that has to be armed.
 */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openStage } from "./stage.ts";
import { type Visitor, type VisitorLikes, violations, visitorIn } from "./visitor.ts";

const stage = openStage();

const operator = (likes: VisitorLikes = {}): Promise<Visitor> => stage.visit(stage.rig.server.url, likes);
const isNow = (page: Page, state: string) => page.locator(".link-sign", { hasText: state }).waitFor();
const ctReversed = "CT of L2 reversed";
const ratedCurrent = "Rated current, unity power factor";

async function start(page: Page, scenarios: readonly string[], bench = "good"): Promise<void> {
  await page.getByRole("combobox", { name: "Bench" }).selectOption(bench);
  for (const title of scenarios) await page.getByLabel(title, { exact: true }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
}

describe("a run followed in the page", () => {
  it("goes from start to verdict, in words, with its evidence", async () => {
    const { page, complaints } = await operator();
    stage.rig.pace(60);
    await start(page, [ratedCurrent, ctReversed], "gain");
    await page.locator(".now", { hasText: "the meter should register one third" }).first().waitFor();
    await isNow(page, "finished");
    const badges = await page.locator(".run-strip .badge").allInnerTexts();
    expect(badges.map((text) => text.replace(/\s+/g, " "))).toEqual(["fail", "1 pass", "1 fail"]);
    await page.locator(".tree a.leaf", { hasText: ratedCurrent }).click();
    // gain registers 1.2 % too much; class 1 permits 1 %
    await page
      .locator(".claim .sentence", { hasText: /error \+1\.2\d %/ })
      .first()
      .waitFor();
    expect(await page.locator(".reproduce code").innerText()).toContain(
      "balanced/rated-current --bench gain",
    );
    await page.getByRole("group", { name: "Filter" }).getByRole("button", { name: /pass/ }).click();
    expect(await page.locator(".tree .leaf-title").allInnerTexts()).toEqual([
      expect.stringContaining(ctReversed),
    ]);
    expect(complaints).toEqual([]);
  });

  it("is the same after a refresh and in a second tab in the middle of it", async () => {
    const first = await operator();
    stage.rig.pace(60);
    await start(first.page, [ratedCurrent, ctReversed]);
    await first.page.locator(".tree a.leaf").first().waitFor();
    await first.page.reload();
    const second = await visitorIn(first.context);
    await second.page.goto(`http://127.0.0.1:${stage.rig.server.port}/`);
    for (const { page } of [first, second]) await isNow(page, "finished");
    const [a, b] = await Promise.all(
      [first, second].map(({ page }) => page.locator(".tree a.leaf").allInnerTexts()),
    );
    expect(a).toHaveLength(2);
    expect(b).toEqual(a);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  });

  it("says so when the line is cut, shows nothing stale as live, and takes the run up again where it was", async () => {
    const { page, context } = await operator();
    stage.rig.pace(120);
    await start(page, [ratedCurrent, ctReversed]);
    await page.locator(".tree a.leaf").first().waitFor();
    await context.setOffline(true);
    stage.rig.cutLines();
    await page.locator(".link-sign.lost").waitFor();
    await page.getByRole("alert").filter({ hasText: "connection to the rig is lost" }).waitFor();
    expect(await page.getByRole("button", { name: /Stop/ }).isDisabled()).toBe(true);
    await context.setOffline(false);
    await isNow(page, "finished");
    expect(await page.locator(".tree a.leaf .badge.pass").count()).toBe(2);
  });

  it("can be shown to somebody who only watches, by a link that is good once", async () => {
    const { page, context, complaints } = await operator();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Invite a viewer" }).click();
    const field = page.getByLabel(/Whoever opens it watches/);
    const address = await field.inputValue();
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Copied", exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    const guest = await stage.visit(address);
    await guest.page.locator(".link-sign", { hasText: "viewer" }).waitFor();
    expect(await guest.page.getByRole("button", { name: "Invite a viewer" }).count()).toBe(0);
    expect(await guest.page.getByRole("button", { name: "Start", exact: true }).count()).toBe(0);
    const late = await stage.arrive();
    expect((await late.page.goto(address))?.status()).toBe(403);
    await page.getByRole("button", { name: "Put the link away" }).click();
    expect(await field.count()).toBe(0);
    expect(await violations(guest)).toEqual([]);
    expect([...complaints, ...guest.complaints]).toEqual([]);
  });

  it("can be started and stopped without a mouse", async () => {
    const { page, complaints } = await operator();
    stage.rig.pace(150);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    const box = page.getByLabel(ratedCurrent, { exact: true });
    // From the beginning of the page's content to the box, as far as Tab goes.
    for (let i = 0; i < 120 && !(await box.evaluate((it) => it === document.activeElement)); i++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await isNow(page, "running");
    await page.keyboard.press("Escape");
    await isNow(page, "finished");
    expect(await page.locator(".run-strip .badge.inconclusive").count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it("arms a bench that has a real source before it starts it, and says what a stop does", async () => {
    const { page, complaints } = await operator();
    stage.rig.pace(150);
    await page.getByRole("combobox", { name: "Bench" }).selectOption("iron");
    await page.getByLabel(ratedCurrent, { exact: true }).check();
    const startButton = page.getByRole("button", { name: "Start", exact: true });
    expect(await startButton.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Arm", exact: true }).click();
    await page.getByRole("button", { name: /Armed, .* left/ }).waitFor();
    await startButton.click();
    await page.locator("#stop-does", { hasText: "switches the source off" }).waitFor();
    await page.getByRole("button", { name: /Stop/ }).click();
    await isNow(page, "finished");
    expect(complaints).toEqual([]);
  });

  it("speaks French and wears dark, and remembers both", async () => {
    const { page, complaints } = await operator({ language: "fr", dark: true });
    stage.rig.pace(20);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("fr");
    await page.getByRole("combobox", { name: "Banc" }).selectOption("good");
    await page.getByLabel("TC de L2 inversé", { exact: true }).check();
    await page.getByRole("button", { name: "Démarrer" }).click();
    await page.locator(".now", { hasText: "TC de L2 inversé – facteur de puissance 1" }).first().waitFor();
    await isNow(page, "terminé");
    await page.locator(".run-strip .badge", { hasText: "conforme" }).first().waitFor();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe("rgb(18, 23, 30)");
    await page.getByRole("combobox", { name: "Langue" }).selectOption("en");
    await page.getByRole("combobox", { name: "Appearance" }).selectOption("light");
    await page.reload();
    await isNow(page, "finished");
    expect(await ground()).toBe("rgb(244, 246, 248)");
    expect(complaints).toEqual([]);
  });
});

describe("a meter in the page", () => {
  it("turns its pages when its keys are pressed, the twin's and the one's on the bench", async () => {
    const { page, complaints } = await operator();
    stage.rig.pace(1500);
    await start(page, [ctReversed]);
    await page.getByRole("link", { name: "Meter" }).click();
    const twin = page.getByRole("region", { name: "Twin, reckoned in this page" });
    await twin.locator(".lcd-caption", { hasText: "active energy" }).waitFor();
    await twin.getByRole("button", { name: "page", exact: true }).click();
    await twin.locator(".lcd-caption", { hasText: "reactive energy" }).waitFor();
    const bench = page.getByRole("region", { name: "Meter under test, on the bench" });
    await bench.locator(".lcd-caption", { hasText: "active energy" }).waitFor();
    await bench.getByRole("button", { name: "page", exact: true }).click();
    await bench.locator(".lcd-caption", { hasText: "reactive energy" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
