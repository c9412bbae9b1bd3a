/** The command that runs a scenario again, as a shell would take it apart. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { reproduction } from "#rig/cli/reproduce.ts";

const wordsOf = (command: string): readonly string[] =>
  execFileSync("sh", ["-c", `for word in ${command}; do printf '%s\\0' "$word"; done`])
    .toString()
    .split("\0")
    .slice(0, -1);
const said = { bench: "bench.yaml", seed: 7, meters: [], ctRatio: "bench" } as const;

it("says what differs from what would be done anyhow; on a real bench always how steps are held", () => {
  const command = (kind: "virtual" | "hardware", more = {}): string =>
    reproduction({ ...said, ...more }, { kind }, "wiring/a");
  expect(command("virtual")).toBe("conto-rig run wiring/a --bench bench.yaml --seed 7");
  expect(command("hardware")).toBe("conto-rig run wiring/a --bench bench.yaml --seed 7 --hold planned");
  expect(command("virtual", { meters: ["a b"], model: "ABB B23", ctRatio: "file" })).toBe(
    "conto-rig run wiring/a --meters 'a b' --model 'ABB B23' --bench bench.yaml --seed 7 --ct-ratio file",
  );
});

it("names stay one word each in a shell, whatever they hold", () => {
  const name = fc
    .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
    .filter((text) => !/\0/.test(text));
  fc.assert(
    fc.property(name, name, (bench, reference) => {
      const command = reproduction({ ...said, bench }, { kind: "virtual" }, reference);
      expect(wordsOf(command)).toEqual(["conto-rig", "run", reference, "--bench", bench, "--seed", "7"]);
    }),
    { numRuns: 50, examples: [["o'hara's\nbench", '$(touch x) `y` \\ "z" !']] },
  );
});
