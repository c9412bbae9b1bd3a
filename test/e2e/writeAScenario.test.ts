/**
 * A scenario written in the page, as people do: got wrong, told so at its line, mended, looked at, put on a bench and
 * judged; by keyboard alone; from a file and back into one; with a large network; and when the part that reckons breaks.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { feederText } from "./feederText.ts";
import { openStage } from "./stage.ts";
import { enter, keepPicture, type Visitor, type VisitorLikes, violations } from "./visitor.ts";

const stage = openStage();

const textOf = (page: Page) => page.getByRole("textbox", { name: "Scenario text" });
const isSound = (page: Page) => page.getByText("The scenario is complete and correct.").waitFor();
async function author(likes: VisitorLikes = {}): Promise<Visitor> {
  const visitor = await stage.visit(stage.rig.server.url, likes);
  await visitor.page.getByRole("link", { name: "Scenario" }).click();
  await isSound(visitor.page);
  return visitor;
}
/** 20 kW at the end of 10 ohm collapse; 3 x 400 kV x 100 kA are beyond all bounds. */
const farText = `title: Far
theme: supply
teaches: t
meter: { model: D4-s, insertionMode: 3N3E }
steps:
  - name: weak end
    hold: 1 h
    line: { impedance: 10 ohm, neutral: 10 ohm }
    load: { L1: { power: 20 kW }, L2: { power: 1 kW }, L3: { power: 100 W } }
  - name: too much
    hold: 1 h
    source: { voltage: 400 kV }
    load: { current: 100000 A }
`;

/** Puts the caret behind the first of these words. */
const caretAfter = (page: Page, words: string) =>
  textOf(page).evaluate((area, found) => {
    const box = area as HTMLTextAreaElement;
    const at = box.value.indexOf(found) + found.length;
    box.focus();
    box.setSelectionRange(at, at);
  }, words);
