/**
 * Requests a second that twins on a socket answer, each read an instant of a living meter, beside modbus-serial's server
 * and beside a bare responder that sends one answer learnt by heart: the most a Node program can do. And what a request
 * costs in CPU time of the server, which other programs on the machine disturb far less.
 */
import type { Seconds } from "#models/units.ts";
import { type BusLoad, busLoad } from "./busLoad.ts";
import type { ServerPlan } from "./busServer.ts";
import type { Benchmark } from "./main.ts";
import { type Contestant, type Pace, paired } from "./paired.ts";
import { atLeast, atMost, type Goal, noGoal, type Row } from "./row.ts";
import { type ServerProcess, startServer } from "./serverProcess.ts";

interface Shape {
  readonly connections: number;
  readonly depth: number;
  readonly units: number;
}

interface Loaded {
  readonly contestant: Contestant;
  /** CPU microseconds of the server per request, one per measured window, the warm-up's included. */
  readonly cpu: readonly number[];
  readonly server: ServerProcess;
  stop(): Promise<void>;
}

export async function loaded(
  kind: Extract<ServerPlan["kind"], `${string}socket`>,
  shape: Shape,
): Promise<Loaded> {
  const server = await startServer({ kind, units: shape.units });
  const load: BusLoad = await busLoad(server.port, shape);
  const cpu: number[] = [];
  return {
    server,
    cpu,
    contestant: {
      name: kind.replace(" on a socket", ""),
      async measure(window: Seconds) {
        const before = { ...(await server.usage()), answered: load.answered };
        const rate = await load.run(window);
        const after = await server.usage();
        cpu.push((after.cpuMicroseconds - before.cpuMicroseconds) / (load.answered - before.answered));
        return rate;
      },
    },
    async stop() {
      load.close();
      await server.stop();
    },
  };
}

async function against(
  kind: Parameters<typeof loaded>[0],
  shape: Shape,
  goals: { readonly rate: Goal; readonly cpu: Goal },
  pace: Pace,
  say: (row: Row) => void,
): Promise<void> {
  const twin = await loaded("twins on a socket", shape);
  const peer = await loaded(kind, shape);
  const figures = await paired(twin.contestant, peer.contestant, pace);
  const facts = { kind: "paired", peer: peer.contestant.name } as const;
  const name = `slave on TCP, ${shape.connections} connections x ${shape.depth} in flight`;
  say({ ...facts, name, unit: "1/s", figures, goal: goals.rate });
  say({
    ...facts,
    name: `${name}, CPU per request`,
    unit: "us",
    figures: { ours: twin.cpu.slice(1), peer: peer.cpu.slice(1) },
    goal: goals.cpu,
  });
  await twin.stop();
  await peer.stop();
}

export const slaveOnSocket: Benchmark = async (pace, say) => {
  for (const { connections, depth, times } of [
    { connections: 1, depth: 1, times: 8 },
    { connections: 16, depth: 1, times: 3 },
    { connections: 16, depth: 16, times: 10 },
  ]) {
    const shape = { connections, depth, units: 1 };
    await against("modbus-serial on a socket", shape, { rate: atLeast(times), cpu: noGoal }, pace, say);
    await against("bare on a socket", shape, { rate: atLeast(0.85), cpu: atMost(1.2) }, pace, say);
  }
};
