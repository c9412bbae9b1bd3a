/** How a command ends, for the shell that called it (and for CI). */
import type { Verdict } from "#models/metrology/verdict.ts";

export const exitCodes = { pass: 0, notPassed: 1, badInput: 2, trouble: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeOf = (verdict: Verdict): ExitCode =>
  verdict === "pass" ? exitCodes.pass : verdict === "error" ? exitCodes.trouble : exitCodes.notPassed;

/** Where a command's action, called by the argument parser, leaves how it ended. */
export type Finish = (code: ExitCode) => void;
