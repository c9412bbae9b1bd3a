/**
 * Why a network was not solved, as a person reads it. Only figures that are figures are said: an iteration that ran out of
 * the numbers there are has none to tell.
 */
import type { Refusal } from "#models/network/solveError.ts";
import { asPercent, inKilowatts, type Ratio, ratio } from "#models/units.ts";
import type { Language } from "#reports/language.ts";
import { numberText, roughText, withUnit } from "#reports/numberText.ts";
import type { FindingSentence } from "#reports/sentences.ts";
import { refusalWordsOf } from "#reports/texts/refusalWords.ts";

/** What is wrong with a network as it stands is said in English by who checks it. */
export function refusalSentence(refusal: Refusal, language: Language): FindingSentence {
  const words = refusalWordsOf(language);
  const said = (text: string): FindingSentence => ({ text, recorded: false });
  const atOrder = (order: number, text: string): FindingSentence =>
    said(order === 1 ? text : words.atOrder(text, String(order)));
  switch (refusal.kind) {
    case "invalidNetwork": {
      const issues = refusal.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
      return { text: words.invalidNetwork(issues.join("; ")), recorded: true };
    }
    case "undetermined":
      return atOrder(refusal.order, words.undetermined(refusal.node));
    case "overloaded": {
      const share = shareBelow(refusal.deliverable, language);
      return said(share === null ? words.overloaded : words.overloadedTo(share));
    }
    case "doesNotClose": {
      const { node, order, current } = refusal;
      const text = Number.isFinite(current)
        ? words.doesNotCloseBy(node, withUnit(roughText(current, language), "A"))
        : words.doesNotClose(node);
      return atOrder(order, text);
    }
    case "noWayBack": {
      const { node, order, potential } = refusal;
      const reached = Number.isFinite(potential) ? roundedFigure(potential) : "∞";
      return atOrder(order, words.noWayBack(node, withUnit(reached, "V")));
    }
    case "beyondBounds": {
      const { what, most } = refusal;
      const power = withUnit(
        Number.isFinite(what.power) ? roundedFigure(what.power) : "∞",
        what.of === "active" ? "W" : "var",
      );
      return said(words[what.where](power, withUnit(roundedFigure(inKilowatts(most)), "kW")));
    }
  }
}

/** "31.0 %", rounded down: what there is a state for is never said larger than it is. Null: there is none to speak of. */
function shareBelow(share: Ratio, language: Language): string | null {
  const tenths = Math.floor(asPercent(ratio(Math.min(share, 1))) * 10) / 10;
  return tenths > 0 ? withUnit(numberText(Math.min(tenths, 99.9), language, 1), "%") : null;
}

const roundedFigure = (value: number): string => String(Number(value.toPrecision(3)));
