/** An address can be kept and sent on: whatever it says is read back the same. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

// The page's own address and its changes are a browser's; here there is one that says nothing.
beforeAll(() => {
  Object.assign(globalThis, { location: { hash: "" }, addEventListener: () => {} });
});
const routes = () => import("../../ui/shell/route.ts");

describe("the address of a page", () => {
  it("says page, part and stored run, and is read back the same", async () => {
    const { pageNames, readRoute, writeRoute } = await routes();
    const part = fc.option(fc.stringMatching(/^[0-9]{1,3}$/));
    const run = fc.option(fc.string({ minLength: 1, unit: "grapheme" }));
    fc.assert(
      fc.property(fc.constantFrom(...pageNames), part, run, (page, part, run) => {
        const route = { page, part, run };
        expect(readRoute(writeRoute(route))).toEqual(route);
      }),
    );
  });
  it("leads to the run where it is none of ours", async () => {
    const { readRoute } = await routes();
    for (const hash of ["", "#", "#/", "#/nowhere/4", "#/../..", "#/<script>"])
      expect(readRoute(hash)).toEqual({ page: "run", part: null, run: null });
    expect(readRoute("#/bench?run=2026-11-22T10-00-00Z-abc")).toEqual({
      page: "bench",
      part: null,
      run: "2026-11-22T10-00-00Z-abc",
    });
  });
});
