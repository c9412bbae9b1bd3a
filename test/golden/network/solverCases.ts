/**
 * Networks a solver gets wrong when its loads are no impedances: six found in use, and three of the kin of each. Every one says
 * where its figures come from; those of Newton's method are of test/models/network/second, which shares no code with the
 * solver.
 */
import { conductorMatrix, uncoupled } from "#models/network/impedance.ts";
import { sequenceCapacitance } from "#models/network/line.ts";
import {
  constantCurrent,
  constantImpedance,
  constantPower,
  type Demand,
  exponential,
  type WyeLoad,
} from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import { balancedVoltage, ideal, type Source } from "#models/network/source.ts";
import {
  earthedNeutral,
  isolatedNeutral,
  isolatedStarPoint,
  type StarPoint,
} from "#models/network/starPoint.ts";
import type { Clock, Transformer } from "#models/network/transformer.ts";
import { polar, rectangular } from "#models/phasor.ts";
import { spectrum } from "#models/spectrum.ts";
import { type Conductor, conductors, type Phase, perPhase, phases } from "#models/threePhase.ts";
import {
  amperes,
  degrees,
  hertz,
  metres,
  percent,
  radians,
  ratio,
  vars,
  voltAmperes,
  volts,
  watts,
} from "#models/units.ts";

export interface SolverCase {
  readonly name: string;
  /** Where its figures come from. */
  readonly figures: string;
  readonly network: Network;
  /** Volts RMS to earth, all orders, by bus and conductor; within 0.05 V. */
  readonly potentials: Readonly<Record<string, number>>;
  /** Amperes RMS, all orders, at the metering point "main"; within 0.001 A. */
  readonly currents?: Readonly<Partial<Record<Conductor, number>>>;
  /** Watts there, within 0.05 W. */
  readonly power?: number;
  /** How many demands are not met, and that the state says so. */
  readonly unmet: number;
}

const supply = (starPoint: StarPoint, lineToNeutral = 230): Source => ({
  type: "source",
  id: "supply",
  bus: "a",
  voltage: balancedVoltage(volts(lineToNeutral)),
  impedance: ideal,
  starPoint,
});
const at = (bus: string, starPoint: WyeLoad["starPoint"], demand: WyeLoad["demand"]): WyeLoad => ({
  type: "load",
  id: "load",
  bus,
  connection: "wye",
  starPoint,
  ratedVoltage: volts(230),
  demand,
});
/** Metered at the supply, or where the line ends. */
const network = (meter: "supply" | "line" | "load", ...components: Component[]): Network => ({
  frequency: hertz(50),
  components,
  meteringPoints: [{ id: "main", at: meter, end: meter === "line" ? "to" : "terminals" }],
});

/** P with a power factor; a negative one leads. */
const power = (active: number, powerFactor: number): Demand =>
  constantPower(
    watts(active),
    vars((Math.sign(powerFactor) * active * Math.sqrt(1 - powerFactor ** 2)) / Math.abs(powerFactor)),
  );
const star = (L1: Demand, L2: Demand, L3: Demand): Network =>
  network("supply", supply(earthedNeutral), at("a", "floating", { L1, L2, L3 }));

const ofRoots =
  "sum of S_k / (U_k - V) = 0 is a quadratic in the potential V of the star, and of its roots the one nearer to the middle";
