/** Every word of a report that is not the record's own, in English. Its shape is what a translation must fill. */

import type { Counting } from "#models/meter/programmedParameters.ts";
import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import type { UncertaintyPart } from "#reports/events.ts";

const quantityNames = Object.fromEntries(Object.keys(quantities).map((name) => [name, name])) as Record<
  QuantityName,
  string
>;
const verdict: Record<Verdict, string> = {
  pass: "pass",
  inconclusive: "inconclusive",
  fail: "fail",
  error: "error",
};
const verdictMeaning: Record<Verdict, string> = {
  pass: "The error lies inside the limit, uncertainty included.",
  inconclusive: "The evidence does not decide: too uncertain, too short, broken off, or nothing compared.",
  fail: "The meter does not do what is claimed, uncertainty included.",
  error: "The rig, the bench or the bus failed: nothing is said about the meter.",
};
const theme: Record<string, string> = {
  balanced: "balanced loads",
  unbalanced: "unbalanced loads",
  wiring: "wiring",
  sequence: "phase sequence",
  supply: "supply",
  harmonics: "harmonics",
  "load-profile": "load profiles",
  bus: "field bus",
};
const uncertaintySource: Record<UncertaintyPart["source"], string> = {
  "register resolution": "register resolution",
  "sampling instants": "sampling instants",
  reference: "reference",
  "pulse resolution": "pulse resolution",
  source: "source",
};

