/** Seven-segment digits: which segments, a at the top, clockwise to f, g in the middle, are lit for a character. */

export const lit: Readonly<Record<string, string>> = {
  "0": "abcdef",
  "1": "bc",
  "2": "abdeg",
  "3": "abcdg",
  "4": "bcfg",
  "5": "acdfg",
  "6": "acdefg",
  "7": "abc",
  "8": "abcdefg",
  "9": "abcdfg",
  "-": "g",
  " ": "",
};

export interface Digit {
  readonly character: string;
  readonly point: boolean;
}
/** The digits, each with the decimal point that follows it; null: not for seven segments. */
export function digitsOf(figure: string): readonly Digit[] | null {
  const digits: { character: string; point: boolean }[] = [];
  for (const character of figure) {
    const last = digits.at(-1);
    if (character === "." && last !== undefined) last.point = true;
    else if (character in lit) digits.push({ character, point: false });
    else return null;
  }
  return digits;
}