const floatingStars: readonly SolverCase[] = [
  {
    name: "a floating star of mixed powers: 0.835 leading, 0.655 lagging, 0.7065 leading",
    figures: ofRoots,
    network: star(power(1015, -0.835), power(997.5, 0.655), power(1007, -0.7065)),
    potentials: { "load star": 129.66 },
    currents: { L1: 9.578, L2: 4.412, L3: 5.245 },
    power: 3019.5,
    unmet: 0,
  },
  {
    name: "one of 0.7 leading and 0.6 lagging beside 1 kW",
    figures: ofRoots,
    network: star(power(1000, 1), power(1000, -0.7), power(1000, 0.6)),
    potentials: { "load star": 184.04 },
    power: 3000,
    unmet: 0,
  },
  {
    name: "one of three that produce",
    figures: ofRoots,
    network: star(power(-1500, 1), power(-1400, 1), power(-1300, 1)),
    potentials: { "load star": 43.47 },
    power: -4200,
    unmet: 0,
  },
  {
    name: "two powers in series between two phases",
    figures: "the same current through both: V = (S1 U2 + S2 U1) / (S1 + S2)",
    network: network(
      "supply",
      supply(earthedNeutral),
      at("a", "floating", {
        L1: constantPower(watts(1200), vars(0)),
        L2: constantPower(watts(800), vars(600)),
      }),
    ),
    potentials: { "load star": 53.16 },
    power: 2000,
    unmet: 0,
  },
  {
    name: "a floating star of 1, 1.01 and 0.99 kW",
    figures: ofRoots,
    network: star(power(1000, 1), power(1010, 1), power(990, 1)),
    potentials: { "load star": 17.013 },
    power: 3000,
    unmet: 0,
  },
  {
    name: "one whose powers differ by a millionth",
    figures: ofRoots,
    network: star(power(1000, 1), power(1000.001, 1), power(999.999, 1)),
    potentials: { "load star": 0.175 },
    power: 3000,
    unmet: 0,
  },
  {
    name: "one of power factor 0.9 and +-2 %",
    figures: ofRoots,
    network: star(power(2000, 0.9), power(2040, 0.9), power(1960, 0.9)),
    potentials: { "load star": 23.793 },
    power: 6000,
    unmet: 0,
  },
  {
    name: "one of power factor 0.9 and +-20 %",
    figures: ofRoots,
    network: star(power(1000, 0.9), power(1200, 0.9), power(800, 0.9)),
    potentials: { "load star": 69.269 },
    power: 3000,
    unmet: 0,
  },
];

const cable = (broken: readonly Conductor[], ohms: Readonly<Record<Conductor, number>>): Component[] => [
  {
    type: "line",
    id: "line",
    from: "a",
    to: "b",
    length: metres(1000),
    impedancePerKilometre: uncoupled(Object.fromEntries(conductors.map((c) => [c, rectangular(ohms[c], 0)]))),
  },
  ...broken.map(
    (conductor): Component => ({
      type: "fault",
      kind: "openConductor",
      id: `break ${conductor}`,
      line: "line",
      conductor,
    }),
  ),
];
const service = { L1: 0.5, L2: 0.5, L3: 0.5, N: 2 };
/** 5 A in the time of each phase's own voltage, and 2 A of another order, so that those of order 3 are in phase. */
const rectifier = (order: number, starPoint: "neutral" | "earth" = "neutral"): Component => ({
  type: "harmonicCurrentSource",
  id: "rectifier",
  bus: "b",
  starPoint,
  current: perPhase((phase) => {
    const behind = degrees(-120 * phases.indexOf(phase));
    return spectrum([
      { order: 1, phasor: polar(5, behind) },
      { order, phasor: polar(2, radians(order * behind)) },
    ]);
  }),
});
const absent = (source: Source, phase: Phase): Source => ({
  ...source,
  voltage: Object.fromEntries(Object.entries(source.voltage).filter(([name]) => name !== phase)),
});

const noWayBack: readonly SolverCase[] = [
  {
    name: "third harmonics of 2 A beside 5 A with L1 broken: nothing of L1 flows",
    figures:
      "by hand: N carries 5 A of L2 and L3 and 4 A of order 3; 2 x (227.5 x 5 - 10 x 5 x 0.5 - 9 x 2) W",
    network: network("line", supply(earthedNeutral), ...cable(["L1"], service), rectifier(3)),
    potentials: { "b.N": 12.806, "b.L2": 227.502 },
    currents: { L1: 0, L2: 5.3852, L3: 5.3852, N: 6.4031 },
    power: 2189,
    unmet: 2,
  },
  {
    name: "third harmonics with N broken: none flow",
    figures:
      "by hand: three currents in phase have no way back, three a third of a period apart need none; 3 x 227.5 x 5 W",
    network: network("line", supply(earthedNeutral), ...cable(["N"], service), rectifier(3)),
    potentials: { "b.L1": 227.5, "b.L3": 227.5 },
    currents: { L1: 5, L2: 5, L3: 5, N: 0 },
    power: 3412.5,
    unmet: 3,
  },
  {
    name: "fifth harmonics with N broken: all flow",
    figures: "by hand: they add up to nothing; 3 x (227.5 x 5 - 0.5 x 4) W",
    network: network("line", supply(earthedNeutral), ...cable(["N"], service), rectifier(5)),
    potentials: { "b.L1": 227.502 },
    currents: { L1: 5.3852, L2: 5.3852, L3: 5.3852, N: 0 },
    power: 3406.5,
    unmet: 0,
  },
  {
    name: "third harmonics to earth in an isolated network: none flow",
    figures: "by hand: the other currents add up to nothing; 3 x 227.5 x 5 W",
    network: network("line", supply(isolatedNeutral), ...cable([], service), rectifier(3, "earth")),
    potentials: { "b.N": 0, "b.L1": 227.5 },
    currents: { L1: 5, L2: 5, L3: 5, N: 0 },
    power: 3412.5,
    unmet: 3,
  },
];

