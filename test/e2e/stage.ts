/** A rig of its own for each test, one browser for all of a file's, and visitors that leave when the test is over. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openPacedRig, type PacedRig } from "./pacedRig.ts";
import { enter, newVisitor, openBrowser, type Visitor, type VisitorLikes } from "./visitor.ts";

export interface Stage {
  /** Of the test under way. */
  readonly rig: PacedRig;
  /** With the page still to be opened. */
  arrive(likes?: VisitorLikes): Promise<Visitor>;
  /** Through a one-time link: `rig.server.url` makes an operator. */
  visit(url: string, likes?: VisitorLikes): Promise<Visitor>;
}

/** To be called once, outside of any test. */
export function openStage(): Stage {
  let browser: Browser;
  let rig: PacedRig;
  const visitors: Visitor[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    rig = await openPacedRig();
  }, 60_000);
  afterEach(async () => {
    for (const { context } of visitors.splice(0)) await context.close();
    await rig.close();
  });
  const arrive = async (likes: VisitorLikes = {}): Promise<Visitor> => {
    const visitor = await newVisitor(browser, likes);
    visitors.push(visitor);
    return visitor;
  };
  return {
    get rig() {
      return rig;
    },
    arrive,
    async visit(url, likes) {
      const visitor = await arrive(likes);
      await enter(visitor, url);
      return visitor;
    },
  };
}
