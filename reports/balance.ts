/**
 * How far the powers of a solved network balance: what the sources give, the loads take and lines and transformers lose.
 * Said as the power of ten it stays below; what is finer than a double's sum is all the same.
 */
import type { Language } from "#reports/language.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** Of the power: as far as sums of doubles tell anything. */
const finest = -12;

/** "closed to 1e-12"; `residual`: the share of the power that is unaccounted for. */
export function balanceText(residual: number, language: Language): string {
  const exponent = residual === 0 ? finest : Math.max(finest, Math.ceil(Math.log10(residual)));
  return textsOf(language).closedTo(exponent < 0 ? `1e${exponent}` : String(10 ** exponent));
}
