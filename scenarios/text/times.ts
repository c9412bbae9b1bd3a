/**
 * Durations of a kind of their own: how long a bus is waited for, a contact stays closed, a meter takes to start. Each ends
 * where no device is any more; whoever means more has slipped in the unit.
 */
import { days, hours, microseconds, milliseconds, minutes, seconds } from "#models/units.ts";
import { between, durationWording } from "#scenarios/text/quantity.ts";

/** Of an answer on a bus. The catalogue promises 300 ms; gateways over radio take some seconds. */
export const timeoutWording = between(durationWording, milliseconds(1), minutes(1));
/** From a request to its answer. */
export const answerTimeWording = between(durationWording, seconds(0), minutes(1));
/** From one poll of everything to the next. */
export const pollWording = between(durationWording, milliseconds(1), days(366));
/** S0 pulses are 30 ms and longer, those of lamps 1 or 2 ms. */
export const pulseWidthWording = between(durationWording, milliseconds(0.1), hours(1));
/** Of a contact that chatters. */
export const dwellWording = between(durationWording, microseconds(1), seconds(1));
/** Of the average power: 15 min almost everywhere. */
export const integrationTimeWording = between(durationWording, seconds(1), days(1));
/** From power-up to functional: seconds. */
export const startUpWording = between(durationWording, seconds(0), hours(1));
