/**
 * The percentage error of a meter: 100 (registered - reference) / reference. Positive means that the meter reads high
 * and the customer pays too much. A bench reaches it by three roads that must agree: the growth of a register, pulses
 * (or turns of a disc) of a known constant, and the stopwatch, where the sign is easily lost: a meter that takes longer
 * than the theory for its turns is slow, its error is negative.
 */
import { kilowattHours, type Percent, percent, type Seconds, type WattHours } from "#models/units.ts";

/** Both in the same unit; null without a reference, where a percentage means nothing. IEC 62053-21 clause 3. */
export const percentageError = (registered: number, reference: number): Percent | null =>
  reference === 0 ? null : percent((100 * (registered - reference)) / reference);

/** Energy that pulses (turns) of a meter constant in imp/kWh (turns/kWh) stand for. */
export const energyOfPulses = (pulses: number, meterConstant: number): WattHours =>
  kilowattHours(pulses / meterConstant);

/** Error by the stopwatch: the theoretical time of a number of pulses against the time they really took. */
export const percentageErrorByTime = (theoretical: Seconds, measured: Seconds): Percent =>
  percent((100 * (theoretical - measured)) / measured);
