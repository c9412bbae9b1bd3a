/**
 * One phase of a load: between which nodes it lies and what it draws at a voltage across it. Constant power, constant
 * current and the exponents as in the load's own description; below the minimum voltage the impedance it has there.
 */
import type { Demand, Load } from "#models/network/load.ts";
import { type Complex, complex, conjugated, nothing, over, scaled, times } from "./complex.ts";
import type { Place } from "./place.ts";

export interface LoadPhase {
  readonly component: string;
  readonly phase: string;
  readonly from: number;
  readonly to: number;
  readonly demand: Demand;
  readonly ratedVoltage: number;
  /** Volts. */
  readonly minimum: number;
  /** The impedance of one that follows Ohm's law; nothing at all is an open one. */
  readonly kind: "law" | "impedance" | "nothing";
}

export function loadPhases(load: Load, place: Place): LoadPhase[] {
  return Object.entries(load.demand).map(([phase, demand]: [string, Demand]): LoadPhase => {
    const [first, second] = phase.split("-");
    const to =
      load.connection === "delta"
        ? place.at(load.bus, second!)
        : load.starPoint === "neutral"
          ? place.at(load.bus, "N")
          : load.starPoint === "earth"
            ? -1
            : place.inner(`${load.id} star`);
    return {
      component: load.id,
      phase,
      from: place.at(load.bus, first!),
      to,
      demand,
      ratedVoltage: load.ratedVoltage,
      minimum: (load.minimumVoltage ?? 0.1) * load.ratedVoltage,
      kind: kindOf(demand),
    };
  });
}

function kindOf(demand: Demand): LoadPhase["kind"] {
  switch (demand.kind) {
    case "impedance":
      return "impedance";
    case "current":
      return demand.current === 0 ? "nothing" : "law";
    case "power":
      return demand.active === 0 && demand.reactive === 0 ? "nothing" : "law";
    case "exponential":
      if (demand.active === 0 && demand.reactive === 0) return "nothing";
      return demand.activeExponent === 2 && demand.reactiveExponent === 2 ? "impedance" : "law";
  }
}

/** P + jQ at a voltage, the law itself. */
export function powerAt({ demand, ratedVoltage }: LoadPhase, u: number): Complex {
  switch (demand.kind) {
    case "power":
      return complex(demand.active, demand.reactive);
    case "current":
      return complex(u * demand.current * Math.cos(demand.phi), u * demand.current * Math.sin(demand.phi));
    case "impedance":
      return over(complex(u * u), conjugated(demand.impedance));
    case "exponential":
      return complex(
        demand.active * (u / ratedVoltage) ** demand.activeExponent,
        demand.reactive * (u / ratedVoltage) ** demand.reactiveExponent,
      );
  }
}

/** The current drawn at a voltage across it, I = conj(S / U). */
export function currentAt(load: LoadPhase, u: Complex): Complex {
  const across = Math.hypot(u.re, u.im);
  if (load.kind === "nothing" || across === 0) return nothing;
  const held = load.kind === "impedance" ? load.ratedVoltage : Math.max(across, load.minimum);
  return times(scaled(conjugated(powerAt(load, held)), 1 / (held * held)), u);
}

/** At another order: R and X in series as at the fundamental and rated voltage; what produces power is open. */
export function harmonicAdmittance(load: LoadPhase, order: number): Complex {
  const power = powerAt(load, load.ratedVoltage);
  if (load.kind === "nothing" || power.re < 0) return nothing;
  const z = over(complex(load.ratedVoltage ** 2), conjugated(power));
  return over(complex(1), complex(z.re, z.im < 0 ? z.im / order : z.im * order));
}
