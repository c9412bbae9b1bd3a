/**
 * Two-bus networks with published solutions of other programs.
 * power-grid-model: github.com/PowerGridModel/power-grid-model, commit 3394561ef0d52caee0c2f149d925a15435e018f1,
 * tests/data/power_flow/asym-line (MPL-2.0), whose reference solutions are OpenDSS's; volts and radians.
 * PowerFactory: results of DIgSILENT PowerFactory in pandapower's tests (github.com/e2nIEE/pandapower, commit
 * cea232038682e2014908be4066c35774ef17a5b8, test_runpp_3ph.py, test_runpp_3ph_n_line.py, BSD-3); its source holds
 * the positive sequence at the bus, Z2 and Z0 come from the short-circuit power with voltage factor 1.1.
 */

import { type ConductorMatrix, conductorMatrix, withoutEarthedNeutral } from "#models/network/impedance.ts";
import { type CapacitanceMatrix, sequenceCapacitance, sequenceLine } from "#models/network/line.ts";
import { constantPower, type Load } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import {
  balancedVoltage,
  type InternalImpedance,
  type Source,
  sequenceImpedance,
} from "#models/network/source.ts";
import { earthedStarPoint } from "#models/network/starPoint.ts";
import { type Phasor, rectangular, scale } from "#models/phasor.ts";
import { conductors, perPhase, phases } from "#models/threePhase.ts";
import { hertz, kilometres, vars, volts, watts } from "#models/units.ts";
import { openDssVoltage } from "./openDssVoltage.ts";

type PhasePower = readonly (readonly [number, number])[];

const twoBuses = (
  lineToLine: number,
  voltage: Source["voltage"],
  impedance: InternalImpedance,
  line: {
    readonly length: number;
    readonly impedance: ConductorMatrix;
    readonly capacitance: CapacitanceMatrix;
  },
  loads: readonly PhasePower[],
): Network => ({
  frequency: hertz(50),
  components: [
    {
      type: "source",
      id: "source",
      bus: "1",
      voltage,
      impedance,
      starPoint: earthedStarPoint,
    },
    {
      type: "line",
      id: "line",
      from: "1",
      to: "2",
      length: kilometres(line.length),
      impedancePerKilometre: line.impedance,
      capacitance: line.capacitance,
    },
    ...loads.map(
      (powers, i): Load => ({
        type: "load",
        id: `load${i}`,
        bus: "2",
        connection: "wye",
        starPoint: "earth",
        ratedVoltage: volts(lineToLine / Math.sqrt(3)),
        demand: perPhase((phase) => {
          const [p, q] = powers[phases.indexOf(phase)]!;
          return constantPower(watts(p), vars(q));
        }),
      }),
    ),
  ],
  meteringPoints: [],
});

const r = [
  [0.6904, 0.0495, 0.0492, 0.0495],
  [0.0495, 0.6904, 0.0495, 0.0492],
  [0.0492, 0.0495, 0.6904, 0.0495],
  [0.0495, 0.0492, 0.0495, 0.6904],
];
const x = [
  [0.8316, 0.7559, 0.7339, 0.7559],
  [0.7559, 0.8316, 0.7559, 0.7339],
  [0.7339, 0.7559, 0.8316, 0.7559],
  [0.7559, 0.7339, 0.7559, 0.8316],
];
const firstThree = (rows: readonly (readonly number[])[]) => rows.slice(0, 3).map((row) => row.slice(0, 3));

const asymmetricLine = (impedance: ConductorMatrix, capacitance: CapacitanceMatrix): Network => {
  // 1e15 VA at 10 kV with R/X = 6
  const z = scale(rectangular(6, 1), 1e-7 / Math.sqrt(37));
  return twoBuses(
    10e3,
    openDssVoltage(volts(10e3 / Math.sqrt(3))),
    sequenceImpedance(z, z),
    { length: 1, impedance, capacitance },
    [
      [
        [1e3, 1e3],
        [2e3, 2e3],
        [3e3, 3e3],
      ],
    ],
  );
};

export interface PowerGridModelCase {
  readonly name: string;
  readonly network: Network;
  /** Bus 2: volts and radians of L1, L2, L3. */
  readonly voltage: readonly (readonly [number, number])[];
  /** Into the line at bus 1: watts and vars of L1, L2, L3. */
  readonly powerFrom: PhasePower;
}

export const powerGridModelCases: readonly PowerGridModelCase[] = [
  {
    name: "neutral reduced, C1 and C0",
    network: asymmetricLine(
      withoutEarthedNeutral(conductorMatrix(conductors, r, x)),
      sequenceCapacitance(5.4e-10, 3.2e-10),
    ),
    voltage: [
      [5773.519455624028, 7.317615894109981e-7],
      [5773.2545099492745, -2.0943290868542626],
      [5772.968810098891, 2.09443002359797],
    ],
    powerFrom: [
      [999.9977902686044, 994.3415275332084],
      [2000.2178719222172, 1994.2992025966887],
      [3000.382096140212, 2994.5180088008474],
    ],
  },
  {
    name: "three wires, C1 and C0",
    network: asymmetricLine(
      conductorMatrix(phases, firstThree(r), firstThree(x)),
      sequenceCapacitance(5.4e-10, 3.2e-10),
    ),
    voltage: [
      [5773.678285117027, 2.852435719434175e-5],
      [5773.042538596008, -2.094319387255308],
      [5773.028380725146, 2.0943923009436936],
    ],
    powerFrom: [
      [999.9980255829723, 994.2861798862501],
      [2000.3106979058703, 1994.3532941447736],
      [3000.2380241547926, 2994.60021246987],
    ],
  },
  {
    name: "three wires, capacitance matrix",
    network: asymmetricLine(conductorMatrix(phases, firstThree(r), firstThree(x)), {
      conductors: phases,
      // used as they stand, signs and all
      faradsPerKilometre: [
        [3.2e-10, 5.4e-10, 7.6e-10],
        [5.4e-10, 3.2e-10, 5.4e-10],
        [7.6e-10, 5.4e-10, 3.2e-10],
      ],
    }),
    voltage: [
      [5773.678408437654, 2.8638259831177122e-5],
      [5773.0423355653165, -2.0943193090049426],
      [5773.028264805486, 2.094392360517512],
    ],
    powerFrom: [
      [998.003164967182, 1003.3961582170745],
      [2000.3107111727538, 2002.311852383297],
      [3002.23396107193, 3003.7106905520777],
    ],
  },
];

