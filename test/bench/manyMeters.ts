/**
 * What more meters cost: 1, 10, 100 and 247 twins behind one socket, asked in turn under the same load. The speed of an
 * answer must not depend on how many stand beside it; memory grows by what a meter is.
 */
import type { Benchmark } from "./main.ts";
import { paired } from "./paired.ts";
import { atLeast, noGoal } from "./row.ts";
import { loaded } from "./slaveOnSocket.ts";

const mebibyte = 2 ** 20;

export const manyMeters: Benchmark = async (pace, say) => {
  for (const units of [10, 100, 247]) {
    const shape = { connections: 16, depth: 16 };
    const many = await loaded("twins on a socket", { ...shape, units });
    const one = await loaded("twins on a socket", { ...shape, units: 1 });
    const figures = await paired(many.contestant, one.contestant, pace);
    const facts = { kind: "paired", peer: "1 meter" } as const;
    // A fifth for the caches ten times the state does not fit in as well.
    say({
      ...facts,
      name: `${units} meters behind one socket, 16 x 16`,
      unit: "1/s",
      figures,
      goal: atLeast(0.8),
    });
    const memory = async ({ server }: typeof many) => [(await server.usage()).residentBytes / mebibyte];
    say({
      ...facts,
      name: `${units} meters behind one socket, memory of the server`,
      unit: "MiB",
      figures: { ours: await memory(many), peer: await memory(one) },
      goal: noGoal,
    });
    await many.stop();
    await one.stop();
  }
};
