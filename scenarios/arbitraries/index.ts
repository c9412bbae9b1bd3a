/** Generators for property tests of meters, wirings and networks: the package's `conto-rig/arbitraries`. */
export * from "#scenarios/arbitraries/electrical.ts";
export * from "#scenarios/arbitraries/meter.ts";
export * from "#scenarios/arbitraries/scenario.ts";