/** Holds the positive sequence: a millionth of Z2 stands for none, which a coupled matrix cannot have. */
const regulated = (lineToLine: number, shortCircuitPower: number): InternalImpedance => {
  const modulus = (1.1 * lineToLine ** 2) / shortCircuitPower;
  const reactance = modulus / Math.sqrt(1 + 0.1 ** 2);
  const z: Phasor = rectangular(0.1 * reactance, reactance);
  return sequenceImpedance(scale(z, 1e-6), z, z);
};

const nanofarads = (value: number): number => value * 1e-9;
const line = (length: number, r1: number, x1: number, r0: number, x0: number, c1: number, c0: number) => ({
  length,
  impedance: sequenceLine(r1, x1, r0, x0),
  capacitance: sequenceCapacitance(nanofarads(c1), nanofarads(c0)),
});

export interface PowerFactoryCase {
  readonly name: string;
  readonly network: Network;
  readonly ratedVoltage: number;
  /** Per unit of both buses, per phase; empty where not published. */
  readonly voltage: readonly (readonly number[])[];
  readonly voltageTolerance: number;
  /** Magnitudes in kA at both ends. */
  readonly current: { readonly from: readonly number[]; readonly to: readonly number[] };
  readonly currentTolerance: number;
  /** MW and Mvar into the line at bus 1, per phase; empty where not published. */
  readonly powerFrom: PhasePower;
}

export const powerFactoryCases: readonly PowerFactoryCase[] = [
  {
    name: "two buses at 400 V",
    ratedVoltage: 400,
    network: twoBuses(
      400,
      balancedVoltage(volts(400 / Math.sqrt(3))),
      regulated(400, 10e6),
      line(0.4, 0.1013, 0.06911504, 0.4053, 0.2764602, 690, 312.4),
      [
        [
          [10e3 / 3, 10e3 / 3],
          [10e3 / 3, 10e3 / 3],
          [10e3 / 3, 10e3 / 3],
        ],
        [
          [20e3, 10e3],
          [15e3, 5e3],
          [25e3, 10e3],
        ],
      ],
    ),
    voltage: [
      [0.99939853552, 1.0013885141, 0.99921580141],
      [0.97401782343, 0.98945593737, 0.96329605983],
    ],
    voltageTolerance: 4e-6,
    current: {
      from: [0.11946088987, 0.08812337783, 0.14074226065],
      to: [0.1194708224, 0.088131567331, 0.14075063601],
    },
    currentTolerance: 1e-5,
    powerFrom: [
      [0.023810539354, 0.013901720672],
      [0.01855791658, 0.008421814704],
      [0.029375192747, 0.013852398586],
    ],
  },
  {
    name: "20 kV line with neutral current",
    ratedVoltage: 20e3,
    network: twoBuses(
      20e3,
      balancedVoltage(volts(20e3 / Math.sqrt(3))),
      regulated(20e3, 5000e6),
      line(2, 0.184, 0.1900664, 0.789, 0.306, 273, 272.9),
      [
        [
          [0.3e6, 0.003e6],
          [0.2e6, 0.002e6],
          [0.1e6, 0.001e6],
        ],
      ],
    ),
    voltage: [],
    voltageTolerance: 0,
    // the last is the current in the neutral: the sum of the phases
    current: {
      from: [0.026071, 0.0174208, 0.0088636, 0.0150228],
      to: [0.0260123, 0.0173288, 0.0086592, 0.0150217],
    },
    currentTolerance: 1.1e-5,
    powerFrom: [
      [0.3003988, -0.0196415],
      [0.2000966, -0.0206405],
      [0.0999835, -0.0218763],
    ],
  },
  {
    name: "two buses at 110 kV, one phase near collapse",
    ratedVoltage: 110e3,
    network: twoBuses(
      110e3,
      balancedVoltage(volts(110e3 / Math.sqrt(3))),
      regulated(110e3, 5000e6),
      line(50, 0.0212, 0.1162389, 0.0848, 0.4649556, 230, 230.6),
      [
        [
          [50e6, 50e6],
          [10e6, 15e6],
          [10e6, 5e6],
        ],
      ],
    ),
    voltage: [
      [0.96742893, 1.01302766, 1.019784],
      [0.74957533, 1.09137945, 1.05124282],
    ],
    voltageTolerance: 1.1e-6,
    current: {
      from: [1.34212045, 0.13715552, 0.22838401],
      to: [1.48537916, 0.26009611, 0.1674634],
    },
    currentTolerance: 1.1e-4,
    powerFrom: [],
  },
];
