/**
 * What every operator owes the source: a question waits for its own answer, yes and no and being taken back are told
 * apart, and no answer outlives its question. One suite for the terminal, the live page, and both of them joined.
 */
import { expect, it } from "vitest";
import type { Operator } from "#rig/instruments/operator.ts";

/** An operator, and the hands of the person behind it. */
export interface OperatorAtHand {
  readonly operator: Operator;
  /** Resolves when something is asked; gives it as the person sees it, something else for each asking. */
  asked(): Promise<string>;
  /** Answers what was last seen. */
  answer(word: "yes" | "no"): void;
  /** The person goes away for good. */
  leave(): void;
}

/** What became of a question, as soon as it is settled. */
const outcome = (asking: Promise<void>): Promise<string> =>
  asking.then(
    () => "confirmed",
    (error: { code?: string }) => error.code ?? String(error),
  );
const settles = async (asking: Promise<string>): Promise<string> => {
  const later = new Promise<string>((resolve) => setTimeout(() => resolve("still waiting"), 20));
  return Promise.race([asking, later]);
};

/** Defines the tests; `hire` gives a fresh operator. */
export const operatorContract = (hire: () => OperatorAtHand): void => {
  it("confirms with yes, refuses with no, one question after the other", async () => {
    const { operator, asked, answer } = hire();
    const first = outcome(operator.confirm({ kind: "off" }));
    await asked();
    expect(await settles(first)).toBe("still waiting");
    answer("yes");
    expect(await first).toBe("confirmed");
    const second = outcome(operator.confirm({ kind: "off" }));
    await asked();
    answer("no");
    expect(await second).toBe("operatorRefused");
  });

  it("takes no answer given before the question, nor a second answer for the next one", async () => {
    const { operator, asked, answer, leave } = hire();
    answer("yes");
    const first = outcome(operator.confirm({ kind: "off" }));
    await asked();
    expect(await settles(first)).toBe("still waiting");
    answer("yes");
    answer("yes");
    expect(await first).toBe("confirmed");
    expect(await settles(outcome(operator.confirm({ kind: "off" })))).toBe("still waiting");
    leave();
  });

  it("takes the question back, and can be asked the next one", async () => {
    const { operator, asked, answer } = hire();
    const taken = new AbortController();
    const first = outcome(operator.confirm({ kind: "off" }, taken.signal));
    await asked();
    taken.abort("answered elsewhere");
    expect(await first).toBe("operatorNotNeeded");
    expect(await outcome(operator.confirm({ kind: "off" }, taken.signal))).toBe("operatorNotNeeded");
    const second = outcome(operator.confirm({ kind: "off" }));
    await asked();
    answer("yes");
    expect(await second).toBe("confirmed");
  });

  it("is gone when the person is, before the question or while it stands", async () => {
    const { operator, asked, leave } = hire();
    const waiting = outcome(operator.confirm({ kind: "off" }));
    await asked();
    leave();
    expect(await waiting).toBe("operatorGone");
    expect(await outcome(operator.confirm({ kind: "off" }))).toBe("operatorGone");
  });
};
