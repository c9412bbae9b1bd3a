/**
 * What components are made of, at one order: wires with a voltage and an impedance, capacitances, coils on common legs,
 * loads by phase and given currents. Written from the descriptions of the components, not from the solver's elements.
 * Nodes are numbered as they are met, the same at every order; -1 is earth.
 */
import type { Network } from "#models/network/network.ts";
import { type Coils, coilsOf } from "./coils.ts";
import { type Complex, complex, nothing, scaled } from "./complex.ts";
import { type LoadPhase, loadPhases } from "./loadPhase.ts";
import { type Place, placeOf } from "./place.ts";
import { componentOfOrder } from "./spectral.ts";

/** Wires side by side: V(from) + emf - sum of Z I = V(to), I flowing from `from` to `to`; a broken one carries nothing. */
interface Wires {
  readonly component: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly emf: readonly Complex[];
  readonly impedance: readonly (readonly Complex[])[];
  readonly isBroken: readonly boolean[];
}

/** Nodal admittances to one another and to earth. */
interface Capacitances {
  readonly nodes: readonly number[];
  readonly admittance: readonly (readonly Complex[])[];
}

export interface GivenCurrent {
  readonly component: string;
  readonly from: number;
  readonly to: number;
  readonly current: Complex;
}

export interface Parts {
  readonly order: number;
  readonly place: Place;
  readonly wires: readonly Wires[];
  readonly capacitances: readonly Capacitances[];
  readonly transformers: readonly Coils[];
  readonly loads: readonly LoadPhase[];
  readonly given: readonly GivenCurrent[];
}

/** Of a lumped impedance: an inductance grows with the order, a capacitor falls with it. */
const atOrder = (z: Complex, order: number): Complex => complex(z.re, z.im < 0 ? z.im / order : z.im * order);
/** Of wires, whose reactances are inductances, mutual ones of either sign. */
const wireAtOrder = (z: Complex, order: number): Complex => complex(z.re, z.im * order);

export function partsOf(network: Network, order: number): Parts {
  const place = placeOf();
  const wires: Wires[] = [];
  const capacitances: Capacitances[] = [];
  const transformers: Coils[] = [];
  const loads: LoadPhase[] = [];
  const given: GivenCurrent[] = [];
  const wire = (component: string, from: number, to: number, z: Complex, emf = nothing): void => {
    wires.push({ component, from: [from], to: [to], emf: [emf], impedance: [[z]], isBroken: [false] });
  };
  for (const c of network.components) {
    switch (c.type) {
      case "source": {
        const star = place.inner(`${c.id} star`);
        const { earthing, neutral } = c.starPoint;
        if (earthing.kind === "solid") wire(c.id, star, -1, nothing);
        if (earthing.kind === "impedance") wire(c.id, star, -1, atOrder(earthing.impedance, order));
        const matrix = c.impedance.kind === "matrix" ? c.impedance.matrix : undefined;
        if (neutral === "broughtOut" && matrix?.conductors.includes("N") !== true)
          wire(c.id, star, place.at(c.bus, "N"), nothing);
        const conductors =
          matrix?.conductors ?? (["L1", "L2", "L3"] as const).filter((p) => c.voltage[p] !== undefined);
        wires.push({
          component: c.id,
          from: conductors.map(() => star),
          to: conductors.map((k) => place.at(c.bus, k)),
          emf: conductors.map((k) => (k === "N" ? nothing : componentOfOrder(c.voltage[k], order))),
          impedance: conductors.map((_, i) =>
            conductors.map((__, j) => (matrix ? wireAtOrder(matrix.values[i]![j]!, order) : nothing)),
          ),
          isBroken: conductors.map(() => false),
        });
        break;
      }
      case "line": {
        const kilometres = c.length / 1000;
        const { conductors, values } = c.impedancePerKilometre;
        const broken = new Set(
          network.components.flatMap((f) =>
            f.type === "fault" && f.kind === "openConductor" && f.line === c.id ? [f.conductor] : [],
          ),
        );
        wires.push({
          component: c.id,
          from: conductors.map((k) => place.at(c.from, k)),
          to: conductors.map((k) => place.at(c.to, k)),
          emf: conductors.map(() => nothing),
          impedance: values.map((row) => row.map((z) => scaled(wireAtOrder(z, order), kilometres))),
          isBroken: conductors.map((k) => broken.has(k)),
        });
        if (c.capacitance === undefined) break;
        const omega = 2 * Math.PI * network.frequency * order;
        const half = c.capacitance.faradsPerKilometre.map((row) =>
          row.map((farads) => complex(0, (omega * farads * kilometres) / 2)),
        );
        for (const bus of [c.from, c.to])
          capacitances.push({
            nodes: c.capacitance.conductors.map((k) => place.at(bus, k)),
            admittance: half,
          });
        break;
      }
      case "transformer":
        transformers.push(coilsOf(c, order, place, (from, to, z) => wire(c.id, from, to, atOrder(z, order))));
        break;
      case "load":
        loads.push(...loadPhases(c, place));
        break;
      case "harmonicCurrentSource": {
        if (c.connection === "delta") {
          for (const [pair, current] of Object.entries(c.current)) {
            const [from, to] = pair.split("-") as ["L1" | "L2" | "L3", "L1" | "L2" | "L3"];
            given.push({
              component: c.id,
              from: place.at(c.bus, from),
              to: place.at(c.bus, to),
              current: componentOfOrder(current, order),
            });
          }
          break;
        }
        for (const phase of ["L1", "L2", "L3"] as const) {
          if (c.current[phase] === undefined) continue;
          given.push({
            component: c.id,
            from: place.at(c.bus, phase),
            to: c.starPoint === "earth" ? -1 : place.at(c.bus, "N"),
            current: componentOfOrder(c.current[phase], order),
          });
        }
        break;
      }
      case "switch":
        for (const conductor of ["L1", "L2", "L3", "N"] as const) {
          if (c.position[conductor] === undefined) continue;
          const ends = [place.at(c.from, conductor), place.at(c.to, conductor)] as const;
          if (c.position[conductor] === "closed") wire(c.id, ...ends, nothing);
        }
        break;
      case "shunt":
      case "fault": {
        if (c.type === "fault" && c.kind === "openConductor") break;
        const to = c.to === "earth" ? -1 : place.at(c.bus, c.to);
        wire(c.id, place.at(c.bus, c.conductor), to, atOrder(c.impedance, order));
        break;
      }
    }
  }
  return { order, place, wires, capacitances, transformers, loads, given };
}