const electrode = (ohms: number): Component => ({
  type: "shunt",
  id: "electrode",
  bus: "b",
  conductor: "N",
  to: "earth",
  impedance: rectangular(ohms, 0),
});
const sixty = { L1: 0.06, L2: 0.06, L3: 0.06, N: 0.06 };
const unevenCurrents: WyeLoad["demand"] = {
  L1: constantCurrent(amperes(4.3), degrees(0)),
  L2: constantCurrent(amperes(3.9), degrees(0)),
  L3: constantCurrent(amperes(4.8), degrees(0)),
};
const broken = (demand: WyeLoad["demand"], ...behind: Component[]): Network =>
  network("load", supply(earthedNeutral), ...cable(["N"], sixty), at("b", "neutral", demand), ...behind);

const newton = "Newton's method; the currents at N add up to nothing";
const brokenNeutral: readonly SolverCase[] = [
  {
    name: "PEN broken before 4.3, 3.9 and 4.8 A, an electrode of 150 ohm behind it",
    figures: newton,
    network: broken(unevenCurrents, electrode(150)),
    potentials: { "b.N": 23.254, "b.L1": 229.743, "b.L2": 229.766, "b.L3": 229.712 },
    currents: { L1: 4.3, L2: 3.9, L3: 4.8, N: 0.155 },
    unmet: 0,
  },
  {
    name: "with powers of 1, 0.9 and 1.1 kW and 1500 ohm",
    figures: newton,
    network: broken({ L1: power(1000, 1), L2: power(900, 1), L3: power(1100, 1) }, electrode(1500)),
    potentials: { "b.N": 50.096, "b.L1": 229.694 },
    power: 3000,
    unmet: 0,
  },
  {
    name: "with exponents of 0.7 and 1.6 and 400 ohm",
    figures: newton,
    network: broken(
      {
        L1: exponential(watts(1000), vars(300), 0.7, 1.6),
        L2: exponential(watts(1100), vars(250), 0.7, 1.6),
        L3: exponential(watts(950), vars(320), 0.7, 1.6),
      },
      electrode(400),
    ),
    potentials: { "b.N": 21.553, "b.L1": 229.729 },
    unmet: 0,
  },
  {
    name: "with the capacitance of 3 km of cable behind it and nothing else",
    figures: newton,
    network: broken(
      unevenCurrents,
      {
        type: "line",
        id: "cable",
        from: "b",
        to: "c",
        length: metres(3000),
        impedancePerKilometre: conductorMatrix(
          phases,
          phases.map((_, i) => phases.map((__, j) => (i === j ? 0.2 : 0))),
          phases.map((_, i) => phases.map((__, j) => (i === j ? 0.1 : 0))),
        ),
        capacitance: sequenceCapacitance(0.3e-6, 0.2e-6),
      },
      electrode(800),
    ),
    potentials: { "b.N": 28.117, "b.L1": 229.744 },
    unmet: 0,
  },
];

/** 250 kVA, 20 kV to 400 V, 4 % of reactance. */
const transformer = (primary: "wye" | "delta", clock: Clock): Transformer => ({
  type: "transformer",
  id: "transformer",
  ratedPower: voltAmperes(250e3),
  windings: [
    {
      bus: "a",
      connection:
        primary === "delta"
          ? { kind: "delta", clock: 0 }
          : { kind: "wye", clock: 0, starPoint: isolatedStarPoint },
      ratedVoltage: volts(20e3),
      tap: ratio(1),
      resistance: percent(0),
    },
    {
      bus: "b",
      connection: { kind: "wye", clock, starPoint: earthedNeutral },
      ratedVoltage: volts(400),
      tap: ratio(1),
      resistance: percent(0),
    },
  ],
  reactance: [percent(4)],
});
const medium = supply(isolatedStarPoint, 20e3 / Math.sqrt(3));
const behind = (clock: Clock, demand: WyeLoad["demand"]): Network =>
  network("load", absent(medium, "L1"), transformer("delta", clock), at("b", "neutral", demand));
