/** The register grows by the reference energy of the network, within the limit. */
import { quantities } from "#models/meter/quantity.ts";
import type { Comparison } from "#reports/events.ts";
import { energyIn } from "#rig/run/compare/appliedEnergy.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { judgeGrowth } from "#rig/run/compare/judgeGrowth.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { registerWindow } from "#rig/run/compare/registerWindow.ts";
import { energyText } from "#rig/run/compare/wording.ts";
import { referencePower } from "#scenarios/applied/appliedPower.ts";
import type { Claim } from "#scenarios/claim.ts";

export function registersWithin(
  claim: Extract<Claim, { type: "registersWithin" }>,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const unit = quantities[claim.energy];
  const window = registerWindow(evidence, claim.energy, policy);
  if (window.kind === "none") return comparison(claim, window.verdict, window.finding, { unit });
  const power = referencePower(evidence.meter.method, claim.energy);
  const reference = energyIn(window.applied, power);
  const { moved, count } = window;
  if (Math.abs(reference) < 1e-6 * count) {
    const none = "the reference energy is zero, of which no error is a percentage";
    const figures = { unit, reference, meter: moved };
    return Math.abs(moved) > 1.5 * count
      ? comparison(claim, "fail", `registered ${energyText(moved, unit, count)}, but ${none}`, figures)
      : comparison(
          claim,
          "inconclusive",
          `${none}; registersNothing claims that a register stands still`,
          figures,
        );
  }
  const story = `registered ${energyText(moved, unit, count)} of ${energyText(reference, unit, count)}${window.rolledOver ? " (rolled over)" : ""}`;
  return judgeGrowth(
    { claim, quantity: claim.energy, limit: claim.limit, expected: power, base: power, story },
    window,
    evidence,
    policy,
  );
}
