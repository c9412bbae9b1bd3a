/**
 * RTU answers carry no transaction number, but they do carry how many words they bring. Asking for a word or two more
 * than needed, in rotation, makes an answer to one of the last questions look different from the answer to this one.
 */

/** Further words asked along for the sake of the tag: with two, three quantities rotate. */
export const tagWords = 2;

export interface QuantityTags {
  /** `count`, or one or two more: the first that was not among the last two asked of `unit`. */
  next(unit: number, count: number): number;
  /** Remembers what was asked of `unit`, tagged or not. */
  asked(unit: number, count: number): void;
}

export const quantityTags = (): QuantityTags => {
  const recent = new Map<number, readonly number[]>();
  return {
    next(unit, count) {
      const taken = recent.get(unit) ?? [];
      for (let tagged = count; tagged < count + tagWords; tagged++) {
        if (!taken.includes(tagged)) return tagged;
      }
      return count + tagWords;
    },
    asked(unit, count) {
      const [last] = recent.get(unit) ?? [];
      recent.set(unit, last === undefined ? [count] : [count, last]);
    },
  };
};
