/**
 * A power factor as it is said on a bench: "1", "0.5 lag" (the current lags, inductive), "0.8 lead" (capacitive); "ind"
 * and "cap" mean the same. Below one the side must be said, because 0.5 alone names two different load points.
 */
import { degrees, type Radians, radians } from "#models/units.ts";
import { trouble, type Wording } from "#scenarios/text/parsed.ts";
import { boundHint, digitsOf, numberPattern, splitQuantity } from "#scenarios/text/quantity.ts";

export interface PowerFactor {
  /** Between 0 and 1. */
  readonly cosine: number;
  readonly current: "in phase" | "lagging" | "leading";
}

export const unity: PowerFactor = { cosine: 1, current: "in phase" };

const sides: Readonly<Record<string, PowerFactor["current"]>> = {
  lag: "lagging",
  ind: "lagging",
  lead: "leading",
  cap: "leading",
};

export const powerFactorWording: Wording<PowerFactor> = {
  expected: "a power factor such as 1, 0.5 lag or 0.8 lead",
  pattern: `^\\s*${numberPattern}\\s*(?:lag|lead|ind|cap)?\\s*$`,
  parse: (text) => {
    const expected = powerFactorWording.expected;
    if (text === 1) return { value: unity };
    const parts = splitQuantity(typeof text === "number" ? String(text) : text);
    if (parts === null || !(parts.count >= 0 && parts.count <= 1)) return trouble(expected, text);
    const beyond = boundHint("powerFactor", parts.count, digitsOf);
    if (beyond !== "") return trouble(expected, text, beyond);
    if (parts.unit === "" && parts.count === 1) return { value: unity };
    if (parts.unit === "") return trouble(expected, text, " (say whether it is lag or lead)");
    const side = Object.hasOwn(sides, parts.unit) ? sides[parts.unit] : undefined;
    if (side === undefined) return trouble(expected, text);
    return { value: parts.count === 1 ? unity : { cosine: parts.count, current: side } };
  },
  format: ({ cosine, current }) =>
    current === "in phase" ? "1" : `${cosine} ${current === "lagging" ? "lag" : "lead"}`,
};

/** phi = arg U - arg I: positive when the current lags. */
export function phaseAngle({ cosine, current }: PowerFactor): Radians {
  if (current === "in phase" || cosine === 1) return radians(0);
  // 0.5 is 60 degrees exactly in the figure everyone checks by hand
  const angle = cosine === 0.5 ? degrees(60) : radians(Math.acos(cosine));
  return current === "lagging" ? angle : radians(-angle);
}
