/** What an option of any command makes of a text nobody meant: a value within bounds, or a usage error; never a third. */
import { type Command, InvalidArgumentError } from "commander";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { busCommand } from "#rig/cli/bus.ts";
import { catalogueCommand } from "#rig/cli/catalogue.ts";
import { initCommand } from "#rig/cli/init.ts";
import { reportCommand } from "#rig/cli/report.ts";
import { runCommand } from "#rig/cli/run.ts";
import { schemaCommand } from "#rig/cli/schema.ts";
import { serveCommand } from "#rig/cli/serve.ts";
import { solveCommand } from "#rig/cli/solve.ts";
import { twinCommand } from "#rig/cli/twin.ts";

const factories = [
  busCommand,
  catalogueCommand,
  initCommand,
  reportCommand,
  runCommand,
  schemaCommand,
  serveCommand,
  solveCommand,
  twinCommand,
];
const withSubcommands = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];
/** Names of things, gathered one by one; what they name is looked at where it is used. */
const names = ["--meters", "--place"];
const parsers = factories
  .flatMap((factory) => withSubcommands(factory(() => {})))
  .flatMap((command) =>
    command.options.flatMap(({ long, parseArg, argChoices, variadic }) =>
      parseArg === undefined || argChoices !== undefined || variadic || names.includes(long ?? "")
        ? []
        : [
            {
              name: `${command.name()} ${long}`,
              parse: (text: string): unknown => parseArg(text, undefined),
            },
          ],
    ),
  );

/** A number nothing on a bench has, with and without a unit. */
const oddNumbers = [
  "",
  " ",
  "NaN",
  "Infinity",
  "1e400",
  "-1",
  "-0.5",
  "0x10",
  "1,5",
  "-1 h",
  "1e400 h",
  "1 h\n",
];
const isBounded = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(isBounded)
    : typeof value === "number"
      ? Number.isFinite(value) && value >= 0
      : typeof value === "string" && value.trim() !== "";

describe.each(parsers)("$name", ({ parse }) => {
  it("takes only what is within bounds", () => {
    const text = fc.oneof(
      fc.constantFrom(...oddNumbers),
      fc.double().map(String),
      fc.tuple(fc.double(), fc.constantFrom("s", "min", "h", "d")).map(([value, unit]) => `${value} ${unit}`),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(text, (asked) => {
        try {
          expect(parse(asked)).toSatisfy(isBounded);
        } catch (error) {
          if (!(error instanceof InvalidArgumentError)) throw error;
        }
      }),
      { examples: oddNumbers.map((each) => [each] as [string]) },
    );
  });
});

it("every option that is read is among them", () => {
  expect(parsers.map(({ name }) => name).sort()).toEqual([
    "report --as",
    "run --port",
    "run --seed",
    "run --setting-time",
    "run --store-patience",
    "run --working-day",
    "serve --host",
    "serve --port",
    "serve --store-patience",
    "twin --baud",
    "twin --ct-ratio",
    "twin --scale",
    "twin --unit",
    "twin --vt-ratio",
  ]);
});
