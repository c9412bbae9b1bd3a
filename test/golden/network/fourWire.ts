/**
 * Four-wire networks with explicit neutral as OpenDSS solves them. Decks and solved voltages: validation cases of
 * PowerModelsDistribution.jl (github.com/lanl-ansi/PowerModelsDistribution.jl, commit
 * e59d21a854ad96e694aabae0384aec1e05a48659, test/data/en_validation_case_data and en_validation_case_solutions,
 * BSD-style licence). Restated here in the project's own form, with what the decks leave to OpenDSS defaults:
 * source X1/R1 = 4, X0/R0 = 3; line R0 X0 C1 C0 = 0.1784 ohm, 0.4047 ohm, 3.4 nF, 1.6 nF per unit length;
 * winding resistance 0.2 %; and the "ppm_antifloat" reactance that OpenDSS hangs from every coil end to earth.
 * Expected: RMS volts to earth and degrees, conductor N = OpenDSS node 4. Tolerance asked: 1e-6 V.
 */

import { conductorMatrix } from "#models/network/impedance.ts";
import { type Line, sequenceCapacitance, sequenceLine } from "#models/network/line.ts";
import {
  constantCurrent,
  constantPower,
  type Demand,
  exponential,
  impedanceDrawing,
  type Load,
} from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import type { Shunt } from "#models/network/shunt.ts";
import { type Source, shortCircuitImpedance } from "#models/network/source.ts";
import { earthedNeutral, earthedStarPoint } from "#models/network/starPoint.ts";
import type { Transformer, Winding } from "#models/network/transformer.ts";
import { rectangular } from "#models/phasor.ts";
import { type Conductor, conductors } from "#models/threePhase.ts";
import {
  amperes,
  hertz,
  kilometres,
  metres,
  percent,
  radians,
  ratio,
  vars,
  voltAmperes,
  volts,
  watts,
} from "#models/units.ts";
import { openDssVoltage } from "./openDssVoltage.ts";

/** bus, conductor, volts, degrees */
type ExpectedPotential = readonly [string, Conductor, number, number];

export interface FourWireCase {
  readonly name: string;
  readonly network: Network;
  readonly expected: readonly ExpectedPotential[];
}

const supply = (
  bus: string,
  lineToLine: number,
  threePhasePower: number,
  singlePhasePower: number,
): Source => ({
  type: "source",
  id: "supply",
  bus,
  voltage: openDssVoltage(volts(lineToLine / Math.sqrt(3))),
  impedance: shortCircuitImpedance({
    lineToLine: volts(lineToLine),
    threePhasePower: voltAmperes(threePhasePower),
    singlePhasePower: voltAmperes(singlePhasePower),
    positiveXOverR: 4,
    zeroXOverR: 3,
  }),
  starPoint: earthedNeutral,
});

const ra = 0.227217624;
const rm = 0.059217624;
const xa = 0.879326005;
const fourWireCable = conductorMatrix(
  conductors,
  [
    [ra, rm, rm, rm],
    [rm, ra, rm, rm],
    [rm, rm, ra, rm],
    [rm, rm, rm, ra],
  ],
  [
    [xa, 0.541069709, 0.475545802, 0.449141163],
    [0.541069709, xa, 0.516533439, 0.475545802],
    [0.475545802, 0.516533439, xa, 0.541069709],
    [0.449141163, 0.475545802, 0.541069709, xa],
  ],
);
const cable = (id: string, from: string, to: string, length: number): Line => ({
  type: "line",
  id,
  from,
  to,
  length: kilometres(length),
  impedancePerKilometre: fourWireCable,
});

const reactive = (active: number, powerFactor: number): number => active * Math.tan(Math.acos(powerFactor));

/** One phase of kVA at a power factor, whatever the exponents. */
const share = (apparent: number, powerFactor: number, a = 0, b = 0): Demand =>
  exponential(watts(apparent * powerFactor), vars(reactive(apparent * powerFactor, powerFactor)), a, b);

