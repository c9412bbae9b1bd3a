import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctHookUp, type HookUp } from "#models/connection/hookUp.ts";
import { ideal } from "#models/connection/instrumentTransformers.ts";
import { terminalSignals } from "#models/connection/terminalSignals.ts";
import { measure } from "#models/metering/measure.ts";
import { defaultMeasuringMethod, type MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { registeredPower } from "#models/metering/registeredPower.ts";
import { amperes, degrees, volts } from "#models/units.ts";
import { balancedPoint, completeHookUps, fourWirePoints } from "#scenarios/arbitraries/electrical.ts";
import { hookUp, near } from "./wired.ts";

const policies = ["clipTotal", "clipElement", "absoluteTotal", "absoluteElement", "signed"] as const;
const method = (signPolicy: MeasuringMethod["signPolicy"]): MeasuringMethod => ({
  ...defaultMeasuringMethod,
  signPolicy,
});
const load = balancedPoint({ voltage: volts(230), current: amperes(5), phi: degrees(45) });
const truePower = 3 * 230 * 5 * Math.cos(degrees(45));
const register = (policy: MeasuringMethod["signPolicy"], connected: HookUp) => {
  const seen = measure("3N3E", method(policy), terminalSignals(load, ideal(1, 1), connected, "open"));
  return registeredPower(method(policy), seen);
};

describe("the sign policy", () => {
  it("is to clip the total, by default", () => expect(defaultMeasuringMethod.signPolicy).toBe("clipTotal"));
  it.each([
    ["clipTotal", 1 / 3, 0],
    ["clipElement", 2 / 3, 1 / 3],
    ["absoluteTotal", 1 / 3, 0],
    ["absoluteElement", 1, 0],
    ["signed", 1 / 3, 0],
  ] as const)("%s with one CT of three reversed", (policy, imported, exported) => {
    const power = register(policy, hookUp("L1 L2 L3 N", "L1 -L2 L3"));
    near(power.active / truePower, imported, 1e-12);
    near(power.reactive / truePower, imported, 1e-12);
    near(power.exportedActive / truePower, exported, 1e-12);
    near(power.exportedReactive / truePower, exported, 1e-12);
  });
  it.each([
    ["clipTotal", 0, 1],
    ["clipElement", 0, 1],
    ["absoluteTotal", 1, 0],
    ["absoluteElement", 1, 0],
    ["signed", -1, 0],
  ] as const)("%s with all three reversed", (policy, imported, exported) => {
    const power = register(policy, hookUp("L1 L2 L3 N", "-L1 -L2 -L3"));
    near(power.active / truePower, imported, 1e-12);
    near(power.exportedReactive / truePower, exported, 1e-12);
    near(power.exportedActive / truePower, exported, 1e-12);
  });
  it("changes nothing of a load that consumes in every phase", () => {
    for (const policy of policies) {
      const power = register(policy, correctHookUp("3N3E"));
      near(power.active, truePower, 1e-9);
      expect(power.exportedActive).toBe(0);
    }
  });
  it("loses no power: what is registered less what is exported is the total, but for magnitudes", () => {
    fc.assert(
      fc.property(
        fourWirePoints(),
        completeHookUps(),
        fc.constantFrom("clipTotal", "clipElement", "signed"),
        (point, connected, policy) => {
          const seen = measure(
            "3N3E",
            method(policy),
            terminalSignals(point, ideal(1, 1), connected, "open"),
          );
          const power = registeredPower(method(policy), seen);
          near(power.active - power.exportedActive, seen.totalActivePower, 1e-8);
          near(power.reactive - power.exportedReactive, seen.totalReactivePower, 1e-8);
          expect(power.exportedActive).toBeGreaterThanOrEqual(0);
          if (policy !== "signed") expect(power.active).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
