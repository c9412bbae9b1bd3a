/**
 * A registration factor written as the tables of wiring errors write it: "1/3", "-1/2 + (sqrt3/2) tan(phi)". Hook-ups of
 * a symmetrical system have rational real parts and rational multiples of sqrt 3 for imaginary parts; with odd ratios or
 * transformer errors figures are printed instead.
 */

/** Thirds and halves of ratios like 40/60 stay well below this denominator. */
const largestDenominator = 48;

interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

function fraction(value: number): Fraction | null {
  for (let denominator = 1; denominator <= largestDenominator; denominator++) {
    const numerator = Math.round(value * denominator);
    if (Math.abs(value * denominator - numerator) < 1e-9) return { numerator, denominator };
  }
  return null;
}

const figure = (value: number): string => String(Number(value.toPrecision(6)));

const written = (value: number): string => {
  const f = fraction(value);
  if (f === null) return figure(value);
  return f.denominator === 1 ? `${f.numerator}` : `${f.numerator}/${f.denominator}`;
};

/** Of a positive multiple of sqrt 3, or the plain figure. */
const writtenInRoots = (value: number): string => {
  const f = fraction(value / Math.sqrt(3));
  if (f === null) return figure(value);
  const top = f.numerator === 1 ? "sqrt3" : `${f.numerator} sqrt3`;
  return f.denominator === 1 ? top : `${top}/${f.denominator}`;
};

const negligible = (value: number): boolean => Math.abs(value) < 1e-9;

/** constant + slope * variable, in fractions and sqrt 3 where they are exact. */
export function registrationFormula(
  constant: number,
  slope: number,
  variable: "tan(phi)" | "cot(phi)",
): string {
  if (negligible(slope)) return negligible(constant) ? "0" : written(constant);
  const term = `(${writtenInRoots(Math.abs(slope))}) ${variable}`;
  if (negligible(constant)) return slope < 0 ? `-${term}` : term;
  return `${written(constant)} ${slope < 0 ? "-" : "+"} ${term}`;
}
