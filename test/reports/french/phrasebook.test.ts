/** The rig's English sentences and their French: figures carried over, nothing guessed, nothing forgotten. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "#models/catalogue/catalogue.ts";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { onAnotherModel } from "#models/catalogue/onAnotherModel.ts";
import { doubtsOf } from "#reports/describedMeters.ts";
import type { RigEvent } from "#reports/events.ts";
import { doubtInFrench } from "#reports/french/doubts.ts";
import { inFrench } from "#reports/french/phrasebook.ts";
import { recordIn } from "#reports/inLanguage.ts";
import { recordOf } from "#reports/record.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { eventsOf, eventsOn, virtualMeter } from "../../stories/runOn.ts";

/** Everything a run says in English sentences. */
const sentencesOf = (event: RigEvent): readonly string[] => {
  switch (event.type) {
    case "runStarted":
      return event.notes ?? [];
    case "scenarioSkipped":
      return [event.reason];
    case "compared":
      return [event.comparison.finding, event.comparison.limitSource ?? ""].filter((text) => text !== "");
    default:
      return [];
  }
};
const unknownIn = (events: readonly RigEvent[]): readonly string[] => [
  ...new Set(events.flatMap(sentencesOf).filter((sentence) => inFrench(sentence) === null)),
];

describe("the phrasebook", () => {
  it("carries figures, quantities and sentences inside a sentence over", () => {
    expect(
      inFrench(
        "registered 25340.600 kWh of 24840.003 kWh: 1.0202 of the reference, stated 1.0202; error -0.004 %, limit 1.0 %, uncertainty 0.00032 %: outside the limit",
      ),
    ).toBe(
      "25\u202f340,600\u00a0kWh enregistrés sur 24\u202f840,003\u00a0kWh\u00a0: 1,0202 de la référence, 1,0202 affirmé\u00a0; erreur −0,004\u00a0%, limite 1,0\u00a0%, incertitude 0,00032\u00a0%\u00a0: hors de la limite",
    );
    expect(
      inFrench(
        "the meter did not answer for its maximum average power (waited 0.947 s) at the end, though its supply stands",
      ),
    ).toBe(
      "le compteur n’a pas répondu au relevé «\u00a0puissance moyenne maximale\u00a0» à la fin (attente 0,947\u00a0s), bien qu’il soit alimenté",
    );
  });

  it("says where a limit comes from, row by row", () => {
    expect(
      inFrench(
        "IEC 62053-21:2003 class 1, table 7 (single-phase load), 0.1 In <= I <= Imax, PF 0.5 lagging: 2.0 % [V2] (not tabulated: the next tabulated power factor); + reversed phase sequence, table 8, tabulated at 0.1 In, PF 1: 1.5 % [V]",
      ),
    ).toBe(
      "IEC 62053-21:2003 classe 1, tableau 7 (charge monophasée), 0,1 In ≤ I ≤ Imax, FP 0,5 inductif\u00a0: 2,0\u00a0% [V2] (non tabulé\u00a0: le facteur de puissance tabulé suivant)\u00a0; + ordre des phases inverse, tableau 8, tabulé à 0,1 In, FP 1\u00a0: 1,5\u00a0% [V]",
    );
  });

  it("does not guess: what it has not, a figure that is none, a name that is no quantity", () => {
    expect(inFrench("the gateway closed the connection")).toBeNull();
    expect(inFrench("the reference says nothing of the weather")).toBeNull();
    expect(inFrench("registers many % too much at every load")).toBeNull();
    expect(inFrench("")).toBeNull();
  });

  it("ends for any text, however it is made", () => {
    const pieces = fc.constantFrom(
      "registered ",
      "1.0",
      " kWh",
      "; ",
      " | ",
      ": ",
      ", ",
      "table 6",
      "(",
      "PF 1",
      "x",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const said = inFrench(parts.join(""));
        expect(said === null || said.length > 0).toBe(true);
      }),
    );
  });
});

describe("what the rig says", () => {
  it.each(["gain", "late"])("of the whole library on the bench %s is all in the book", async (name) => {
    const events = await eventsOn(virtualMeter(name), []);
    expect(events.flatMap(sentencesOf).length).toBeGreaterThan(100);
    expect(unknownIn(events)).toEqual([]);
  });

  it("of scenarios a model can't be put to is in the book, and names their steps in French", async () => {
    const scenario = loadScenarios(chooseScenarios(["demand-maximum"]))[0];
    if (scenario === undefined) throw new Error("no such scenario");
    const reason = '"two hours at 5 A" states a average power that holds at the load of the Conto D4-s';
    const events = await eventsOf(virtualMeter("good"), [{ ...scenario, notApplicable: reason }]);
    const [skipped] = recordIn(recordOf(events), "fr").scenarios;
    expect(skipped?.kind === "skipped" && skipped.reason).toBe(
      "«\u00a0deux heures à 5\u00a0A\u00a0» énonce une valeur de «\u00a0puissance moyenne\u00a0» qui ne vaut qu’à la charge du Conto D4-s",
    );
    expect(skipped?.title).toBe("Maximum de la puissance moyenne");
    // every reason that one model's programming gives another
    const unknown = loadScenarios(chooseScenarios([])).flatMap(({ scenario: { meter } }) =>
      catalogue.flatMap(({ model }) => {
        const carried = onAnotherModel(meter, { model, orderCode: null });
        return carried.kind === "notApplicable" && inFrench(carried.reason) === null ? [carried.reason] : [];
      }),
    );
    expect(unknown).toEqual([]);
  });

  it("of its embedded meters, of the register maps and of what is in doubt of a meter is in the book", () => {
    const lies = virtualMeters.filter(({ caughtBy }) => caughtBy !== null).map(({ lie }) => lie);
    const doubts = catalogue.flatMap(({ model }) =>
      (doubtsOf(model) ?? []).flatMap(({ about, chosen, reason }) => [about, chosen, reason]),
    );
    const maps = catalogue.flatMap(({ model }) => {
      const spec = meterSpec({ model, orderCode: null, programmed: {} });
      if (!isSpec(spec)) return [];
      const { rows, status, name } = spec.registerMap;
      const kept = rows.flatMap(({ content }) => (content.kind === "constant" ? [content.name] : []));
      return [status, `register map "${name}"`, ...kept];
    });
    expect(doubts.length).toBeGreaterThan(200);
    expect([...lies, ...maps].filter((text) => inFrench(text) === null)).toEqual([]);
    expect(doubts.filter((text) => doubtInFrench(text) === null)).toEqual([]);
  });

  it("to a page is in the book", () => {
    const session = readFileSync(join(import.meta.dirname, "../../../rig/live/session.ts"), "utf8");
    const answers = [
      ...session.matchAll(/refused\(\s*"\w+",\s*(["`])(.*?)\1/gs),
      ...session.matchAll(/done\(\s*(["`])(.*?)\1/gs),
      ...session.matchAll(/[?:] (["`])([A-Z][^"`]{20,})\1/g),
    ].map(([, , text = ""]) => text.replace(/\$\{[^}]*\}/g, "P1"));
    expect(answers.length).toBeGreaterThan(12);
    expect(answers.filter((text) => inFrench(text) === null)).toEqual([]);
  });
});
