/**
 * `conto-rig solve` on the published networks: each golden case is written out as a scenario file, read and solved by
 * the command in a process of its own, and what it prints is held against the published voltages.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correctHookUp } from "#models/connection/hookUp.ts";
import { ideal } from "#models/connection/instrumentTransformers.ts";
import { polar, subtract } from "#models/phasor.ts";
import { degrees, hours } from "#models/units.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { writeScenario } from "#scenarios/write.ts";
import { fourWireCases } from "../golden/network/fourWire.ts";
import { cli, folder } from "../rig/cli/cli.ts";

const scenarioOf = (name: string, network: Scenario["steps"][number]["network"]): Scenario => ({
  id: name,
  title: name,
  theme: "unbalanced",
  teaches: "A published network, solved by the command.",
  meter: { model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } },
  isAboutTime: false,
  steps: [
    {
      name: "as published",
      network: { ...network, meteringPoints: [{ id: "head", at: "supply", end: "terminals" }] },
      meteringPoint: "head",
      transformers: ideal(1, 1),
      hookUp: correctHookUp("3N3E"),
      contact: "open",
      hold: hours(1),
      claims: [],
    },
  ],
  claims: [{ type: "registersWithin", energy: "active energy", limit: { kind: "class" } }],
});

interface Printed {
  readonly scenario: string;
  readonly steps: readonly {
    readonly buses: Readonly<Record<string, Readonly<Record<string, { rms: number; degrees: number }>>>>;
  }[];
}

describe("conto-rig solve on the published four-wire networks", () => {
  const place = folder();
  afterAll(() => place.remove());
  let printed: readonly Printed[] = [];
  beforeAll(async () => {
    for (const { name, network } of fourWireCases)
      writeFileSync(join(place.path, `${name}.scenario.yaml`), writeScenario(scenarioOf(name, network)));
    const { stdout, stderr, code } = await cli(["solve", ".", "--json"], place.path);
    expect(code, stderr).toBe(0);
    printed = JSON.parse(stdout).scenarios;
  }, 60_000);

  it.each(fourWireCases)("$name: every bus within 1e-6 V", ({ name, expected }) => {
    const buses = printed.find(({ scenario }) => scenario === `${name}.scenario.yaml`)?.steps[0]?.buses;
    const apart = expected.map(([bus, conductor, volts, angle]) => {
      const shown = buses?.[bus]?.[conductor];
      const is = polar(shown?.rms ?? Number.NaN, degrees(shown?.degrees ?? Number.NaN));
      const difference = subtract(is, polar(volts, degrees(angle)));
      return Math.hypot(difference.re, difference.im);
    });
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });
});
