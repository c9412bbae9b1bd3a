/** A low-voltage feeder of so many nodes as a file somebody might open in the page: a single-phase load at each node. */
export function feederText(nodes: number): string {
  const phase = (node: number) => `L${(node % 3) + 1}`;
  const self = "0.3 + j0.1 ohm";
  const row = (i: number) => `[${[0, 1, 2, 3].map((j) => (i === j ? self : "0 ohm")).join(", ")}]`;
  const cable = `{ conductors: [L1, L2, L3, N], values: [${[0, 1, 2, 3].map(row).join(", ")}] }`;
  const node = Array.from({ length: nodes }, (_, i) => i + 1);
  return `title: Feeder
theme: unbalanced
teaches: A large network is reckoned like a small one.
meter: { model: D4-s, insertionMode: 3N3E, ctRatio: 20 }
network:
  frequency: 50 Hz
  components:
    - source:
        { id: supply, bus: n0, voltage: { L1: 230 V at 0 deg, L2: 230 V at -120 deg, L3: 230 V at 120 deg }, impedance: ideal, starPoint: { neutral: broughtOut, earthing: solid } }
${node.map((i) => `    - line: { id: c${i}, from: n${i - 1}, to: n${i}, length: 1 m, impedancePerKilometre: ${cable} }`).join("\n")}
${node.map((i) => `    - load: { id: h${i}, bus: n${i}, ratedVoltage: 230 V, demand: { ${phase(i)}: { active: 40 W } } }`).join("\n")}
  meteringPoints:
    - { id: head, at: supply, end: terminals }
meteringPoint: head
steps:
  - name: all of them
    hold: 10 h
    claims:
      - registersWithin: { energy: active energy, limit: 2 % }
`;
}
