/**
 * Whether a reading was the meter's own answer, or nothing of it at all. A gateway that says the meter gave no answer has
 * been answered by nobody: to whoever listens for the meter that is a silence.
 */
import { exceptionSpeaker, isUnitsOwnWord } from "#models/devices/exceptionSpeaker.ts";
import type { Reading } from "#reports/events.ts";

export const isOwnAnswer = (reading: Reading): boolean =>
  reading.kind === "read" ||
  reading.kind === "noNumber" ||
  reading.kind === "unsettled" ||
  (reading.kind === "refused" && isUnitsOwnWord(reading.exceptionCode));

export const isDeaf = (reading: Reading): boolean =>
  reading.kind === "silent" ||
  (reading.kind === "refused" && exceptionSpeaker(reading.exceptionCode) === "gateway, no answer");
