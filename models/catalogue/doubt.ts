/**
 * What the catalogue leaves in doubt: where it contradicts itself or is silent, what was chosen here and why, and which
 * other readings are possible. A reading that changes what a device does says so as data, so that a person who knows
 * better - who holds the device in his hands - can choose it by name instead of editing the entry.
 */
import { type Issue, issue } from "#models/issue.ts";

export interface Doubt<Facts> {
  /** In a few words; unique in its entry, and the name it is chosen by. */
  readonly about: string;
  readonly chosen: string;
  readonly reason: string;
  /** Other readings that change what the device does; none where nothing here depends on it. */
  readonly alternatives: readonly Alternative<Facts>[];
}

interface Alternative<Facts> {
  readonly reading: string;
  /** What the reading puts in the place of the chosen facts; lists are replaced whole. */
  readonly change: Change<Facts>;
}

/** Some of the facts, at any depth. */
type Change<Facts> = { readonly [Name in keyof Facts]?: Changed<Facts[Name]> };
type Changed<Value> = Value extends number | readonly unknown[]
  ? Value
  : Value extends object
    ? Change<Value>
    : Value;

/** Which reading is taken of which doubt: `{ "basic current": "20 A and 32 A" }`. */
export type Readings = Readonly<Record<string, string>>;

/** The entry as these readings have it, or which of them it does not know; paths are the names of doubts. */
export function withReadings<Facts, Entry extends Facts & { readonly doubts: readonly Doubt<Facts>[] }>(
  entry: Entry,
  readings: Readings,
): Entry | readonly Issue[] {
  const issues: Issue[] = [];
  let read: Entry = entry;
  for (const [about, wanted] of Object.entries(readings)) {
    const doubt = entry.doubts.find((each) => each.about === about);
    const alternative = doubt?.alternatives.find(({ reading }) => reading === wanted);
    if (alternative !== undefined) read = changed(read, alternative.change as Change<Entry>);
    else if (doubt === undefined) {
      const known = entry.doubts.filter(({ alternatives }) => alternatives.length > 0).map((d) => d.about);
      issues.push(issue([about], `nothing about "${about}" is in doubt here (choices: ${known.join(", ")})`));
    } else if (wanted !== doubt.chosen) {
      const known = [doubt.chosen, ...doubt.alternatives.map(({ reading }) => reading)];
      issues.push(issue([about], `"${about}" can be read as: ${known.join("; ")}`));
    }
  }
  return issues.length > 0 ? issues : read;
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function changed<T>(facts: T, change: Change<T>): T {
  const merged: Record<string, unknown> = { ...(facts as Readonly<Record<string, unknown>>) };
  for (const [name, value] of Object.entries(change)) {
    const before = merged[name];
    merged[name] = isPlain(before) && isPlain(value) ? changed(before, value) : value;
  }
  return merged as T;
}
