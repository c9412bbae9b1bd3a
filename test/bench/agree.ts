/** Holds two lists of results to one another: a benchmark whose results are wrong is worth nothing. */
export function agree(
  what: string,
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  if (found.length !== expected.length)
    throw new Error(`${what}: ${found.length} results where ${expected.length} were due`);
  for (let k = 0; k < expected.length; k++) {
    const scale = Math.max(1, Math.abs(expected[k]!));
    if (!(Math.abs(found[k]! - expected[k]!) <= tolerance * scale))
      throw new Error(`${what}: result ${k} is ${found[k]}, not ${expected[k]}`);
  }
}
