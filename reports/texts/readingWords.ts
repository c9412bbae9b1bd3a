/**
 * What a reading that brought no value says, in each language: why bytes were no answer, what proved a bus alive, whose
 * word an exception is, why a reading was left out.
 */
import { exceptionSpeaker } from "#models/devices/exceptionSpeaker.ts";
import type { BusProof, GarbledReason, LeftOutWhy } from "#reports/events.ts";
import type { Language } from "#reports/language.ts";

type Words = Readonly<{
  garbled: Readonly<{
    [K in GarbledReason["kind"]]: (reason: Extract<GarbledReason, { kind: K }>) => string;
  }>;
  notSaid: string;
  speaker: Readonly<Record<ReturnType<typeof exceptionSpeaker>, string>>;
  proof: Readonly<{ [K in BusProof["kind"]]: (proof: Extract<BusProof, { kind: K }>) => string }>;
  unproved: string;
  leftOut: Readonly<Record<LeftOutWhy, string>>;
}>;

const en: Words = {
  garbled: {
    strayInFront: ({ extra }) =>
      `${extra} in front of an otherwise right answer; look at bias, termination and turn-round of the transceivers`,
    strayBehind: ({ extra }) => `${extra} behind an otherwise right answer`,
    otherUnit: ({ unit }) => `a whole answer of unit ${unit}, which was not asked`,
    echo: () => "our own question came back; the adapter gives an echo",
    badCrc: () => "a frame with a wrong check sum",
    cutShort: () => "the beginning of an answer that was cut short",
    wrongFunction: () => "a frame of another function",
    wrongByteCount: () => "a frame of another length than was asked for",
    noFrame: () => "bytes that are no frame",
    otherQuestion: () => "an exception that an earlier question may have caused",
    disagreement: () => "two answers that can't both be true",
    followed: () => "an answer that another one followed",
    restless: () => "somebody speaks on the line all the time",
  },
  notSaid: "bytes that are no frame",
  speaker: {
    unit: "the meter's own word",
    "unit, busy": "the meter says that it is busy",
    "gateway, no path": "the gateway has no way to the meter",
    "gateway, no answer": "the gateway got no answer from the meter",
  },
  proof: {
    ownLine: () => "the line is the rig's own",
    otherUnit: ({ position }) => `${position} answered on the same bus`,
    echo: () => "our own bytes came back",
    sameUnit: () => "the meter answered something else before and after",
  },
  unproved: "nothing proved the bus alive",
  leftOut: {
    "others stand together": "left out: the other readings stand together against it",
    "asked again": "left out: it was asked again, and the other reading counts",
    "seen only once": "left out: no other reading to hold it against",
  },
};

const fr: Words = {
  garbled: {
    strayInFront: ({ extra }) =>
      `${extra} devant une réponse correcte par ailleurs\u00a0; voir la polarisation, la terminaison et le retournement des émetteurs`,
    strayBehind: ({ extra }) => `${extra} derrière une réponse correcte par ailleurs`,
    otherUnit: ({ unit }) => `une réponse entière de l’unité ${unit}, à qui rien n’était demandé`,
    echo: () => "notre propre question est revenue\u00a0; l’adaptateur donne un écho",
    badCrc: () => "une trame à la somme de contrôle fausse",
    cutShort: () => "le début d’une réponse interrompue",
    wrongFunction: () => "une trame d’une autre fonction",
    wrongByteCount: () => "une trame d’une autre longueur que demandé",
    noFrame: () => "des octets qui ne sont pas une trame",
    otherQuestion: () => "une exception qu’une question antérieure a pu causer",
    disagreement: () => "deux réponses qui ne peuvent être vraies ensemble",
    followed: () => "une réponse suivie d’une autre",
    restless: () => "quelqu’un parle sans arrêt sur la ligne",
  },
  notSaid: "des octets qui ne sont pas une trame",
  speaker: {
    unit: "parole du compteur",
    "unit, busy": "le compteur se dit occupé",
    "gateway, no path": "la passerelle n’a pas de chemin vers le compteur",
    "gateway, no answer": "la passerelle n’a pas eu de réponse du compteur",
  },
  proof: {
    ownLine: () => "la ligne est celle du banc virtuel",
    otherUnit: ({ position }) => `${position} a répondu sur le même bus`,
    echo: () => "nos propres octets sont revenus",
    sameUnit: () => "le compteur a répondu à autre chose avant et après",
  },
  unproved: "rien n’a prouvé que le bus vivait",
  leftOut: {
    "others stand together": "écarté\u00a0: les autres relevés concordent contre lui",
    "asked again": "écarté\u00a0: redemandé, et c’est l’autre relevé qui compte",
    "seen only once": "écarté\u00a0: aucun autre relevé à lui opposer",
  },
};

const wordsOf: Readonly<Record<Language, Words>> = { en, fr };

/** Runs recorded before reasons were kept have none. */
export function garbledWords(reason: GarbledReason | undefined, language: Language): string {
  const { garbled, notSaid } = wordsOf[language];
  if (reason === undefined) return notSaid;
  const say = garbled[reason.kind] as (reason: GarbledReason) => string;
  return say(reason);
}

/** "exception 0B: the gateway got no answer from the meter". */
export const speakerWords = (code: number, language: Language): string =>
  wordsOf[language].speaker[exceptionSpeaker(code)];

/** null: nothing proved it. */
export function proofWords(proof: BusProof | null, language: Language): string {
  const words = wordsOf[language];
  if (proof === null) return words.unproved;
  const say = words.proof[proof.kind] as (proof: BusProof) => string;
  return say(proof);
}

export const leftOutWords = (why: LeftOutWhy, language: Language): string => wordsOf[language].leftOut[why];
