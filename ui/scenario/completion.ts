/**
 * What may be written where the caret stands in a scenario's text: the keys of the mapping it is in that are not there
 * yet, or the words a key's value may be, as the JSON Schema of scenarios has them. The text is looked at line by line,
 * by indentation and open braces, because while someone types it is rarely whole.
 */
export interface Completion {
  /** What is put in place of `replaced`. */
  readonly insert: string;
  readonly shown: string;
  /** What it is, from the schema. */
  readonly about: string;
}
export interface Completions {
  readonly list: readonly Completion[];
  /** Where the replaced word begins, an index into the text; it ends at the caret. */
  readonly from: number;
}

type Schema = Readonly<Record<string, unknown>>;
const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A schema with its references followed and its alternatives side by side. */
function alternatives(schema: unknown, root: Schema, depth = 0): readonly Schema[] {
  if (!isSchema(schema) || depth > 12) return [];
  const reference = schema.$ref;
  const referred =
    typeof reference === "string"
      ? reference
          .replace(/^#\//, "")
          .split("/")
          .reduce<unknown>((node, key) => (isSchema(node) ? node[key] : undefined), root)
      : undefined;
  const branches = ["anyOf", "oneOf", "allOf"].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  return [
    schema,
    ...(referred === undefined ? [] : alternatives(referred, root, depth + 1)),
    ...branches.flatMap((branch) => alternatives(branch, root, depth + 1)),
  ];
}

function propertiesOf(schemas: readonly Schema[]): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { properties } of schemas)
    if (isSchema(properties))
      for (const [key, value] of Object.entries(properties)) if (!found.has(key)) found.set(key, value);
  return found;
}

/** The schemas a path leads to; a number stands for any entry of a list. */
function schemasAt(root: Schema, path: readonly (string | number)[]): readonly Schema[] {
  let here = alternatives(root, root);
  for (const key of path)
    here =
      typeof key === "number"
        ? here.flatMap(({ items }) => alternatives(items, root))
        : alternatives(propertiesOf(here).get(key), root);
  return here;
}

interface Line {
  readonly indent: number;
  /** Of the "- " before the key, null without one. */
  readonly dash: number | null;
  readonly key: string | null;
}
const lineForm = /^(\s*)((?:-\s+)*)(?:([A-Za-z][\w -]*?)\s*:(?:\s|$))?/;
function readLine(text: string): Line {
  const [, blanks = "", dashes = "", key] = lineForm.exec(text) ?? [];
  return {
    indent: blanks.length + dashes.length,
    dash: dashes === "" ? null : blanks.length,
    key: key ?? null,
  };
}

/** The keys that lead to a line: of every line above that stands further left. */
function pathTo(lines: readonly string[], indent: number, dash: number | null): (string | number)[] {
  const path: (string | number)[] = [];
  let level = indent;
  if (dash !== null) {
    path.unshift(0);
    level = dash;
  }
  for (let i = lines.length - 1; i >= 0; i--) {
    const text = lines[i] ?? "";
    if (text.trim() === "" || text.trim().startsWith("#")) continue;
    const line = readLine(text);
    const isOwner = line.indent < level || (path[0] === 0 && line.dash === null && line.indent <= level);
    if (line.dash !== null && line.indent === level && line.dash < level) {
      path.unshift(0);
      level = line.dash;
    } else if (isOwner && line.key !== null && (line.indent < level || path[0] === 0)) {
      path.unshift(line.key);
      level = line.indent;
      if (line.dash !== null) {
        path.unshift(0);
        level = line.dash;
      }
    }
    if (level === 0 && path[0] !== 0) break;
  }
  return path;
}

/** The keys of the braces still open before the caret, and those already written in the innermost. */
function braces(
  text: string,
): { readonly path: readonly string[]; readonly written: readonly string[] } | null {
  const path: string[] = [];
  let written: string[][] = [];
  for (const match of text.matchAll(/([A-Za-z][\w ]*?)\s*:|[{}]/g)) {
    const [whole, key] = match;
    if (whole === "{") {
      const last = written.at(-1)?.at(-1);
      if (written.length > 0 && last !== undefined) path.push(last);
      written.push([]);
    } else if (whole === "}") {
      written = written.slice(0, -1);
      path.pop();
    } else if (key !== undefined) written.at(-1)?.push(key.trim());
  }
  const innermost = written.at(-1);
  return innermost === undefined ? null : { path, written: innermost };
}

/** Keys already written beside the line, at the same indentation in the same mapping. */
function siblings(lines: readonly string[], index: number, indent: number): readonly string[] {
  const found: string[] = [];
  for (const way of [-1, 1])
    for (let i = index + way; i >= 0 && i < lines.length; i += way) {
      const text = lines[i] ?? "";
      if (text.trim() === "") continue;
      const line = readLine(text);
      if (line.indent < indent) break;
      if (way > 0 && line.dash !== null && line.indent === indent) break;
      if (line.indent === indent && line.key !== null) found.push(line.key);
      if (way < 0 && line.dash !== null && line.indent === indent) break;
    }
  return found;
}

const describe = (schema: unknown, root: Schema): string =>
  alternatives(schema, root)
    .map(({ description }) => description)
    .find((text): text is string => typeof text === "string") ?? "";

function wordsOf(schemas: readonly Schema[]): readonly string[] {
  const words = schemas.flatMap(({ enum: list, const: single }) => [
    ...(Array.isArray(list) ? (list as unknown[]) : []),
    ...(single === undefined ? [] : [single]),
  ]);
  return [...new Set(words.filter((word): word is string => typeof word === "string"))];
}

export function completionsAt(text: string, caret: number, root: Schema): Completions {
  const before = text.slice(0, caret);
  const lines = text.split("\n");
  const index = before.split("\n").length - 1;
  const lineStart = before.lastIndexOf("\n") + 1;
  const typed = before.slice(lineStart);
  const line = readLine(typed);
  const base = pathTo(lines.slice(0, index), line.indent, line.dash);
  const inline = braces(typed);
  const path = [
    ...base,
    ...(inline !== null && line.key !== null ? [line.key] : []),
    ...(inline?.path ?? []),
  ];

  const value = /([A-Za-z][\w ]*?)\s*:\s+([\w./% -]*)$/.exec(typed);
  const word = /[A-Za-z][\w-]*$/.exec(typed)?.[0] ?? "";
  const isKeyPlace = inline === null ? value === null : /[{,]\s*[\w]*$/.test(typed);
  if (!isKeyPlace && value !== null) {
    const [, key = "", begun = ""] = value;
    const list = wordsOf(schemasAt(root, [...path, key.trim()]))
      .filter((choice) => choice.startsWith(begun))
      .map((choice) => ({ insert: choice, shown: choice, about: "" }));
    return { list, from: caret - begun.length };
  }
  if (!isKeyPlace) return { list: [], from: caret };
  const written = inline?.written ?? siblings(lines, index, line.indent);
  const list = [...propertiesOf(schemasAt(root, path))]
    .filter(([key]) => key.startsWith(word) && (!written.includes(key) || key === word))
    .map(([key, schema]) => ({ insert: `${key}: `, shown: key, about: describe(schema, root) }));
  return { list, from: caret - word.length };
}
