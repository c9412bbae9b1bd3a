/** Numbers for the nodes of a network: one per bus and conductor, and the star points inside components. */
export interface Place {
  readonly at: (bus: string, conductor: string) => number;
  readonly inner: (name: string) => number;
  readonly names: string[];
  /** Whether a node is a phase conductor of a bus. */
  readonly isPhase: boolean[];
}

export function placeOf(): Place {
  const names: string[] = [];
  const isPhase: boolean[] = [];
  const numbers = new Map<string, number>();
  const number = (name: string, phase: boolean): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, names.length);
    isPhase.push(phase);
    return names.push(name) - 1;
  };
  return {
    at: (bus, conductor) => number(`${bus}.${conductor}`, conductor !== "N"),
    inner: (name) => number(name, false),
    names,
    isPhase,
  };
}
