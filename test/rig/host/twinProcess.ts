/**
 * A program that hosts twins, for tests that need one in a process of its own: it takes a JSON plan as its argument,
 * setting lines on stdin, and says one line per event on stderr.
 */
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import { gainOf } from "#models/meter/imperfections.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { percent, seconds } from "#models/units.ts";
import { wallClock } from "#rig/clock.ts";
import { followLines } from "#rig/host/followLines.ts";
import { type HostPlace, hostTwins } from "#rig/host/hostTwins.ts";

export interface TwinPlan {
  readonly scale: number;
  /** Setting lines and for how many seconds of the meters' time they hold. */
  readonly steps?: readonly { readonly name: string; readonly line: string; readonly hold: number }[];
  readonly places: readonly {
    readonly at: Exclude<HostPlace, { kind: "line" }>;
    readonly meters: readonly {
      readonly unit: number;
      readonly model: string;
      readonly programmed: Partial<ProgrammedParameters>;
      /** Percent. */
      readonly gain: number;
    }[];
  }[];
}

const plan = JSON.parse(process.argv[2] ?? "") as TwinPlan;
const host = await hostTwins({
  clock: wallClock(plan.scale),
  steps: (plan.steps ?? []).map(({ name, line, hold }) => {
    const signals = parseSettingLine(line);
    if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
    return { name, signals, hold: seconds(hold) };
  }),
  places: plan.places.map(({ at, meters }) => ({
    at,
    meters: meters.map(({ unit, model, programmed, gain }) => {
      const spec = meterSpec({ model, orderCode: null, programmed });
      if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
      return { unit, spec: { ...spec, imperfections: gainOf(percent(gain)) } };
    }),
  })),
  say: (line) => {
    process.stderr.write(`${line}\n`);
  },
});
followLines(process.stdin, host.applied);
process.once("SIGTERM", () => void host.close());
await host.ended;
process.exit(0);
