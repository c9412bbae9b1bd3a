import { describe, expect, it } from "vitest";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { amperes, volts } from "#models/units.ts";
import { manualSource } from "#rig/instruments/manualSource.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { beyondLimits } from "#rig/instruments/source.ts";
import { noticeWords, questionWords } from "#rig/instruments/sourceWords.ts";
import { RigError } from "#rig/rigError.ts";

const signalsOf = (line: string): TerminalSignals => {
  const signals = parseSettingLine(line);
  if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
  return signals;
};
const line = "f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@-30 5.000A@30 - contact=open";
const written = "f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@-30 5.000A@30 0A contact=open";
const limits = { voltage: volts(300), current: amperes(10) };

/** An operator who notes what happens, and refuses what he is told to refuse. */
function scribe(refuses: (asked: string) => boolean = () => false) {
  const notes: string[] = [];
  const operator: Operator = {
    tell: (notice) => {
      notes.push(noticeWords(notice));
    },
    confirm: (question) => {
      const { told, asked } = questionWords(question);
      if (told !== null) notes.push(told);
      notes.push(`? ${asked}`);
      return refuses(asked) ? Promise.reject(new RigError("operatorGone", "left")) : Promise.resolve();
    },
  };
  return { operator, notes };
}

describe("a source set by hand", () => {
  it("tells what to set, waits for the word, and tells to switch off", async () => {
    const { operator, notes } = scribe();
    const source = manualSource(operator, limits);
    expect(await source.readBack()).toEqual({ kind: "unknown" });
    await source.arm();
    expect(await source.readBack()).toEqual({ kind: "off" });
    await source.set(signalsOf(line), "CT on L2 reversed");
    const state = await source.readBack();
    expect(state.kind === "set" && state.evidence).toBe("operator");
    await source.off();
    expect(await source.readBack()).toEqual({ kind: "off" });
    expect(notes).toEqual([
      "? Is the source connected, its output off, and its own limit set to 300 V and 10 A?",
      [
        "Set the source for: CT on L2 reversed",
        "      voltage U            current I",
        "  L1  230.00 V at    0°    5.000 A at -30°",
        "  L2  230.00 V at -120°    5.000 A at  30°",
        "  L3  230.00 V at  120°        0 A",
        "  N        0 V",
        "  frequency 50 Hz, external contact open",
        "  Wiring faults are in these figures already: move no wire.",
        "",
        `  ${written}`,
      ].join("\n"),
      "? Does the source give this?",
      "Switch the source off: bring the currents to zero first, then the voltages.",
      "? Is the source off?",
    ]);
  });

  it("names open leads and harmonics in words", async () => {
    const { operator, notes } = scribe();
    const source = manualSource(operator, limits);
    await source.arm();
    await source.set(
      signalsOf("f=50Hz U=230V@0(5:6%@180,7:5%@0) - 230V@120 N=0V I=1A 1A 1A contact=closed"),
      "flat-topped",
    );
    expect(notes[1]).toContain("  L2      open ");
    expect(notes[1]).toContain("  * U L1  order  5: 6 % at 180°\n          order  7: 5 % at 0°\n");
    expect(notes[1]).toMatch(/disconnect the voltage lead of L2\s+\(a channel at 0 V is not an open lead\)/);
    expect(notes[1]).toContain("external contact closed");
  });

  it("gives angles to a hundredth of a degree, and says so; the line has them in full", async () => {
    const { operator, notes } = scribe();
    const source = manualSource(operator, limits);
    await source.arm();
    // arccos 0.9 is 25.8419 degrees.
    await source.set(
      signalsOf("f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=4A@-25.8419 4A 4A contact=open"),
      "0.9 lagging",
    );
    const sheet = notes[1] ?? "";
    expect(sheet).toContain("4.000 A at -25.84°");
    expect(sheet).toContain("Angles are rounded to 0.01°; in full they are in the line below.");
    expect(sheet).toContain("I=4.000A@-25.8419 ");
    const table = sheet.slice(0, sheet.indexOf("\n\n"));
    expect(Math.max(...table.split("\n").map((row) => row.length))).toBeLessThan(70);
  });

  it("refuses what exceeds a limit, naming every channel, before anyone is asked to set anything", async () => {
    const { operator, notes } = scribe();
    const source = manualSource(operator, limits);
    await source.arm();
    const asked = notes.length;
    // A third harmonic counts: 9.5 A with 50 % is 9.5 x sqrt 1.25 = 10.621 A.
    const much = signalsOf("f=50Hz U=301V@0 230V 230V N=0V I=9.5A(3:50%) 0A 10A contact=open");
    await expect(source.set(much, "overload")).rejects.toMatchObject({
      code: "sourceLimits",
      message:
        '"overload" is beyond the source\'s limits: U L1 would be 301.00 V, the bench file allows 300 V; ' +
        "I L1 would be 10.621 A, the bench file allows 10 A",
    });
    expect(notes).toHaveLength(asked);
    expect(await source.readBack()).toEqual({ kind: "off" });
    expect(beyondLimits(much, limits)).toHaveLength(2);
    // Seen from a neutral that carries 230 V, 230 V at 180 degrees is 460 V.
    const interchanged = signalsOf("f=50Hz U=230V@180 0V 0V N=230V@0 I=0A 0A 0A contact=open");
    expect(beyondLimits(interchanged, limits)).toEqual([
      "U L1 would be 460.00 V, the bench file allows 300 V",
    ]);
  });

  it("gives nothing unless armed, and must be armed again after it was off", async () => {
    const { operator, notes } = scribe();
    const source = manualSource(operator, limits);
    await expect(source.set(signalsOf(line), "early")).rejects.toMatchObject({ code: "sourceNotArmed" });
    expect(notes).toEqual([]);
    await source.arm();
    await source.set(signalsOf(line), "first");
    await source.off();
    await expect(source.set(signalsOf(line), "again")).rejects.toMatchObject({ code: "sourceNotArmed" });
  });

  it("counts as live as long as nobody says it is off, however often it is asked", async () => {
    const { operator, notes } = scribe((asked) => asked.startsWith("Is the source off"));
    const source = manualSource(operator, limits);
    await source.arm();
    await source.set(signalsOf(line), "load");
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(source.off()).rejects.toMatchObject({ code: "sourceNotOff" });
      expect(await source.readBack()).toEqual({ kind: "unknown" });
    }
    expect(notes.filter((note) => note.startsWith("Switch the source off"))).toHaveLength(2);
  });

  it("is switched off also after a setting nobody confirmed", async () => {
    const { operator, notes } = scribe((asked) => asked.startsWith("Does the source"));
    const source = manualSource(operator, limits);
    await source.arm();
    await expect(source.set(signalsOf(line), "load")).rejects.toMatchObject({ code: "operatorGone" });
    expect(await source.readBack()).toEqual({ kind: "unknown" });
    await source.off();
    expect(notes.at(-1)).toBe("? Is the source off?");
  });
});
