/** A page somebody may come with: waited for as long as it takes, but not when the program is to end and nobody is there. */
import { describe, expect, it } from "vitest";
import { minutes, seconds } from "#models/units.ts";
import { attendedOperator } from "#rig/instruments/attendedOperator.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

function page() {
  const clock = new VirtualClock();
  const leaving = new AbortController();
  let isThere = false;
  let answer = (): void => {};
  let taken: unknown = null;
  const inner: Operator = {
    tell: () => {},
    confirm: (_, withdrawn) =>
      new Promise((resolve, reject) => {
        answer = resolve;
        withdrawn?.addEventListener("abort", () => {
          taken = withdrawn.reason;
          reject(new Error("taken back"));
        });
      }),
  };
  const operator = attendedOperator(inner, {
    isThere: () => isThere,
    leaving: leaving.signal,
    patience: minutes(5),
    clock,
  });
  const asking = { now: "waiting" };
  operator.confirm({ kind: "off" }).then(
    () => {
      asking.now = "confirmed";
    },
    (error: { code?: string }) => {
      asking.now = error.code ?? String(error);
    },
  );
  return {
    clock,
    leaving,
    asking,
    comes: () => {
      isThere = true;
    },
    goes: () => {
      isThere = false;
    },
    answer: () => answer(),
    taken: () => taken,
  };
}

describe("a page that somebody may come with", () => {
  it("is waited for as long as it takes while the program stays", async () => {
    const { clock, asking, answer } = page();
    await clock.sleep(minutes(600));
    expect(asking.now).toBe("waiting");
    answer();
    await clock.sleep(seconds(1));
    expect(asking.now).toBe("confirmed");
  });
  it("is given up when the program is to end and nobody is there for the patience; the question is taken back", async () => {
    const { clock, asking, leaving, taken } = page();
    leaving.abort();
    await clock.sleep(seconds(299));
    expect(asking.now).toBe("waiting");
    await clock.sleep(seconds(3));
    expect(asking.now).toBe("operatorGone");
    expect(taken()).toBe("nobody is there");
  });
  it("is waited for while somebody is there, and the patience begins anew when they have gone", async () => {
    const { clock, asking, leaving, comes, goes } = page();
    leaving.abort();
    await clock.sleep(seconds(200));
    comes();
    await clock.sleep(minutes(600));
    goes();
    await clock.sleep(seconds(200));
    expect(asking.now).toBe("waiting");
    await clock.sleep(seconds(102));
    expect(asking.now).toBe("operatorGone");
  });
});
