import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audit } from "#models/network/audit.ts";
import { conductorMatrix } from "#models/network/impedance.ts";
import { constantImpedance, constantPower, type Demand } from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import { prepare } from "#models/network/prepare.ts";
import { currentsAt, potentialAt } from "#models/network/readState.ts";
import { solve, solveStep } from "#models/network/solve.ts";
import { Overloaded } from "#models/network/solveError.ts";
import { balancedVoltage, ideal, type Source, sequenceImpedance } from "#models/network/source.ts";
import { earthedNeutral, isolatedNeutral, isolatedStarPoint } from "#models/network/starPoint.ts";
import type { Clock, Winding } from "#models/network/transformer.ts";
import { modulus, multiply, type Phasor, polar, rectangular, subtract } from "#models/phasor.ts";
import { fundamental, mapSpectrum } from "#models/spectrum.ts";
import { type Conductor, conductors, type Phase, perPhase, phases } from "#models/threePhase.ts";
import { degrees, hertz, metres, percent, ratio, vars, voltAmperes, volts, watts } from "#models/units.ts";

const cable = (mutual: number) =>
  conductorMatrix(
    conductors,
    conductors.map((i) => conductors.map((j) => (i === j ? 0.6 : 0.05))),
    conductors.map((i) => conductors.map((j) => (i === j ? 0.4 : mutual))),
  );

const supply = (impedance: Source["impedance"] = ideal): Source => ({
  type: "source",
  id: "supply",
  bus: "0",
  voltage: balancedVoltage(volts(230)),
  impedance,
  starPoint: earthedNeutral,
});

const demand = fc
  .record({
    kind: fc.constantFrom("power", "impedance", "exponential" as const),
    p: fc.integer({ min: -1000, max: 3000 }),
    q: fc.integer({ min: -1000, max: 1000 }),
  })
  .map(({ kind, p, q }): Demand => {
    if (kind === "impedance") return constantImpedance(rectangular(20 + Math.abs(p) / 50, q / 50));
    if (kind === "power") return constantPower(watts(p), vars(q));
    return {
      kind: "exponential",
      active: watts(p),
      reactive: vars(q),
      activeExponent: 0.7,
      reactiveExponent: 1.9,
    };
  });

/** A tree of up to six buses with wye and delta loads, reverse power included. */
const network = fc
  .record({
    parents: fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }),
    demands: fc.array(fc.tuple(fc.nat(5), fc.constantFrom("wye", "delta"), demand, demand, demand), {
      minLength: 1,
      maxLength: 5,
    }),
    mutual: fc.integer({ min: 0, max: 30 }).map((v) => v / 100),
    isIdeal: fc.boolean(),
  })
  .map(({ parents, demands, mutual, isIdeal }): Network => {
    const components: Component[] = [
      supply(isIdeal ? ideal : sequenceImpedance(rectangular(0.02, 0.05), rectangular(0.03, 0.1))),
    ];
    parents.forEach((parent, i) => {
      components.push({
        type: "line",
        id: `line${i + 1}`,
        from: String(parent % (i + 1)),
        to: String(i + 1),
        length: metres(50),
        impedancePerKilometre: cable(mutual),
      });
    });
    demands.forEach(([where, connection, a, b, c], i) => {
      const facts = { type: "load" as const, id: `load${i}`, bus: String(where % (parents.length + 1)) };
      components.push(
        connection === "wye"
          ? {
              ...facts,
              connection: "wye",
              starPoint: "neutral",
              ratedVoltage: volts(230),
              demand: { L1: a, L2: b, L3: c },
            }
          : {
              ...facts,
              connection: "delta",
              ratedVoltage: volts(400),
              demand: { "L1-L2": a, "L2-L3": b, "L3-L1": c },
            },
      );
    });
    return {
      frequency: hertz(50),
      components,
      meteringPoints: [{ id: "main", at: "supply", end: "terminals" }],
    };
  });