const singlePhase = (apparent: number): Load => ({
  type: "load",
  id: "load1",
  bus: "b2",
  connection: "wye",
  starPoint: "neutral",
  ratedVoltage: volts(230),
  demand: { L1: share(apparent, 0.9) },
});
const wye = (demand: Demand): Load => ({
  type: "load",
  id: "load2",
  bus: "b2",
  connection: "wye",
  starPoint: "neutral",
  ratedVoltage: volts(400 / Math.sqrt(3)),
  demand: { L1: demand, L2: demand, L3: demand },
});
const delta = (demand: Demand): Load => ({
  type: "load",
  id: "load2",
  bus: "b2",
  connection: "delta",
  ratedVoltage: volts(400),
  demand: { "L1-L2": demand, "L2-L3": demand, "L3-L1": demand },
});
const third = 10e3 / 3;

const lowVoltage = (...extra: Component[]): Network => ({
  frequency: hertz(60),
  components: [supply("b1", 400, 1e14, 1e14), cable("line1", "b1", "b2", 1), singlePhase(5e3), ...extra],
  meteringPoints: [],
});

/**
 * OpenDSS ties both ends of every coil to earth through a reactance of two million times the coil's rated impedance.
 * Ends in delta meet two coils, and the second end of a single-phase coil counts double.
 */
const antifloat = (transformer: Transformer, windings: readonly Winding[] = transformer.windings): Shunt[] =>
  windings.flatMap(({ bus, connection, ratedVoltage }, w): Shunt[] => {
    const legs = connection.kind === "coil" ? 1 : 3;
    const coil = connection.kind === "wye" ? ratedVoltage / Math.sqrt(3) : ratedVoltage;
    const isTurned = connection.kind === "coil" && connection.from === "earth";
    const ends = connection.kind === "delta" || isTurned ? 2 : 1;
    const reactance = (2e6 * coil ** 2) / (transformer.ratedPower / legs) / ends;
    const at: Conductor[] =
      connection.kind === "coil"
        ? [connection.from, connection.to].filter((c) => c !== "earth")
        : ["L1", "L2", "L3"];
    return at.map((conductor) => ({
      type: "shunt",
      id: `antifloat${w + 1}${conductor}`,
      bus,
      conductor,
      to: "earth",
      impedance: rectangular(0, reactance),
    }));
  });

const unloadedWyeWye: Transformer = {
  type: "transformer",
  // OpenDSS takes legs as magnetically independent.
  core: { kind: "independent" },
  id: "transformer1",
  ratedPower: voltAmperes(500e3),
  windings: [
    {
      bus: "x1",
      connection: { kind: "wye", starPoint: earthedStarPoint, clock: 0 },
      ratedVoltage: volts(11e3),
      tap: ratio(1.02),
      resistance: percent(1),
    },
    {
      bus: "x2",
      connection: { kind: "wye", starPoint: earthedStarPoint, clock: 0 },
      ratedVoltage: volts(400),
      tap: ratio(0.97),
      resistance: percent(2),
    },
  ],
  reactance: [percent(5)],
  noLoad: { loss: percent(5), magnetisingCurrent: percent(11), winding: 2 },
};

const wyeWye: Network = {
  frequency: hertz(60),
  components: [
    supply("b1", 11e3, 1e14, 1e14),
    cable("line1", "b1", "x1", 30),
    unloadedWyeWye,
    ...antifloat(unloadedWyeWye),
    {
      type: "shunt",
      id: "grounding",
      bus: "x2",
      conductor: "N",
      to: "earth",
      impedance: rectangular(0, 0.1),
    },
    cable("line2", "x2", "b2", 0.5),
    singlePhase(10e3),
  ],
  meteringPoints: [],
};

const threeWireTransformer: Transformer = {
  type: "transformer",
  // OpenDSS takes legs as magnetically independent.
  core: { kind: "independent" },
  id: "tr1",
  ratedPower: voltAmperes(800e3),
  windings: [
    {
      bus: "sourcebus",
      connection: { kind: "wye", starPoint: earthedStarPoint, clock: 0 },
      ratedVoltage: volts(11e3),
      tap: ratio(1),
      resistance: percent(0.2),
    },
    {
      bus: "1",
      connection: { kind: "wye", starPoint: earthedStarPoint, clock: 0 },
      ratedVoltage: volts(400),
      tap: ratio(1),
      resistance: percent(0.2),
    },
  ],
  reactance: [percent(1)],
};

const shortCircuitPower = (lineToLine: number, current: number): number =>
  Math.sqrt(3) * lineToLine * current;

