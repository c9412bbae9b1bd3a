/**
 * A transformer as coils on legs. By the text book (Grainger and Stevenson, Power System Analysis, 2.4 to 2.8): per unit
 * of a leg, each winding stands behind its share of the short-circuit impedances, and the currents of all windings of a
 * leg add up to the magnetising one. Which coil sits on which leg is found by trying all of them for the clock number.
 */
import type { Transformer, Winding } from "#models/network/transformer.ts";
import { type Complex, complex } from "./complex.ts";
import type { Place } from "./place.ts";

interface Coil {
  readonly from: number;
  readonly to: number;
}

export interface Coils {
  readonly component: string;
  /** By leg, then by winding. */
  readonly legs: readonly (readonly Coil[])[];
  /** By winding: volts across a coil at rated voltage and the tap in use. */
  readonly turns: readonly number[];
  readonly legPower: number;
  /** By winding: in series, per unit of a leg; and what it is for what all legs have in common. */
  readonly series: readonly Complex[];
  readonly seriesCommon: readonly Complex[];
  /** Across the coils of a winding, per unit; and what comes to it for what all legs have in common. */
  readonly magnetising: { readonly winding: number; readonly admittance: Complex };
  readonly magnetisingCommon: { readonly winding: number; readonly admittance: Complex };
}

export function coilsOf(
  transformer: Transformer,
  order: number,
  place: Place,
  earthed: (from: number, to: number, impedance: Complex) => void,
): Coils {
  const { windings, id, ratedPower, noLoad, zeroSequence, core } = transformer;
  const placed = windings.map((winding, w) => {
    const { connection, bus } = winding;
    if (connection.kind === "coil") {
      const end = (k: string) => (k === "earth" ? -1 : place.at(bus, k));
      return [{ from: end(connection.from), to: end(connection.to) }];
    }
    const star = connection.kind === "wye" ? place.inner(`${id} star${w + 1}`) : -1;
    if (connection.kind === "wye") {
      const { neutral, earthing } = connection.starPoint;
      if (neutral === "broughtOut") earthed(star, place.at(bus, "N"), complex(0));
      if (earthing.kind === "solid") earthed(star, -1, complex(0));
      if (earthing.kind === "impedance") earthed(star, -1, earthing.impedance);
    }
    const { first, isReversed } = legOfPhase(windings[0]!, winding);
    return [0, 1, 2].map((leg): Coil => {
      const phase = (leg - first + 3) % 3;
      const dot = place.at(bus, `L${phase + 1}`);
      const end = connection.kind === "wye" ? star : place.at(bus, `L${((phase + 1) % 3) + 1}`);
      return isReversed ? { from: end, to: dot } : { from: dot, to: end };
    });
  });
  const legs = placed[0]!.map((_, leg) => placed.map((coils) => coils[leg]!));
  const own = starEquivalent(
    windings.map(({ resistance }) => resistance),
    transformer.reactance,
    order,
  );
  const allWye = windings.every(({ connection }) => connection.kind === "wye");
  const someIsolated = windings.some(
    ({ connection }) => connection.kind === "wye" && connection.starPoint.earthing.kind === "isolated",
  );
  const limb = core ?? { kind: "threeLimb" as const, magnetising: 50 };
  const delta = windings.findIndex(({ connection }) => connection.kind === "delta");
  // An ideal core magnetises with 1e-8 of the rated admittance, what is common to independent legs with 1e-7.
  const common =
    limb.kind === "threeLimb" ? 100 / (limb.magnetising * order) : allWye && someIsolated ? 1e-7 / order : 0;
  return {
    component: id,
    legs,
    turns: windings.map(
      ({ connection, ratedVoltage, tap }) =>
        (connection.kind === "wye" ? ratedVoltage / Math.sqrt(3) : ratedVoltage) * tap,
    ),
    legPower: ratedPower / legs.length,
    series: own,
    seriesCommon:
      zeroSequence === undefined
        ? own
        : starEquivalent(zeroSequence.resistance, zeroSequence.reactance, order),
    magnetising:
      noLoad === undefined
        ? { winding: 0, admittance: complex(0, -1e-8 / order) }
        : {
            winding: noLoad.winding - 1,
            admittance: complex(noLoad.loss / 100, -noLoad.magnetisingCurrent / 100 / order),
          },
    magnetisingCommon: {
      winding: limb.kind === "threeLimb" ? Math.max(0, delta) : 0,
      admittance: complex(0, legs.length === 1 ? 0 : -common),
    },
  };
}

/** By winding: x1 = (x12 + x13 - x23)/2 and so on; of two windings the first has it all. */
function starEquivalent(
  resistance: readonly number[],
  reactance: readonly number[],
  order: number,
): Complex[] {
  const [x12 = 0, x13 = 0, x23 = 0] = reactance;
  if (resistance.length > 3)
    throw new RangeError("the second solver knows transformers of two or three windings");
  const x =
    resistance.length === 2
      ? [x12, 0]
      : [(x12 + x13 - x23) / 2, (x12 + x23 - x13) / 2, (x13 + x23 - x12) / 2];
  return x.map((own, w) => complex(resistance[w]! / 100, (own / 100) * order));
}

/**
 * The leg on which a winding's coil of L1 sits. Angles in steps of 30 degrees: on leg p of the first winding lies
 * -4 p in wye, 1 - 4 p in delta (between L(p) and the next).
 */
function legOfPhase(
  first: Winding,
  winding: Winding,
): { readonly first: number; readonly isReversed: boolean } {
  const kind = winding.connection.kind;
  if (winding.connection.kind === "coil") throw new RangeError("a single coil has no clock");
  const lead = first.connection.kind === "delta" ? 1 : 0;
  for (const leg of [0, 1, 2])
    for (const isReversed of [false, true]) {
      const across = lead - 4 * leg + (isReversed ? 6 : 0);
      const phaseVoltage = kind === "delta" ? across - 1 : across;
      if ((phaseVoltage + winding.connection.clock) % 12 === 0) return { first: leg, isReversed };
    }
  throw new RangeError(`no connection has clock ${winding.connection.clock} here`);
}
