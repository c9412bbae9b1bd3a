/**
 * A stand-in for a real meter behind a wire: it says in input registers and floats what an Eastron SDM630 says, counts the
 * load it is given rightly, and has one fault of the meter, the gateway or the wire on wish. Written from the register
 * table and IEEE 754 alone, with nothing of the rig's twins in it.
 */
import type { SettingChannels } from "./settingChannels.ts";

/** A read it was asked for, and how it stands with it. */
export interface Ask {
  readonly unit: number;
  readonly functionCode: number;
  readonly first: number;
  readonly count: number;
  /** Of the energy register, from 1; 0: another register is asked for. */
  readonly energyReads: number;
  /** Of any register, from 1. */
  readonly reads: number;
  /** Seconds since it was first given a load; null: not yet. */
  readonly since: number | null;
}

/** What goes out: a PDU, bytes as they are on the line (the frames of a serial line), or nothing. */
export type Said =
  | { readonly kind: "pdu"; readonly bytes: readonly number[] }
  | { readonly kind: "line"; readonly bytes: readonly number[] }
  | { readonly kind: "nothing" };

export type Fault = (right: readonly number[], ask: Ask) => Said;

const float = (value: number): readonly number[] => {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return [0, 1, 2, 3].map((at) => view.getUint8(at));
};
const energyAt = 72;
const isEnergy = ({ first, count }: Pick<Ask, "first" | "count">): boolean =>
  first <= energyAt && energyAt < first + count;

/** CRC-16 of Modbus over serial line V1.02, 6.2.2, low byte first. */
const crc = (bytes: readonly number[]): readonly number[] => {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >> 1) ^ 0xa001 : sum >> 1;
  }
  return [sum & 0xff, sum >> 8];
};
export const frameOf = (unit: number, pdu: readonly number[]): readonly number[] => {
  const bytes = [unit, ...pdu];
  return [...bytes, ...crc(bytes)];
};

const pdu = (bytes: readonly number[]): Said => ({ kind: "pdu", bytes });
const line = (bytes: readonly number[]): Said => ({ kind: "line", bytes });
export const good: Fault = (right) => pdu(right);

/** The four bytes of the energy register replaced, when it is asked for and `when` says so. */
export const energySays =
  (four: readonly number[] | number, when: (ask: Ask) => boolean): Fault =>
  (right, ask) => {
    if (!isEnergy(ask) || !when(ask)) return pdu(right);
    const at = 2 + 2 * (energyAt - ask.first);
    return pdu([
      ...right.slice(0, at),
      ...(typeof four === "number" ? float(four) : four),
      ...right.slice(at + 4),
    ]);
  };
export const refuses =
  (code: number, when: (ask: Ask) => boolean = () => true): Fault =>
  (right, ask) =>
    pdu(when(ask) ? [ask.functionCode | 0x80, code] : right);
export const isSilent =
  (when: (ask: Ask) => boolean): Fault =>
  (right, ask) =>
    when(ask) ? { kind: "nothing" } : pdu(right);
export const onTheLine =
  (spoil: (frame: readonly number[], ask: Ask) => readonly number[]): Fault =>
  (right, ask) =>
    line(spoil(frameOf(ask.unit, right), ask));
/** One count less than it has. */
export const oneCountBack =
  (when: (ask: Ask) => boolean): Fault =>
  (right, ask) => {
    if (!isEnergy(ask) || !when(ask)) return pdu(right);
    const at = 2 + 2 * (energyAt - ask.first);
    const view = new DataView(Uint8Array.from(right).buffer);
    return pdu([...right.slice(0, at), ...float(view.getFloat32(at) - 0.01), ...right.slice(at + 4)]);
  };

export class StandInMeter {
  private readonly fault: Fault;
  private readonly now: () => number;
  private power = 0;
  private volts = 0;
  /** Wh: 123.45 kWh before the first load. */
  private energy = 123_450;
  private at: number;
  private loadedAt: number | null = null;
  private energyReads = 0;
  private reads = 0;

  /** `now`: seconds of the meter's own time. */
  constructor(fault: Fault, now: () => number) {
    this.fault = fault;
    this.now = now;
    this.at = now();
  }

  /** Three phases at these channels. */
  set({ voltage, current, powerFactor }: SettingChannels): void {
    this.advance();
    this.power = 3 * voltage * current * powerFactor;
    this.volts = voltage;
    if (current > 0) this.loadedAt ??= this.at;
  }

  /** The answer to `unit functionCode first count`, as bytes of a PDU or of the line. */
  hear(unit: number, functionCode: number, first: number, count: number): Said {
    this.advance();
    this.reads++;
    if (isEnergy({ first, count })) this.energyReads++;
    const shown = new Map<number, readonly number[]>();
    const put = (address: number, value: number) => {
      const [a = 0, b = 0, c = 0, d = 0] = float(value);
      shown.set(address, [a, b]);
      shown.set(address + 1, [c, d]);
    };
    for (const address of [0, 2, 4]) put(address, this.volts);
    put(52, this.power);
    put(70, 50);
    // Counts of 0.01 kWh, as the table says.
    put(energyAt, Math.floor(this.energy / 10) / 100);
    put(74, 0);
    const words = Array.from({ length: count }, (_, at) => shown.get(first + at) ?? [0, 0]).flat();
    return this.fault([functionCode, 2 * count, ...words], {
      unit,
      functionCode,
      first,
      count,
      reads: this.reads,
      energyReads: isEnergy({ first, count }) ? this.energyReads : 0,
      since: this.loadedAt === null ? null : this.at - this.loadedAt,
    });
  }

  private advance(): void {
    const now = this.now();
    this.energy += (this.power * (now - this.at)) / 3600;
    this.at = now;
  }
}