const everyPotential = (of: Network, state = solve(of)): Phasor[] =>
  state.solution.prepared.circuit.nodes.map((_, node) => ({
    re: state.solution.potentials[0]!.re[node]!,
    im: state.solution.potentials[0]!.im[node]!,
  }));

const changeSources = (of: Network, change: (source: Source) => Source): Network => ({
  ...of,
  components: of.components.map((c) => (c.type === "source" ? change(c) : c)),
});

describe("laws every network obeys", () => {
  it("Kirchhoff: the books of any network balance, and the meter at its head reads what they say", () => {
    fc.assert(
      fc.property(network, (of) => {
        const state = solve(of);
        const { residual, worstNode, sources } = audit(state);
        expect(residual).toBeLessThan(1e-7);
        expect(worstNode.current).toBeLessThan(1e-6);
        if (of.components[0]?.type === "source" && of.components[0].impedance.kind === "ideal")
          expect(Math.abs(state.meteringPoints.main!.activePower - sources.active)).toBeLessThan(1e-5);
      }),
      { numRuns: 60 },
    );
  });

  it("constant power is delivered to the watt, whatever the network loses on the way", () => {
    fc.assert(
      fc.property(network, (of) => {
        const powers = of.components.flatMap((c) =>
          c.type === "load" ? Object.entries(c.demand).map(([phase, d]) => ({ c, phase, d })) : [],
        );
        const state = solve(of);
        for (const { c, phase, d } of powers) {
          if (d.kind !== "power" || c.connection !== "wye") continue;
          const u = subtract(
            fundamental(potentialAt(state, c.bus, phase as Phase)!),
            fundamental(potentialAt(state, c.bus, "N")!),
          );
          const i = fundamental(currentsAt(state, c.id, "terminals")[phase as Phase]);
          const s = multiply(u, { re: i.re, im: -i.im });
          expect(Math.abs(s.re - d.active) + Math.abs(s.im - d.reactive)).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("turning every source turns every potential and changes no magnitude", () => {
    fc.assert(
      fc.property(network, fc.integer({ min: -180, max: 180 }), (of, angle) => {
        const turn = polar(1, degrees(angle));
        const turned = changeSources(of, (source) => ({
          ...source,
          voltage: perPhase((phase) => mapSpectrum(source.voltage[phase]!, (p) => multiply(p, turn))),
        }));
        const before = everyPotential(of);
        everyPotential(turned).forEach((after, node) => {
          expect(modulus(subtract(after, multiply(before[node]!, turn)))).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("a network of impedances scales with its source", () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: 300 }), (of, percentage) => {
        const factor = percentage / 100;
        const linear: Network = {
          ...of,
          components: of.components.map((c): Component => {
            if (c.type !== "load") return c;
            const only = Object.fromEntries(
              Object.keys(c.demand).map((k) => [k, constantImpedance(rectangular(30, 10))]),
            );
            return { ...c, demand: only } as Component;
          }),
        };
        const scaled = changeSources(linear, (source) => ({
          ...source,
          voltage: balancedVoltage(volts(230 * factor)),
        }));
        const before = everyPotential(linear);
        everyPotential(scaled).forEach((after, node) => {
          const { re, im } = before[node]!;
          expect(modulus(subtract(after, rectangular(re * factor, im * factor)))).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("renaming the phases renames the solution", () => {
    const next: Readonly<Record<Phase, Phase>> = { L1: "L2", L2: "L3", L3: "L1" };
    const single = (phase: Phase, d: Demand, voltage: Source["voltage"]): Network => ({
      frequency: hertz(50),
      components: [
        { ...supply(), voltage },
        {
          type: "line",
          id: "line",
          from: "0",
          to: "1",
          length: metres(200),
          impedancePerKilometre: cable(0.1),
        },
        {
          type: "load",
          id: "load",
          bus: "1",
          connection: "wye",
          starPoint: "neutral",
          ratedVoltage: volts(230),
          demand: { [phase]: d },
        },
      ],
      meteringPoints: [],
    });
    fc.assert(
      fc.property(fc.constantFrom(...phases), demand, (phase, d) => {
        const { L1, L2, L3 } = balancedVoltage(volts(230));
        const before = solve(single(phase, d, { L1, L2, L3 }));
        const after = solve(single(next[phase], d, { L1: L3, L2: L1, L3: L2 }));
        for (const conductor of conductors) {
          const moved: Conductor = conductor === "N" ? "N" : next[conductor];
          const [u, v] = [potentialAt(before, "1", conductor)!, potentialAt(after, "1", moved)!];
          expect(modulus(subtract(fundamental(u), fundamental(v)))).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("a step of a prepared network is the network solved afresh, wherever it starts from", () => {
    fc.assert(
      fc.property(network, demand, demand, (of, a, b) => {
        const prepared = prepare(of);
        const first = of.components.find((c) => c.type === "load")!;
        const changed = first.connection === "wye" ? { L1: a, L3: b } : { "L1-L2": a, "L3-L1": b };
        const step = solveStep(prepared, new Map([[first.id, changed]]), solve(of));
        const warm = solveStep(prepared, new Map([[first.id, changed]]), solveStep(prepared));
        const afresh: Network = {
          ...of,
          components: of.components.map((c) =>
            c === first ? ({ ...first, demand: changed } as Component) : c,
          ),
        };
        const expected = everyPotential(afresh);
        for (const state of [step, warm])
          everyPotential(of, state).forEach((found, node) => {
            expect(modulus(subtract(found, expected[node]!))).toBeLessThan(1e-6);
          });
      }),
      { numRuns: 30 },
    );
  });

  it("loads beyond what the line can carry are an error that says so", () => {
    const of: Network = {
      frequency: hertz(50),
      components: [
        supply(),
        {
          type: "line",
          id: "line",
          from: "0",
          to: "1",
          length: metres(1000),
          impedancePerKilometre: cable(0),
        },
        {
          type: "load",
          id: "load",
          bus: "1",
          connection: "wye",
          starPoint: "neutral",
          ratedVoltage: volts(230),
          // at most U^2 / 4R = 11 kW gets through 1.2 ohm, and the minimum voltage is never reached on the way there
          demand: { L1: constantPower(watts(50e3), vars(0)) },
          minimumVoltage: ratio(0),
        },
      ],
      meteringPoints: [],
    };
    expect(() => solve(of)).toThrow(Overloaded);
  });
});

describe("vector groups", () => {
  const winding = (bus: string, kind: "wye" | "delta", clock: Clock, isFirst: boolean): Winding => ({
    bus,
    connection:
      kind === "delta"
        ? { kind: "delta", clock }
        : { kind: "wye", clock, starPoint: isFirst ? isolatedStarPoint : isolatedNeutral },
    ratedVoltage: volts(isFirst ? 20e3 : 400),
    tap: ratio(1),
    resistance: percent(0.5),
  });
  const groups = (["wye", "delta"] as const).flatMap((primary) =>
    (["wye", "delta"] as const).flatMap((secondary) =>
      ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const)
        .filter((clock) => (clock % 2 === 0) === (primary === secondary))
        .map((clock) => ({ primary, secondary, clock })),
    ),
  );

  it.each(groups)("$primary-$secondary, clock $clock: the secondary lags by 30 degrees an hour", (group) => {
    const state = solve({
      frequency: hertz(50),
      components: [
        { ...supply(), voltage: balancedVoltage(volts(20e3 / Math.sqrt(3))) },
        {
          type: "transformer",
          id: "transformer",
          ratedPower: voltAmperes(400e3),
          windings: [winding("0", group.primary, 0, true), winding("1", group.secondary, group.clock, false)],
          reactance: [percent(4)],
        },
      ],
      meteringPoints: [],
    });
    // unloaded, and floating: the phases lie around earth
    for (const [k, phase] of phases.entries()) {
      const expected = polar(400 / Math.sqrt(3), degrees(-120 * k - 30 * group.clock));
      expect(modulus(subtract(fundamental(potentialAt(state, "1", phase)!), expected))).toBeLessThan(1e-6);
    }
  });
});
