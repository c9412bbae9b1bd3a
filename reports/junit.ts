/**
 * A run as JUnit XML, the form build servers read. One suite per scenario and position, one test case per claim.
 * A fail is a failure, a fault of the rig an error. An inconclusive claim is `skipped` unless asked to be a failure:
 * it neither shows nor refutes anything. What broke off is an error whatever was asked: a build must not turn green
 * because the bench stopped.
 *
 * Build servers keep a history by name: `classname` is theme and scenario at its position (Jenkins makes a package of what
 * stands before a full stop, so there is one), names are the claims, and no two cases of a suite share one. What fails
 * carries the command that shows it again in its `system-out`. `time` is bench time, not the few seconds it took.
 */
import type { Verdict } from "#models/metrology/verdict.ts";
import { notCoveredOf } from "#reports/conclusion.ts";
import type { Comparison } from "#reports/events.ts";
import { findingsOfAttempt, findingsOfRun } from "#reports/findings.ts";
import { type Markup, markup, trusted } from "#reports/markup.ts";
import { printableLine } from "#reports/printable.ts";
import type { AttemptedScenario, RunRecord, SkippedScenario } from "#reports/record.ts";
import { claimSentence, errorFigures, findingSentence, sentenceOf } from "#reports/sentences.ts";

export interface JunitOptions {
  readonly inconclusive: "skipped" | "failure";
}
type Outcome = "passed" | "failure" | "error" | "skipped";
interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  readonly type: string;
  readonly message: string;
  readonly detail: string;
}
interface Suite {
  readonly name: string;
  readonly classname: string;
  readonly reproduce: string;
  readonly seconds: number;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly Case[];
}

/** A name longer than this is cut: servers put it into addresses and columns. */
const longestName = 250;
const nameText = (text: string): string => {
  const line = printableLine(text);
  return line.length > longestName ? `${line.slice(0, longestName - 1).trimEnd()}…` : line;
};
/** Repeated names get their number: "... (2)". */
function numbered(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let i = 2; taken.has(unique); i++) unique = `${name} (${i})`;
    taken.add(unique);
    return unique;
  });
}

/** "wiring.ct-reversed @ P1": one full stop, behind the theme. */
function classOf(
  record: RunRecord,
  { scenario, position }: Pick<AttemptedScenario, "scenario" | "position">,
) {
  const plain = (text: string) => text.replaceAll(".", "_");
  const attempt = record.scenarios.find((s) => s.kind === "attempted" && s.scenario === scenario);
  const theme =
    (attempt?.kind === "attempted" ? attempt.theme : null) ??
    record.run?.scenarios.find(({ id }) => id === scenario)?.theme ??
    "scenarios";
  return `${plain(theme)}.${plain(scenario)} @ ${plain(position)}`;
}

const outcomeOf = (verdict: Verdict, { inconclusive }: JunitOptions): Outcome =>
  (({ pass: "passed", inconclusive, fail: "failure", error: "error" }) as const)[verdict];

function evidence(comparison: Comparison): string {
  const unit = comparison.unit;
  const value = (name: string, figure: number | null) =>
    figure === null ? [] : [`${name}: ${figure}${unit === "" ? "" : ` ${unit}`}`];
  const figures = errorFigures(comparison, "en");
  const figure = (name: keyof typeof figures) =>
    figures[name] === null ? [] : [`${name}: ${figures[name]}`];
  return [
    comparison.finding,
    ...value("reference", comparison.reference),
    ...value("twin", comparison.twin),
    ...value("meter", comparison.meter),
    ...figure("error"),
    ...figure("limit"),
    ...figure("uncertainty"),
    ...(comparison.limitSource === null ? [] : [`limit from: ${comparison.limitSource}`]),
  ]
    .map(printableLine)
    .join("\n");
}

const claimCase = (where: string, comparison: Comparison, options: JunitOptions): Case => ({
  name: `${where}: ${claimSentence(comparison.claim, "en")}`,
  outcome: outcomeOf(comparison.verdict, options),
  type: comparison.verdict,
  message: findingSentence(comparison, "en").text,
  detail: evidence(comparison),
});

function attemptSuite(record: RunRecord, attempt: AttemptedScenario, options: JunitOptions): Suite {
  const { run } = record;
  const reproduce = attempt.end?.reproduce ?? "";
  const claims = [
    ...attempt.steps.flatMap(({ step, name, comparisons }) =>
      comparisons.map((comparison) => claimCase(`step ${step + 1} ${name}`, comparison, options)),
    ),
    ...attempt.comparisons.map((comparison) => claimCase("whole scenario", comparison, options)),
  ];
  const others = findingsOfAttempt(record, attempt)
    .filter((finding) => finding.kind !== "claim")
    .map((finding): Case => {
      const brokenOff =
        finding.kind === "bare" && finding.why !== "nothingCompared" && finding.why !== "asConcluded";
      const message = sentenceOf(finding, "en").text;
      return {
        name:
          finding.kind === "fault"
            ? `the rig works: ${finding.fault.code}`
            : "the scenario comes to a verdict",
        outcome: brokenOff ? "error" : outcomeOf(finding.verdict, options),
        type: brokenOff ? "unfinished" : finding.verdict,
        message,
        detail: message,
      };
    });
  const began = attempt.steps[0]?.at ?? null;
  return {
    name: `${attempt.scenario} @ ${attempt.position}`,
    classname: classOf(record, attempt),
    reproduce,
    seconds: attempt.end === null || began === null ? 0 : Math.max(0, attempt.end.at - began),
    properties: [
      ["seed", String(run?.seed ?? "")],
      ["meter", attempt.meter],
      ["position", attempt.position],
      ["bench", run === null ? "" : `${run.bench.name} (${run.bench.kind})`],
      ["run", run?.run ?? ""],
      ["rig", run?.rig ?? ""],
      ["reproduce", reproduce],
    ],
    cases: [...claims, ...others],
  };
}

