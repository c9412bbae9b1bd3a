/** What the simulation of slow lines found, as sections of docs/figures.md. */
import type { NamedCondition } from "./conditions.ts";
import type { FaultSum } from "./singleFaults.ts";
import { nothing, type Tally, together } from "./trial.ts";

export interface Result {
  readonly condition: NamedCondition;
  readonly tally: Tally;
  readonly trials: number;
}

const percentOf = (part: number, whole: number): string =>
  whole === 0 ? "-" : ((100 * part) / whole).toFixed(1);

const insideRow = ({ condition, tally, trials }: Result): string =>
  `| ${condition.name} | ${trials} | ${tally.accepted} | ${tally.wrong} | ${percentOf(tally.accepted, tally.calls)} | ${(tally.lasted / tally.calls).toFixed(2)} |`;
const beyondRow = ({ condition, tally, trials }: Result): string =>
  `| ${condition.name} | ${trials} | ${tally.calls} | ${tally.questions} | ${tally.accepted} | ${percentOf(tally.tooSlow, tally.calls)} |`;

const faultRow = ([name, { reads, wrong, lostAfter, first }]: readonly [string, FaultSum]): string =>
  `| ${name} | ${reads} | ${wrong} | ${lostAfter} | ${Object.entries(first)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(", ")} |`;

export const figuresText = (
  results: readonly Result[],
  faults: Readonly<Record<string, FaultSum>>,
  revision: string,
  date: string,
): string => {
  const inside = results.filter(({ condition }) => !condition.isBeyond);
  const beyond = results.filter(({ condition }) => condition.isBeyond);
  const sum = (some: readonly Result[]): Tally =>
    some.reduce((total, { tally }) => together(total, tally), nothing);
  const [within, without] = [sum(inside), sum(beyond)];
  const faultReads = Object.values(faults).reduce((reads, each) => reads + each.reads, 0);
  const faultWrong = Object.values(faults).reduce((wrong, each) => wrong + each.wrong, 0);
  return `## The master on slow lines

\`npm run simulate:bus\`, revision ${revision}, ${date}. Virtual time, 9600 bit/s, T = response timeout = late window = 300 ms.
One to three units with one to three registers read in turn, each trial a fresh master. Wrong: not the content of the
register asked for at any instant between question and acceptance, by the record of the simulated meters. plain: one
length, for a screen. tagged: three lengths. roomy: a hundred lengths. twice: one length, read twice. numbered: Modbus
TCP. Repetitions come up to 5 T after their answer. Nothing is declared but where it says so.

Inside the bound: ${within.accepted} values accepted, ${within.wrong} wrong. Beyond it: ${without.questions} questions, ${without.accepted} values accepted.

| inside the bound | trials | accepted | wrong | answered, % of calls | time of a read, T |
|---|---|---|---|---|---|
${inside.map(insideRow).join("\n")}

| beyond the bound | trials | calls | questions on the line | accepted | called too slow, % of calls |
|---|---|---|---|---|---|
${beyond.map(beyondRow).join("\n")}

## The master and single faults

Three sound reads, one with the fault in the place of its answer, ten sound ones; read as plain, tagged, roomy and twice,
each as often. ${faultReads} reads, ${faultWrong} wrong.

| fault | reads | wrong | reads after it without words | what the call with the fault ended in |
|---|---|---|---|---|
${Object.entries(faults).map(faultRow).join("\n")}
`;
};
