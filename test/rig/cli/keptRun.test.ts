/** A run that is kept, in a hold of hours in which there is nothing to store: whether it still can be is looked at. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import { keepRun } from "#rig/cli/keptRun.ts";
import { sampleEvents } from "../../reports/sampleRun.ts";
import { folder } from "./cli.ts";

const place = folder();
afterEach(() => place.remove());

it("is found out to be kept no more while nothing happens, by the fault that the next event would have met", async () => {
  const kept = await keepRun({
    out: join(place.path, "runs"),
    run: "a",
    gather: seconds(0),
    patience: seconds(0),
  });
  await kept.add(sampleEvents[0]!);
  expect(kept.broken.aborted).toBe(false);
  const broken = new Promise((resolve) => kept.broken.addEventListener("abort", resolve));
  rmSync(join(place.path, "runs"), { recursive: true });
  await broken;
  expect(kept.broken.reason).toMatchObject({ name: "RigError", code: "store-removed" });
  // Nothing more is tried.
  await kept.add(sampleEvents[1]!);
  await kept.settled();
  await kept.close();
});