const toEarth = (
  id: string,
  bus: string,
  phase: "L1" | "L2" | "L3",
  rated: number,
  p: number,
  q: number,
): Load => ({
  type: "load",
  id,
  bus,
  connection: "wye",
  starPoint: "earth",
  ratedVoltage: volts(rated),
  demand: { [phase]: constantPower(watts(p), vars(q)) },
});

const threeWire: Network = {
  frequency: hertz(50),
  components: [
    supply("sourcebus", 11e3, shortCircuitPower(11e3, 1e5), shortCircuitPower(11e3, 1e5)),
    threeWireTransformer,
    ...antifloat(threeWireTransformer),
    {
      type: "line",
      id: "line1",
      from: "1",
      to: "2",
      length: metres(1.098),
      impedancePerKilometre: conductorMatrix(
        ["L1", "L2", "L3"],
        [
          [1.049097, 0.525131, 0.523967],
          [0.525131, 1.050262, 0.525131],
          [0.523967, 0.525131, 1.049097],
        ],
        [
          [0.139242, 0.093838, 0.045409],
          [0.093838, 0.18768, 0.093844],
          [0.045409, 0.093844, 0.139257],
        ],
      ),
    },
    toEarth("load1", "2", "L1", 230, 1968, reactive(1968, 0.95)),
  ],
  meteringPoints: [],
};

/** A line of unit length with the given R1, X1 and OpenDSS's own R0, X0, C1, C0. */
const unitLine: Line = {
  type: "line",
  id: "line1",
  from: "sourcebus",
  to: "1",
  length: kilometres(1),
  impedancePerKilometre: sequenceLine(6, 3, 0.1784, 0.4047),
  capacitance: sequenceCapacitance(3.4e-9, 1.6e-9),
};

const threeWindings: Transformer = {
  type: "transformer",
  // OpenDSS takes legs as magnetically independent.
  core: { kind: "independent" },
  id: "tx1",
  ratedPower: voltAmperes(500e3),
  windings: [
    {
      bus: "1",
      connection: { kind: "delta", clock: 0 },
      ratedVoltage: volts(11e3),
      tap: ratio(1.01),
      resistance: percent(1),
    },
    {
      bus: "2",
      connection: { kind: "wye", starPoint: earthedStarPoint, clock: 11 },
      ratedVoltage: volts(4e3),
      tap: ratio(1.02),
      resistance: percent(2),
    },
    {
      bus: "3",
      connection: { kind: "wye", starPoint: earthedStarPoint, clock: 11 },
      ratedVoltage: volts(400),
      tap: ratio(1.03),
      resistance: percent(3),
    },
  ],
  reactance: [percent(5), percent(4), percent(3)],
  noLoad: { loss: percent(5), magnetisingCurrent: percent(11), winding: 2 },
};

const deltaWyeWye: Network = {
  frequency: hertz(50),
  components: [
    supply("sourcebus", 11e3, shortCircuitPower(11e3, 9999999999), shortCircuitPower(11e3, 9999999999)),
    unitLine,
    threeWindings,
    ...antifloat(threeWindings),
    toEarth("load1", "2", "L1", 2300, 43e3, 76e3),
    toEarth("load2", "2", "L2", 2300, 52e3, 85e3),
    toEarth("load3", "2", "L3", 2300, 61e3, 94e3),
    toEarth("load4", "3", "L1", 230, 74e3, 41e3),
    toEarth("load5", "3", "L2", 230, 85e3, 52e3),
    toEarth("load6", "3", "L3", 230, 96e3, 63e3),
    toEarth("load7", "1", "L3", 6351, 205e3, 185e3),
  ],
  meteringPoints: [],
};

