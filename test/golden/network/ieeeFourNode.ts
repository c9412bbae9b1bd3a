/**
 * The IEEE 4-node test feeder: 2000 ft of line, a 6 MVA 12.47 kV transformer, 2500 ft of line, 5.4 MW of constant
 * power, 60 Hz. Solution of the IEEE PES Distribution Test Feeder working group (Kersting), as carried by GridLAB-D
 * (github.com/gridlab-d/gridlab-d, commit e1841e1eebced819e45209f4a899763ce337b177,
 * powerflow/autotest/test_*_NR.glm, BSD-style licence). Line impedances follow from the pole-top geometry by the
 * modified Carson equations (earth 100 ohm-m), which belong to this case and not to the product.
 * Printed magnitudes have 3 to 5 digits, angles one decimal.
 */

import { type ConductorMatrix, withoutEarthedNeutral } from "#models/network/impedance.ts";
import type { Line } from "#models/network/line.ts";
import { constantPower, type Demand, type Load } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { balancedVoltage, ideal } from "#models/network/source.ts";
import { earthedStarPoint } from "#models/network/starPoint.ts";
import type { Clock, WindingConnection } from "#models/network/transformer.ts";
import { rectangular, scale } from "#models/phasor.ts";
import { type Conductor, conductors, phases } from "#models/threePhase.ts";
import { hertz, kilometres, percent, ratio, vars, voltAmperes, volts, watts } from "#models/units.ts";

/** Feet: between the conductors of the pole top, and the radii (GMR) of phase and neutral wire. */
const distances: Readonly<Record<string, number>> = {
  "L1 L2": 2.5,
  "L2 L3": 4.5,
  "L1 L3": 7,
  "L1 N": 5.656854,
  "L2 N": 4.272002,
  "L3 N": 5,
};
const wire = (c: Conductor) =>
  c === "N" ? { radius: 0.00814, resistance: 0.592 } : { radius: 0.0244, resistance: 0.306 };

/** Modified Carson equations, ohms per mile. */
const carson = (present: readonly Conductor[]): ConductorMatrix => ({
  conductors: present,
  values: present.map((i) =>
    present.map((j) => {
      const spacing = i === j ? wire(i).radius : (distances[`${i} ${j}`] ?? distances[`${j} ${i}`]!);
      return rectangular(
        (i === j ? wire(i).resistance : 0) + 0.0953,
        0.12134 * (Math.log(1 / spacing) + 7.93402),
      );
    }),
  ),
});

const feetInMile = 5280;
const line = (id: string, from: string, to: string, feet: number, wires: 3 | 4): Line => {
  const perMile = wires === 4 ? withoutEarthedNeutral(carson(conductors)) : carson(phases);
  // the impedance of the whole line on a length of one
  const values = perMile.values.map((row) => row.map((z) => scale(z, feet / feetInMile)));
  return {
    type: "line",
    id,
    from,
    to,
    length: kilometres(1),
    impedancePerKilometre: { conductors: perMile.conductors, values },
  };
};

type Winding = "delta" | "groundedWye";
const connection = (kind: Winding, clock: Clock): WindingConnection =>
  kind === "delta" ? { kind: "delta", clock } : { kind: "wye", starPoint: earthedStarPoint, clock };

const load = (kind: Winding, lineToLine: number, [a, b, c]: readonly [Demand, Demand, Demand]): Load =>
  kind === "delta"
    ? {
        type: "load",
        id: "load4",
        bus: "4",
        connection: "delta",
        ratedVoltage: volts(lineToLine),
        demand: { "L1-L2": a, "L2-L3": b, "L3-L1": c },
      }
    : {
        type: "load",
        id: "load4",
        bus: "4",
        connection: "wye",
        starPoint: "earth",
        ratedVoltage: volts(lineToLine / Math.sqrt(3)),
        demand: { L1: a, L2: b, L3: c },
      };

const third = constantPower(watts(1800000), vars(871779.789));
const balanced = [third, third, third] as const;
const unbalanced = [
  constantPower(watts(1275000), vars(790174.031)),
  constantPower(watts(1800000), vars(871779.789)),
  constantPower(watts(2375000), vars(780624.75)),
] as const;