const twentyAmperes: WyeLoad["demand"] = perPhase(() => constantCurrent(amperes(20), degrees(0)));

const phaseLost: readonly SolverCase[] = [
  {
    name: "L1 lost before a Dyn11 with 20 A a phase",
    figures: "by hand: half of 230.94 V on two phases, which are in series on the primary",
    network: behind(11, twentyAmperes),
    potentials: { "b.L1": 115.47, "b.L2": 230.94, "b.L3": 115.47 },
    unmet: 0,
  },
  {
    name: "L1 lost before a Dyn5 with 20 A a phase",
    figures: "by hand: the windings of a Dyn5 are those of a Dyn11 turned round and their phases exchanged",
    network: behind(5, twentyAmperes),
    potentials: { "b.L1": 115.47, "b.L2": 230.94, "b.L3": 115.47 },
    unmet: 0,
  },
  {
    name: "L1 lost before a Dyn11 with 5 kW a phase",
    figures: "Newton's method: two equal powers in series share 230.94 V evenly",
    network: behind(
      11,
      perPhase(() => power(5000, 1)),
    ),
    potentials: { "b.L1": 115.47, "b.L2": 230.94, "b.L3": 115.47 },
    power: 15e3,
    unmet: 0,
  },
  {
    name: "L1 lost before a Dyn11 with exponents of 1.3 and 1.8",
    figures: "by symmetry: two equal loads in series share 230.94 V evenly, less what 4 % of reactance takes",
    network: behind(
      11,
      perPhase(() => exponential(watts(6000), vars(0), 1.3, 1.8)),
    ),
    potentials: { "b.L1": 115.469, "b.L2": 230.939 },
    unmet: 0,
  },
];

const yyn0 = (demand: WyeLoad["demand"]): Network =>
  network("load", medium, transformer("wye", 0), at("b", "neutral", demand));

const oneLeg: readonly SolverCase[] = [
  {
    name: "12 ohm on L1 of a Yyn0 with three limbs",
    figures: "I = 3 E / (2 Z1 + Z0 + 3 R), Z1 = j0.0256 ohm, Z0 = Z1 + j0.32 ohm of magnetising reactance",
    network: yyn0({ L1: constantImpedance(rectangular(12, 0)) }),
    potentials: { "b.L1": 230.926, "b.L2": 232.731, "b.L3": 229.176 },
    currents: { L1: 19.244, L2: 0, L3: 0, N: 19.244 },
    unmet: 0,
  },
  {
    name: "5 ohm on L2",
    figures: "as with 12 ohm on L1",
    network: yyn0({ L2: constantImpedance(rectangular(5, 0)) }),
    potentials: { "b.L2": 230.859 },
    currents: { L1: 0, L2: 46.1719, L3: 0, N: 46.1719 },
    unmet: 0,
  },
  {
    name: "100, 100 and 95 A",
    figures: newton,
    network: yyn0({
      L1: constantCurrent(amperes(100), degrees(0)),
      L2: constantCurrent(amperes(100), degrees(0)),
      L3: constantCurrent(amperes(95), degrees(0)),
    }),
    potentials: { "b.L1": 230.443, "b.L2": 231.362, "b.L3": 230.975 },
    currents: { L1: 100, L2: 100, L3: 95, N: 4.9889 },
    unmet: 0,
  },
  {
    name: "10 kW on L1 alone",
    figures: "E = U + (2 Z1 + Z0) / 3 x conj(S / U) is a quadratic in |U|^2",
    network: yyn0({ L1: power(10e3, 1) }),
    potentials: { "b.L1": 230.869 },
    power: 10e3,
    unmet: 0,
  },
];

export const solverCases: readonly SolverCase[] = [
  ...floatingStars,
  ...noWayBack,
  ...brokenNeutral,
  ...phaseLost,
  ...oneLeg,
];
