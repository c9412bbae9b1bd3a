import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bundledChromium } from "#rig/browser/bundledChromium.ts";
import { findBrowser } from "#rig/browser/findBrowser.ts";
import { launchBrowser } from "#rig/browser/launchBrowser.ts";
import { folder } from "../cli/cli.ts";

const here = folder();
afterAll(() => here.remove());
const program = (name: string): string => {
  const file = join(here.path, name);
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, 0o755);
  return file;
};

describe("the browser", () => {
  it("is the one CHROME names, before any on the PATH", async () => {
    program("chromium");
    const mine = program("my-browser");
    expect(await findBrowser({ CHROME: mine, PATH: here.path })).toMatchObject({ executablePath: mine });
    expect(await findBrowser({ PATH: here.path })).toMatchObject({
      executablePath: join(here.path, "chromium"),
    });
  });

  it("is never another one than CHROME names", async () => {
    program("chromium");
    expect(await findBrowser({ CHROME: "/no/such/browser", PATH: here.path })).toEqual({
      missing: "no browser: CHROME names /no/such/browser, which is not a program",
    });
  });
});

describe("the bundled browser", async () => {
  const bundled = await bundledChromium();
  if ("missing" in bundled) {
    it(`was NOT checked: ${bundled.missing}`, () => {
      expect(process.platform === "linux" && process.arch === "x64").toBe(false);
    });
    return;
  }

  it("is taken where nothing is installed, and sets text in a font that has a width", async () => {
    const env = { PATH: "/nowhere", HOME: here.path };
    expect(await findBrowser(env)).toMatchObject({ executablePath: bundled.executablePath });
    const browser = await launchBrowser(env);
    if ("missing" in browser) throw new Error(browser.missing);
    try {
      const page = await (await browser.newContext({ javaScriptEnabled: false, offline: true })).newPage();
      await page.setContent("<span id=word>énergie active</span>", { waitUntil: "load" });
      expect((await page.locator("#word").boundingBox())?.width).toBeGreaterThan(50);
    } finally {
      await browser.close();
    }
  });
});
