/** What an operator reads off a setting line of a balanced load: one voltage, one current, and the angle between them. */
export interface SettingChannels {
  readonly voltage: number;
  readonly current: number;
  readonly powerFactor: number;
}

export const off: SettingChannels = { voltage: 0, current: 0, powerFactor: 1 };

/** `f=50Hz U=230V@0 ... I=5A@-30.0 ...`, first phase. */
export function channelsOf(line: string): SettingChannels {
  const first = (letter: string) => new RegExp(`${letter}=([\\d.]+)[VA](?:@(-?[\\d.]+))?`).exec(line);
  const [u, i] = [first("U"), first("I")];
  const angle = (found: RegExpExecArray | null) => (Number(found?.[2] ?? 0) * Math.PI) / 180;
  return {
    voltage: Number(u?.[1] ?? 0),
    current: Number(i?.[1] ?? 0),
    powerFactor: Math.cos(angle(u) - angle(i)),
  };
}
