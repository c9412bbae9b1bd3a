/**
 * A YAML file as plain values that remember where they stood. The parser's tree is turned into values here rather than by
 * the parser, so that a hostile key (`__proto__`) stays a plain key, a repeated key is an issue with its line, numbers that
 * are none (.nan, .inf) are refused, and nothing can refer to anything else: anchors, aliases, tags and merge keys are no
 * part of the form.
 */
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Range,
} from "yaml";
import { unwantedIn } from "#scenarios/text/characters.ts";
import { shown } from "#scenarios/text/parsed.ts";
import { refuse } from "#scenarios/yaml/guard.ts";
import { inFileOrder, type LocatedIssue } from "#scenarios/yaml/located.ts";

export type Path = readonly (string | number)[];

export interface YamlDocument {
  /** Plain data: strings, finite numbers, booleans, null, arrays, objects without a prototype. */
  readonly value: unknown;
  /** The text is no YAML, or not one document: its value is guesswork. */
  readonly broken: boolean;
  /** Everything the text itself is to blame for. */
  readonly issues: readonly LocatedIssue[];
  /** The place of the value a path leads to, or of the nearest thing around it that exists. */
  readonly locate: (path: Path, part?: "key" | "value") => LocatedIssue;
}

/** Of the text itself: whoever has more has another kind of file. */
const mostIssues = 100;

interface Places {
  readonly key: number | null;
  readonly value: number;
  readonly children: Map<string | number, Places>;
}

/** Reads the text; never throws. `locate` returns an issue with an empty message to be completed. */
export function readYaml(written: string, file: string): YamlDocument {
  // A carriage return alone ends a line too (YAML 1.2, 5.4; old Macs); the parser takes it for a blank.
  const text = written.replace(/\r(?!\n)/g, "\n");
  const refusal = refuse(text);
  const start: LocatedIssue = { file, line: 1, column: 1, message: "" };
  if (refusal) return { value: undefined, broken: true, issues: [{ file, ...refusal }], locate: () => start };
  try {
    return parse(text, file);
  } catch (error) {
    const message = `this cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`;
    return { value: undefined, broken: true, issues: [{ ...start, message }], locate: () => start };
  }
}

function parse(text: string, file: string): YamlDocument {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    prettyErrors: false,
    // the parser compares every key with every other: done below, once each
    uniqueKeys: false,
    stringKeys: true,
    merge: false,
    logLevel: "silent",
  });
  const issues: LocatedIssue[] = [];
  const at = (offset: number, message: string): LocatedIssue => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const report = (offset: number, message: string): void => {
    if (issues.length < mostIssues) issues.push(at(offset, message));
  };
  if ("empty" in documents || documents.length === 0) {
    report(0, "the file is empty");
    return { value: undefined, broken: true, issues, locate: () => at(0, "") };
  }
  const [first, second] = documents;
  let lost = false;
  for (const { pos, message, code } of [...first!.errors, ...first!.warnings].slice(0, mostIssues)) {
    // once the parser has lost its place, everything that follows is unexpected to it
    if (!(lost && code === "UNEXPECTED_TOKEN")) report(pos[0], plainWords(message));
    lost ||= code === "UNEXPECTED_TOKEN";
  }
  if (second) report(second.range[0], "a file holds one document; a second one begins here");

  const broken = issues.length > 0;

  const offsetOf = (node: { range?: Range | null | undefined } | null, fallback: number): number =>
    node?.range?.[0] ?? fallback;
  /** What the guard can't see: "\\u202e" in quotes is six harmless characters until it is read. */
  const whole = (value: string, offset: number): void => {
    const unwanted = unwantedIn(value);
    if (unwanted)
      report(offset, `the text has ${unwanted.name} in it, which no text of ours has: take it out`);
  };
  const plainOf = (node: unknown, places: Places, depth: number): unknown => {
    if (node === null || node === undefined) return null;
    if (depth > 32) {
      report(places.value, "nested too deeply");
      return null;
    }
    const known = node as Node & { anchor?: string; tag?: string; range?: Range | null };
    if (isAlias(node) || known.anchor) {
      report(places.value, "anchors (&) and aliases (*) are not used; write the value out");
      return null;
    }
    if (isScalar(node)) {
      if (typeof node.value === "number" && !Number.isFinite(node.value))
        report(places.value, `${shown(String(node.source ?? node.value))} is not a number that can be used`);
      if (typeof node.value === "string") whole(node.value, places.value);
      if (typeof node.value === "bigint") return Number(node.value);
      const simple = node.value === null || ["string", "number", "boolean"].includes(typeof node.value);
      return simple ? node.value : String(node.source);
    }
    if (isSeq(node))
      return node.items.map((item, index) => {
        const child = placesOf(null, offsetOf(item as Node | null, places.value));
        places.children.set(index, child);
        return plainOf(isPair(item) ? item.value : item, child, depth + 1);
      });
    if (!isMap(node)) return null;
    const result = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of node.items) {
      const offset = offsetOf(key as Node | null, places.value);
      const name = isScalar(key) && key.value !== null ? String(key.value) : null;
      if (name !== null) whole(name, offset);
      if (name === null) report(offset, "a key is a word");
      else if (name === "<<") report(offset, "merge keys (<<) are not used; write the values out");
      else if (Object.hasOwn(result, name)) report(offset, `'${name}' is given twice`);
      else {
        const child = placesOf(offset, offsetOf(value as Node | null, offset));
        places.children.set(name, child);
        // defineProperty: an assignment to "__proto__" would be something else on other objects
        Object.defineProperty(result, name, {
          value: plainOf(value, child, depth + 1),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    }
    return result;
  };

  const root = placesOf(null, offsetOf(first!.contents as Node | null, 0));
  const value = plainOf(first!.contents, root, 0);
  const locate = (path: Path, part: "key" | "value" = "value"): LocatedIssue => {
    let here = root;
    let reached = 0;
    for (const step of path) {
      const next = here.children.get(step);
      if (!next) break;
      here = next;
      reached++;
    }
    const key = part === "key" || reached < path.length ? here.key : null;
    return at(key ?? here.value, "");
  };
  return { value, broken, issues: issues.sort(inFileOrder), locate };
}

const placesOf = (key: number | null, value: number): Places => ({ key, value, children: new Map() });

/** The parser's first sentence, without its advice for programmers. */
const plainWords = (message: string): string => (message.split("\n")[0] ?? message).replace(/\s+$/, "");
