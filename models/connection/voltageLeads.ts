/**
 * What the voltage leads of a meter carry before they reach it: the conductors themselves, or the secondaries of the VTs. A
 * VT makes its voltage of what lies across its primary, between its phase and the lead the VTs share. Where that lead is
 * interrupted, alike VTs take an equal exciting current each at an equal voltage, so that the point they share settles in
 * the middle of the phases that still reach it: two VTs in open delta halve the voltage between the outer phases, three in
 * star stand to the centre of the three phases. A VT that nothing magnetises gives no voltage.
 */
import { secondaryVoltage, type VoltageTransformers } from "#models/connection/instrumentTransformers.ts";
import { beginningAt, commonPhase } from "#models/connection/openDelta.ts";
import { addSpectra, type Spectrum, scaleSpectrum, subtractSpectra } from "#models/spectrum.ts";
import { type PerConductor, type Phase, perPhase, phases } from "#models/threePhase.ts";

/**
 * @param u potentials of the conductors to one reference, on shared orders.
 * @returns to that reference when direct, else to the secondary lead the VTs share; null: nothing is there.
 */
export function voltageLeads(
  u: PerConductor<Spectrum>,
  vts: VoltageTransformers,
): PerConductor<Spectrum | null> {
  if (vts.kind === "direct") return u;
  const { orders } = u.N;
  const zero = { orders, re: new Float64Array(orders.length), im: new Float64Array(orders.length) };
  const common = vts.kind === "star" ? "N" : commonPhase(vts);
  const vtAt = (phase: Phase) => (vts.kind === "star" ? vts.transformers[phase] : beginningAt(vts, phase));
  const magnetised = phases.filter((phase) => {
    const vt = vtAt(phase);
    return vt !== undefined && vt.primary !== "open";
  });
  const shared =
    vts.commonPrimary === "open"
      ? middle(
          magnetised.map((phase) => u[phase]),
          zero,
        )
      : u[common];
  return {
    ...perPhase((phase) => {
      const vt = vtAt(phase);
      if (vt === undefined) return zero;
      return secondaryVoltage(vt, vt.primary === "open" ? zero : subtractSpectra(u[phase], shared));
    }),
    N: common === "N" ? zero : null,
  };
}

const middle = (all: readonly Spectrum[], zero: Spectrum): Spectrum =>
  scaleSpectrum(all.reduce(addSpectra, zero), 1 / Math.max(1, all.length));
