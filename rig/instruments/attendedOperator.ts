/**
 * A way to an operator by which somebody may come at any time - the live page - and which is not waited for without end:
 * once the program is to end, and for as long as nobody is there, the patience runs; when it has run out, the operator
 * counts as gone. Where somebody is there, and while the program stays, a question waits as long as it takes.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import { type Operator, operatorGone } from "#rig/instruments/operator.ts";

export interface Attendance {
  /** Whether somebody is there who could answer now. */
  readonly isThere: () => boolean;
  /** Aborted when the program is to end. */
  readonly leaving: AbortSignal;
  readonly patience: Seconds;
  readonly clock: Clock;
}

/** How often it is looked who is there. */
const look = seconds(0.5);

export const attendedOperator = (
  operator: Operator,
  { isThere, leaving, patience, clock }: Attendance,
): Operator => ({
  tell: (notice) => operator.tell(notice),
  async confirm(question, withdrawn) {
    const asking = new AbortController();
    const takeBack = (): void => asking.abort(withdrawn?.reason);
    if (withdrawn?.aborted) takeBack();
    withdrawn?.addEventListener("abort", takeBack);
    let aloneSince: Seconds | null = null;
    let cancel = (): void => {};
    try {
      await new Promise<void>((resolve, reject) => {
        const watch = (): void => {
          const now = clock.now();
          if (isThere() || !leaving.aborted) aloneSince = null;
          else aloneSince ??= now;
          if (aloneSince !== null && now - aloneSince >= patience) {
            reject(operatorGone(`nobody who may answer has been there for ${patience} s`));
            return;
          }
          cancel = clock.after(look, watch);
        };
        operator.confirm(question, asking.signal).then(resolve, reject);
        watch();
      });
    } finally {
      cancel();
      withdrawn?.removeEventListener("abort", takeBack);
      asking.abort("nobody is there");
    }
  },
});