/** A pole transformer with a centre-tapped secondary: 120 V from L1 and from L2 to earth, opposite in phase. */
const centreTapped: Transformer = {
  type: "transformer",
  // OpenDSS takes legs as magnetically independent.
  core: { kind: "independent" },
  id: "transformer1",
  ratedPower: voltAmperes(25e3),
  windings: [
    {
      bus: "1",
      connection: { kind: "coil", from: "L3", to: "earth" },
      ratedVoltage: volts(7199.56),
      tap: ratio(1),
      resistance: percent(0.266272),
    },
    {
      bus: "2",
      connection: { kind: "coil", from: "L1", to: "earth" },
      ratedVoltage: volts(120.089),
      tap: ratio(1),
      resistance: percent(0.532544),
    },
    {
      bus: "3",
      connection: { kind: "coil", from: "earth", to: "L2" },
      ratedVoltage: volts(120.089),
      tap: ratio(1),
      resistance: percent(0.532544),
    },
  ],
  reactance: [percent(2.4), percent(1.6), percent(2.4)],
  noLoad: { loss: percent(0.472), magnetisingCurrent: percent(0), winding: 2 },
};

const splitPhase: Network = {
  frequency: hertz(50),
  components: [
    supply("sourcebus", 12470, shortCircuitPower(12470, 99999), shortCircuitPower(12470, 99999)),
    unitLine,
    centreTapped,
    ...antifloat(centreTapped),
    toEarth("load7", "1", "L3", 7199.56, 20e3, 1e3),
    toEarth("load1", "2", "L1", 120.089, 20e3, 1e3),
    toEarth("load5", "3", "L2", 120.089, 20e3, 1e3),
  ],
  meteringPoints: [],
};

const generator = (load: Load): Load => ({ ...load, id: "generator" });