const selected = (page: Page) =>
  textOf(page).evaluate((area) => {
    const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
const runIt = (page: Page) => page.getByRole("button", { name: "Run it on the bench" });

describe("a scenario written in the page", () => {
  it("is got wrong, told so at its line, mended, seen to promise one third, and judged so on the bench", async () => {
    const visitor = await author();
    const { page, complaints } = visitor;
    const first = await textOf(page).inputValue();
    await caretAfter(page, "current: 80 ");
    await page.keyboard.press("Delete");
    await page.keyboard.type("X");
    await page.getByRole("button", { name: "line 15, column 12" }).waitFor();
    await page.locator(".gutter .line.bad", { hasText: "15" }).waitFor();
    expect(await runIt(page).isDisabled()).toBe(true);
    expect(await violations(visitor)).toEqual([]);

    await page.getByRole("button", { name: "line 15, column 12" }).click();
    expect(await selected(page)).toBe("80");
    await page.keyboard.type("90");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Delete");
    await page.keyboard.type("A");
    await isSound(page);
    expect(await textOf(page).inputValue()).toBe(first.replace("80 A", "90 A"));

    const row = page.getByRole("row", { name: /CT on L2 reversed/ });
    // 3 x 230 V x 90 A x 0.9, and a third of it
    expect(await row.innerText()).toMatch(/55\.890.kW[\s\S]*18\.630.kW[\s\S]*0\.3333[\s\S]*1 met/);
    await row.getByRole("radio").check();
    await page.locator(".expectation", { hasText: "one third" }).waitFor();
    await runIt(page).click();
    // It lands where the run is followed.
    await page.getByRole("heading", { name: "Run", exact: true }).waitFor();
    await page.locator(".link-sign", { hasText: "finished" }).waitFor();
    await page.locator(".tree a.leaf", { hasText: "My first scenario" }).locator(".badge.pass").waitFor();
    expect(complaints).toEqual([]);
  });

  it("is told what its loads do not get, in the prediction and in the evidence of the run, without alarm", async () => {
    const visitor = await author();
    const { page, complaints } = visitor;
    await page.getByRole("combobox", { name: "Begin from" }).selectOption("supply/phase-lost-upstream");
    const row = page.getByRole("row", { name: /L3 interrupted/ });
    await row.getByText("1 demand not met").waitFor();
    await row.getByRole("radio").check();
    const told = page.locator(".unmet", { hasText: "Loads not supplied as asked" });
    await told.getByText("load L3: no voltage", { exact: true }).waitFor();
    expect(await page.locator(".notice.bad, .prediction .bad-word").count()).toBe(0);
    expect(await violations(visitor)).toEqual([]);
    await keepPicture(visitor, "unmet-predicted");
    await runIt(page).click();
    await page.locator(".link-sign", { hasText: "finished" }).waitFor();
    await page.locator(".tree a.leaf", { hasText: "A phase of the network lost" }).click();
    const step = page.locator("details.step", { hasText: "L3 interrupted" });
    await step.waitFor();
    if (!(await step.evaluate((details) => (details as HTMLDetailsElement).open)))
      await step.locator("summary").click();
    await step.locator(".unmet").getByText("load L3: no voltage", { exact: true }).waitFor();
    await keepPicture(visitor, "unmet-evidence");
    expect(complaints).toEqual([]);
  });

  it("is told in French why a step's network was not solved, and what another's loads do not get", async () => {
    const visitor = await stage.visit(stage.rig.server.url, { language: "fr", dark: true });
    const { page, complaints } = visitor;
    await page.getByRole("link", { name: "Scénario" }).click();
    await page.locator("input[type=file]").setInputFiles({
      name: "far.scenario.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from(farText),
    });
    await page.getByText("charge L1 : ").waitFor();
    expect(await page.locator(".unmet").innerText()).toMatch(
      /^Charges non alimentées comme demandé\s+charge L1\s: 0,\d+\sV, sous son minimum de 23\sV\s; elle prend [\d,]+\sW sur 20\s000\sW$/,
    );
    await keepPicture(visitor, "unmet-predicted-fr-dark");
    await page
      .getByRole("row", { name: /too much/ })
      .getByRole("radio")
      .check();
    const why = page.locator(".notice.bad", { hasText: "Ce réseau n’a pas été résolu" });
    expect(await why.innerText()).toMatch(/: 120000000000\sW passent au compteur, et l’on compte jusqu’à/);
    await keepPicture(visitor, "unsolved-fr-dark");
    expect(complaints).toEqual([]);
  });

  it("is completed, indented and left without a mouse, and what was done can be undone", async () => {
    const { page, complaints } = await author();
    const first = await textOf(page).inputValue();
    await caretAfter(page, "theme: ");
    for (let i = 0; i < "wiring".length; i++) await page.keyboard.press("Delete");
    await page.keyboard.type("har");
    await page.getByRole("option", { name: "harmonics", exact: true }).waitFor();
    await page.keyboard.press("Enter");
    expect(await textOf(page).inputValue()).toContain("theme: harmonics\n");

    await caretAfter(page, "powerFactor: 0.9 lag");
    await page.keyboard.press("Enter");
    await page.keyboard.type("dir");
    await page.getByRole("option", { name: /^direction/ }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("option", { name: "export", exact: true }).waitFor();
    await page.keyboard.type("e");
    await page.keyboard.press("Enter");
    expect(await textOf(page).inputValue()).toContain("\n  powerFactor: 0.9 lag\n  direction: export\n");
    // Registers that count consumption stand still: there is nothing to take a percentage of.
    await page
      .getByRole("row", { name: /as it should be/ })
      .getByText("1 open")
      .waitFor();

    for (let i = 0; i < 60 && (await textOf(page).inputValue()) !== first; i++)
      await page.keyboard.press("Control+z");
    expect(await textOf(page).inputValue()).toBe(first);

    await caretAfter(page, "theme: wiring");
    await page.keyboard.press("Tab");
    expect(await textOf(page).inputValue()).toContain("theme: wiring \n");
    expect(await textOf(page).evaluate((area) => area === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await textOf(page).evaluate((area) => area === document.activeElement)).toBe(false);

    await page.getByRole("radio").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("region", { name: "CT on L2 reversed" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("gives Esc to the run that is under way: it is stopped from within the text, which Tab then leaves", async () => {
    const { page, complaints } = await author();
    stage.rig.pace(400);
    await runIt(page).click();
    await page.getByRole("heading", { name: "Run", exact: true }).waitFor();
    await page.getByRole("link", { name: "Scenario" }).click();
    await page.getByText("A run is under way: Esc stops it").waitFor();
    await caretAfter(page, "theme: wiring");
    await page.keyboard.press("Tab");
    expect(await textOf(page).evaluate((area) => area === document.activeElement)).toBe(false);
    await caretAfter(page, "theme: wiring");
    await page.keyboard.press("Escape");
    await page.locator(".link-sign", { hasText: "finished" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("is kept as a draft, never replaced without a word, and goes to a file and comes from one", async () => {
    const { page, complaints } = await author();
    await caretAfter(page, "title: My first scenario");
    await page.keyboard.type(", edited");
    await page.getByText("This browser keeps it as a draft").waitFor();
    await page.reload();
    await isSound(page);
    expect(await textOf(page).inputValue()).toContain("title: My first scenario, edited\n");
    await page.getByText("This is the draft this browser kept").waitFor();

    const library = page.getByRole("combobox", { name: "Begin from" });
    await library.selectOption("wiring/ct-L2-reversed");
    await page.getByRole("alert").getByText("would take the place").waitFor();
    await page.getByRole("button", { name: "Keep my text" }).click();
    expect(await textOf(page).inputValue()).toContain("edited");
    expect(await library.inputValue()).toBe("first");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("first.scenario.yaml");
    const saved = readFileSync(await download.path(), "utf8");
    expect(saved).toBe(await textOf(page).inputValue());

    await library.selectOption("wiring/ct-L2-reversed");
    await page.getByRole("button", { name: "Replace my text" }).click();
    await page.getByText("As it was taken up: wiring/ct-L2-reversed").waitFor();
    await isSound(page);
    await page.locator("input[type=file]").setInputFiles({
      name: "mine.scenario.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from(saved.replaceAll("\n", "\r\n")),
    });
    await page.getByText("As it was taken up: mine.scenario.yaml").waitFor();
    expect(await textOf(page).inputValue()).toBe(saved);
    expect(complaints).toEqual([]);
  });

  it("can have a network of 900 nodes, and its author types on while it is reckoned", async () => {
    const visitor = await stage.arrive();
    const { page, complaints } = visitor;
    // The worker is on its way for as long as this test likes: nothing of what is typed may wait for it.
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/worker/, async (route) => {
      await gate;
      await route.continue();
    });
    await enter(visitor, stage.rig.server.url);
    await page.getByRole("link", { name: "Scenario" }).click();
    await page.locator("input[type=file]").setInputFiles({
      name: "feeder.scenario.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from(feederText(900)),
    });
    await page.getByText("As it was taken up: feeder.scenario.yaml").waitFor();
    await page.getByText("Reckoning…").first().waitFor();
    await caretAfter(page, "title: Feeder");
    await page.keyboard.type(" with its loads");
    await page.locator(".colours .line", { hasText: "title: Feeder with its loads" }).waitFor();
    expect(await textOf(page).inputValue()).toContain("title: Feeder with its loads\n");
    // Of 1800 lines only those in view are drawn.
    expect(await page.locator(".colours .line").count()).toBeLessThan(100);
    release();
    await isSound(page);
    // 900 times 40 W; and 52.2 A per phase falling evenly to nothing over 0.27 ohm lose 3 x 52.2^2 x 0.27 / 3 = 735 W, and a little
    // more because the voltage falls too
    await page.getByRole("row", { name: /all of them.*36\.7\d\d.kW.*met/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("is judged by the rig where the page can't reckon, which it says, and the rig's findings stand at their lines", async () => {
    const visitor = await stage.arrive();
    const { page } = visitor;
    await page.route(/worker/, (route) => route.abort());
    await enter(visitor, stage.rig.server.url);
    await page.getByRole("link", { name: "Scenario" }).click();
    await page.locator(".notice", { hasText: "the part of this page that reckons broke" }).waitFor();
    expect(await violations(visitor)).toEqual([]);
    const first = await textOf(page).inputValue();
    await textOf(page).fill(first.replace("80 A", "80 X"));
    await runIt(page).click();
    await page.getByText("The rig refused it: 1 thing to mend").waitFor();
    await page.getByRole("button", { name: "line 15, column 12" }).click();
    expect(await selected(page)).toBe("80");
    await textOf(page).fill(first);
    expect(await page.getByRole("button", { name: /^line/ }).count()).toBe(0);
    await runIt(page).click();
    await page.locator(".tree a.leaf", { hasText: "My first scenario" }).locator(".badge.pass").waitFor();
  });
});