const feeder = (
  primary: Winding,
  secondary: Winding,
  secondaryVoltage: number,
  clock: Clock,
  demand: readonly [Demand, Demand, Demand] = balanced,
): Network => ({
  frequency: hertz(60),
  components: [
    {
      type: "source",
      id: "source",
      bus: "1",
      voltage: balancedVoltage(volts(7199.558)),
      impedance: ideal,
      starPoint: earthedStarPoint,
    },
    line("12", "1", "2", 2000, primary === "delta" ? 3 : 4),
    {
      type: "transformer",
      id: "23",
      // The published solution is that of three independent legs.
      core: { kind: "independent" },
      ratedPower: voltAmperes(6e6),
      windings: [
        {
          bus: "2",
          connection: connection(primary, 0),
          ratedVoltage: volts(12470),
          tap: ratio(1),
          resistance: percent(0.5),
        },
        {
          bus: "3",
          connection: connection(secondary, clock),
          ratedVoltage: volts(secondaryVoltage),
          tap: ratio(1),
          resistance: percent(0.5),
        },
      ],
      reactance: [percent(6)],
    },
    line("34", "3", "4", 2500, secondary === "delta" ? 3 : 4),
    load(secondary, secondaryVoltage, demand),
  ],
  meteringPoints: [],
});

/** ANSI: the low-voltage side lags by 30 degrees, so clock 1 stepping down and 11 stepping up. */
export const ieeeFourNodeNetworks: Readonly<Record<string, Network>> = {
  "balanced_stepdown_D-D": feeder("delta", "delta", 4160, 0),
  "balanced_stepdown_D-grY": feeder("delta", "groundedWye", 4160, 1),
  "balanced_stepdown_grY-grY": feeder("groundedWye", "groundedWye", 4160, 0),
  "balanced_stepup_D-D": feeder("delta", "delta", 24900, 0),
  "balanced_stepup_D-grY": feeder("delta", "groundedWye", 24900, 11),
  "balanced_stepup_grY-grY": feeder("groundedWye", "groundedWye", 24900, 0),
  "unbalanced_stepdown_grY-grY": feeder("groundedWye", "groundedWye", 4160, 0, unbalanced),
};

/** Line or node, quantity, magnitude (V or A, RMS), degrees. */
export type PrintedValue = readonly [string, string, number, number];