export const fourWireCases: readonly FourWireCase[] = [
  {
    name: "test_gen_1ph_delta: a generator between two phases",
    network: lowVoltage(
      generator({
        ...delta(constantPower(watts(-25e3), vars(0))),
        demand: { "L3-L1": constantPower(watts(-25e3), vars(0)) },
      } as Load),
    ),
    expected: [
      ["b2", "L1", 243.66829958717008, 2.609206862317102],
      ["b2", "L2", 230.830872525648, -119.9972164896975],
      ["b2", "L3", 227.20855976332396, 126.20917808060044],
      ["b2", "N", 4.869867798736998, 21.67138440453587],
      ["b1", "L1", 230.94010771480106, 3.16237442146346e-8],
      ["b1", "L2", 230.94010767572527, -119.99999998729922],
      ["b1", "L3", 230.94010764141018, 120.00000002878811],
    ],
  },
  {
    name: "test_gen_1ph_wye: a generator from a phase to neutral",
    network: lowVoltage(
      generator({
        ...wye(constantPower(watts(-25e3), vars(0))),
        ratedVoltage: volts(230),
        demand: { L1: constantPower(watts(-25e3), vars(0)) },
      } as Load),
    ),
    expected: [
      ["b2", "L1", 231.46319024387694, 9.894141496735733],
      ["b2", "L2", 227.785607418936, -121.17339524721746],
      ["b2", "L3", 225.29971373825063, 120.11213190510226],
      ["b2", "N", 39.8789528120978, -85.80168581032197],
      ["b1", "L1", 230.9401076517963, 5.312080327562628e-8],
      ["b1", "L2", 230.94010767353947, -119.99999998642367],
      ["b1", "L3", 230.940107674684, 120.00000000562655],
    ],
  },
  {
    name: "test_gen_3ph_delta: a three-phase generator in delta",
    network: lowVoltage(generator(delta(constantPower(watts(-25e3 / 3), vars(0))))),
    expected: [
      ["b2", "L1", 230.93637930667404, 1.6109865335456441],
      ["b2", "L2", 237.37488850807085, -116.91377087413284],
      ["b2", "L3", 236.18446863895062, 123.05862116357537],
      ["b2", "N", 7.35893892542169, 41.060121902997096],
      ["b1", "L1", 230.94010766384872, 2.651819422579566e-8],
      ["b1", "L2", 230.94010768695782, -119.99999997350193],
      ["b1", "L3", 230.94010768797446, 120.00000002033819],
    ],
  },
  {
    name: "test_load_1ph_delta_cp: constant power between two phases",
    network: lowVoltage({ ...delta(share(10e3, 0.9)), demand: { "L2-L3": share(10e3, 0.9) } } as Load),
    expected: [
      ["b2", "L1", 221.09992013013706, -1.5941960795313506],
      ["b2", "L2", 228.68383157828183, -122.3849110444276],
      ["b2", "L3", 221.48737877228618, 119.31898641682204],
      ["b2", "N", 11.677186353915811, 31.78685492915099],
      ["b1", "L1", 230.94010764924641, 1.2692623601554784e-8],
      ["b1", "L2", 230.94010766703894, -119.99999999737018],
      ["b1", "L3", 230.94010763741875, 120.00000000334113],
    ],
  },
  {
    name: "test_load_3ph_delta_cp: constant power in delta",
    network: lowVoltage(delta(share(third, 0.9))),
    expected: [
      ["b2", "L1", 216.9006814163318, -2.696479997885111],
      ["b2", "L2", 228.20434822886585, -120.91314217399844],
      ["b2", "L3", 227.40077757322024, 118.60885766718914],
      ["b2", "N", 12.286686478383556, 36.12202985637058],
      ["b1", "L1", 230.94010763226856, 8.322591649660898e-9],
      ["b1", "L2", 230.9401076598082, -119.9999999917465],
      ["b1", "L3", 230.9401076610263, 120.00000000209997],
    ],
  },
  {
    name: "test_load_3ph_delta_cz: constant impedance in delta",
    network: lowVoltage(
      delta(impedanceDrawing(watts(third * 0.9), vars(reactive(third * 0.9, 0.9)), volts(400))),
    ),
    expected: [
      ["b2", "L1", 217.27155909577326, -2.6168917297490326],
      ["b2", "L2", 228.49974238041915, -120.88504744870883],
      ["b2", "L3", 227.52939859104356, 118.6701864232965],
      ["b2", "N", 12.198220552793353, 36.20557710590627],
      ["b1", "L1", 230.94010763342322, 8.675660083765107e-9],
      ["b1", "L2", 230.94010766101556, -119.99999999157978],
      ["b1", "L3", 230.94010766150666, 120.00000000232559],
    ],
  },
  {
    name: "test_load_3ph_delta_exp: exponents 0.4 and 2 in delta",
    network: lowVoltage(delta(share(third, 0.9, 0.4, 2))),
    expected: [
      ["b2", "L1", 217.13160577189163, -2.6922356271286816],
      ["b2", "L2", 228.34619111917468, -120.92558185941057],
      ["b2", "L3", 227.5210534509385, 118.62210636505809],
      ["b2", "N", 12.247725802454456, 36.219475054269296],
      ["b1", "L1", 230.9401076331321, 8.380992171646467e-9],
      ["b1", "L2", 230.9401076604589, -119.99999999177506],
      ["b1", "L3", 230.9401076614833, 120.00000000214796],
    ],
  },
  {
    name: "test_load_3ph_wye_ci: constant current in wye",
    network: lowVoltage(wye(constantCurrent(amperes(third / (400 / Math.sqrt(3))), radians(Math.acos(0.9))))),
    expected: [
      ["b2", "L1", 216.85860115138192, -2.604858939656806],
      ["b2", "L2", 228.2742383178734, -120.89123074569773],
      ["b2", "L3", 227.68671022139685, 118.57444308219613],
      ["b2", "N", 11.977852683433987, 34.103926689651],
      ["b1", "L1", 230.94010763201314, 8.62339875975827e-9],
      ["b1", "L2", 230.9401076601063, -119.99999999157404],
      ["b1", "L3", 230.9401076624775, 120.00000000200804],
    ],
  },
  {
    name: "test_load_3ph_wye_cp: constant power in wye",
    network: lowVoltage(wye(share(third, 0.9))),
    expected: [
      ["b2", "L1", 216.16310559149963, -2.742388661201443],
      ["b2", "L2", 228.57894546196837, -120.85288209601948],
      ["b2", "L3", 227.68080696017608, 118.52531716567253],
      ["b2", "N", 12.88274935854488, 35.20469714353002],
      ["b1", "L1", 230.94010762954895, 8.173124093073604e-9],
      ["b1", "L2", 230.94010766071315, -119.99999999142685],
      ["b1", "L3", 230.9401076623288, 120.00000000191912],
    ],
  },
  {
    name: "test_load_3ph_wye_exp: exponents 0.4 and 2 in wye",
    network: lowVoltage(wye(share(third, 0.9, 0.4, 2))),
    expected: [
      ["b2", "L1", 216.97369299284924, -2.7109781163510296],
      ["b2", "L2", 228.26235202964378, -120.8436998166952],
      ["b2", "L3", 227.76758545282183, 118.5589655166432],
      ["b2", "N", 12.005570670161767, 36.39335120730319],
      ["b1", "L1", 230.940107632386, 8.270568147321902e-9],
      ["b1", "L2", 230.94010765995904, -119.99999999145662],
      ["b1", "L3", 230.94010766260203, 120.00000000194909],
    ],
  },
  {
    name: "test_trans_yy: wye-wye transformer with taps, no-load branch and a grounding reactor",
    network: wyeWye,
    expected: [
      ["x1", "L1", 6277.78446878029, -0.2556309722009191],
      ["x1", "L2", 6344.274659944683, -120.04563229821775],
      ["x1", "L3", 6305.654391776783, 120.17774223978253],
      ["x1", "N", 21.965330909362333, -111.10089375678145],
      ["x2", "L1", 214.7876532860756, -0.32101347679496545],
      ["x2", "L2", 217.866886672046, -120.00011350820758],
      ["x2", "L3", 216.54063930112065, 120.22326102979268],
      ["x2", "N", 5.1525528721545415, 58.27633078027378],
      ["b2", "L1", 205.44516115351382, -2.330589080031369],
      ["b2", "L2", 219.55420579747374, -120.01336333844247],
      ["b2", "L3", 217.33962942738745, 119.83052553033497],
      ["b2", "N", 16.802318788092048, 43.34909766309026],
      ["b1", "L1", 6350.852955953628, 4.4902718282015163e-10],
      ["b1", "L2", 6350.852957472183, -119.9999999935129],
      ["b1", "L3", 6350.852957564094, 120.00000000051428],
    ],
  },
  {
    name: "test_trans_yy_3w: wye-wye transformer and three-wire line",
    network: threeWire,
    expected: [
      ["sourcebus", "L1", 6350.841462639873, -0.0001554725076218388],
      ["sourcebus", "L2", 6350.8529310141275, -120.00000476310078],
      ["sourcebus", "L3", 6350.853431265554, 120.0000021884739],
      ["1", "L1", 230.9272675630951, -0.0038282590272760175],
      ["1", "L2", 230.94010542763155, -120.0000046485092],
      ["1", "L3", 230.9401236185924, 120.00000230306544],
      ["2", "L1", 230.91702209380676, -0.003350951014164843],
      ["2", "L2", 230.9420682186784, -120.00121393842412],
      ["2", "L3", 230.9436729595363, 120.00093852877195],
    ],
  },
  {
    name: "ut_trans_3w_dyy_1: three-winding delta-wye-wye transformer",
    network: deltaWyeWye,
    expected: [
      ["sourcebus", "L1", 6350.852939226361, -7.77431620789714e-8],
      ["sourcebus", "L2", 6350.8529432636315, -120.00000009157546],
      ["sourcebus", "L3", 6350.852914889436, 119.99999973646248],
      ["1", "L1", 6102.558024704945, 1.8821200756199237],
      ["1", "L2", 6057.1262765846295, -119.99231788312741],
      ["1", "L3", 5887.982067093114, 121.24779254106798],
      ["2", "L1", 2128.0255500730404, 30.203842278392393],
      ["2", "L2", 2030.3388133904714, -90.70507411523867],
      ["2", "L3", 2026.0981199645846, 151.1416005998949],
      ["3", "L1", 215.18984755551762, 30.066042820128807],
      ["3", "L2", 205.13785201286245, -90.7497419748651],
      ["3", "L3", 204.56839494629133, 151.1968033651237],
    ],
  },
  {
    name: "ut_trans_3w_yyy_1: single-phase three-winding transformer",
    network: splitPhase,
    expected: [
      ["sourcebus", "L1", 7199.561471515167, -0.00012275991058255563],
      ["sourcebus", "L2", 7199.570099858422, -119.99991898981335],
      ["sourcebus", "L3", 7199.356586035581, 119.99542627065817],
      ["1", "L1", 7185.779787193579, 0.09146245236600345],
      ["1", "L2", 7196.537292527813, -120.14108523813688],
      ["1", "L3", 7163.914092479157, 119.86956335988475],
      ["2", "L1", 118.2602080295205, 118.39023311671332],
      ["3", "L2", 118.31007250977703, -61.22911058157954],
    ],
  },
];
