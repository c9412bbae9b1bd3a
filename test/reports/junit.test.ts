/** JUnit XML: what a build server reads of a run. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runVerdict } from "#reports/conclusion.ts";
import type { RigEvent } from "#reports/events.ts";
import { junitReport } from "#reports/junit.ts";
import { recordOf } from "#reports/record.ts";
import { hostileText, runArbitrary } from "./eventStreams.ts";
import { comparison, sampleEvents } from "./sampleRun.ts";
import { readMarkup } from "./wellFormed.ts";

const only = (scenario: string): RigEvent[] =>
  sampleEvents
    .filter((event) => !("scenario" in event) || event.scenario === scenario)
    .map((event) =>
      event.type === "runStarted"
        ? { ...event, scenarios: event.scenarios.filter(({ id }) => id === scenario) }
        : event,
    );

describe("JUnit", () => {
  it("of a failing scenario reads as a person would write it", () => {
    const events = only("reversed-ct").map(
      (event): RigEvent => (event.type === "runFinished" ? { ...event, verdict: "fail" } : event),
    );
    expect(junitReport(recordOf(events))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="conto-rig 2025-03-01-a" tests="2" failures="1" errors="0" skipped="0" time="10900">
  <testsuite name="reversed-ct @ P1" tests="2" failures="1" errors="0" skipped="0" time="3600" timestamp="2025-03-01T08:00:00">
    <properties>
      <property name="seed" value="42"/>
      <property name="meter" value="Conto D4-Pd 63(80) A, serial 2024-0117"/>
      <property name="position" value="P1"/>
      <property name="bench" value="bench-1 (virtual)"/>
      <property name="run" value="2025-03-01-a"/>
      <property name="rig" value="conto-rig 0.1.0"/>
      <property name="reproduce" value="conto-rig run reversed-ct --position P1 --seed 42"/>
    </properties>
    <testcase name="step 1 CT of L2 reversed: registers active energy within its class limit" classname="wiring.reversed-ct @ P1" time="0">
      <failure message="error -66.667 % is beyond the class limit of 1 %" type="fail">error -66.667 % is beyond the class limit of 1 %
reference: 3450 Wh
twin: 1150 Wh
meter: 1150 Wh
error: -66.667 %
limit: ± 1 %
uncertainty: 0.050 %
limit from: IEC 62053-21:2003 table 6, class 1, Ib</failure>
      <system-out>reproduce: conto-rig run reversed-ct --position P1 --seed 42</system-out>
    </testcase>
    <testcase name="step 1 CT of L2 reversed: active energy equals the twin&#39;s within 0.5 %" classname="wiring.reversed-ct @ P1" time="0"/>
  </testsuite>
</testsuites>
`);
  });

  const outcomes = (xml: string) =>
    readMarkup(xml, "xml")
      .map(({ name }) => name)
      .filter((name) => ["failure", "error", "skipped"].includes(name));

  it("gives each verdict its own outcome", () => {
    expect(outcomes(junitReport(recordOf(sampleEvents)))).toEqual(["failure", "skipped", "error", "skipped"]);
  });
  it("makes an inconclusive claim a failure where a decision is asked for", () => {
    const xml = junitReport(recordOf(sampleEvents), { inconclusive: "failure" });
    expect(outcomes(xml)).toEqual(["failure", "failure", "error", "skipped"]);
  });
  it("is never green for a run that broke off", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const [root] = readMarkup(junitReport(recordOf(events.slice(0, cut % events.length))), "xml");
        expect(Number(root?.attributes.errors)).toBeGreaterThan(0);
      }),
    );
  });
  it("is not green either for one scenario without an end in a run that has one", () => {
    const events = only("full-load").filter(({ type }) => type !== "scenarioFinished");
    const suite = readMarkup(junitReport(recordOf(events)), "xml").find(
      ({ attributes }) => attributes.name === "full-load @ P1",
    );
    expect(suite?.attributes).toMatchObject({ tests: "2", errors: "1", skipped: "0" });
  });
  it("is green exactly for a run that passed, when inconclusive is a failure", () => {
    fc.assert(
      fc.property(runArbitrary, ({ events }) => {
        const record = recordOf(events);
        const [root] = readMarkup(junitReport(record, { inconclusive: "failure" }), "xml");
        const bad = Number(root?.attributes.errors) + Number(root?.attributes.failures);
        expect(bad === 0).toBe(runVerdict(record) === "pass");
      }),
    );
  });
  it("counts what it contains, in every suite and in all", () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(), ({ events }, cut) => {
        const elements = readMarkup(junitReport(recordOf(events.slice(0, cut % (events.length + 1)))), "xml");
        const [root] = elements;
        const count = (name: string) => elements.filter((element) => element.name === name).length;
        expect(Number(root?.attributes.tests)).toBe(count("testcase"));
        expect(Number(root?.attributes.failures)).toBe(count("failure"));
        expect(Number(root?.attributes.errors)).toBe(count("error"));
        expect(Number(root?.attributes.skipped)).toBe(count("skipped"));
        const suites = elements.filter(({ name }) => name === "testsuite");
        const sum = suites.reduce((n, { attributes }) => n + Number(attributes.tests), 0);
        expect(sum).toBe(count("testcase"));
      }),
    );
  });
  it("has no two cases of one name in a suite and no two suites of one name, none of them endless", () => {
    const twice = only("reversed-ct").flatMap((event): RigEvent[] =>
      event.type === "compared" ? [event, event] : [event],
    );
    const again = twice.filter((event) => "scenario" in event);
    const events = [...twice.slice(0, -1), ...again, ...twice.slice(-1)].map(
      (event): RigEvent => (event.type === "stepStarted" ? { ...event, name: "x".repeat(10_000) } : event),
    );
    const elements = readMarkup(junitReport(recordOf(events)), "xml");
    const names = (of: string, under: string | null) =>
      elements
        .filter(({ name, attributes }) => name === of && (under === null || attributes.classname === under))
        .map(({ attributes }) => attributes.name ?? "");
    const suites = names("testsuite", null);
    expect(suites.slice(0, 2)).toEqual(["reversed-ct @ P1", "reversed-ct @ P1 (2)"]);
    expect(new Set(suites).size).toBe(suites.length);
    const cases = names("testcase", "wiring.reversed-ct @ P1").slice(0, 4);
    expect(cases).toHaveLength(4);
    expect(new Set(cases).size).toBe(4);
    for (const name of [...suites, ...cases]) expect(name.length).toBeLessThan(260);
  });
  it("has one full stop in a class name, behind the theme, whatever the scenario is called", () => {
    const events = sampleEvents.map(
      (event): RigEvent =>
        "scenario" in event && event.scenario === "full-load"
          ? { ...event, scenario: "power-factor-0.8" }
          : event,
    );
    const classes = readMarkup(junitReport(recordOf(events)), "xml").flatMap(
      ({ attributes }) => attributes.classname ?? [],
    );
    expect(classes).toContain("balanced.power-factor-0_8 @ P1");
    for (const name of classes) expect(name.split(".")).toHaveLength(2);
  });
  it("stays well formed whatever a meter or a file says", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const events = only("reversed-ct").map((event): RigEvent => {
          switch (event.type) {
            case "scenarioStarted":
              return { ...event, meter: text, title: text };
            case "stepStarted":
              return { ...event, name: text };
            case "compared":
              return {
                ...event,
                comparison: comparison({ verdict: "fail", finding: text, limitSource: text }),
              };
            default:
              return event;
          }
        });
        const elements = readMarkup(junitReport(recordOf(events)), "xml");
        expect(elements.filter(({ name }) => name === "failure")).toHaveLength(2);
        expect(new Set(elements.map(({ name }) => name))).toEqual(
          new Set([
            "testsuites",
            "testsuite",
            "properties",
            "property",
            "testcase",
            "failure",
            "error",
            "system-out",
          ]),
        );
      }),
    );
  });
});
