/**
 * Who speaks in a Modbus exception. 0A and 0B are given by a gateway: it had no way to the unit, or the unit did not
 * answer it, so the unit itself was never heard. Every other code is the unit's own word; 05 and 06 say that it is busy.
 * Source: MODBUS Application Protocol Specification V1.1b3, chapter 7.
 */
export type ExceptionSpeaker = "unit" | "unit, busy" | "gateway, no path" | "gateway, no answer";

export function exceptionSpeaker(code: number): ExceptionSpeaker {
  if (code === 0x0a) return "gateway, no path";
  if (code === 0x0b) return "gateway, no answer";
  return code === 5 || code === 6 ? "unit, busy" : "unit";
}

/** The unit was heard itself. */
export const isUnitsOwnWord = (code: number): boolean => !exceptionSpeaker(code).startsWith("gateway");
