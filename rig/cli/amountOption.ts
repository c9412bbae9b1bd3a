/** Amounts on the command line: read by the same words, and within the same bounds, as in a file. */
import { InvalidArgumentError } from "commander";
import { type AmountKind, amountBounds, whyOutOfBounds } from "#models/amountBounds.ts";
import type { Seconds } from "#models/units.ts";
import type { Wording } from "#scenarios/text/parsed.ts";
import { durationWording } from "#scenarios/text/quantity.ts";

/** An amount of a kind that forms have. */
export const amount =
  <T>(wording: Wording<T>) =>
  (text: string): T => {
    const read = wording.parse(text);
    if ("trouble" in read) throw new InvalidArgumentError(read.trouble);
    return read.value;
  };

/** A time that something takes, or is given. */
export const duration = (text: string): Seconds => {
  const value = amount(durationWording)(text);
  if (value < 0) throw new InvalidArgumentError("expected a duration that is not negative");
  return value;
};

/** A plain number above 0, of a kind. */
export const above0 =
  (kind: AmountKind) =>
  (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    const { most, finest } = amountBounds[kind];
    if (!(value > 0) || whyOutOfBounds(kind, value) !== null)
      throw new InvalidArgumentError(`expected a number from ${finest} to ${most}`);
    return value;
  };

export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
    return value;
  };

/** Bus addresses with commas between them, each once. */
export const busAddresses = (text: string): readonly number[] => {
  const read = text.split(",").map((part) => (/^\s*\d{1,3}\s*$/.test(part) ? Number(part) : Number.NaN));
  if (read.some((address) => !(address >= 1 && address <= 255)))
    throw new InvalidArgumentError("expected addresses 1...255, such as 1 or 1,2,3");
  const twice = read.find((address, at) => read.indexOf(address) !== at);
  if (twice !== undefined)
    throw new InvalidArgumentError(`${twice} is there twice: one twin has one address`);
  return read;
};
