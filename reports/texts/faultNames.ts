/**
 * What failed of the rig, the bench or the bus, by the code of the fault, in the words of each language. The code stays
 * beside it: it is what programs and people who ask for help go by.
 */
import type { Language } from "#reports/language.ts";

const en = {
  badBench: "the bench file will not do",
  badMeter: "the meter file will not do",
  busNotOpen: "the bus could not be opened",
  linkLost: "the link to the bus is lost",
  noMeteringPoint: "the network has no such metering point",
  noSuchPosition: "the bench has no such position",
  notMapped: "the meter does not give this quantity",
  notPrepared: "the bench was not prepared",
  notSolvable: "the network was not solved",
  operatorGone: "nobody answers at the source any more",
  operatorInterrupted: "interrupted while waiting for the operator",
  operatorRefused: "the operator refused",
  positionChanged: "the meter in place is another one now",
  sourceLatched: "the source was switched off and stays so",
  sourceLimits: "beyond the limits of the source",
  sourceNotArmed: "the source is not armed",
  sourceNotOff: "the source was not switched off safely",
  "store-locked": "another program holds the store of the runs",
  "store-full": "the disk is full",
  "store-disk": "the disk does not take what is stored",
  "store-read-only": "the store of the runs may not be written",
  "store-removed": "the store of the runs was removed",
  "store-newer": "the store of the runs is of a newer conto-rig",
  "store-conflict": "another program wrote the same run",
  "store-unreachable": "the store of the runs can't be reached",
  "store-failed": "the store of the runs failed",
  "store-corrupt": "the store of the runs is damaged",
  unforeseen: "an incident that nobody foresaw",
};
const fr: Readonly<Record<keyof typeof en, string>> = {
  badBench: "le fichier du banc ne convient pas",
  badMeter: "le fichier du compteur ne convient pas",
  busNotOpen: "le bus n’a pas pu être ouvert",
  linkLost: "la liaison avec le bus est perdue",
  noMeteringPoint: "le point de mesure n’existe pas dans le réseau",
  noSuchPosition: "le banc n’a pas cette position",
  notMapped: "le compteur ne donne pas cette grandeur",
  notPrepared: "le banc n’était pas préparé",
  notSolvable: "le réseau n’a pas été résolu",
  operatorGone: "plus personne ne répond à la source",
  operatorInterrupted: "interrompu en attendant l’opérateur",
  operatorRefused: "l’opérateur a refusé",
  positionChanged: "le compteur en place n’est plus le même",
  sourceLatched: "la source a été coupée et le reste",
  sourceLimits: "au-delà des limites de la source",
  sourceNotArmed: "la source n’est pas armée",
  sourceNotOff: "la source n’a pas été coupée de façon sûre",
  "store-locked": "un autre programme tient le magasin des essais",
  "store-full": "le disque est plein",
  "store-disk": "le disque n’enregistre plus",
  "store-read-only": "le magasin des essais est en lecture seule",
  "store-removed": "le magasin des essais a été supprimé",
  "store-newer": "le magasin des essais vient d’un conto-rig plus récent",
  "store-conflict": "un autre programme a écrit le même essai",
  "store-unreachable": "le magasin des essais n’est pas accessible",
  "store-failed": "le magasin des essais a failli",
  "store-corrupt": "le magasin des essais est abîmé",
  unforeseen: "incident imprévu",
};
const names: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, fr };

/** null: a code that has no name here. */
export const faultName = (code: string, language: Language): string | null =>
  Object.hasOwn(names[language], code) ? (names[language][code] ?? null) : null;
