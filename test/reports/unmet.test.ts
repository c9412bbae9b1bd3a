/** What loads ask for and does not flow, as every report says it: worked by hand, told once, and never a finding. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import { amperes, vars, volts, watts } from "#models/units.ts";
import { runVerdict } from "#reports/conclusion.ts";
import type { RigEvent } from "#reports/events.ts";
import { findingsOf } from "#reports/findings.ts";
import { htmlReport } from "#reports/html.ts";
import { runDocument } from "#reports/json.ts";
import { markdownReport } from "#reports/markdown.ts";
import { recordOf } from "#reports/record.ts";
import { stepSheet } from "#reports/sheets.ts";
import { textReport, unstyled } from "#reports/text.ts";
import { unmetLines } from "#reports/unmet.ts";
import { runArbitrary } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

/** An impedance below 23 V: 1000 W there, so (12.3 / 23)^2 of it, 286 W, at 12.3 V. */
const low: UnmetDemand = {
  kind: "belowMinimumVoltage",
  load: "load",
  phase: "L1",
  isCutOff: false,
  voltage: volts(12.3),
  minimum: volts(23),
  asked: { active: watts(1000), reactive: vars(0) },
  taken: { active: watts(1000 * (12.3 / 23) ** 2), reactive: vars(0) },
};
const dead = (phase: "L1" | "L2" | "L3", load = "load"): UnmetDemand => ({
  ...low,
  load,
  phase,
  voltage: volts(3e-17),
  taken: { active: watts(2e-34), reactive: vars(0) },
});
const wayless = (order: number, asked: number, flowing: number): UnmetDemand => ({
  kind: "noWayBack",
  source: "charger",
  phase: "L2",
  order,
  asked: amperes(asked),
  flowing: amperes(flowing),
});

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
const said = (unmet: readonly UnmetDemand[], language: "en" | "fr" = "en") =>
  unmetLines(unmet, language).map(plainSpaces);

describe("what is not as asked", () => {
  it("is said with voltage, minimum and what is taken of what was asked", () => {
    expect(said([low])).toEqual(["load L1 has 12.3 V, below its minimum of 23 V: it takes 286 W of 1,000 W"]);
    expect(said([low], "fr")).toEqual([
      "charge L1 : 12,3 V, sous son minimum de 23 V ; elle prend 286 W sur 1 000 W",
    ]);
  });
  it("is told in var of a load that has little else, and as giving of one that feeds in", () => {
    const motor = {
      asked: { active: watts(10), reactive: vars(-400) },
      taken: { active: watts(0), reactive: vars(-5) },
    };
    expect(said([{ ...low, load: "bank", ...motor }])[0]).toMatch(
      /^load bank L1 has .*: it gives 5 var of 400 var$/,
    );
    const roof = {
      asked: { active: watts(-900), reactive: vars(0) },
      taken: { active: watts(-9), reactive: vars(0) },
    };
    expect(said([{ ...low, ...roof }])[0]).toMatch(/: it gives 9 W of 900 W$/);
  });
  it("is no voltage where there is none, all phases of all loads in one line", () => {
    expect(said([dead("L1"), dead("L3"), dead("L2", "oven")])).toEqual([
      "load L1, L3; load oven L2: no voltage",
    ]);
    expect(said([dead("L1")], "fr")).toEqual(["charge L1 : aucune tension"]);
  });
  it("is a voltage as long as it is no rounding: a collapsed load draws its current at next to none", () => {
    const collapsed = {
      voltage: volts(0.0036),
      taken: { active: watts(1000 * (0.0036 / 23) ** 2), reactive: vars(0) },
    };
    expect(said([{ ...low, ...collapsed }])).toEqual([
      "load L1 has 0.0036 V, below its minimum of 23 V: it takes 0 W of 1,000 W",
    ]);
    expect(said([{ ...low, voltage: volts(22e-6) }])).toEqual(["load L1: no voltage"]);
  });
  it("is one line for phases that are alike, with what they take together", () => {
    const same = (["L1", "L2", "L3"] as const).map(
      (phase, n): UnmetDemand => ({ ...low, phase, voltage: volts(12.3 + n * 1e-9) }),
    );
    expect(said(same)).toEqual([
      "load L1, L2, L3 has 12.3 V each, below its minimum of 23 V: it takes 858 W of 3,000 W",
    ]);
    expect(said(same, "fr")).toEqual([
      "charge L1, L2, L3 : 12,3 V chacune, sous son minimum de 23 V ; elle prend 858 W sur 3 000 W",
    ]);
  });
  it("is one line for the orders of a given current: 3 A and 4 A are 5 A", () => {
    expect(said([wayless(3, 3, 0), wayless(5, 4, 0)])).toEqual([
      "current source charger L2: its given current (orders 3, 5) has no way back: 0 A of 5 A flow",
    ]);
    expect(said([wayless(3, 3, 1.5)], "fr")).toEqual([
      "source de courant charger L2 : son courant imposé (rang 3) n’a pas de retour : 1,5 A sur 3 A circulent",
    ]);
  });
  it("is counted where it is much, the worst first", () => {
    const many = Array.from(
      { length: 20 },
      (_, n): UnmetDemand => ({ ...low, load: `l${n}`, voltage: volts(20 - n / 2) }),
    );
    const lines = said(many);
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^load l19 /);
    expect(lines.at(-1)).toBe("and 14 more");
    const out = said(Array.from({ length: 55 }, (_, n) => dead("L1", `l${n}`)));
    expect(out).toEqual([
      "load l0 L1; load l1 L1; load l2 L1; load l3 L1; load l4 L1; load l5 L1; and 49 more: no voltage",
    ]);
  });
});

