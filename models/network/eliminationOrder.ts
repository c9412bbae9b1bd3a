/**
 * In which order to eliminate the unknowns of a network: always the one with the fewest neighbours left (minimum
 * degree, Tinney and Walker 1967, scheme 2). On a radial feeder that starts at the far ends and fills nothing in.
 */
export interface Elimination {
  /** Unknowns in the order of their elimination. */
  readonly order: Int32Array;
  /** For each step, the unknowns still coupled to the one eliminated. */
  readonly coupled: readonly (readonly number[])[];
}

export function eliminationOrder(neighbours: readonly Set<number>[]): Elimination {
  const n = neighbours.length;
  const graph = neighbours.map((set) => new Set(set));
  const buckets: number[][] = [];
  const degree = new Int32Array(n);
  const file = (v: number): void => {
    const d = graph[v]!.size;
    degree[v] = d;
    while (buckets.length <= d) buckets.push([]);
    buckets[d]!.push(v);
  };
  for (let v = n - 1; v >= 0; v--) file(v);

  const done = new Uint8Array(n);
  const order = new Int32Array(n);
  const coupled: number[][] = [];
  let lowest = 0;
  for (let step = 0; step < n; ) {
    while (lowest < buckets.length && buckets[lowest]!.length === 0) lowest++;
    const v = buckets[lowest]!.pop()!;
    // entries of an unknown whose degree has changed since are stale
    if (done[v] === 1 || degree[v] !== lowest) continue;
    done[v] = 1;
    order[step++] = v;
    const rest = [...graph[v]!];
    coupled.push(rest);
    for (const i of rest) {
      const set = graph[i]!;
      set.delete(v);
      for (const j of rest) if (j !== i) set.add(j);
    }
    for (const i of rest) {
      file(i);
      if (degree[i]! < lowest) lowest = degree[i]!;
    }
    graph[v]!.clear();
  }
  return { order, coupled };
}
