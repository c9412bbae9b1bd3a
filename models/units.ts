/**
 * Quantities of the metering world. A type has exactly one unit, written in its name; everyday units enter and
 * leave through words (`degrees(30)`, `inKilowattHours(e)`), so factors of 1000, 60, 3600 and pi/180 live here only.
 * At run time every quantity is a plain number: arithmetic drops the brand, the word at the end puts it back.
 */
declare const unit: unique symbol;
export type Quantity<U extends string> = number & { readonly [unit]: U };

export type Volts = Quantity<"V">;
export type Amperes = Quantity<"A">;
export type Watts = Quantity<"W">;
export type Vars = Quantity<"var">;
export type VoltAmperes = Quantity<"VA">;
export type WattHours = Quantity<"Wh">;
export type VarHours = Quantity<"varh">;
export type Seconds = Quantity<"s">;
export type Hertz = Quantity<"Hz">;
export type Radians = Quantity<"rad">;
export type Metres = Quantity<"m">;
export type Litres = Quantity<"l">;
export type LitresPerHour = Quantity<"l/h">;
/** A plain ratio: 0.01 is one per cent. */
export type Ratio = Quantity<"1">;
/** A figure already multiplied by a hundred, as accuracy standards print it: 1 is one per cent. */
export type Percent = Quantity<"%">;

export const volts = (value: number): Volts => value as Volts;
export const kilovolts = (value: number): Volts => (value * 1e3) as Volts;
export const amperes = (value: number): Amperes => value as Amperes;
export const milliamperes = (value: number): Amperes => (value * 1e-3) as Amperes;
export const watts = (value: number): Watts => value as Watts;
export const kilowatts = (value: number): Watts => (value * 1e3) as Watts;
export const vars = (value: number): Vars => value as Vars;
export const kilovars = (value: number): Vars => (value * 1e3) as Vars;
export const voltAmperes = (value: number): VoltAmperes => value as VoltAmperes;
export const kilovoltAmperes = (value: number): VoltAmperes => (value * 1e3) as VoltAmperes;
export const wattHours = (value: number): WattHours => value as WattHours;
export const kilowattHours = (value: number): WattHours => (value * 1e3) as WattHours;
export const varHours = (value: number): VarHours => value as VarHours;
export const kilovarHours = (value: number): VarHours => (value * 1e3) as VarHours;
export const seconds = (value: number): Seconds => value as Seconds;
export const milliseconds = (value: number): Seconds => (value * 1e-3) as Seconds;
export const microseconds = (value: number): Seconds => (value * 1e-6) as Seconds;
export const minutes = (value: number): Seconds => (value * 60) as Seconds;
export const hours = (value: number): Seconds => (value * 3600) as Seconds;
export const days = (value: number): Seconds => (value * 86400) as Seconds;
export const hertz = (value: number): Hertz => value as Hertz;
export const radians = (value: number): Radians => value as Radians;
export const degrees = (value: number): Radians => ((value * Math.PI) / 180) as Radians;
export const arcMinutes = (value: number): Radians => ((value * Math.PI) / 10800) as Radians;
export const metres = (value: number): Metres => value as Metres;
export const kilometres = (value: number): Metres => (value * 1e3) as Metres;
export const litres = (value: number): Litres => value as Litres;
export const cubicMetres = (value: number): Litres => (value * 1e3) as Litres;
export const litresPerHour = (value: number): LitresPerHour => value as LitresPerHour;
export const cubicMetresPerHour = (value: number): LitresPerHour => (value * 1e3) as LitresPerHour;
export const ratio = (value: number): Ratio => value as Ratio;
export const percent = (value: number): Percent => value as Percent;

export const inKilovolts = (value: Volts): number => value / 1e3;
export const inMilliamperes = (value: Amperes): number => value * 1e3;
export const inKilowatts = (value: Watts): number => value / 1e3;
export const inKilovoltAmperes = (value: VoltAmperes): number => value / 1e3;
export const inKilovars = (value: Vars): number => value / 1e3;
export const inKilowattHours = (value: WattHours): number => value / 1e3;
export const inKilovarHours = (value: VarHours): number => value / 1e3;
export const inMilliseconds = (value: Seconds): number => value * 1e3;
export const inMinutes = (value: Seconds): number => value / 60;
export const inHours = (value: Seconds): number => value / 3600;
export const inDays = (value: Seconds): number => value / 86400;
export const inDegrees = (value: Radians): number => (value * 180) / Math.PI;
export const inArcMinutes = (value: Radians): number => (value * 10800) / Math.PI;
export const inKilometres = (value: Metres): number => value / 1e3;
export const inCubicMetres = (value: Litres): number => value / 1e3;
export const inCubicMetresPerHour = (value: LitresPerHour): number => value / 1e3;
export const asPercent = (value: Ratio): Percent => (value * 100) as Percent;
export const asRatio = (value: Percent): Ratio => (value / 100) as Ratio;

/** 2 pi f, in radians per second. */
export const angularFrequency = (frequency: Hertz): number => 2 * Math.PI * frequency;

/** Energy of a constant power held for a duration: Wh from W and s (varh from var and s alike). */
export const energyOf = (power: Watts, duration: Seconds): WattHours =>
  ((power * duration) / 3600) as WattHours;
export const reactiveEnergyOf = (power: Vars, duration: Seconds): VarHours =>
  ((power * duration) / 3600) as VarHours;

/**
 * The exact integers meters count with: whole microseconds, whole microwatts, and their product, the picojoule.
 * A watt-hour is 3.6e15 picojoules, still an exact double (below 2^53).
 */
export const inMicroseconds = (value: Seconds): number => Math.round(value * 1e6);
export const inMicrowatts = (value: Watts | Vars): number => Math.round(value * 1e6);
export const inMicrolitresPerHour = (value: LitresPerHour): number => Math.round(value * 1e6);
export const fromMicrowatts = (value: number): Watts => (value / 1e6) as Watts;
export const picojoulesPerWattHour = 3600e12;
