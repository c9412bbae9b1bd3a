/**
 * What an exchange is about, by the register maps of the meters of the run: which quantities lie at the addresses asked,
 * and what the words that came say of them. A bus does not tell which meter stands behind a unit; where the maps of the
 * run disagree about an address nothing is claimed of it.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { type RowContent, wordsOf } from "#models/meter/registerMap.ts";
import { decodeQuantity } from "#models/meter/registerReader.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { specOf } from "#reports/meters.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";

/** The meters that may stand behind a unit: those delivered with that bus address, else all of the run. */
export function specsBehind(record: RunRecord, unit: number): readonly MeterSpec[] {
  const attempts = record.scenarios.filter((s): s is AttemptedScenario => s.kind === "attempted");
  const specs = attempts.flatMap((attempt) => specOf(record, attempt) ?? []);
  const addressed = specs.filter(({ communication }) => communication.address === unit);
  const seen = new Map<string, MeterSpec>();
  for (const spec of addressed.length > 0 ? addressed : specs) {
    const { ctRatio, vtRatio } = spec.programmed;
    seen.set(`${spec.registerMap.name} ${ctRatio} ${vtRatio}`, spec);
  }
  return [...seen.values()];
}

const isQuantity = (content: RowContent): content is Extract<RowContent, { kind: "quantity" }> =>
  content.kind === "quantity";

/** Quantities whose whole value lies in these addresses, in their order. */
const quantitiesAt = ({ registerMap }: MeterSpec, address: number, count: number): readonly QuantityName[] =>
  registerMap.rows
    .filter((row) => row.address >= address && row.address + wordsOf(row.type) <= address + count)
    .toSorted((a, b) => a.address - b.address)
    .flatMap(({ content }) => (isQuantity(content) ? [content.quantity] : []));

const agreed = <T>(answers: readonly T[]): T | null => {
  const [first] = answers;
  return first !== undefined && answers.every((one) => JSON.stringify(one) === JSON.stringify(first))
    ? first
    : null;
};

/** null: nobody knows, or the meters of the run differ. */
export const quantitiesAsked = (
  specs: readonly MeterSpec[],
  address: number,
  count: number,
): readonly QuantityName[] | null => agreed(specs.map((spec) => quantitiesAt(spec, address, count)));

export interface ReadValue {
  readonly quantity: QuantityName;
  /** In the quantity's unit, primary side. */
  readonly value: number;
}
export function valuesRead(
  specs: readonly MeterSpec[],
  address: number,
  words: readonly number[],
): readonly ReadValue[] | null {
  const read = [{ address, words }];
  return agreed(
    specs.map((spec) =>
      quantitiesAt(spec, address, words.length).flatMap((quantity): ReadValue[] => {
        const decoded = decodeQuantity(spec.registerMap, spec, quantity, read);
        return decoded === null ? [] : [{ quantity, value: decoded.value }];
      }),
    ),
  );
}
