/** The scenario a person starts from, in a file (`conto-rig init`) and in the page's editor: one right step, one wrong one. */
export const firstScenario = `title: My first scenario
theme: wiring
teaches: A CT mounted the wrong way round on one phase makes a four-wire meter register one third.

meter:
  model: D4-s
  insertionMode: 3N3E
  ctRatio: 20          # 100/5 A

source:
  voltage: 230 V
  frequency: 50 Hz

load:
  current: 80 A        # primary
  powerFactor: 0.9 lag

steps:
  - name: as it should be
    hold: 10 h
    claims:
      - registersWithin: { energy: active energy, limit: class }

  - name: CT on L2 reversed
    hold: 10 h
    hookUp: { voltage: L1 L2 L3 N, current: L1 -L2 L3 }
    claims:
      - registersFraction: { energy: active energy, fraction: 1/3, limit: 1 % }
`;