const plain = { style: unstyled, width: 400, reportPath: null, listPasses: false };
/** The sample run with a demand unmet in every step of some scenarios, each of them `times` steps. */
const recordWith = (unmet: Readonly<Record<string, readonly UnmetDemand[]>>, times = 1) =>
  recordOf(
    sampleEvents.flatMap((event): readonly RigEvent[] =>
      event.type === "stepStarted"
        ? Array.from({ length: times }, (_, n) => ({
            ...event,
            step: event.step + n,
            unmet: unmet[event.scenario] ?? [],
          }))
        : [event],
    ),
  );

describe("the reports of a run", () => {
  const title = "Loads not supplied as asked";
  it("say it in the HTML, the Markdown, the terminal, the workbook and the JSON, in both languages", () => {
    const record = recordWith({ "full-load": [low] });
    const line = "load L1 has 12.3 V, below its minimum of 23 V: it takes 286 W of 1,000 W";
    expect(plainSpaces(htmlReport(record, "en"))).toContain(
      `<p class="soft">${title}</p><ul class="gaps"><li>Step 1: ${line}</li>`,
    );
    expect(plainSpaces(textReport(record, plain))).toContain(`${title}\n  - full-load, step 1: ${line}\n`);
    expect(plainSpaces(markdownReport(record, "en"))).toContain(
      `**${title}**\n\n- full-load, step 1: ${line}\n`,
    );
    expect(stepSheet(record, "en").columns.at(-1)?.head).toBe(title);
    expect(plainSpaces(String(stepSheet(record, "en").rows[0]?.at(-1)))).toBe(line);
    const [first] = runDocument(record).scenarios;
    expect(first?.kind === "attempted" && first.steps[0]?.unmet).toEqual([low]);
    const french = plainSpaces(htmlReport(record, "fr"));
    expect(french).toContain(
      "Palier 1 : charge L1 : 12,3 V, sous son minimum de 23 V ; elle prend 286 W sur 1 000 W",
    );
    expect(plainSpaces(markdownReport(record, "fr"))).toContain("**Charges non alimentées comme demandé**");
  });
  it("say it once of the hours of a profile, at the worst of them", () => {
    const record = recordOf(
      sampleEvents.flatMap((event): readonly RigEvent[] =>
        event.type === "stepStarted" && event.scenario === "full-load"
          ? Array.from({ length: 24 }, (_, n) => ({
              ...event,
              step: n,
              unmet: [{ ...low, voltage: volts(n === 7 ? 12.3 : 15 + n / 10) }],
            }))
          : [event],
      ),
    );
    const html = plainSpaces(htmlReport(record, "en"));
    expect(html.split("below its minimum")).toHaveLength(2);
    expect(html).toContain("Step 8 and 23 more steps like it: load L1 has 12.3 V, below");
  });
  it("are quiet on a terminal about a dead phase in a step that passed, and tell it beside one that did not", () => {
    const record = recordWith({ "full-load": [dead("L3")], "reversed-ct": [dead("L2")] });
    const text = plainSpaces(textReport(record, plain));
    expect(text).toContain("reversed-ct, step 1: load L2: no voltage");
    expect(text).not.toContain("load L3");
    expect(htmlReport(record, "en")).toContain("load L3: no voltage");
  });
  it("show it in the card of a step that did not pass", () => {
    const html = htmlReport(recordWith({ "reversed-ct": [dead("L2")] }), "en");
    expect(html).toMatch(
      /<section class="step-card"><h4>[^<]*<\/h4><p class="soft">Loads not supplied as asked<\/p>/,
    );
  });
  it("say nothing where all flows, and nothing of a run from before it was told", () => {
    for (const record of [recordWith({}), recordOf(sampleEvents)]) {
      for (const each of [htmlReport(record, "en"), markdownReport(record, "en"), textReport(record, plain)])
        expect(each).not.toContain(title);
    }
    const [first] = runDocument(recordOf(sampleEvents)).scenarios;
    expect(first?.kind === "attempted" && first.steps[0]?.unmet).toBeNull();
  });
  it("conclude the same whatever is unmet: it is a fact of the network", () => {
    fc.assert(
      fc.property(
        runArbitrary,
        fc.subarray([low, dead("L1"), dead("L2"), wayless(3, 2, 0)]),
        ({ events }, unmet) => {
          const lacking = recordOf(
            events.map((event) => (event.type === "stepStarted" ? { ...event, unmet } : event)),
          );
          const record = recordOf(events);
          expect(runVerdict(lacking)).toBe(runVerdict(record));
          expect(findingsOf(lacking)).toEqual(findingsOf(record));
          expect(runDocument(lacking).counts).toEqual(runDocument(record).counts);
        },
      ),
    );
  });
});
