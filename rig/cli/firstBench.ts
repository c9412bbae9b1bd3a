/**
 * The bench file `conto-rig init` writes: one meter on 100/5 A transformers behind an RS485 adapter, and a source set by
 * hand. The suite for half an hour at a bench is planned for it.
 */
export const firstBench = (schema: string): string => `# yaml-language-server: $schema=${schema}
name: my bench

# The rig tells you what to set, and waits. The limits are checked before you are asked.
source:
  kind: manual
  limits: { voltage: 300 V, current: 6 A }
  # What the source's certificate states, with its coverage factor. A bare percentage means k = 1.
  uncertainty: { value: 0.1 %, k: 2 }

buses:
  main:
    port: /dev/ttyUSB0        # or tcp://192.168.1.10:502
    baud: 9600
    parity: none

positions:
  - name: left
    model: D4-s
    orderCode: "6017 7800"
    bus: main
    unit: 1
    programmed:
      insertionMode: 3N3E
      ctRatio: 20
`;
