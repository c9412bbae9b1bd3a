/**
 * The IEEE European Low Voltage Test Feeder (IEEE PES), 906 nodes and 55 single-phase loads, too large to restate:
 * read where it lies. Expected: pandapower's stored snapshot Off_Peak_1 (commit
 * cea232038682e2014908be4066c35774ef17a5b8). Bus 1, the feeder head, is the source.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sequenceLine } from "#models/network/line.ts";
import { constantPower, type Demand, type Load } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { ideal } from "#models/network/source.ts";
import { earthedStarPoint } from "#models/network/starPoint.ts";
import { type Phasor, polar } from "#models/phasor.ts";
import { type Spectrum, sine } from "#models/spectrum.ts";
import { type PerPhase, type Phase, perPhase, phases } from "#models/threePhase.ts";
import { degrees, hertz, metres, vars, volts, watts } from "#models/units.ts";

const folder = join(
  process.env.CONTO_RIG_ORACLES ?? join(process.cwd(), "..", "shared", "oracles"),
  "european_lv",
);
/** Whether the data are on this machine: CONTO_RIG_ORACLES names their folder. */
export const hasFeederData = (): boolean => existsSync(folder);

const base = 416 / Math.sqrt(3);

function table(file: string): Record<string, string>[] {
  const lines = readFileSync(join(folder, file), "utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "" && !/^"?#/.test(line));
  const names = lines[0]!.split(",").map((name) => name.trim());
  return lines.slice(1).map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? "").trim()]));
  });
}

const letter: Readonly<Record<Phase, string>> = { L1: "a", L2: "b", L3: "c" };

/** Phase voltages to earth of every bus but the transformer's primary, V. */
export const publishedVoltages = (): { readonly bus: string; readonly voltage: PerPhase<Phasor> }[] =>
  table("Off_Peak_1_bus_expected.csv").map((row) => ({
    bus: row.name!,
    voltage: perPhase((phase) =>
      polar(Number(row[`vm_${letter[phase]}_pu`]) * base, degrees(Number(row[`va_${letter[phase]}_degree`]))),
    ),
  }));

export function europeanFeeder(): Network {
  const codes = new Map(table("LineCodes.csv").map((row) => [row.Name!, row]));
  const head = publishedVoltages().find(({ bus }) => bus === "1")!;
  return {
    frequency: hertz(50),
    components: [
      {
        type: "source",
        id: "head",
        bus: "1",
        voltage: perPhase((phase): Spectrum => sine(head.voltage[phase])),
        impedance: ideal,
        starPoint: earthedStarPoint,
      },
      ...table("Lines.csv").map((row) => {
        const code = codes.get(row.LineCode!)!;
        return {
          type: "line" as const,
          id: row.Name!,
          from: row.Bus1!,
          to: row.Bus2!,
          length: metres(Number(row.Length)),
          impedancePerKilometre: sequenceLine(
            Number(code.R1),
            Number(code.X1),
            Number(code.R0),
            Number(code.X0),
          ),
        };
      }),
      ...table("Off_Peak_1_loads.csv").map((row): Load => {
        const demand: Partial<Record<Phase, Demand>> = {};
        for (const phase of phases) {
          const p = Number(row[`p_${letter[phase]}_mw`]) * 1e6;
          const q = Number(row[`q_${letter[phase]}_mvar`]) * 1e6;
          if (p !== 0 || q !== 0) demand[phase] = constantPower(watts(p), vars(q));
        }
        return {
          type: "load",
          id: row.name!,
          bus: row.bus!,
          connection: "wye",
          starPoint: "earth",
          ratedVoltage: volts(base),
          demand,
        };
      }),
    ],
    meteringPoints: [],
  };
}
