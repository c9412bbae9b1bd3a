import { describe, expect, it } from "vitest";
import { conductorMatrix, uncoupled } from "#models/network/impedance.ts";
import { constantImpedance, constantPower, type Load } from "#models/network/load.ts";
import type { Component, MeteringPoint, Network } from "#models/network/network.ts";
import { prepare } from "#models/network/prepare.ts";
import { InvalidNetwork } from "#models/network/solveError.ts";
import { balancedVoltage, ideal, type Source } from "#models/network/source.ts";
import { earthedNeutral } from "#models/network/starPoint.ts";
import { validate } from "#models/network/validate.ts";
import { rectangular } from "#models/phasor.ts";
import { hertz, metres, percent, ratio, vars, voltAmperes, volts, watts } from "#models/units.ts";

const source: Source = {
  type: "source",
  id: "source",
  bus: "a",
  voltage: balancedVoltage(volts(230)),
  impedance: ideal,
  starPoint: earthedNeutral,
};
const load: Load = {
  type: "load",
  id: "load",
  bus: "a",
  connection: "wye",
  starPoint: "neutral",
  ratedVoltage: volts(230),
  demand: { L1: constantPower(watts(1000), vars(0)) },
};
const line = (id: string, from: string, to: string): Component => ({
  type: "line",
  id,
  from,
  to,
  length: metres(10),
  impedancePerKilometre: uncoupled({ L1: rectangular(1, 0), N: rectangular(1, 0) }),
});
const network = (components: Component[], meteringPoints: MeteringPoint[] = []): Network => ({
  frequency: hertz(50),
  components,
  meteringPoints,
});
const complaints = (of: Network): string[] =>
  validate(of).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("validate", () => {
  it("has nothing to say about a sound network", () => {
    expect(complaints(network([source, load], [{ id: "m", at: "load", end: "terminals" }]))).toEqual([]);
  });

  it("says everything at once", () => {
    const found = complaints({
      frequency: hertz(0),
      components: [
        { ...load, ratedVoltage: volts(Number.NaN) },
        { ...load, demand: { L1: constantImpedance(rectangular(0, 0)) } },
        line("line", "b", "c"),
      ],
      meteringPoints: [{ id: "m", at: "nowhere", end: "terminals" }],
    });
    expect(found).toEqual([
      "frequency: a network's frequency is positive, not 0",
      'components.1.id: the id "load" is already taken',
      "components.0.ratedVoltage: a finite number is needed, not NaN",
      "components.1.demand.L1.impedance: a load is no short circuit: its impedance is not zero",
      'meteringPoints.0.at: there is no component "nowhere"',
      "components: there is no source",
    ]);
  });

  it.each<[string, Component[], string]>([
    [
      "a bus no source reaches",
      [source, line("l", "b", "c")],
      'components.1: no path leads from a source to bus "b"',
    ],
    [
      "a conductor nobody brings",
      [source, line("l", "a", "b"), { ...load, bus: "b", demand: { L2: constantPower(watts(1), vars(0)) } }],
      "components.2: nothing brings conductor L2 to its bus",
    ],
    [
      "an asymmetric matrix",
      [
        source,
        {
          ...line("l", "a", "b"),
          impedancePerKilometre: conductorMatrix(
            ["L1", "N"],
            [
              [1, 0.1],
              [0.2, 1],
            ],
            [
              [1, 0],
              [0, 1],
            ],
          ),
        } as Component,
      ],
      "components.1.impedancePerKilometre.values.0.1: the matrix is symmetric, but [0][1] and [1][0] differ",
    ],
    [
      "a matrix that is not square",
      [
        source,
        {
          ...line("l", "a", "b"),
          impedancePerKilometre: { conductors: ["L1", "N"], values: [[rectangular(1, 0)]] },
        } as Component,
      ],
      "components.1.impedancePerKilometre.values: the matrix has 2 rows and columns, one per conductor",
    ],
    [
      "a negative length",
      [source, { ...line("l", "a", "b"), length: metres(-1) } as Component],
      "components.1.length: a length is not negative, but -1 is",
    ],
    [
      "two ideal sources on one bus",
      [source, { ...source, id: "second" }],
      'components.1: "second" closes a loop without any impedance: give some part of it one',
    ],
    [
      "a clock the connection cannot have",
      [
        source,
        {
          type: "transformer",
          id: "t",
          ratedPower: voltAmperes(1e5),
          windings: [
            {
              bus: "a",
              connection: { kind: "delta", clock: 0 },
              ratedVoltage: volts(400),
              tap: ratio(1),
              resistance: percent(1),
            },
            {
              bus: "b",
              connection: { kind: "wye", starPoint: earthedNeutral, clock: 4 },
              ratedVoltage: volts(400),
              tap: ratio(1),
              resistance: percent(1),
            },
          ],
          reactance: [percent(4)],
        },
      ],
      "components.1.windings.1.connection.clock: delta and wye cannot have clock 4",
    ],
    [
      "a fault on no line",
      [source, { type: "fault", kind: "openConductor", id: "f", line: "x", conductor: "N" }],
      'components.1.line: there is no line "x"',
    ],
  ])("finds %s", (_, components, complaint) => {
    expect(complaints(network(components))).toContain(complaint);
  });

  it("does not complain about an open switch or a broken line", () => {
    const fuses: Component = {
      type: "switch",
      id: "s",
      from: "a",
      to: "b",
      position: { L1: "open", N: "open" },
    };
    expect(complaints(network([source, fuses, { ...load, bus: "b" }]))).toEqual([]);
  });

  it("is what prepare refuses with, issues and all", () => {
    const refused = () => prepare(network([load]));
    expect(refused).toThrow(InvalidNetwork);
    expect(refused).toThrow("there is no source");
  });
});
