/**
 * Meters from files, hosted by the command a person types and read by mbpoll, which knows nothing of this project: the
 * SDM630's singles in input registers (function 04) and the B23's 64 bits in holding registers. 3 x 230 V x 5 A is
 * 3450 W: after an hour 3.45 kWh, 345 counts of 0.01 kWh (0x159). A second more is held, so that the last
 * count does not depend on a microsecond.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect } from "vitest";
import { itNeeds, mbpollProgram } from "../../needing.ts";
import { folder, start } from "../cli/cli.ts";
import { mbpoll } from "../fieldbus/foreignProgram.ts";
import { examples } from "./files.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** An hour of load once the meter has started (3 s), then none; in about four seconds of ours. */
const hour = (model: string): string => `title: An hour
theme: balanced
teaches: What a meter shows after an hour of load.
meter: { model: ${model}, insertionMode: 3N3E }
source: { voltage: 230 V, frequency: 50 Hz }
steps:
  - { name: an hour, load: { current: 5 A, powerFactor: 1 }, hold: 3604 s }
  - { name: none, load: none, hold: 60 s }
`;

async function hosted(model: string, ...where: readonly string[]) {
  const place = folder();
  writeFileSync(join(place.path, "hour.scenario.yaml"), hour(model));
  const twin = start(
    ["twin", model, "--meters", examples, "--scenario", "hour.scenario.yaml", "--scale", "900", ...where],
    place.path,
  );
  cleanUps.push(async () => {
    twin.process.kill("SIGTERM");
    await twin.ended;
    place.remove();
  });
  await twin.hears(/^scenario finished/m);
  return { twin, path: place.path };
}

/** The values of mbpoll's lines `[72]: 3.45`, as it prints them. */
const said = (text: string): readonly string[] =>
  [...text.matchAll(/^\[\d+\]:\s+(\S+)/gm)].map(([, value]) => value ?? "");
const overTcp = (address: string): readonly string[] => {
  const { hostname, port } = new URL(address);
  return ["-m", "tcp", "-p", port, "-a", "1", "-0", "-B", "-1", "-o", "2", hostname];
};

const itWithMbpoll = itNeeds(mbpollProgram);

describe("mbpoll reads", () => {
  itWithMbpoll("the SDM630's singles with function 04 over Modbus TCP, and is refused with 03", async () => {
    const { twin } = await hosted("Eastron SDM630", "--tcp", "127.0.0.1:0");
    const [, address = ""] = await twin.hears(/^listening on (tcp:\S+): 1 Eastron SDM630$/m);
    const poll = async (...what: readonly string[]) => (await mbpoll(...what, ...overTcp(address))).said;
    expect(said(await poll("-t", "3:float", "-r", "72", "-c", "1"))).toEqual(["3.45"]);
    expect(said(await poll("-t", "3:float", "-r", "0", "-c", "3"))).toEqual(["230", "230", "230"]);
    expect(said(await poll("-t", "3:float", "-r", "70", "-c", "1"))).toEqual(["50"]);
    expect(said(await poll("-t", "3:hex", "-r", "72", "-c", "2"))).toEqual(["0x405C", "0xCCCD"]);
    expect(await poll("-t", "4:float", "-r", "72", "-c", "1")).toMatch(/illegal function/i);
  });

  itWithMbpoll("the B23's 64-bit energy and 32-bit voltages with function 03 over Modbus TCP", async () => {
    const { twin } = await hosted("ABB B23", "--tcp", "127.0.0.1:0");
    const [, address = ""] = await twin.hears(/^listening on (tcp:\S+): 1 ABB B23$/m);
    const poll = async (...what: readonly string[]) => (await mbpoll(...what, ...overTcp(address))).said;
    expect(said(await poll("-t", "4:hex", "-r", "20480", "-c", "4"))).toEqual([
      "0x0000",
      "0x0000",
      "0x0000",
      "0x0159",
    ]);
    expect(said(await poll("-t", "4:int", "-r", "20482", "-c", "1"))).toEqual(["345"]);
    expect(said(await poll("-t", "4:int", "-r", "23296", "-c", "3"))).toEqual(["2300", "2300", "2300"]);
    expect(said(await poll("-t", "4", "-r", "23340", "-c", "1"))).toEqual(["5000"]);
    expect(await poll("-t", "3:int", "-r", "20482", "-c", "1")).toMatch(/illegal function/i);
  });

  itWithMbpoll("the SDM630 over a serial line", async () => {
    const { twin, path } = await hosted("Eastron SDM630", "--line", "./meter");
    await twin.hears(/^listening on .*: 1 Eastron SDM630$/m);
    const serial = ["-m", "rtu", "-b", "9600", "-P", "none", "-a", "1", "-0", "-B", "-1", "-o", "2"];
    const { said: text } = await mbpoll(
      ...["-t", "3:float", "-r", "72", "-c", "1"],
      ...serial,
      join(path, "meter"),
    );
    expect(said(text)).toEqual(["3.45"]);
  });
});
