/**
 * What a step is called. A plain step has the name its author wrote; one that came out of a profile, a group or a
 * repetition is called after all of them - "reading: two minutes (3/100)", "day, row 4 (2/30)" - so that every step of
 * a scenario has a name of its own. Said in another language, its author's words are replaced and the rest is composed anew.
 */
import type { Translations } from "#scenarios/scenario.ts";

/** Where a step's name comes from. */
export interface StepName {
  /** The names written in the file: the group's, if it is in one, and the step's. */
  readonly written: readonly string[];
  /** The row of the profile it is, counted from 1. */
  readonly row: number | null;
  /** Which time of a repetition it is. */
  readonly pass: { readonly time: number; readonly times: number } | null;
}

interface Joints {
  readonly inside: string;
  readonly row: (name: string, row: number) => string;
}
const english: Joints = { inside: ": ", row: (name, row) => `${name}, row ${row}` };
const joints: Readonly<Record<keyof Translations, Joints>> = {
  fr: { inside: " : ", row: (name, row) => `${name}, tranche ${row}` },
};

function composed({ written, row, pass }: StepName, { inside, row: withRow }: Joints): string {
  const said = written.join(inside);
  const placed = row === null ? said : withRow(said, row);
  return pass === null ? placed : `${placed} (${pass.time}/${pass.times})`;
}

/** The name a step has in its scenario. */
export const nameOf = (name: StepName): string => composed(name, english);

/** The same name with its written parts translated; null where none of them is. */
export function nameIn(
  language: keyof Translations,
  name: StepName,
  translated: ReadonlyMap<string, string>,
): string | null {
  if (!name.written.some((part) => translated.has(part))) return null;
  const written = name.written.map((part) => translated.get(part) ?? part);
  return composed({ ...name, written }, joints[language]);
}
