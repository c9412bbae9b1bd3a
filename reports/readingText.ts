/** A reading that brought no value, in one line: what came in its place, and whose word that is. */
import type { Reading } from "#reports/events.ts";
import type { Language } from "#reports/language.ts";
import { durationText, plainText, withUnit } from "#reports/numberText.ts";
import { garbledWords, proofWords, speakerWords } from "#reports/texts/readingWords.ts";
import { textsOf } from "#reports/texts/texts.ts";

export function noValueText(reading: Exclude<Reading, { kind: "read" }>, language: Language): string {
  const texts = textsOf(language);
  const seconds = (time: number) => durationText(time, language);
  switch (reading.kind) {
    case "silent": {
      const silence = texts.silent(seconds(reading.waited));
      return reading.proof === undefined ? silence : `${silence} (${proofWords(reading.proof, language)})`;
    }
    case "refused":
      return texts.refused(reading.exceptionCode, speakerWords(reading.exceptionCode, language));
    case "garbled":
      return texts.garbled(reading.bytes, garbledWords(reading.reason, language));
    case "noNumber":
      return `${texts.noNumber}${texts.colon}${reading.raw}`;
    case "tooSlow":
      return texts.tooSlow(seconds(reading.latency), seconds(reading.bound));
    case "unsettled":
      return texts.unsettled(
        reading.sightings
          .map(({ value }) => withUnit(plainText(value, language), reading.unit))
          .join(texts.semicolon),
      );
  }
}
