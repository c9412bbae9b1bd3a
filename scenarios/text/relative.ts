/**
 * Voltages and currents said against the meter's own ratings, as standards say them: "115 %Un", "5 %In". Un is the
 * reference voltage and In the rated current of the CT meter (Ib, the basic current, of a direct one: "%Ib" means the
 * same here), both carried to the primary side by the ratio of the instrument transformers.
 */
import { type Amperes, asRatio, type Percent, percent, type Quantity, type Volts } from "#models/units.ts";
import { hintOf, type Parsed, trouble, type Wording } from "#scenarios/text/parsed.ts";
import {
  boundHint,
  currentWording,
  digitsOf,
  numberPattern,
  splitQuantity,
  voltageWording,
} from "#scenarios/text/quantity.ts";

export type Rated<T> =
  | { readonly kind: "absolute"; readonly value: T }
  | { readonly kind: "ofRated"; readonly share: Percent };

const absolute = <T>(value: T): Rated<T> => ({ kind: "absolute", value });
const ofRated = <T>(share: Percent): Rated<T> => ({ kind: "ofRated", share });

function rated<T extends Quantity<string>>(
  expected: string,
  plain: Wording<T>,
  symbols: readonly [string, ...string[]],
): Wording<Rated<T>> {
  const asShare = (count: number, text: unknown): Parsed<Rated<T>> => {
    const beyond = boundHint("ratedShare", count, (bound) => `${digitsOf(bound)} %${symbols[0]}`);
    return beyond === "" ? { value: ofRated<T>(percent(count)) } : trouble(expected, text, beyond);
  };
  return {
    expected,
    pattern: `(?:${plain.pattern})|(?:^\\s*${numberPattern}\\s*%\\s*(?:${symbols.join("|")})\\s*$)`,
    parse: (text) => {
      const parts = splitQuantity(text);
      if (parts && symbols.some((symbol) => parts.unit.replace(/\s/g, "") === `%${symbol}`))
        return asShare(parts.count, text);
      const read = plain.parse(text);
      return "value" in read
        ? { value: absolute(read.value) }
        : trouble(expected, text, hintOf(read.trouble));
    },
    format: (value) =>
      value.kind === "absolute" ? plain.format(value.value) : `${value.share} %${symbols[0]}`,
  };
}

export const ratedVoltageWording: Wording<Rated<Volts>> = rated(
  "a voltage such as 230 V or 10 %Un",
  voltageWording,
  ["Un"],
);
export const ratedCurrentWording: Wording<Rated<Amperes>> = rated(
  "a current such as 5 A, 40 mA or 5 %In",
  currentWording,
  ["In", "Ib"],
);

/** The quantity meant, once the rated value is known. */
export const withRating = <T extends Quantity<string>>(said: Rated<T>, rating: T): T =>
  said.kind === "absolute" ? said.value : ((asRatio(said.share) * rating) as T);
