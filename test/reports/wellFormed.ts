/**
 * A strict reader of tags, to hold what the renderers write against: throws where XML is not well formed (tags that do
 * not close in order, bare `<` or `&`, attributes without quotes or given twice, forbidden characters). With `html` the
 * void elements of HTML need no end.
 */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const voidElements = ["meta", "link", "br"];
const decode = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "",
  );
function checkText(text: string): string {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isChar =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 32 && code <= 0xd7ff) ||
      (code >= 0xe000 && code <= 0xfffd) ||
      code >= 0x10000;
    if (!isChar) throw new Error(`forbidden character U+${code.toString(16)}`);
  }
  if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`bare & in ${text}`);
  if (text.includes("<")) throw new Error(`bare < in ${text}`);
  return decode(text);
}

export function readMarkup(source: string, dialect: "xml" | "html"): readonly Element[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  let rest = source
    .replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, "")
    .replace(/^<!doctype html>\n/, "");
  while (rest !== "") {
    const tag =
      /^<(\/?)([A-Za-z][-A-Za-z0-9]*)((?:\s+[A-Za-z_:][-A-Za-z0-9_:.]*(?:="[^"<]*")?)*)\s*(\/?)>/.exec(rest);
    if (tag === null) {
      const text = /^[^<]+/.exec(rest)?.[0];
      if (text === undefined) throw new Error(`no tag at ${rest.slice(0, 60)}`);
      const inside = open.at(-1);
      if (inside === undefined && text.trim() !== "") throw new Error(`text outside: ${text}`);
      if (inside !== undefined) inside.text += checkText(text);
      rest = rest.slice(text.length);
      continue;
    }
    const [whole, closing, name = "", attributeText = "", empty] = tag;
    rest = rest.slice(whole.length);
    if (closing === "/") {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>`);
      continue;
    }
    const attributes: Record<string, string> = {};
    for (const [, key = "", , value] of attributeText.matchAll(/([-A-Za-z0-9_:.]+)(="([^"]*)")?/g)) {
      if (key in attributes) throw new Error(`${key} twice in <${name}>`);
      if (value === undefined && dialect === "xml") throw new Error(`${key} without value`);
      attributes[key] = checkText(value ?? "");
    }
    const element = { name, attributes, text: "" };
    elements.push(element);
    if (empty === "/" || (dialect === "html" && voidElements.includes(name))) continue;
    open.push(element);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> never closes`);
  return elements;
}