export const ieeeFourNodeSolutions: Readonly<Record<string, readonly PrintedValue[]>> = {
  "balanced_stepdown_D-D": [
    ["12", "current_in_A", 335.8, -34.7],
    ["12", "current_in_B", 335.8, -154.6],
    ["12", "current_in_C", 336, 85.4],
    ["2", "voltage_AB", 12339, 29.7],
    ["2", "voltage_BC", 12349, -90.4],
    ["2", "voltage_CA", 12321, 149.6],
    ["3", "voltage_AB", 3911, 26.5],
    ["3", "voltage_BC", 3914, -93.6],
    ["3", "voltage_CA", 3905, 146.4],
    ["34", "current_in_A", 1006.7, -34.7],
    ["34", "current_in_B", 1006.7, -154.6],
    ["34", "current_in_C", 1007.2, 85.4],
    ["4", "voltage_AB", 3442, 22.3],
    ["4", "voltage_BC", 3497, -99.4],
    ["4", "voltage_CA", 3384, 140.7],
  ],
  "balanced_stepdown_D-grY": [
    ["12", "current_in_A", 335, -35.7],
    ["12", "current_in_B", 331.8, -154.0],
    ["12", "current_in_C", 341.6, 85.6],
    ["2", "voltage_AB", 12340, 29.7],
    ["2", "voltage_BC", 12349, -90.4],
    ["2", "voltage_CA", 12318, 149.6],
    ["3", "voltage_A", 2249, -33.7],
    ["3", "voltage_B", 2263, -153.4],
    ["3", "voltage_C", 2259, 86.4],
    ["34", "current_in_A", 1041.9, -64.9],
    ["34", "current_in_B", 973.7, 175.9],
    ["34", "current_in_C", 1007, 55.0],
    ["4", "voltage_A", 1920, -39.1],
    ["4", "voltage_B", 2054, -158.3],
    ["4", "voltage_C", 1986, 80.9],
  ],
  "balanced_stepdown_grY-grY": [
    ["12", "current_in_A", 347.9, -34.9],
    ["12", "current_in_B", 323.7, -154.2],
    ["12", "current_in_C", 336.8, 85.0],
    ["2", "voltage_A", 7107, -0.3],
    ["2", "voltage_B", 7140, -120.3],
    ["2", "voltage_C", 7121, 119.6],
    ["3", "voltage_A", 2247.6, -3.7],
    ["3", "voltage_B", 2269, -123.5],
    ["3", "voltage_C", 2256, 116.4],
    ["34", "current_in_A", 1042.8, -34.9],
    ["34", "current_in_B", 970.2, -154.2],
    ["34", "current_in_C", 1009.6, 85.0],
    ["4", "voltage_A", 1918, -9.1],
    ["4", "voltage_B", 2061, -128.3],
    ["4", "voltage_C", 1981, 110.9],
  ],
  "balanced_stepup_D-D": [
    ["12", "current_in_A", 292.4, -29.3],
    ["12", "current_in_B", 292.3, -149.3],
    ["12", "current_in_C", 292.4, 90.7],
    ["2", "voltage_AB", 12361, 29.7],
    ["2", "voltage_BC", 12372, -90.4],
    ["2", "voltage_CA", 12348, 149.6],
    ["3", "voltage_AB", 23723, 26.7],
    ["3", "voltage_BC", 23746, -93.4],
    ["3", "voltage_CA", 23698, 146.6],
    ["34", "current_in_A", 146.4, -29.3],
    ["34", "current_in_B", 146.4, -149.3],
    ["34", "current_in_C", 146.4, 90.7],
    ["4", "voltage_AB", 23657, 26.6],
    ["4", "voltage_BC", 23688, -93.5],
    ["4", "voltage_CA", 23625, 146.5],
  ],
  "balanced_stepup_D-grY": [
    ["12", "current_in_A", 292.4, -29.3],
    ["12", "current_in_B", 292.3, -149.3],
    ["12", "current_in_C", 292.4, 90.7],
    ["2", "voltage_AB", 12361, 29.7],
    ["2", "voltage_BC", 12372, -90.4],
    ["2", "voltage_CA", 12348, 149.6],
    ["3", "voltage_A", 13697, 26.7],
    ["3", "voltage_B", 13710, -93.4],
    ["3", "voltage_C", 13681, 146.6],
    ["34", "current_in_A", 146.5, 0.7],
    ["34", "current_in_B", 146.2, -119.4],
    ["34", "current_in_C", 146.6, 120.6],
    ["4", "voltage_A", 13653, 26.6],
    ["4", "voltage_B", 13678, -93.5],
    ["4", "voltage_C", 13644, 146.5],
  ],
  "balanced_stepup_grY-grY": [
    ["12", "current_in_A", 293, -29.3],
    ["12", "current_in_B", 291.9, -149.3],
    ["12", "current_in_C", 292.3, 90.6],
    ["2", "voltage_A", 7126, -0.3],
    ["2", "voltage_B", 7145, -120.4],
    ["2", "voltage_C", 7137, 119.6],
    ["3", "voltage_A", 13675, -3.3],
    ["3", "voltage_B", 13715, -123.4],
    ["3", "voltage_C", 13698, 116.6],
    ["34", "current_in_A", 146.7, -29.3],
    ["34", "current_in_B", 146.2, -149.3],
    ["34", "current_in_C", 146.4, 90.6],
    ["4", "voltage_A", 13631, -3.5],
    ["4", "voltage_B", 13682, -123.5],
    ["4", "voltage_C", 13661, 116.5],
  ],
  "unbalanced_stepdown_grY-grY": [
    ["12", "current_in_A", 230.1, -35.9],
    ["12", "current_in_B", 345.7, -152.6],
    ["12", "current_in_C", 455.1, 84.7],
    ["2", "voltage_A", 7164, -0.1],
    ["2", "voltage_B", 7110, -120.2],
    ["2", "voltage_C", 7082, 119.3],
    ["3", "voltage_A", 2305, -2.3],
    ["3", "voltage_B", 2255, -123.6],
    ["3", "voltage_C", 2203, 114.8],
    ["34", "current_in_A", 689.7, -35.9],
    ["34", "current_in_B", 1036, -152.6],
    ["34", "current_in_C", 1364, 84.7],
    ["4", "voltage_A", 2175, -4.1],
    ["4", "voltage_B", 1930, -126.8],
    ["4", "voltage_C", 1833, 102.8],
  ],
};
