/**
 * Where an open voltage terminal hangs. The inputs of a meter are equal impedances to a common point: the N terminal
 * of a four-wire meter, the common phase of a two-element meter, a free star point in the other three-wire modes. A
 * terminal whose lead is off sits at that point and its element sees nothing; a common point whose own lead is off
 * floats to the mean of the terminals still connected, the remaining inputs in series. With impedances between the
 * phases, or a star that is not tied to N, the open terminal floats to the mean of the others instead.
 */
import { type InsertionMode, insertionModeFacts, usesNeutral } from "#models/connection/insertionMode.ts";
import type { TerminalPotential, TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { addSpectra, type Spectrum, scaleSpectrum } from "#models/spectrum.ts";
import { type Conductor, type PerConductor, perConductor, phases } from "#models/threePhase.ts";

/** The terminal all voltage inputs return to, null when they meet in a free star point. */
export function commonTerminal(mode: InsertionMode, method: MeasuringMethod): Conductor | null {
  if (usesNeutral(mode)) return "N";
  return method.twoElement === "aron" ? insertionModeFacts[mode].commonPhase : null;
}

/** The connected terminals whose mean potential an open terminal takes; none when nothing is connected. */
export function openLeadFollows(
  terminal: Conductor,
  isConnected: (terminal: Conductor) => boolean,
  mode: InsertionMode,
  method: MeasuringMethod,
): readonly Conductor[] {
  const common = commonTerminal(mode, method);
  if (method.openLead === "neutral" && common !== null && isConnected(common)) return [common];
  const { voltageTerminals } = insertionModeFacts[mode];
  const others = phases.filter((phase) => voltageTerminals.includes(phase) && isConnected(phase));
  if (others.length > 0) return others;
  return common !== null && terminal !== common && isConnected(common) ? [common] : [];
}

/**
 * The potential of every terminal, open ones where they hang. A terminal the mode does not use follows the common point
 * with a neutral and L1 without, where nothing looks at it.
 */
export function settledPotentials(
  mode: InsertionMode,
  method: MeasuringMethod,
  { voltage, current }: TerminalSignals,
): PerConductor<Spectrum> {
  const { voltageTerminals } = insertionModeFacts[mode];
  const { L1, L2, L3, N } = voltage;
  // Nothing open is the usual case, and this is called for every step of every run.
  if (L1 !== null && (voltageTerminals.length === 3 || N !== null)) {
    const unused = N ?? L1;
    if (voltageTerminals.length === 2) return { L1, L2: unused, L3: unused, N: unused };
    if (L2 !== null && L3 !== null)
      return N === null ? { L1, L2, L3, N: L1 } : (voltage as PerConductor<Spectrum>);
  }
  return settledOpenLeads(mode, method, voltage, current.L1.orders);
}

function settledOpenLeads(
  mode: InsertionMode,
  method: MeasuringMethod,
  voltage: TerminalSignals["voltage"],
  orders: readonly number[],
): PerConductor<Spectrum> {
  const { voltageTerminals } = insertionModeFacts[mode];
  const mean = (terminals: readonly Conductor[]): Spectrum =>
    terminals
      .map((terminal) => scaleSpectrum(voltage[terminal] as Spectrum, 1 / terminals.length))
      .reduce(addSpectra, {
        orders,
        re: new Float64Array(orders.length),
        im: new Float64Array(orders.length),
      });
  const settle = (terminal: Conductor): Spectrum => {
    const potential: TerminalPotential = voltage[terminal];
    return potential ?? mean(openLeadFollows(terminal, (t) => voltage[t] !== null, mode, method));
  };
  const unused = settle(usesNeutral(mode) ? "N" : "L1");
  return perConductor((terminal) => (voltageTerminals.includes(terminal) ? settle(terminal) : unused));
}
