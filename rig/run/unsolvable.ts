/**
 * A step whose network was not solved: a mistake in the file that describes it, told by the step's name, before anything
 * is energised.
 */
import type { SolveError } from "#models/network/solveError.ts";
import { printableLine } from "#reports/printable.ts";
import { refusalSentence } from "#reports/refusal.ts";
import { refusalsInEnglish } from "#reports/texts/refusalWords.ts";
import { RigError } from "#rig/rigError.ts";

export class Unsolvable extends RigError {
  constructor(step: string, cause: SolveError) {
    const { text } = refusalSentence(cause.refusal, "en");
    super("notSolvable", refusalsInEnglish.inStep(step, printableLine(text)), { cause });
  }
}
