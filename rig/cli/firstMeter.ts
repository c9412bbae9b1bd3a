/**
 * The meter file `conto-rig init --meter` writes: a small three-phase meter on CTs with everything a person has to fill
 * in from a nameplate and a register table, and a few registers of each sort to replace.
 */
export const firstMeter = (schema: string): string => `# yaml-language-server: $schema=${schema}
model: My meter                    # the name you call it by in scenarios and commands
document: title and revision of the document you write from
source: where the register table comes from
confidence: A                      # A maker's text, B two third parties agree, C one of them, D inference

# --- from the nameplate
enclosure: { format: 4 DIN modules, temperature: { lowest: -10, highest: 55 } }
current: { connection: ct, reference: 5 A, maximum: 6 A }        # direct: basic current Ib
voltage: { phaseToNeutral: 230 V, lineToLine: 400 V, lowest: 190 V, highest: 440 V }
activeClass: { standard: IEC 62053-21, class: 1 }
reactiveClass: { standard: IEC 62053-23, class: 2 }              # left out: it measures none
startingCurrent: { active: 0.2 %, reactive: 0.3 % }
startUp: 2 s
supply: any                                                      # or L1-L2, L1-N
energyRegister: { unit: 10 Wh, digits: 8 }
insertionModes: [3N3E, "3-2E (1-3)", 1N1E]                       # the first: as delivered
ctRatio: { lowest: 1, highest: 9999 }                            # left out with direct: 1 only
bus: { speeds: [9600, 19200] }

# --- from the register table
firstRegister: "40001"             # the number the table gives to wire address 0: 0, 1 (JBUS), 30001, 40001
functionCodes: [3]                 # 3 holding registers, 4 input registers
wordOrder: highFirst               # of values of several words
byteOrder: highFirst
mostWords: 125
gaps: refuse                       # an address without a register: zero, ones (FFFFh) or refuse
halves: answer

registers:
  - { address: 40001, type: u32, quantity: active energy, perCount: 10 Wh }
  - { address: 40003, type: u32, quantity: reactive energy, perCount: 10 varh }
  - { address: 40005, type: s32, quantity: active power, perCount: 0.1 W }
  - { address: 40007, type: u16, quantity: voltage L1, perCount: 0.1 V }
  - { address: 40008, type: u16, quantity: voltage L2, perCount: 0.1 V }
  - { address: 40009, type: u16, quantity: voltage L3, perCount: 0.1 V }
  - { address: 40010, type: float32, quantity: current L1, perCount: 1 A }
  - { address: 40012, type: u16, quantity: reactive power, perCount: 1 var, magnitude: true }
  - { address: 40013, type: u16, signOf: reactive power }
  - { address: 40014, type: u16, enum: phase sequence, values: { L1-L2-L3: 1, L1-L3-L2: 2 } }
  - { address: 40015, type: u16, parameter: ctRatio, perCount: 1 }
  - { address: 40016, type: text, text: MY METER, words: 8, confidence: D }

doubts:
  - about: start-up
    chosen: 2 s
    reason: not stated
`;
