/**
 * A small run with one of each: a pass, a reversed CT that fails, an error too close to its limit, a lost link, a
 * scenario that does not apply. The figures are chosen to be checked by hand: 3 x 230 V x 5 A held for an hour is
 * 3450 Wh; with the CT of L2 reversed a meter registers a third of it, 1150 Wh, an error of -66.667 %.
 */
import type { Comparison, RigEvent, SignalSummary } from "#reports/events.ts";

const at = (rms: number, degrees: number) => ({ rms, degrees });
export const balanced: SignalSummary = {
  frequency: 50,
  hookUp: "voltage: L1 L2 L3 N, current: L1 L2 L3",
  voltage: { L1: at(230, 0), L2: at(230, -120), L3: at(230, 120), N: at(0, 0) },
  current: { L1: at(5, 0), L2: at(5, -120), L3: at(5, 120) },
  voltageDistortion: 0,
  currentDistortion: 0,
  contact: "open",
};
export const reversedL2: SignalSummary = {
  ...balanced,
  hookUp: "voltage: L1 L2 L3 N, current: L1 -L2 L3",
  current: { ...balanced.current, L2: at(5, 60) },
};

export const comparison = (facts: Partial<Comparison>): Comparison => ({
  claim: { type: "registersWithin", energy: "active energy", limit: { kind: "class" } },
  verdict: "pass",
  finding: "error +0.10 % is inside the class limit of 1 %",
  unit: "Wh",
  reference: 3450,
  twin: 3450,
  meter: 3453.45,
  error: 0.1,
  limit: 1,
  uncertainty: 0.05,
  guardBand: 0.05,
  budget: [
    { source: "register resolution", standard: 0.008 },
    { source: "reference", standard: 0.02 },
  ],
  limitSource: "IEC 62053-21:2003 table 6, class 1, Ib",
  holdNeeded: null,
  ...facts,
});

const step = (scenario: string, number: number, name: string, begins: number, signals: SignalSummary) =>
  ({
    type: "stepStarted",
    scenario,
    position: "P1",
    step: number,
    name,
    hold: 3600,
    at: begins,
    signals,
    referencePower: { active: 3450, reactive: 0 },
    predictedFraction: signals === reversedL2 ? 1 / 3 : 1,
    auditResidual: 2e-14,
  }) as const satisfies RigEvent;
const began = (scenario: string, title: string, teaches: string, theme = "balanced") =>
  ({
    type: "scenarioStarted",
    scenario,
    title,
    theme,
    teaches,
    position: "P1",
    meter: "Conto D4-Pd 63(80) A, serial 2024-0117",
    planned: 3600,
  }) as const satisfies RigEvent;
const ended = (scenario: string, verdict: Comparison["verdict"], instant: number) =>
  ({
    type: "scenarioFinished",
    scenario,
    position: "P1",
    verdict,
    reproduce: `conto-rig run ${scenario} --position P1 --seed 42`,
    at: instant,
  }) as const satisfies RigEvent;
const sample = (scenario: string, moment: "before" | "after", value: number, sampledAt: number) =>
  ({
    type: "sampled",
    scenario,
    position: "P1",
    step: 0,
    moment,
    reading: {
      kind: "read",
      quantity: "active energy",
      value,
      unit: "Wh",
      resolution: 10,
      modulus: 1e10,
      sampledAt,
      sampledWithin: 0.05,
      raw: "0x00 0x01 0x86 0xa0",
    },
  }) as const satisfies RigEvent;

export const sampleEvents: readonly RigEvent[] = [
  {
    type: "runStarted",
    schema: 1,
    run: "2025-03-01-a",
    startedAt: "2025-03-01T08:00:00Z",
    rig: "conto-rig 0.1.0",
    seed: 42,
    bench: { name: "bench-1", kind: "virtual", positions: ["P1"] },
    scenarios: [
      { id: "full-load", title: "Full load, balanced", steps: 1 },
      { id: "reversed-ct", title: "A CT the wrong way round", steps: 1 },
      { id: "near-limit", title: "Too close to call", steps: 1 },
      { id: "lost-link", title: "The gateway dies", steps: 2 },
      { id: "tariff", title: "Second tariff", steps: 1 },
    ],
    planned: 18000,
    sources: [
      { file: "bench.yaml", sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
    ],
    notes: ["Register map: hypothesis after the Nemo 96 HD family, not confirmed by the maker."],
  },
  began("full-load", "Full load, balanced", "A healthy meter on a healthy network."),
  step("full-load", 0, "5 A, power factor 1", 0, balanced),
  sample("full-load", "before", 100000, 0),
  sample("full-load", "after", 103453.45, 3600),
  { type: "compared", scenario: "full-load", position: "P1", step: 0, comparison: comparison({}) },
  ended("full-load", "pass", 3600),

  began("reversed-ct", "A CT the wrong way round", "One reversed CT of three takes two thirds.", "wiring"),
  step("reversed-ct", 0, "CT of L2 reversed", 3600, reversedL2),
  sample("reversed-ct", "before", 103453.45, 3600),
  sample("reversed-ct", "after", 104603.45, 7200),
  {
    type: "compared",
    scenario: "reversed-ct",
    position: "P1",
    step: 0,
    comparison: comparison({
      verdict: "fail",
      finding: "error -66.667 % is beyond the class limit of 1 %",
      twin: 1150,
      meter: 1150,
      error: -66.667,
    }),
  },
  {
    type: "compared",
    scenario: "reversed-ct",
    position: "P1",
    step: 0,
    comparison: comparison({
      claim: {
        type: "equalsTwin",
        quantity: "active energy",
        limit: { kind: "percent", value: 0.5 as never },
      },
      verdict: "pass",
      finding: "error 0.00 % is inside the limit of 0.5 %",
      twin: 1150,
      meter: 1150,
      error: 0,
      limit: 0.5,
    }),
  },
  ended("reversed-ct", "fail", 7200),

  began("near-limit", "Too close to call", "An error is only as sure as its uncertainty."),
  step("near-limit", 0, "5 A, power factor 1", 7200, balanced),
  {
    type: "compared",
    scenario: "near-limit",
    position: "P1",
    step: 0,
    comparison: comparison({
      verdict: "inconclusive",
      finding: "error +0.96 % with an uncertainty of 0.20 % straddles the limit of 1 %; hold for 2 h",
      meter: 3483.12,
      error: 0.96,
      uncertainty: 0.2,
      guardBand: 0.2,
      holdNeeded: 7200,
    }),
  },
  ended("near-limit", "inconclusive", 10800),

  began("lost-link", "The gateway dies", "Silence of the bus is not silence of the meter.", "bus"),
  step("lost-link", 0, "5 A, power factor 1", 10800, balanced),
  {
    type: "faulted",
    scenario: "lost-link",
    position: "P1",
    step: 0,
    code: "bus-lost",
    message: "the gateway 192.0.2.7:502 closed the connection",
  },
  ended("lost-link", "error", 10900),
  { type: "scenarioSkipped", scenario: "tariff", position: "P1", reason: "the meter has one tariff only" },
  {
    type: "runFinished",
    verdict: "error",
    counts: { pass: 1, inconclusive: 1, fail: 1, error: 1 },
    skipped: 1,
    benchTime: 10900,
    wallTime: 1.5,
    interrupted: false,
  },
];
