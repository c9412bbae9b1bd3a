/**
 * The quantities a meter of the family shows and transfers, each with its unit. The word is what people write in
 * scenarios and what reports print; register maps and display pages refer to the same words.
 */
export const quantities = {
  "active energy": "Wh",
  "reactive energy": "varh",
  "partial active energy": "Wh",
  "partial reactive energy": "varh",
  "active energy T1": "Wh",
  "reactive energy T1": "varh",
  "active energy T2": "Wh",
  "reactive energy T2": "varh",
  "exported active energy": "Wh",
  "exported reactive energy": "varh",
  "average power": "W",
  "maximum average power": "W",
  "maximum average power T1": "W",
  "maximum average power T2": "W",
  "average power elapsed time": "s",
  "active power": "W",
  "active power L1": "W",
  "active power L2": "W",
  "active power L3": "W",
  "reactive power": "var",
  "reactive power L1": "var",
  "reactive power L2": "var",
  "reactive power L3": "var",
  "apparent power": "VA",
  "apparent power L1": "VA",
  "apparent power L2": "VA",
  "apparent power L3": "VA",
  "power factor": "1",
  "power factor L1": "1",
  "power factor L2": "1",
  "power factor L3": "1",
  frequency: "Hz",
  "voltage L1": "V",
  "voltage L2": "V",
  "voltage L3": "V",
  "voltage L1-L2": "V",
  "voltage L2-L3": "V",
  "voltage L3-L1": "V",
  "current L1": "A",
  "current L2": "A",
  "current L3": "A",
  "current N": "A",
} as const;

export type QuantityName = keyof typeof quantities;
export type QuantityUnit = (typeof quantities)[QuantityName];
export const isQuantityName = (word: string): word is QuantityName => Object.hasOwn(quantities, word);

/** Quantities that only ever grow (until roll-over or reset) and are compared as differences over a time. */
export type EnergyQuantity = Extract<
  QuantityName,
  `${string}energy` | `${string}energy T1` | `${string}energy T2`
>;
const energyQuantities: ReadonlySet<string> = new Set(
  Object.keys(quantities).filter((name) => /energy( T[12])?$/.test(name)),
);
export const isEnergyQuantity = (name: QuantityName): name is EnergyQuantity => energyQuantities.has(name);
