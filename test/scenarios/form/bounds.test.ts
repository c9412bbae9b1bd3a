/**
 * Every amount in every form has bounds. The forms are walked, not listed: whatever place takes a number, or a text that is
 * a number and a unit, is offered amounts that nobody has ever met, and has to refuse them.
 */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { amountBounds, whyOutOfBounds } from "#models/amountBounds.ts";
import { benchForm } from "#rig/bench/benchForm.ts";
import { meterFileForm } from "#rig/meterFile/meterFileForm.ts";
import { siteForm } from "#rig/site/siteForm.ts";
import { scenarioForm } from "#scenarios/form/scenarioForm.ts";
import * as quantity from "#scenarios/text/quantity.ts";

const units = [
  ...["V", "kV", "A", "mA", "W", "kW", "var", "kvar", "VA", "kVA", "Wh", "kWh", "varh", "kvarh"],
  ...["s", "ms", "min", "h", "d", "Hz", "rad", "deg", "m", "km", "l", "m3", "l/h", "m3/h", "%", "pu"],
  ...["ohm", "F", "%Un", "%In", "%Ib", "", "lag", "lead", "V at 0 deg", "A at 0 deg"],
];
const sizes = ["1e300", "-1e300", "1e20", "-1e20", "1e-300", "-1e-300", "1e999"];
const texts = sizes.flatMap((size) => units.flatMap((unit) => [`${size} ${unit}`, `${size}${unit}`]));
const composed = ["0 + j1e300 ohm", "1e300 + j1e300 ohm", "1/1e-300", "1e300/1", "1e-300/1", "1e300/1e300"];
const numbers = [
  1e300,
  -1e300,
  1e20,
  -1e20,
  1e-300,
  -1e-300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

interface Leaf {
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

/** Every place of a form that takes a single value, whatever stands around it. */
function* leavesOf(schema: z.core.$ZodType, path: string): Generator<Leaf> {
  if (schema instanceof z.ZodOptional) yield* leavesOf(schema.unwrap(), path);
  // What is read of a text is the business of the text's own place.
  else if (schema instanceof z.ZodPipe && isContainer(schema.in)) yield* leavesOf(schema.in, path);
  else if (schema instanceof z.ZodObject)
    for (const [key, inner] of Object.entries(schema.shape))
      yield* leavesOf(inner as z.core.$ZodType, `${path}.${key}`);
  else if (schema instanceof z.ZodArray) yield* leavesOf(schema.element, `${path}[]`);
  else if (schema instanceof z.ZodRecord) yield* leavesOf(schema.valueType, `${path}{}`);
  else if (schema instanceof z.ZodUnion && schema.options.some(isContainer))
    for (const option of schema.options) yield* leavesOf(option, path);
  else yield { path, schema };
}
const isContainer = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodObject ||
  schema instanceof z.ZodArray ||
  schema instanceof z.ZodRecord ||
  (schema instanceof z.ZodOptional && isContainer(schema.unwrap())) ||
  (schema instanceof z.ZodPipe && isContainer(schema.in)) ||
  (schema instanceof z.ZodUnion && schema.options.some(isContainer));

const takes = (schema: z.core.$ZodType, value: unknown): boolean => z.safeParse(schema, value).success;
/** Names, sentences, addresses: a place for any text takes what looks like an amount, too. */
const isFreeText = (schema: z.core.$ZodType): boolean =>
  takes(schema, "tcp://any:1") || takes(schema, "any words");

const forms = { scenario: scenarioForm, bench: benchForm, meter: meterFileForm, site: siteForm } as const;
const leaves = Object.entries(forms).flatMap(([name, form]) => [...leavesOf(form, name)]);

describe("every amount in every form", () => {
  it("is found: the walk comes to all of them", () => {
    const paths = leaves.map(({ path }) => path);
    for (const path of [
      "scenario.source.voltage",
      "scenario.source.harmonics[].order",
      "scenario.load.L2.current",
      "scenario.steps[].hold",
      "scenario.steps[].steps[].profile[].factor",
      "scenario.network.components[].line.capacitance.faradsPerKilometre[][]",
      "scenario.network.components[].source.voltage.L1[].value",
      "scenario.network.components[].load.demand.L1-L2.activeExponent",
      "scenario.transformers.voltage.L3-L2.phaseDisplacement",
      "scenario.transformers.voltage.L1-L3.burden.connected",
      "scenario.transformers.current.L2.excitation.kneeExponent",
      "scenario.network.components[].line.conductance.siemensPerKilometre[][]",
      "scenario.network.components[].transformer.zeroSequence.reactance[]",
      "scenario.transformer.zeroSequenceMagnetising",
      "scenario.load.L2.mix.current",
      "scenario.steps[].claims[].readsWithin.of",
      "scenario.meter.pulse.weight",
      "bench.source.limits.current",
      "bench.buses{}.timeout",
      "bench.clock.scale",
      "meter.registers[].perCount[].below",
      "meter.registers[].constant",
      "meter.integrationTimes[]",
      "site.pulseMeters[].gas.flow",
      "site.concentrators[].inputs[].bounce.dwell",
      "site.steps[].factors{}",
    ])
      expect(paths).toContain(path);
    expect(paths.length).toBeGreaterThan(500);
  });

  it.each(Object.keys(forms))("of a %s refuses what nobody has met", (form) => {
    const unbounded = leaves
      .filter(({ path }) => path.startsWith(`${form}.`))
      .flatMap(({ path, schema }) => {
        const text = isFreeText(schema)
          ? undefined
          : [...texts, ...composed].find((each) => takes(schema, each));
        const number = numbers.find((each) => takes(schema, each));
        return [text, number].filter((each) => each !== undefined).map((each) => `${path} takes ${each}`);
      });
    // The share 1e300/1e300 is 1, and nothing is wrong with that.
    expect(unbounded.filter((found) => !found.endsWith("takes 1e300/1e300"))).toEqual([]);
  });

  it("has a list that ends", () => {
    const endless: string[] = [];
    const walk = (schema: z.core.$ZodType, path: string): void => {
      if (schema instanceof z.ZodOptional) walk(schema.unwrap(), path);
      else if (schema instanceof z.ZodPipe) walk(schema.in, path);
      else if (schema instanceof z.ZodUnion) for (const option of schema.options) walk(option, path);
      else if (schema instanceof z.ZodRecord) walk(schema.valueType, `${path}{}`);
      else if (schema instanceof z.ZodObject)
        for (const [key, inner] of Object.entries(schema.shape))
          walk(inner as z.core.$ZodType, `${path}.${key}`);
      else if (schema instanceof z.ZodArray) {
        const limits = (schema._zod.def.checks ?? []).map(({ _zod: { def } }) => def as { maximum?: number });
        if (!limits.some(({ maximum = Number.POSITIVE_INFINITY }) => maximum <= 10_000)) endless.push(path);
        walk(schema.element, `${path}[]`);
      }
    };
    for (const [name, form] of Object.entries(forms)) walk(form, name);
    expect(endless).toEqual([]);
  });
});

describe("the table of bounds", () => {
  it("is written out for people, row by row", async () => {
    const { readFileSync } = await import("node:fs");
    const page = readFileSync(new URL("../../../scenarios/README.md", import.meta.url), "utf8");
    for (const [kind, { said, reason }] of Object.entries(amountBounds))
      expect(page, kind).toContain(`| ${said} | ${reason} |`);
  });
  it.each([
    [quantity.voltageWording, "voltage"],
    [quantity.currentWording, "current"],
    [quantity.activePowerWording, "power"],
    [quantity.activeEnergyWording, "energy"],
    [quantity.durationWording, "duration"],
    [quantity.frequencyWording, "frequency"],
    [quantity.angleWording, "angle"],
    [quantity.lengthWording, "length"],
    [quantity.volumeWording, "volume"],
    [quantity.flowWording, "flow"],
    [quantity.percentWording, "percent"],
    [quantity.shareWording, "share"],
  ] as const)("says each bound as it is written in a file", (wording, kind) => {
    expect(wording.parse(amountBounds[kind].said)).toEqual({ value: amountBounds[kind].most });
  });
  it("takes its own ends and nothing beyond them, on either side", () => {
    for (const kind of Object.keys(amountBounds) as (keyof typeof amountBounds)[]) {
      const { most, finest } = amountBounds[kind];
      for (const sign of [1, -1]) {
        expect(whyOutOfBounds(kind, sign * most)).toBeNull();
        expect(whyOutOfBounds(kind, sign * finest)).toBeNull();
        expect(whyOutOfBounds(kind, sign * most * 1.001)).toBe("too large");
        expect(whyOutOfBounds(kind, sign * finest * 0.999)).toBe("too small");
      }
      expect(whyOutOfBounds(kind, 0)).toBeNull();
      expect(whyOutOfBounds(kind, Number.NaN)).toBe("too large");
    }
  });
});
