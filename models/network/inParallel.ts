/**
 * A number of equal networks side by side, seen as one: every current is that many times as large, every voltage and
 * angle the same. So a procedure written for one CT ratio is put to a meter programmed to another: with the primary
 * currents multiplied by what the ratio is, the secondary currents, and the load points of the meter, are as written.
 */
import type { HarmonicCurrentSource } from "#models/network/harmonicCurrentSource.ts";
import type { ConductorMatrix } from "#models/network/impedance.ts";
import type { Demand, Load } from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import type { StarPoint } from "#models/network/starPoint.ts";
import { scale } from "#models/phasor.ts";
import { type Spectrum, scaleSpectrum } from "#models/spectrum.ts";
import { amperes, vars, voltAmperes, watts } from "#models/units.ts";

/** `times` need not be whole. */
export const inParallel = (network: Network, times: number): Network => ({
  ...network,
  components: network.components.map((component) => multiplied(component, times)),
});

function multiplied(component: Component, times: number): Component {
  switch (component.type) {
    case "source": {
      const { impedance } = component;
      return {
        ...component,
        starPoint: starPointOf(component.starPoint, times),
        impedance:
          impedance.kind === "ideal" ? impedance : { ...impedance, matrix: divided(impedance.matrix, times) },
      };
    }
    case "line": {
      const { capacitance, conductance } = component;
      const all = (rows: readonly (readonly number[])[]) =>
        rows.map((row) => row.map((each) => each * times));
      return {
        ...component,
        impedancePerKilometre: divided(component.impedancePerKilometre, times),
        ...(capacitance && {
          capacitance: { ...capacitance, faradsPerKilometre: all(capacitance.faradsPerKilometre) },
        }),
        ...(conductance && {
          conductance: { ...conductance, siemensPerKilometre: all(conductance.siemensPerKilometre) },
        }),
      };
    }
    case "transformer":
      // Its impedances and losses are shares of its rated power.
      return {
        ...component,
        ratedPower: voltAmperes(component.ratedPower * times),
        windings: component.windings.map((winding) =>
          winding.connection.kind === "wye"
            ? {
                ...winding,
                connection: {
                  ...winding.connection,
                  starPoint: starPointOf(winding.connection.starPoint, times),
                },
              }
            : winding,
        ),
      };
    case "load":
      return { ...component, demand: demands(component, times) } as Load;
    case "harmonicCurrentSource":
      return {
        ...component,
        current: Object.fromEntries(
          Object.entries(component.current).map(([phase, current]: [string, Spectrum]) => [
            phase,
            scaleSpectrum(current, times),
          ]),
        ),
      } as HarmonicCurrentSource;
    case "shunt":
      return { ...component, impedance: scale(component.impedance, 1 / times) };
    case "fault":
      return component.kind === "openConductor"
        ? component
        : { ...component, impedance: scale(component.impedance, 1 / times) };
    case "switch":
      return component;
  }
}

const divided = ({ conductors, values }: ConductorMatrix, times: number): ConductorMatrix => ({
  conductors,
  values: values.map((row) => row.map((each) => scale(each, 1 / times))),
});

const starPointOf = (starPoint: StarPoint, times: number): StarPoint =>
  starPoint.earthing.kind === "impedance"
    ? {
        ...starPoint,
        earthing: { kind: "impedance", impedance: scale(starPoint.earthing.impedance, 1 / times) },
      }
    : starPoint;

const demands = ({ demand }: Load, times: number): Readonly<Record<string, Demand>> =>
  Object.fromEntries(
    Object.entries(demand).map(([phase, each]: [string, Demand]) => [phase, demandOf(each, times)]),
  );

function demandOf(demand: Demand, times: number): Demand {
  switch (demand.kind) {
    case "power":
    case "exponential":
      return { ...demand, active: watts(demand.active * times), reactive: vars(demand.reactive * times) };
    case "current":
      return { ...demand, current: amperes(demand.current * times) };
    case "impedance":
      return { ...demand, impedance: scale(demand.impedance, 1 / times) };
  }
}