const skippedSuite = (record: RunRecord, { scenario, position, reason }: SkippedScenario): Suite => ({
  name: `${scenario} @ ${position}`,
  classname: classOf(record, { scenario, position }),
  reproduce: "",
  seconds: 0,
  properties: [["position", position]],
  cases: [
    { name: "the scenario applies", outcome: "skipped", type: "skipped", message: reason, detail: reason },
  ],
});

/** Findings of the run itself: faults of no scenario, an end that never came, scenarios and positions left out. */
function runSuite(record: RunRecord): Suite | null {
  const found = findingsOfRun(record).map((finding): Case => {
    const message = sentenceOf(finding, "en").text;
    const name = `${finding.scenario ?? "the run"} comes to its end`;
    return { name, outcome: "error", type: finding.verdict, message, detail: message };
  });
  const leftOut = notCoveredOf(record).flatMap((gap): Case[] =>
    gap.kind === "neverStarted" && gap.position !== null
      ? [
          {
            name: `${gap.scenario} @ ${gap.position} is run`,
            outcome: "skipped",
            type: "neverStarted",
            message: "never started",
            detail: "never started",
          },
        ]
      : [],
  );
  const cases = [...found, ...leftOut];
  return cases.length === 0
    ? null
    : {
        name: "the run",
        classname: "conto-rig.the run",
        reproduce: "",
        seconds: 0,
        properties: [],
        cases,
      };
}

const count = (cases: readonly Case[], outcome: Outcome) =>
  cases.filter((testCase) => testCase.outcome === outcome).length;
const totals = (cases: readonly Case[]): Markup =>
  markup`tests="${cases.length}" failures="${count(cases, "failure")}" errors="${count(cases, "error")}" skipped="${count(cases, "skipped")}"`;

function caseXml(
  { classname, reproduce }: Suite,
  name: string,
  { outcome, type, message, detail }: Case,
): Markup {
  const open = markup`    <testcase name="${name}" classname="${nameText(classname)}" time="0"`;
  if (outcome === "passed") return markup`${open}/>\n`;
  const said = markup`message="${printableLine(message)}"`;
  const body =
    outcome === "skipped"
      ? markup`      <skipped ${said}/>\n`
      : markup`      <${trusted(outcome)} ${said} type="${type}">${detail}</${trusted(outcome)}>\n`;
  const output =
    outcome === "skipped" || reproduce === ""
      ? null
      : markup`      <system-out>reproduce: ${printableLine(reproduce)}</system-out>\n`;
  return markup`${open}>\n${body}${output}    </testcase>\n`;
}

function suiteXml(suite: Suite, unique: string, startedAt: string | null): Markup {
  const { seconds, properties, cases } = suite;
  const names = numbered(cases.map(({ name }) => nameText(name)));
  const timestamp = startedAt === null ? null : markup` timestamp="${startedAt.slice(0, 19)}"`;
  const list = properties.map(
    ([key, value]) => markup`      <property name="${key}" value="${printableLine(value)}"/>\n`,
  );
  return markup`  <testsuite name="${unique}" ${totals(cases)} time="${seconds}"${timestamp}>
${list.length === 0 ? null : markup`    <properties>\n${list}    </properties>\n`}${cases.map((testCase, i) => caseXml(suite, names[i] ?? "", testCase))}  </testsuite>
`;
}

/** The whole XML document; `timestamp` without its zone, UTC, as the JUnit schema has it. `time` is bench time, seconds. */
export function junitReport(record: RunRecord, options: JunitOptions = { inconclusive: "skipped" }): string {
  const ofTheRun = runSuite(record);
  const suites = [
    ...record.scenarios.flatMap((s) =>
      s.kind === "skipped"
        ? [skippedSuite(record, s)]
        : s.superseded
          ? []
          : [attemptSuite(record, s, options)],
    ),
    ...(ofTheRun === null ? [] : [ofTheRun]),
  ];
  const names = numbered(suites.map(({ name }) => nameText(name)));
  const startedAt = record.run?.startedAt ?? null;
  const all = totals(suites.flatMap(({ cases }) => cases));
  const document = markup`<testsuites name="conto-rig ${record.run?.run ?? ""}" ${all} time="${record.end?.benchTime ?? 0}">
${suites.map((suite, i) => suiteXml(suite, names[i] ?? "", startedAt))}</testsuites>
`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document.markup}`;
}
