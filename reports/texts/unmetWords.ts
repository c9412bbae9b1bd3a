/** What loads ask for and does not flow, in the words of each language: one function per kind. Figures come with units. */
import type { Language } from "#reports/language.ts";

/** What has the demand: a load, or a source of given harmonic currents; null: the one load of a short form. */
export interface Demander {
  readonly kind: "load" | "source";
  readonly id: string | null;
}

interface Words {
  readonly title: string;
  readonly demander: (demander: Demander) => string;
  /** `places`: "load L1, L2". */
  readonly noVoltage: (places: string) => string;
  readonly belowMinimum: (place: string, voltage: string, minimum: string) => string;
  /** Of several phases the same. */
  readonly each: (voltage: string) => string;
  readonly takes: (taken: string, asked: string) => string;
  /** Of a load that feeds in. */
  readonly gives: (given: string, asked: string) => string;
  readonly noWayBack: (place: string, orders: readonly number[], flowing: string, asked: string) => string;
  /** `count` of phases beside those said. */
  readonly more: (count: number) => string;
  /** Steps counted from 1; `more` steps are like it. */
  readonly inStep: (step: number, more: number) => string;
}

const en: Words = {
  title: "Loads not supplied as asked",
  demander: ({ kind, id }) => {
    const word = kind === "load" ? "load" : "current source";
    return id === null ? "load" : `${word} ${id}`;
  },
  noVoltage: (places) => `${places}: no voltage`,
  belowMinimum: (place, voltage, minimum) => `${place} has ${voltage}, below its minimum of ${minimum}`,
  each: (voltage) => `${voltage} each`,
  takes: (taken, asked) => `: it takes ${taken} of ${asked}`,
  gives: (given, asked) => `: it gives ${given} of ${asked}`,
  noWayBack: (place, orders, flowing, asked) =>
    `${place}: its given current (${orders.length === 1 ? "order" : "orders"} ${orders.join(", ")}) has no way back: ${flowing} of ${asked} flow`,
  more: (count) => `and ${count} more`,
  inStep: (step, more) =>
    more === 0 ? `Step ${step}` : `Step ${step} and ${more} more ${more === 1 ? "step" : "steps"} like it`,
};

const fr: Words = {
  title: "Charges non alimentées comme demandé",
  demander: ({ kind, id }) => {
    const word = kind === "load" ? "charge" : "source de courant";
    return id === null ? "charge" : `${word} ${id}`;
  },
  noVoltage: (places) => `${places}\u00a0: aucune tension`,
  belowMinimum: (place, voltage, minimum) => `${place}\u00a0: ${voltage}, sous son minimum de ${minimum}`,
  each: (voltage) => `${voltage} chacune`,
  takes: (taken, asked) => `\u00a0; elle prend ${taken} sur ${asked}`,
  gives: (given, asked) => `\u00a0; elle fournit ${given} sur ${asked}`,
  noWayBack: (place, orders, flowing, asked) =>
    `${place}\u00a0: son courant imposé (${orders.length === 1 ? "rang" : "rangs"} ${orders.join(", ")}) n’a pas de retour\u00a0: ${flowing} sur ${asked} circulent`,
  more: (count) => (count === 1 ? "et 1 autre" : `et ${count} autres`),
  inStep: (step, more) =>
    more === 0
      ? `Palier ${step}`
      : `Palier ${step} et ${more} ${more === 1 ? "autre semblable" : "autres semblables"}`,
};

export const unmetWordsOf = (language: Language): Words => (language === "fr" ? fr : en);
