/**
 * Asking again: a bounded number of times, and only where asking again can help. What a meter refuses outright (01...04)
 * is its answer; "later" (05, 06) and what a gateway says of a meter it cannot reach (0A, 0B) may pass.
 */
import { seconds } from "#models/units.ts";
import type { NoAnswer, Words } from "#rig/fieldbus/busAnswer.ts";

const passingExceptions = new Set([5, 6, 10, 11]);

const isWorthRetrying = (answer: Words | NoAnswer): boolean =>
  answer.kind === "silent" ||
  answer.kind === "garbled" ||
  (answer.kind === "refused" && passingExceptions.has(answer.exceptionCode));

/** The first good answer, else the last bad one; what was waited in silence adds up. `again` is told of each retry. */
export const withRetries = async (
  retries: number,
  attempt: () => Promise<Words | NoAnswer>,
  again: () => void,
): Promise<Words | NoAnswer> => {
  let waited = 0;
  for (let left = retries; ; left--) {
    const answer = await attempt();
    if (answer.kind === "silent") waited += answer.waited;
    if (left > 0 && isWorthRetrying(answer)) again();
    else return answer.kind === "silent" ? { kind: "silent", waited: seconds(waited) } : answer;
  }
};
