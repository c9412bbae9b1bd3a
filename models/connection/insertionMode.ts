/**
 * How a meter is inserted in its network: number of wires, with or without neutral, number of measuring elements.
 * The names are those of the catalogue's wiring diagrams.
 */
export const insertionModes = [
  "1N1E",
  "3-1E",
  "3-2E (1-2)",
  "3-2E (1-3)",
  "3-2E (2-3)",
  "3-3E",
  "3N1E",
  "3N3E",
] as const;
export type InsertionMode = (typeof insertionModes)[number];
