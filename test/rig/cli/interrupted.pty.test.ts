/** A run that is interrupted on a real bench: the source is switched off before the program ends, with 130. */
import { afterAll, describe, expect, it } from "vitest";
import { folder, start } from "./cli.ts";
import { openSilentBench } from "./silentBench.ts";

const place = folder();
const writeBench = openSilentBench();
afterAll(place.remove);

describe("Ctrl-C", () => {
  it("while the operator is asked: the source is asked off, the run is stored as interrupted, 130", async () => {
    writeBench(place.path);
    const rig = start(["run", "rated-current", "--bench", "bench.yaml"], place.path);
    await rig.hears(/Is the source connected.*\] $/);
    rig.process.stdin.write("\n");
    await rig.hears(/Does the source give this\?.*\] $/);
    rig.process.kill("SIGINT");
    await rig.hears(/Is the source off\?.*\] $/);
    rig.process.stdin.write("\n");
    const { code, stdout, stderr } = await rig.ended;
    expect(code, stderr).toBe(130);
    expect(stdout).toMatch(/0 pass/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
