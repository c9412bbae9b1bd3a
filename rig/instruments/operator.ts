/**
 * The person at the bench's source, as the rig deals with one: someone who is told what to do there and who says that it
 * is done. That may be someone at the terminal, someone with the live page on a tablet, or several at once, of whom the
 * first who answers has answered.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { SourceNotice } from "#reports/live/protocol.ts";
import type { SourceLimits } from "#rig/instruments/source.ts";
import { RigError } from "#rig/rigError.ts";

export type SourceQuestion =
  /** Is it connected, its output off, its own limits set to these? */
  | { readonly kind: "arm"; readonly limits: SourceLimits }
  /** Does it give this? `channels` are to the source's own neutral. */
  | { readonly kind: "set"; readonly label: string; readonly channels: TerminalSignals }
  /** Is it off? Currents first, then voltages. */
  | { readonly kind: "off" };

export interface Operator {
  tell(notice: SourceNotice): void;
  /**
   * Resolves when the operator has confirmed. `withdrawn`, with a reason in words, ends the asking: nobody's answer is
   * taken after it.
   * @throws {RigError} `operatorGone` when nobody will answer, `operatorRefused` when the answer is no,
   *   `operatorInterrupted`, `operatorNotNeeded` when it was withdrawn.
   */
  confirm(question: SourceQuestion, withdrawn?: AbortSignal): Promise<void>;
}

export const operatorGone = (why: string): RigError => new RigError("operatorGone", why);
export const operatorRefused = (asked: string): RigError =>
  new RigError("operatorRefused", `the operator said no: ${asked}`);
export const operatorInterrupted = (): RigError =>
  new RigError("operatorInterrupted", "interrupted while waiting for the operator");
export const operatorNotNeeded = (): RigError =>
  new RigError("operatorNotNeeded", "the question was answered elsewhere or given up");
