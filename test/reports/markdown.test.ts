/** The Markdown summary: short, complete, and inert whatever it quotes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import { markdownReport } from "#reports/markdown.ts";
import { recordOf } from "#reports/record.ts";
import { hostileText, runArbitrary } from "./eventStreams.ts";
import { comparison, sampleEvents } from "./sampleRun.ts";

describe("the summary of a run", () => {
  it("is one page: verdict, findings with their commands, what is not covered, what it rests on", () => {
    expect(markdownReport(recordOf(sampleEvents), "en")).toBe(`### ! error: 1 of 4 scenarios pass

The rig, the bench or the bus failed at least once: what it left unjudged says nothing about the meter. (1 error, 1 fail, 1 inconclusive, 1 pass, 1 skipped)

> Virtual bench: the meters under test are simulated. This report says nothing about a physical meter.

| Verdict | Scenario | Finding |
|---|---|---|
| ! error | lost-link, P1, 5 A, power factor 1 | bus-lost: the gateway 192.0.2.7:502 closed the connection |
| ✗ fail | reversed-ct, P1, CT of L2 reversed | error -66.667 % is beyond the class limit of 1 % |
| ? inconclusive | near-limit, P1, 5 A, power factor 1 | error +0.96 % with an uncertainty of 0.20 % straddles the limit of 1 %; hold for 2 h |

<details>
<summary>To see it again:</summary>

\`\`\`sh
conto-rig run lost-link --position P1 --seed 42
conto-rig run reversed-ct --position P1 --seed 42
conto-rig run near-limit --position P1 --seed 42
\`\`\`

</details>

**Not covered**

- lost-link @ P1: 1 planned step never reached
- tariff @ P1: skipped: the meter has one tariff only

- Meter: Conto D4-Pd 63(80) A, serial 2024-0117
- Rests on: Register map: hypothesis after the Nemo 96 HD family, not confirmed by the maker.
- Run: 2025-03-01-a, conto-rig 0.1.0, Bench bench-1, Seed 42, Bench time 3\u202fh 2\u202fmin
`);
  });
  it("speaks French", () => {
    const text = markdownReport(recordOf(sampleEvents), "fr");
    expect(text).toContain("1 scénario conforme sur 4");
    expect(text).toContain("Erreur -66,667 %, hors de la limite de ± 1 % (incertitude 0,050 %, k = 2).");
  });
  it("says of a run that broke off that it did", () => {
    const text = markdownReport(recordOf(sampleEvents.slice(0, 6)), "en");
    expect(text).toContain("**This run has not come to its end: it is under way, or it broke off.");
    expect(text).toMatch(/^### \? inconclusive/);
  });
  it("shows one line of each scenario, and counts its other findings", () => {
    const again = sampleEvents.find(
      (event) => event.type === "compared" && event.comparison.verdict === "fail",
    )!;
    const at = sampleEvents.indexOf(again);
    const text = markdownReport(recordOf(sampleEvents.toSpliced(at, 0, again, again)), "en");
    expect(text.match(/\| ✗ fail/g)).toHaveLength(1);
    expect(text).toContain("class limit of 1 % (and 2 more) |");
  });
});

describe("whatever a meter, a file or a bus says", () => {
  const hostile = (text: string): readonly RigEvent[] =>
    sampleEvents.map((event): RigEvent => {
      switch (event.type) {
        case "runStarted":
          return { ...event, run: text, rig: text, bench: { ...event.bench, name: text }, notes: [text] };
        case "scenarioStarted":
          return { ...event, meter: text };
        case "stepStarted":
          return { ...event, name: text };
        case "compared":
          return { ...event, comparison: comparison({ verdict: "fail", finding: text }) };
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
  /** The text outside the block of commands. */
  const prose = (page: string) => page.replace(/(`{3,})sh\n[\s\S]*?\n\1\n/, "");
  const nasty = fc.oneof(
    hostileText,
    fc.constantFrom(
      "<img src=x onerror=alert(1)>",
      "a | b | c",
      "[click](https://192.0.2.1)",
      "![x](//192.0.2.1/x.png)",
      "see https://192.0.2.1 or www.example.org",
      "@maintainers please",
      "closes #12 !3",
      "`code` **bold** _it_ ~~no~~ $x$ &lt;",
      "```\n# head\n```",
      "````sh\nrm",
      "line\n\n# another",
    ),
  );

  it("the page keeps its lines, its three columns, and nothing in it is markup", () => {
    const bones = markdownReport(recordOf(hostile("x")), "en").split("\n").length;
    fc.assert(
      fc.property(nasty, (text) => {
        fc.pre(text.trim() !== "");
        const page = markdownReport(recordOf(hostile(text)), "en");
        const outside = prose(page);
        expect(prose(page)).not.toBe(page);
        if (/\S/.test(text.replace(/[^\x21-\x7e]/g, ""))) expect(page.split("\n")).toHaveLength(bones);
        const plain = outside.replace(/\\[\\`*_{}[\]<>|~$&]/g, "");
        for (const line of plain.split("\n").filter((line) => line.startsWith("|")))
          expect(line.split("|")).toHaveLength(5);
        const foreign = plain
          .replace(/<\/?details>|<\/?summary>/g, "")
          .replace(/\*\*Not covered\*\*|^> /gm, "");
        expect(foreign).not.toMatch(/[<>`*_[\]~$&]/);
        expect(outside).not.toMatch(/:\/\/|www\.|[@#!][\p{L}\p{N}_]/u);
      }),
      { numRuns: 200 },
    );
  });
  it("commands cannot leave their block", () => {
    const page = markdownReport(recordOf(hostile("a ```` b")), "en");
    expect(page).toContain("`````sh\na ```` b\n`````\n");
  });
  it("a run of any length gives a page that fits a comment", () => {
    fc.assert(
      fc.property(runArbitrary, ({ events }) => {
        expect(markdownReport(recordOf(events), "fr").length).toBeLessThan(65_536);
      }),
      { numRuns: 25 },
    );
    const long = recordOf(hostile("x".repeat(1e5)));
    expect(markdownReport(long, "en").length).toBeLessThan(65_536);
  });
});
