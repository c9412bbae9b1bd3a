/**
 * The display pages of the three-phase meters of the family, in the order the key turns them: six with total and partial
 * registers, seven with two tariffs, one figure on each.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import type { Page, Pages } from "#models/meter/spec.ts";

export const onePerPage = (quantities: readonly QuantityName[]): readonly Page[] =>
  quantities.map((quantity) => [quantity]);

const totalAndPartial = onePerPage([
  "active energy",
  "reactive energy",
  "partial active energy",
  "partial reactive energy",
  "average power",
  "maximum average power",
]);

export const threePhasePages: Pages = {
  "total and partial": totalAndPartial,
  "partial by contact": totalAndPartial,
  "double tariff": onePerPage([
    "active energy T1",
    "reactive energy T1",
    "active energy T2",
    "reactive energy T2",
    "average power",
    "maximum average power T1",
    "maximum average power T2",
  ]),
};
