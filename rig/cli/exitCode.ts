/** How a command ends, for the shell that called it (and for CI). */
import type { Verdict } from "#models/metrology/verdict.ts";
import type { RunRecord } from "#reports/record.ts";

export const exitCodes = { pass: 0, notPassed: 1, badInput: 2, trouble: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const exitCodeOf = (verdict: Verdict): ExitCode =>
  verdict === "pass" ? exitCodes.pass : verdict === "error" ? exitCodes.trouble : exitCodes.notPassed;

/** Of a run that was told to its end. A source that nobody confirmed off is trouble, however the run was left. */
export function exitCodeOfRun({ end }: RunRecord): ExitCode {
  if (end === null || end.source === "notConfirmed") return exitCodes.trouble;
  return end.interrupted ? exitCodes.interrupted : exitCodeOf(end.verdict);
}

/** Where a command's action, called by the argument parser, leaves how it ended. */
export type Finish = (code: ExitCode) => void;
