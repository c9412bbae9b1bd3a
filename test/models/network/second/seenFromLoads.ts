/**
 * A network as its loads see it: the voltage across each with a resistance of rated size in its place, and how these
 * voltages follow from what each load draws beyond that (a multiport Thevenin equivalent). A network has few loads, so that
 * all of its states are found in few unknowns, and every one of them is put back into the whole equations afterwards.
 */
import { type Complex, complex, minus, nothing, plus, size, times } from "./complex.ts";
import { stray } from "./harmonic.ts";
import { currentAt, type LoadPhase, powerAt } from "./loadPhase.ts";
import { type Analysis, acrossAt, analysis, answer } from "./nodalAnalysis.ts";
import type { Parts } from "./parts.ts";
import { deadEnds, regionsOf } from "./reach.ts";
import { returning } from "./returning.ts";

export interface Port {
  readonly load: LoadPhase;
  /** Siemens of the resistance that stands in its place. */
  readonly standIn: number;
  readonly isDeadEnd: boolean;
}

export interface SeenFromLoads {
  readonly ports: readonly Port[];
  /** Volts across each with the stand-ins, and its change by one ampere drawn at each, row by row. */
  readonly idle: readonly Complex[];
  readonly impedance: readonly (readonly Complex[])[];
  /** All unknowns of the whole equations when the loads draw these currents beyond their stand-ins. */
  readonly whole: (beyond: readonly Complex[]) => readonly Complex[];
  readonly analysis: Analysis;
}

/** @throws Singular */
export function seenFromLoads(parts: Parts): SeenFromLoads {
  const dead = deadEnds(parts);
  const given = returning(
    parts.given,
    regionsOf(parts, (load) => parts.loads[load]!.kind !== "nothing"),
  );
  const ports = parts.loads.flatMap((load, k): Port[] =>
    load.kind === "law"
      ? [
          {
            load,
            standIn: size(powerAt(load, load.ratedVoltage)) / load.ratedVoltage ** 2,
            isDeadEnd: dead[k]!,
          },
        ]
      : [],
  );
  const leading = parts.loads.map((load) =>
    load.kind === "law"
      ? complex(ports.find((port) => port.load === load)!.standIn)
      : load.kind === "nothing"
        ? stray
        : currentAt(load, complex(1)),
  );
  const whole = analysis(parts, leading);
  const drawn = parts.given.map(({ from, to }, k) => ({ from, to, current: given[k]! }));
  const base = answer(whole, drawn, true);
  const units = ports.map(({ load: { from, to } }) =>
    answer(whole, [{ from, to, current: complex(1) }], false),
  );
  return {
    ports,
    idle: ports.map(({ load }) => acrossAt(base, load)),
    impedance: ports.map(({ load }) => units.map((unit) => minus(nothing, acrossAt(unit, load)))),
    whole: (beyond) =>
      answer(
        whole,
        [...drawn, ...ports.map(({ load: { from, to } }, k) => ({ from, to, current: beyond[k]! }))],
        true,
      ),
    analysis: whole,
  };
}

/** What a port draws beyond its stand-in when it draws `share` of its law and the rest of an impedance of rated power. */
export function beyondStandIn({ load, standIn }: Port, u: Complex, along: Along): Complex {
  const law = currentAt(load, u);
  const rated = currentAt(
    { ...load, kind: "law", minimum: load.ratedVoltage },
    { re: load.ratedVoltage, im: 0 },
  );
  const impedance = times(u, complex(rated.re / load.ratedVoltage, rated.im / load.ratedVoltage));
  const drawn = plus(
    times(complex(along.demand * along.law), law),
    times(complex(along.demand * (1 - along.law)), impedance),
  );
  return minus(drawn, times(complex(standIn), u));
}

/** How much of their demand loads ask for, and how far they follow their own law instead of an impedance of that power. */
export interface Along {
  readonly demand: number;
  readonly law: number;
}
