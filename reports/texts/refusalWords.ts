/**
 * Why a network was not solved, in the words of each language: one function per kind. Figures come as text with their
 * units, so that a phrasebook can be made of the same functions.
 */
import type { Language } from "#reports/language.ts";

export interface RefusalWords {
  readonly invalidNetwork: (issues: string) => string;
  readonly undetermined: (node: string) => string;
  /** No state for any part of what is asked, as far as was looked. */
  readonly overloaded: string;
  /** The largest share for which there is one: "31.0 %". */
  readonly overloadedTo: (share: string) => string;
  readonly doesNotClose: (node: string) => string;
  /** What is left over there, where it is a figure. */
  readonly doesNotCloseBy: (node: string, current: string) => string;
  /** The potential given harmonic currents would raise a node to, with its unit where it is a figure. */
  readonly noWayBack: (node: string, potential: string) => string;
  readonly flowing: (power: string, most: string) => string;
  readonly registered: (power: string, most: string) => string;
  /** Of which harmonic it is true, where not of the fundamental. */
  readonly atOrder: (sentence: string, order: string) => string;
  /** Where it is: a step by its name; `more` steps have no state either. */
  readonly inStep: (name: string, sentence: string) => string;
}

export const refusalsInEnglish: RefusalWords = {
  invalidNetwork: (issues) => `the network is not sound: ${issues}`,
  undetermined: (node) => `nothing determines the potential of ${node}`,
  overloaded: "no state was found that gives the loads what they ask for, nor any part of it",
  overloadedTo: (share) =>
    `no state was found that gives the loads all they ask for: the largest part there is one for is ${share}`,
  doesNotClose: (node) => `no state was found that closes at ${node}`,
  doesNotCloseBy: (node, current) => `no state was found that closes: ${current} are left over at ${node}`,
  noWayBack: (node, potential) =>
    `harmonic currents find no way back: they would raise ${node} to ${potential}`,
  flowing: (power, most) => `${power} flow at the meter, and at most ${most} can be reckoned with`,
  registered: (power, most) =>
    `${power} would be registered with the ratios programmed, and at most ${most} can be reckoned with`,
  atOrder: (sentence, order) => `${sentence} (harmonic order ${order})`,
  inStep: (name, sentence) => `"${name}": ${sentence}`,
};

export const refusalsInFrench: RefusalWords = {
  invalidNetwork: (issues) => `le réseau n’est pas correct\u00a0: ${issues}`,
  undetermined: (node) => `rien ne détermine le potentiel de ${node}`,
  overloaded:
    "aucun état trouvé qui donne aux charges ce qu’elles demandent, ni une partie de ce qu’elles demandent",
  overloadedTo: (share) =>
    `aucun état trouvé qui donne aux charges tout ce qu’elles demandent\u00a0: la plus grande part qui en a un est ${share}`,
  doesNotClose: (node) => `aucun état trouvé dont le bilan ferme en ${node}`,
  doesNotCloseBy: (node, current) =>
    `aucun état trouvé dont le bilan ferme\u00a0: il reste ${current} en ${node}`,
  noWayBack: (node, potential) =>
    `des courants harmoniques n’ont pas de retour\u00a0: ils porteraient ${node} à ${potential}`,
  flowing: (power, most) => `${power} passent au compteur, et l’on compte jusqu’à ${most} au plus`,
  registered: (power, most) =>
    `${power} seraient enregistrés avec les rapports programmés, et l’on compte jusqu’à ${most} au plus`,
  atOrder: (sentence, order) => `${sentence} (rang d’harmonique ${order})`,
  inStep: (name, sentence) => `«\u00a0${name}\u00a0»\u00a0: ${sentence}`,
};

export const refusalWordsOf = (language: Language): RefusalWords =>
  language === "fr" ? refusalsInFrench : refusalsInEnglish;