export const en = {
  title: "Test report",
  run: "Run",
  verdict,
  /** The word beside a count of them. */
  verdictCounted: (word: Verdict, _count: number): string => verdict[word],
  verdictMeaning,
  verdictOfRun: "Verdict",
  runMeaning: {
    pass: "Every claim that was judged holds, uncertainty included.",
    inconclusive: "Nothing failed, but not everything could be decided.",
    fail: "At least one claim does not hold.",
    error:
      "The rig, the bench or the bus failed at least once: what it left unjudged says nothing about the meter.",
  } satisfies Record<Verdict, string>,
  theme,
  quantity: quantityNames,
  uncertaintySource,
  virtualBench:
    "Virtual bench: the meters under test are simulated. This report says nothing about a physical meter.",
  notFinished:
    "This run has not come to its end: it is under way, or it broke off. What follows is what has been recorded.",
  sourceNotConfirmed: "Nobody confirmed that the source is off: treat it as live until somebody has looked.",
  interrupted: "This run was interrupted. What follows is what was recorded until then.",

  whatWasTested: "What was tested",
  onWhat: "On what",
  footing: "Rests on",
  moreFooting: (count: number) => `${count} more under Provenance.`,
  judgedOf: (judged: number, planned: number) =>
    `${judged} of the ${planned} planned ${planned === 1 ? "scenario" : "scenarios"} came to a verdict: this report says nothing of the others.`,
  worstFindings: "Worst findings",
  noFindings: "Every claim that was judged passed.",
  moreFindings: (count: number) =>
    count === 1 ? "1 more scenario below." : `${count} more scenarios below.`,
  notCovered: "Not covered",
  moreGaps: (count: number) =>
    `${count} more ${count === 1 ? "reason" : "reasons"}; every scenario left out is in the list of scenarios, the workbook and the JSON record.`,
  everythingCovered: "Every planned scenario was run to its end.",
  meter: "Meter",
  position: "Position",
  bench: "Bench",
  benchKind: { virtual: "virtual", hardware: "hardware" },
  begun: "Begun",
  benchTime: "Bench time",
  wallTime: "Wall time",
  seed: "Seed",
  scenario: "Scenario",
  scenarios: "Scenarios",
  skipped: "skipped",
  superseded: "an earlier attempt, replaced by a later one and not counted",
  worstError: "Worst error ÷ limit",
  reproduce: "To see it again:",

  teaches: "What it teaches",
  steps: "Steps",
  step: "Step",
  name: "Name",
  held: "Held",
  hookUp: "Hook-up",
  activePower: "Active power",
  reactivePower: "Reactive power",
  predicted: "Predicted registration",
  distortion: "Distortion U, I",
  contact: { open: "contact open", closed: "contact closed" },
  auditResidual: "Power balance",
  closedTo: (share: string) => `closed to ${share}`,
  evidence: "Evidence",
  claim: "Claim",
  reference: "Reference",
  twin: "Twin",
  meterShows: "Meter",
  error: "Error",
  limit: "Limit",
  uncertainty: "Uncertainty",
  guardBand: "Guard band",
  wholeScenario: "whole scenario",
  foldedOnPaper:
    "On paper, scenarios that passed stand in the table above only; their evidence is in the HTML report, the workbook and the JSON record. Of long tables it has the first 24 rows and all that did not pass.",
  morePasses: (count: number) =>
    count === 1
      ? "1 more claim passed; it is in the run's JSON record."
      : `${count} more claims passed; they are in the run's JSON record.`,
  moreSteps: (count: number) =>
    count === 1
      ? "1 more step; it is in the run's JSON record."
      : `${count} more steps; they are in the run's JSON record.`,
  moreFigures: (count: number) =>
    `Figures are drawn for the worst steps only; ${count} more ${count === 1 ? "is" : "are"} in the evidence table.`,
  limitSource: "Source of the limit",
  budget: "Uncertainty budget",
  budgetsMeaning:
    "The claim of each scenario whose uncertainty takes most of its limit, the largest share first: standard uncertainties by source, in percent of the reference.",
  shareOfLimit: "U ÷ limit",
  moreBudgets: (count: number) =>
    `${count} more ${count === 1 ? "scenario takes" : "scenarios take"} less; all budgets are in the workbook and in the JSON record.`,
  budgetSource: "Source",
  budgetStandard: "Standard uncertainty",
  budgetExpanded: "Expanded (k = 2)",
  readings: "Readings",
  momentWord: "Moment",
  moment: { before: "before", during: "during", after: "after" },
  moreReadings: (count: number) =>
    `${count} ${count === 1 ? "reading in between is" : "readings in between are"} not shown.`,
  silent: (waited: string) => `no answer within ${waited}`,
  refused: (code: number, said: string) => `refused, exception ${code} (${said})`,
  garbled: (bytes: string, why: string) => `garbled: ${bytes} (${why})`,
  noNumber: "no number in the register",
  tooSlow: (latency: string, bound: string) =>
    `the line answers after ${latency}; its answers can be told apart up to ${bound} only`,
  unsettled: (values: string) => `not settled: ${values}`,
  leftOut: "Readings left out",
  leftOutOfRun: (readings: number, steps: number) =>
    readings === 1
      ? "1 reading was left out: it does not count, and stands at its step in the report, with the reason."
      : `${readings} readings were left out, of ${steps} ${steps === 1 ? "step" : "steps"}: they do not count, and stand at their steps in the report, with the reasons.`,
  at: "At",
  quantityWord: "Quantity",
  value: "Value",
  raw: "Raw",
  shown: "What the meter showed, primary values",
  total: "Total",
  powerFactor: "Power factor",
  fault: "Fault",
  interruptions: "Interruptions of the bus",
  linkAway: (bus: string, time: string, cause: string) =>
    `the link of bus ${bus} was away for ${time} (${cause}); what was asked meanwhile was asked again`,
  slowLines: "Slow buses",
  lineSlow: (bus: string, time: string, expected: string) =>
    `bus ${bus} is slow: its slowest answer took ${time} instead of ${expected} at most; it was waited for`,

  phasors: "Phasors at the terminals",
  phasorScale: (volts: string, amperes: string) =>
    `Circle: ${volts}. Longest current: ${amperes}. Voltages full, currents dashed.`,
  noVoltage: "no voltage",
  noCurrent: "no current",
  openLead: "open",
  sequence: "Sequence",
  sequenceUnknown: "cannot be told",
  sequenceReversed: "reversed",
  phase: "Phase",
  voltage: "Voltage",
  current: "Current",
  phaseAngle: "φ",
  againstLimit: "Against limit",
  errorInterval: "Error against its limit",
  permitted: "permitted",

  why: {
    nothingCompared: "nothing was compared",
    unfinished: "it did not come to its end",
    stepsMissing: "planned steps were never reached",
    abandoned: "it was given up",
    asConcluded: "so concluded by the rig, without a claim that shows it",
    neverStarted: "it was never started",
    torn: "events are missing from the record",
  },
  colon: ": ",
  semicolon: "; ",
  gaps: {
    scenarios: (count: number) => `${count} ${count === 1 ? "scenario" : "scenarios"}`,
    skipped: (reason: string) => `skipped: ${reason}`,
    neverStarted: "never started",
    stepsMissing: (count: number) => `${count} planned ${count === 1 ? "step" : "steps"} never reached`,
    unfinished: "broken off before its end",
  },

  nameplate: {
    title: "The meters under test",
    meaning:
      "As the comparing side takes them to be: nameplate, what was programmed for the scenarios, and what these facts rest on.",
    accuracy: "Accuracy",
    activeClass: (accuracyClass: string) => `class ${accuracyClass} active`,
    reactiveClass: (accuracyClass: string) => `class ${accuracyClass} reactive`,
    currentInput: "Current",
    connection: { ct: "on CTs", direct: "direct" },
    voltage: "Voltage",
    insertionModes: "Insertion modes",
    ctRatio: "CT ratio KTA",
    vtRatio: "VT ratio KTV",
    integrationTime: "Integration time",
    pulse: "Pulse",
    counting: "Counting",
    countings: {
      "total and partial": "total and partial",
      "partial by contact": "partial by contact",
      "double tariff": "double tariff",
    } satisfies Record<Counting, string>,
    bus: "Field bus",
    busFacts: (address: number, speed: number) => `address ${address}, ${speed} bit/s as delivered`,
    registerMap: "Register map",
    rows: (count: number) => `${count} ${count === 1 ? "row" : "rows"}`,
    grades: "A: the maker's text; B: cited by a third party; C: one third party; D: inference.",
    method: "How it measures",
    meterFile: "Meter file",
    doubts: "In doubt, and what was chosen",
    about: "About",
    chosen: "Chosen",
    because: "Because",
  },

  provenance: "Provenance",
  rigVersion: "Rig",
  files: "Files the run was made from",
  file: "File",
  notes: "Notes",
  howToRead: "How to read the verdicts",
  guardBandMeaning:
    "The guard band is the width of the uncertainty inside each limit: an error in it is too close to the limit to be called a pass.",

  claims: {
    registersWithin: (energy: string, limit: string) => `registers ${energy} within ${limit}`,
    registersNothing: (energy: string) => `registers no ${energy}`,
    registersFraction: (energy: string, fraction: string, limit: string) =>
      `registers ${fraction} of the ${energy} within ${limit}`,
    predictedFraction: "the predicted fraction",
    equalsTwin: (quantity: string, limit: string) => `${quantity} equals the twin's within ${limit}`,
    readsWithin: (quantity: string, of: string, limit: string) =>
      `reads ${quantity} as ${of} within ${limit}`,
    theReference: "the reference",
    startsWithin: (time: string) => `starts within ${time}`,
    answersWithin: (time: string) => `answers its bus within ${time}`,
    staysSilent: "stays silent on its bus",
    classLimit: "its class limit",
  },
  finding: {
    inside: (error: string, limit: string, uncertainty: string) =>
      `Error ${error}, inside the limit of ${limit}${uncertainty}.`,
    outside: (error: string, limit: string, uncertainty: string) =>
      `Error ${error}, beyond the limit of ${limit}${uncertainty}.`,
    undecided: (error: string, limit: string, uncertainty: string) =>
      `Error ${error} against the limit of ${limit}${uncertainty}: too close to decide.`,
    uncertainty: (uncertainty: string) => ` (uncertainty ${uncertainty}, k = 2)`,
    hold: (time: string) => ` Hold the load for ${time} or longer to decide.`,
    movedNothing: "The register did not move.",
    moved: (amount: string) => `The register moved by ${amount}, where it must not move.`,
    silent: "The meter was silent, as it should be.",
    answered: "The meter answered, where it must be silent.",
    started: (time: string, limit: string) => `Started after ${time} (${limit} permitted).`,
    answeredWithin: (time: string, limit: string) =>
      `The slowest answer began after ${time} (${limit} permitted).`,
    answeredLate: (time: string, limit: string) =>
      `The slowest answer began after ${time}, later than the ${limit} permitted.`,
    startedLate: (time: string, limit: string) => `Started after ${time}, later than the ${limit} permitted.`,
  },
};
export type Texts = typeof en;
