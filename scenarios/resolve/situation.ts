/**
 * What a step finds itself in: the situation at the top of the file with what the step says laid over it, key by key. A
 * load of the same measure (current over current) changes the figures and keeps the rest; one of another measure (a power,
 * a current per phase, a delta) is another load and keeps nothing. Each part remembers where it was last written, so that trouble found later is shown there.
 */

import type { Situation } from "#scenarios/form/scenarioForm.ts";
import type { LoadForm, SourceForm } from "#scenarios/form/siteForm.ts";
import type { Path } from "#scenarios/yaml/document.ts";

export type Part = keyof Situation;

export interface PlacedSituation {
  readonly said: Situation;
  /** Where each part was last written. */
  readonly places: Readonly<Partial<Record<Part, Path>>>;
}

const parts = [
  "source",
  "transformer",
  "line",
  "load",
  "network",
  "meteringPoint",
  "transformers",
  "hookUp",
  "contact",
] as const satisfies readonly Part[];

export const placed = (said: Situation, path: Path): PlacedSituation => ({
  said: Object.fromEntries(
    parts.filter((part) => said[part] !== undefined).map((part) => [part, said[part]]),
  ),
  places: Object.fromEntries(
    parts.filter((part) => said[part] !== undefined).map((part) => [part, [...path, part]]),
  ),
});

export function overlaid(base: PlacedSituation, said: Situation, path: Path): PlacedSituation {
  const over = placed(said, path);
  const under = base.said;
  const merged: Situation = {
    ...under,
    ...over.said,
    ...(over.said.source && { source: mergedSource(under.source, over.said.source) }),
    ...(over.said.load && { load: mergedLoad(under.load, over.said.load) }),
    ...(over.said.line && { line: { ...under.line, ...over.said.line } }),
    ...(over.said.hookUp && { hookUp: { ...under.hookUp, ...over.said.hookUp } }),
    ...(over.said.transformers && {
      transformers: {
        ...under.transformers,
        ...over.said.transformers,
        ...(over.said.transformers.current && {
          current: { ...under.transformers?.current, ...over.said.transformers.current },
        }),
        ...(over.said.transformers.voltage && {
          voltage: { ...under.transformers?.voltage, ...over.said.transformers.voltage },
        }),
      },
    }),
  };
  return { said: merged, places: { ...base.places, ...over.places } };
}

const voltages = ["voltage", "lineVoltage", "L1", "L2", "L3"] as const;
const demands = ["current", "power", "impedance", "L1", "L2", "L3", "L1-L2", "L2-L3", "L3-L1"] as const;

function without<T extends object>(value: T | undefined, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !keys.includes(key))) as Partial<T>;
}

function mergedSource(under: SourceForm | undefined, over: SourceForm): SourceForm {
  const anew = over.voltage !== undefined || over.lineVoltage !== undefined;
  return { ...(anew ? without(under, voltages) : under), ...over };
}

/** Balanced current, power or impedance; per phase; per pair; nothing yet. */
function measureOf(load: LoadForm | undefined): string | null {
  if (load === undefined || load === "none") return null;
  const given = demands.find((key) => load[key] !== undefined);
  if (given === undefined) return null;
  return given.includes("-") ? "per pair" : given.startsWith("L") ? "per phase" : given;
}

function mergedLoad(under: LoadForm | undefined, over: LoadForm): LoadForm {
  if (over === "none" || under === "none" || under === undefined) return over;
  const measure = measureOf(over);
  if (measure === null) return { ...under, ...over };
  const reconnected = over.connection !== undefined && over.connection !== (under.connection ?? "star");
  if (reconnected || measure !== measureOf(under)) return over;
  return { ...without(under, demands), ...over };
}
