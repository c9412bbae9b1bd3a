/** The command that runs one scenario of a run again as it was run, to be copied from a report into a shell. */
import type { PlannableBench } from "#rig/bench/bench.ts";
import { planArguments } from "#rig/cli/planOptions.ts";
import type { RunAsked } from "#rig/cli/runAsked.ts";

/** The command a person types, whichever way this program was started. */
const invocation = (): string =>
  process.env.npm_lifecycle_event === "start" ? "npm start --" : "conto-rig run";
const quoted = (word: string): string =>
  /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

type Reproducible = Pick<RunAsked, "bench" | "seed" | "meters" | "model" | "orderCode" | "hold" | "ctRatio">;

const onModel = ({ model, orderCode, meters }: Reproducible): string =>
  `${meters.map((path) => ` --meters ${quoted(path)}`).join("")}${model === undefined ? "" : ` --model ${quoted(model)}`}${orderCode === undefined ? "" : ` --order-code ${quoted(orderCode)}`}`;

/** `reference`: the scenario, as a person asks for it. */
export const reproduction = (
  options: Reproducible,
  bench: Pick<PlannableBench, "kind">,
  reference: string,
): string =>
  `${invocation()} ${quoted(reference)}${onModel(options)} --bench ${quoted(options.bench)} --seed ${options.seed}${planArguments(options, bench)}`;
