/** The one-file report: complete, safe, in two languages. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import { pageStyle } from "#reports/html/style.ts";
import { htmlReport } from "#reports/html.ts";
import { languages } from "#reports/language.ts";
import { recordOf } from "#reports/record.ts";
import { hostileText, runArbitrary } from "./eventStreams.ts";
import { comparison, sampleEvents } from "./sampleRun.ts";
import { type Element, readMarkup } from "./wellFormed.ts";

const textOf = (elements: readonly Element[]) =>
  elements
    .filter(({ name }) => name !== "style")
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ");

describe("the first page", () => {
  const english = textOf(readMarkup(htmlReport(recordOf(sampleEvents), "en"), "html"));
  const french = textOf(readMarkup(htmlReport(recordOf(sampleEvents), "fr"), "html"));
  it("says what was tested, on what, the verdict, the worst findings, what is not covered", () => {
    const front = english.slice(0, english.indexOf("What it teaches"));
    for (const words of [
      "Conto D4-Pd 63(80) A, serial 2024-0117",
      "bench-1 (virtual)",
      "the meters under test are simulated",
      "the gateway 192.0.2.7:502 closed the connection",
      "error -66.667 % is beyond the class limit of 1 %",
      "lost-link @ P1: 1 planned step never reached",
      "tariff @ P1: skipped: the meter has one tariff only",
    ])
      expect(front).toContain(words);
  });
  it("says findings again in French, from the numbers, with the comma and the unit", () => {
    expect(french).toContain("Erreur −66,667 %, hors de la limite de ± 1 % (incertitude 0,050 %, k = 2).");
    expect(french).toContain("trop près pour trancher. Tenir la charge au moins 2 h pour trancher.");
    expect(french).toContain("1 palier prévu n’a pas été atteint");
    expect(french).not.toContain("is beyond the class limit");
  });
  it("names each meter once, with the modes it was programmed for", () => {
    const modes = ["3N3E", "3N1E", "3N3E", "3-2E (1-3)"];
    const begun = sampleEvents.filter(({ type }) => type === "scenarioStarted");
    const events = sampleEvents.map((event) =>
      event.type === "scenarioStarted"
        ? { ...event, meter: `Conto D4-s 6017 7900, ${modes[begun.indexOf(event)]}` }
        : event,
    );
    const page = textOf(readMarkup(htmlReport(recordOf(events), "en"), "html"));
    const front = page.slice(0, page.indexOf("What it teaches"));
    expect(front.match(/Conto D4-s 6017 7900/g)).toHaveLength(1);
    expect(front).toContain("Conto D4-s 6017 7900, 3N3E, 3N1E, 3-2E (1-3)");
  });
  it("says what the run rests on, and that paper shows what did not pass", () => {
    const front = english.slice(0, english.indexOf("What it teaches"));
    expect(front).toContain("Rests on");
    expect(front).toContain(
      "Register map: hypothesis after the Nemo 96 HD family, not confirmed by the maker.",
    );
    expect(front).toContain("On paper, scenarios that passed stand in the table above only");
    expect(
      textOf(readMarkup(htmlReport(recordOf(sampleEvents), "en", { unfolded: true }), "html")),
    ).not.toContain("On paper");
  });
  it("ends with the uncertainty budgets, the largest share of a limit first", () => {
    const budgets = english.slice(english.lastIndexOf("Uncertainty budget"));
    // near-limit: 0.20 % of 1 %; full-load: 0.05 % of 1 %; reversed-ct: 0.05 % of 0.5 % (its claim on the twin)
    const shares = [
      "0.20\u202f% ±\u202f1\u202f% 20.0\u202f%",
      "0.050\u202f% ±\u202f0.5\u202f% 10.0\u202f%",
      "0.050\u202f% ±\u202f1\u202f% 5.0\u202f%",
    ];
    const plain = (text: string) => text.replace(/\s/g, " ");
    const places = shares.map((share) => plain(budgets).indexOf(plain(share)));
    expect(
      places.every((place) => place > 0),
      plain(budgets),
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
  it("gives an expanded uncertainty in the unit of the error, not of the energy", () => {
    expect(english).toMatch(/Expanded \(k = 2\) 0\.05\s%/);
    expect(english).not.toMatch(/Expanded \(k = 2\) [\d.]+\sWh/);
  });
  it("gives provenance: seed, sources, notes", () => {
    expect(english).toContain("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    expect(english).toContain("Register map: hypothesis after the Nemo 96 HD family");
  });
});

describe("every report", () => {
  it("is well formed for any run, finished or not, in both languages, and every link leads somewhere", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), fc.constantFrom(...languages), ({ events }, cut, language) => {
        const page = htmlReport(recordOf(events.slice(0, cut % (events.length + 1))), language);
        const elements = readMarkup(page, "html");
        const ids = elements.flatMap(({ attributes }) =>
          attributes.id === undefined ? [] : [attributes.id],
        );
        expect(new Set(ids).size).toBe(ids.length);
        for (const { name, attributes } of elements)
          if (name === "a") expect(ids).toContain(attributes.href?.slice(1));
      }),
      { numRuns: 25 },
    );
  });
  it("asks for nothing from outside and runs nothing, whatever a meter, a file or a bus says", () => {
    const allowed = new Set(
      "html head meta link title style body header main section div p span strong br h1 h2 h3 h4 a ul ol li dl dt dd code details summary table thead tbody tr th td figure figcaption svg g path circle rect line polygon polyline text tspan".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...languages), (text, language) => {
        const hostile = sampleEvents.map((event): RigEvent => {
          switch (event.type) {
            case "runStarted":
              return {
                ...event,
                run: text,
                rig: text,
                startedAt: text,
                bench: { ...event.bench, name: text },
                sources: [{ file: text, sha256: text }],
                notes: [text],
              };
            case "scenarioStarted":
              return { ...event, title: text, theme: text, teaches: text, meter: text };
            case "stepStarted":
              return { ...event, name: text, signals: { ...event.signals, hookUp: text } };
            case "sampled":
              return {
                ...event,
                reading: { kind: "garbled", quantity: "active energy", bytes: text, sampledAt: 0 },
              };
            case "compared":
              return {
                ...event,
                comparison: comparison({ verdict: "fail", finding: text, unit: text, limitSource: text }),
              };
            case "faulted":
              return { ...event, code: text, message: text };
            case "scenarioSkipped":
              return { ...event, reason: text };
            case "scenarioFinished":
              return { ...event, reproduce: text };
            default:
              return event;
          }
        });
        const elements = readMarkup(htmlReport(recordOf(hostile), language), "html");
        for (const { name, attributes } of elements) {
          expect(allowed).toContain(name);
          for (const [key, value] of Object.entries(attributes)) {
            expect(key).not.toMatch(/^on|^src|^style$|^xlink/);
            if (key === "href") expect(value).toMatch(/^#scenario-\d+$|^data:,$/);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
  it("has a style sheet without a request, and a policy that forbids one", () => {
    expect(pageStyle).not.toMatch(/url\(|@import|http/);
    const page = htmlReport(recordOf(sampleEvents), "en");
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
  });
  it("stays readable for a month of failing load steps: figures of the worst only, every fail in the table", () => {
    const steps = 2880;
    const [start, begun, step] = [sampleEvents[0]!, sampleEvents[1]!, sampleEvents[2]!];
    if (start.type !== "runStarted" || step.type !== "stepStarted") throw new Error("as the sample begins");
    const events: RigEvent[] = [
      { ...start, scenarios: [{ id: "full-load", title: "A month", steps }] },
      begun,
      ...Array.from({ length: steps }, (_, i): RigEvent[] => [
        { ...step, step: i },
        {
          type: "compared",
          scenario: "full-load",
          position: "P1",
          step: i,
          comparison: comparison(i % 2 ? { verdict: "fail", error: 2 } : {}),
        },
      ]).flat(),
    ];
    const elements = readMarkup(htmlReport(recordOf(events), "en"), "html");
    const diagrams = elements.filter(({ attributes }) => attributes.class === "figure phasors");
    expect(diagrams).toHaveLength(8);
    const badges = elements.filter(
      ({ name, attributes }) => name === "span" && attributes.class === "badge fail",
    );
    expect(badges.length).toBeGreaterThanOrEqual(1440);
    expect(textOf(elements)).toContain("1240 more claims passed");
  });
});

/** Contrast of WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
      const share = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe("the colours", () => {
  it("(black on white is 21 to 1)", () => expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 6));
  const [light = "", dark = ""] = pageStyle.split("@media (prefers-color-scheme:dark)");
  const palettes = [light, dark.slice(0, dark.indexOf("}"))].map(
    (css) =>
      new Map([...css.matchAll(/--([a-zA-Z0-9-]+):(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex])),
  );
  it("are legible in light and dark: text 4.5 to 1 on its ground (WCAG 2.2, 1.4.3)", () => {
    expect(palettes).toHaveLength(2);
    for (const colours of palettes) {
      const check = (text: string, ground: string) => {
        const found = contrast(colours.get(text) ?? "", colours.get(ground) ?? "");
        expect([text, ground, found >= 4.5]).toEqual([text, ground, true]);
      };
      for (const ground of ["paper", "ground"])
        for (const text of ["ink", "ink-soft", "link", "phase-L1", "phase-L2", "phase-L3"])
          check(text, ground);
      for (const verdict of ["pass", "inconclusive", "fail", "error"]) check(verdict, `${verdict}-soft`);
    }
  });
});
