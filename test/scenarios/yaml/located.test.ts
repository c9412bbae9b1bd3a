import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLocatedIssue, readLocatedIssue } from "#scenarios/yaml/located.ts";

describe("a located issue", () => {
  it("is read as it was written, whatever its file is called and whatever it says", () => {
    const place = fc.integer({ min: 1, max: 20_000 });
    const issue = fc.record({
      file: fc.string({ minLength: 1 }).filter((name) => !/:\d+:\d+: /.test(name) && !name.endsWith(":")),
      line: place,
      column: place,
      message: fc.string(),
    });
    fc.assert(
      fc.property(issue, (one) => {
        expect(readLocatedIssue(formatLocatedIssue(one))).toEqual(one);
      }),
    );
  });
  it("is no other line", () => {
    for (const line of ["", "no scenario was chosen", "a/b: no scenario of the library", "page:3: hm"])
      expect(readLocatedIssue(line)).toBeNull();
  });
});
