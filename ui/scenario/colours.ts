/**
 * The parts of a line of a scenario, for the eye: keys, figures with their units, quoted words, comments, and the signs
 * that hold them together. One line at a time and by its looks only, so that it can neither be slow nor go wrong far: a
 * part coloured amiss is still the same text.
 */
type PartKind = "key" | "figure" | "quoted" | "comment" | "sign" | "plain";
export interface TextPart {
  readonly kind: PartKind;
  readonly text: string;
}

/** In the order they are looked for where the last part ended. */
const forms: readonly (readonly [PartKind, RegExp])[] = [
  // a hash begins a comment at the beginning or after a blank only
  ["comment", /(?<=^|\s)#.*/y],
  ["quoted", /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/y],
  ["key", /(?<=^[\s-]*|[{,]\s*)[\p{L}_$][^:,{}[\]#"']*(?=\s*:(?:\s|$))/uy],
  [
    "figure",
    /(?<![\p{L}\d_.])[+-]?\d+(?:\.\d+)?(?:[/e]-?\d+)?(?:\s?(?:%(?:In|Un)?|[kMm]?(?:VA|varh?|Wh?|V|A|Hz)|k?m|ohm|min|s|h|d|deg)(?![\p{L}\d]))?(?![\p{L}\d])/uy,
  ],
  ["sign", /[{}[\],:]|-(?=\s|$)/y],
  ["plain", /[\p{L}\d_$]+|\s+/uy],
];
/** Longer ones no scenario has (a scenario's line has at most 4000 characters): they stay plain. */
const longest = 4000;

/** Joined again they are the line. */
export function partsOf(line: string): readonly TextPart[] {
  if (line.length > longest) return [{ kind: "plain", text: line }];
  const parts: { kind: PartKind; text: string }[] = [];
  for (let at = 0; at < line.length; ) {
    let found: TextPart = { kind: "plain", text: line.charAt(at) };
    for (const [kind, form] of forms) {
      form.lastIndex = at;
      const [text = ""] = form.exec(line) ?? [];
      if (text === "") continue;
      found = { kind, text };
      break;
    }
    const last = parts.at(-1);
    if (last?.kind === "plain" && found.kind === "plain") last.text += found.text;
    else parts.push({ ...found });
    at += found.text.length;
  }
  return parts;
}
