/**
 * The register does not move. Standing still proves something only if there was something to count: under load, energy
 * of which one count is a small share; without load (or below the starting current), the minimum time of the standard's
 * no-load test, with a count of the register in the place of a pulse. One count is granted, as one pulse is there: it
 * may have been all but full when the test began.
 */
import { type EnergyQuantity, quantities } from "#models/meter/quantity.ts";
import { noLoadTime } from "#models/metrology/noLoad.ts";
import { phases } from "#models/threePhase.ts";
import type { Comparison } from "#reports/events.ts";
import { energyIn } from "#rig/run/compare/appliedEnergy.ts";
import { comparison } from "#rig/run/compare/comparison.ts";
import type { Evidence, NominalMeter } from "#rig/run/compare/evidence.ts";
import type { ComparePolicy } from "#rig/run/compare/policy.ts";
import { type RegisterWindow, registerWindow } from "#rig/run/compare/registerWindow.ts";
import { durationText, energyText } from "#rig/run/compare/wording.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import { kindOf, twinPower } from "#scenarios/applied/appliedPower.ts";
import type { Claim } from "#scenarios/claim.ts";

export function registersNothing(
  claim: Extract<Claim, { type: "registersNothing" }>,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const window = registerWindow(evidence, claim.energy, policy);
  if (window.kind === "none")
    return comparison(claim, window.verdict, window.finding, { unit: quantities[claim.energy] });
  return judgeStillness(claim, claim.energy, window, evidence, policy);
}

/** Also the answer of claims that compare with nothing: a fraction of zero, a twin that stands still. */
export function judgeStillness(
  claim: Claim,
  quantity: EnergyQuantity,
  window: RegisterWindow,
  evidence: Evidence,
  policy: ComparePolicy,
): Comparison {
  const unit = quantities[quantity];
  const { applied, count, moved } = window;
  const counts = Math.round(Math.abs(moved) / count);
  const passing = energyIn(applied, (load) => energyUnderLoad(evidence.meter, quantity, load));
  const twin = twinPower(quantity);
  const figures = {
    unit,
    reference: passing,
    twin: twin === null ? null : energyIn(applied, twin),
    meter: moved,
  };
  const during = `in ${durationText(applied.duration)}`;
  const of = passing > 0 ? ` while ${energyText(passing, unit, count)} passed` : " without load";
  if (counts > 1) {
    const finding = `registered ${energyText(moved, unit, count)} (${counts} counts) ${during}${of}: it should stand still`;
    return comparison(claim, "fail", finding, figures);
  }
  const what =
    counts === 0
      ? "the register did not move"
      : "the register moved by one count, which its resolution grants,";
  const needed = stillnessTime(evidence.meter, quantity, count, passing / applied.duration, policy);
  if (needed.time === null) {
    const finding = `${what} ${during}${of}; how long proves it is not known: ${needed.source}`;
    return comparison(claim, "inconclusive", finding, figures);
  }
  const source = { limitSource: needed.source };
  if (applied.duration >= needed.time - window.before.sampledWithin - window.after.sampledWithin - 1e-6)
    return comparison(claim, "pass", `${what} ${during}${of}`, { ...figures, ...source });
  const finding = `${what} ${during}${of}: too short to tell, hold it for ${durationText(needed.time)} (${needed.source})`;
  return comparison(claim, "inconclusive", finding, { ...figures, ...source, holdNeeded: needed.time });
}

/** True power that a meter must see: nothing below the starting current. */
export function energyUnderLoad(meter: NominalMeter, quantity: EnergyQuantity, load: AppliedLoad): number {
  const kind = kindOf(quantity);
  const largest = Math.max(...phases.map((phase) => load.loadPoint.current[phase] ?? 0));
  const starts = largest >= meter.startingCurrent[kind] * meter.current.reference * (1 - 1e-9);
  return starts ? Math.abs(load.referencePower[kind]) : 0;
}

/**
 * How long a register of this count must stand still to be believed. `perSecond`: energy that passes in one second.
 */
export function stillnessTime(
  meter: NominalMeter,
  quantity: EnergyQuantity,
  count: number,
  perSecond: number,
  policy: ComparePolicy,
): { readonly time: number | null; readonly source: string } {
  if (perSecond > 0) {
    const share = policy.stillnessShare * 100;
    return {
      time: count / policy.stillnessShare / perSecond,
      source: `one count is to be at most ${share} % of the energy that passes`,
    };
  }
  if (policy.noLoadTime === "any") return { time: 0, source: "any time, by the rig's policy" };
  const { ctRatio, vtRatio, insertionMode } = meter.programmed;
  const energyPerCount = count / (ctRatio * vtRatio);
  const test = noLoadTime(
    { ...meter, insertionMode, pulsesPerKilowattHour: 1000 / energyPerCount },
    kindOf(quantity),
  );
  if (test === null)
    return { time: null, source: `no no-load time is known for its ${kindOf(quantity)} class` };
  return { time: test.time, source: `${test.source}, k counted in register steps` };
}
