/**
 * The conclusion of a comparison. Ordered: the worst of many is the verdict of them all. Nothing compared is not a
 * pass: it is inconclusive. `error` says that the rig or the bench failed, not the meter.
 */
export const verdicts = ["pass", "inconclusive", "fail", "error"] as const;
export type Verdict = (typeof verdicts)[number];

export const isWorse = (a: Verdict, b: Verdict): boolean => verdicts.indexOf(a) > verdicts.indexOf(b);

export const worst = (all: Iterable<Verdict>): Verdict => {
  let result: Verdict | undefined;
  for (const verdict of all) if (result === undefined || isWorse(verdict, result)) result = verdict;
  return result ?? "inconclusive";
};
