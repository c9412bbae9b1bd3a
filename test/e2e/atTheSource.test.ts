/**
 * The person at a source that is set by hand, with a tablet: what is to be set stands on every page, and is answered
 * there or at the rig's terminal, whoever is first.
 */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openStage } from "./stage.ts";
import { keepPicture, sidewaysOverflow, type Visitor, violations, visitorIn } from "./visitor.ts";

const stage = openStage();

/** Another tab of an operator's browser. */
async function besides({ context }: Visitor): Promise<Visitor> {
  const visitor = await visitorIn(context);
  await visitor.page.goto(`http://127.0.0.1:${stage.rig.server.port}/`);
  await visitor.page.locator(".link-sign.live").waitFor();
  return visitor;
}
async function startByHand(page: Page, title: string): Promise<void> {
  await page.getByRole("combobox", { name: "Bench" }).selectOption("by hand");
  await page.getByLabel(title, { exact: true }).check();
  await page.getByRole("button", { name: "Arm", exact: true }).click();
  await page.getByRole("button", { name: "Start", exact: true }).click();
}
const isNow = (page: Page, state: string) => page.locator(".link-sign", { hasText: state }).waitFor();
const asks = (page: Page, title: RegExp) => page.getByRole("heading", { name: title }).waitFor();
const cards = (page: Page) => page.locator(".source-card").count();
const ready = /Make the source ready/;
const setIt = /Set the source/;
const switchOff = /Switch the source off/;

describe("a source that is set by hand", () => {
  it("is armed, set and switched off from the page, up to the verdict", async () => {
    const { page, complaints } = await stage.visit(stage.rig.server.url);
    await startByHand(page, "Rated current, unity power factor");
    await asks(page, ready);
    expect(await page.locator(".source-card .limits").innerText()).toMatch(/300\s*V.*10\s*A/);
    expect(await page.title()).toMatch(/^\(!\) The rig waits for you/);
    expect(await page.locator("link[rel=icon]").getAttribute("href")).toBe("/icon-waiting.svg");
    await page.getByRole("button", { name: /It is ready/ }).click();
    await asks(page, setIt);
    // 100 % of Un = 230 V and of In = 5 A, power factor 1
    const rows = await page.locator("table.channels tbody tr").allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, " ").trim())).toEqual([
      "L1 230.00 V 0° 5.000 A 0°",
      "L2 230.00 V −120° 5.000 A −120°",
      "L3 230.00 V 120° 5.000 A 120°",
      "N 0 V –",
    ]);
    expect(await page.locator(".source-card .phasors").getAttribute("aria-label")).toMatch(/rated current/);
    expect(await page.locator(".setting-line code").innerText()).toBe(
      "f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@0 5.000A@-120 5.000A@120 contact=open",
    );
    await page.getByRole("button", { name: /It stands/ }).click();
    await asks(page, switchOff);
    expect(await page.locator(".source-card").innerText()).toMatch(/currents to zero first[\s\S]*live/);
    await page.getByRole("button", { name: "It is off" }).click();
    await isNow(page, "finished");
    expect(await page.locator(".run-strip .badge.pass").count()).toBeGreaterThan(0);
    expect(await cards(page)).toBe(0);
    expect(await page.title()).toMatch(/^Run/);
    expect(complaints).toEqual([]);
  });

  it("is asked of every operator and of the terminal: the first answer takes it from the others, a viewer only sees it", async () => {
    const first = await stage.visit(stage.rig.server.url);
    const second = await besides(first);
    const viewer = await stage.visit(stage.rig.server.viewerUrl());
    await startByHand(first.page, "Rated current, unity power factor");
    for (const { page } of [first, second, viewer]) await asks(page, ready);
    expect(await viewer.page.locator(".source-card button").count()).toBe(0);
    expect(await viewer.page.title()).toMatch(/^Run/);
    stage.rig.terminal.type("y");
    for (const { page } of [first, second, viewer]) await asks(page, setIt);
    await second.page.getByRole("button", { name: /It stands/ }).click();
    for (const { page } of [first, second, viewer]) await asks(page, switchOff);
    expect(stage.rig.terminal.shown()).toContain("(answered elsewhere)");
    // One who comes only now is asked too.
    const third = await besides(first);
    await asks(third.page, switchOff);
    await third.page.getByRole("button", { name: "It is off" }).click();
    for (const { page } of [first, second, viewer, third]) {
      await isNow(page, "finished");
      expect(await cards(page)).toBe(0);
    }
    expect([first, second, viewer, third].flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it("takes a stop while it is asked to be set, and then wants to know that it is off; no one's word is no word", async () => {
    const { page } = await stage.visit(stage.rig.server.url);
    await startByHand(page, "Rated current, unity power factor");
    await asks(page, ready);
    await page.getByRole("button", { name: /It is ready/ }).click();
    await asks(page, setIt);
    await page.keyboard.press("Escape");
    await asks(page, switchOff);
    await isNow(page, "stopping");
    await page.getByRole("button", { name: /still live/ }).click();
    await isNow(page, "finished");
    await page.getByRole("alert").filter({ hasText: "Treat it as live" }).waitFor();
    expect(await page.locator(".run-strip .badge.error").count()).toBe(1);
  });

  it("takes no accidental key: not Enter on a fresh card, not the chord while somebody types; the chord it does", async () => {
    const { page, complaints } = await stage.visit(stage.rig.server.url);
    await startByHand(page, "Rated current, unity power factor");
    await asks(page, ready);
    const yes = page.locator(".source-card button.primary:enabled");
    await yes.waitFor();
    // Nobody was at work: the card has the focus, and Tab leads to the answer.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("source-asks");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await page.getByRole("combobox", { name: "Appearance" }).focus();
    await page.keyboard.press("Control+Enter");
    expect(await page.locator("#source-asks").innerText()).toMatch(ready);
    await page.locator("#source-asks").focus();
    await page.keyboard.press("Control+Enter");
    await asks(page, setIt);
    // In its first second a question takes no press.
    expect(await page.getByRole("button", { name: /It stands/ }).isDisabled()).toBe(true);
    await yes.waitFor();
    await page.getByRole("combobox", { name: "Appearance" }).focus();
    stage.rig.terminal.type("n");
    await asks(page, switchOff);
    // Whoever is at work is not torn away.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
    expect(await page.locator(".at-source [aria-live]").innerText()).toMatch(switchOff);
    await page.getByRole("button", { name: "It is off" }).click();
    await isNow(page, "finished");
    expect(complaints).toEqual([]);
  });

  it("can be read on a phone in French in the dark, open leads and harmonics too", async () => {
    const operator = await stage.visit(stage.rig.server.url);
    const phone = await stage.visit(stage.rig.server.viewerUrl(), {
      language: "fr",
      dark: true,
      width: 390,
      height: 844,
    });
    await startByHand(operator.page, "Fifth harmonic flowing back");
    await operator.page.getByRole("button", { name: /It is ready/ }).click();
    await asks(phone.page, /Réglez la source\s*: fondamental et harmonique 5/);
    expect(await phone.page.locator("table.channels tbody tr").first().innerText()).toMatch(/230,00\s*V\*/);
    expect(await phone.page.locator(".harmonics li").first().innerText()).toMatch(/U L1.*rang 5.*10\s*%/);
    expect(await sidewaysOverflow(phone)).toBe(0);
    expect(await violations(phone)).toEqual([]);
    await keepPicture(phone, "source-phone-fr-dark");
    await operator.page.getByRole("button", { name: /No, stop/ }).click();
    await asks(phone.page, /Coupez la source/);
    expect(await violations(phone)).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });
});
