/**
 * What a person sees in the markup of a wiring diagram: leads as points in the plane, terminals, words as the room they
 * take, numbers of faults. It knows nothing of how the diagram was made. Letters are 15 units high, as the style sheet has
 * them, and as wide as those of a wide sans serif.
 */
import { type Element, readMarkup } from "../wellFormed.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
interface Word extends Box {
  readonly text: string;
  readonly kind: string;
}
interface Line {
  readonly from: Point;
  readonly to: Point;
}
interface DrawnLead {
  readonly points: readonly Point[];
  readonly from: Point;
  readonly to: Point;
  readonly phase: string;
  readonly isWrong: boolean;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly classes: string;
  readonly leads: readonly DrawnLead[];
  /** Conductors that VTs' primaries are tapped from, A and B of each in turn. */
  readonly primaries: readonly string[];
  readonly conductors: readonly { readonly name: string; readonly parts: number }[];
  readonly terminals: readonly Point[];
  /** What is written beneath the terminal there; "" where nothing is, null where there is no terminal. */
  readonly terminalAt: (point: Point) => string | null;
  readonly names: readonly string[];
  readonly texts: readonly Word[];
  readonly badges: readonly Word[];
  readonly lines: readonly Line[];
  readonly crosses: number;
  readonly count: (what: "ct" | "vt" | "earth" | "inside") => number;
}

/** The straight parts of a path in M, H, V, L; what is relative (windings, arrows) is left out. */
function straightParts(d: string): readonly (readonly Point[])[] {
  const parts: Point[][] = [];
  let at: Point = { x: 0, y: 0 };
  for (const [, letter = "", figures = ""] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const [a = 0, b = 0] = figures
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (letter === "M") parts.push([]);
    else if (!"HVL".includes(letter)) break;
    at = letter === "H" ? { x: a, y: at.y } : letter === "V" ? { x: at.x, y: a } : { x: a, y: b };
    parts.at(-1)?.push(at);
  }
  return parts.filter((points) => points.length > 1);
}

const linesOf = (points: readonly Point[]): readonly Line[] =>
  points.slice(1).map((to, i) => ({ from: points[i] ?? to, to }));
const classOf = ({ attributes }: Element): string => attributes.class ?? "";
const has = (element: Element, ...names: readonly string[]): boolean => {
  const all = classOf(element).split(" ");
  return names.every((name) => all.includes(name));
};
const number = ({ attributes }: Element, name: string): number => Number(attributes[name]);
const phaseOf = (element: Element): string => /phase-(L[123]|N)/.exec(classOf(element))?.[1] ?? "";

const sizes: Readonly<Record<string, number>> = { tip: 13, "fault-number": 11 };
const perLetter = 0.66;
function wordOf(element: Element): Word {
  const kind = classOf(element);
  const size = sizes[kind.split(" ")[0] ?? ""] ?? 15;
  const [x, y, wide] = [number(element, "x"), number(element, "y"), element.text.length * size * perLetter];
  const anchor = element.attributes["text-anchor"] ?? "start";
  const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
  return {
    kind,
    text: element.text,
    left,
    right: left + wide,
    top: y - 0.72 * size,
    bottom: y + 0.12 * size,
  };
}

/** Throws where the markup is not well formed, or a figure in it is none. */
export function drawingOf(svg: string): Drawing {
  const elements = readMarkup(svg, "xml");
  if (/NaN|undefined|Infinity/.test(svg)) throw new Error(`not a figure: ${svg}`);
  const [, , width = 0, height = 0] = (elements[0]?.attributes.viewBox ?? "").split(" ").map(Number);
  const paths = elements.filter(({ name }) => name === "path");
  const texts = elements.filter(({ name }) => name === "text");
  const points = (element: Element) => straightParts(element.attributes.d ?? "");
  const terminals = elements
    .filter((element) => has(element, "terminal"))
    .map((element) => ({ x: number(element, "cx"), y: number(element, "cy") }));
  const isInside = (element: Element) => classOf(element) === "lead through";
  const leads = paths
    .filter((e) => has(e, "lead") && !has(e, "primary") && !has(e, "shared") && !isInside(e))
    .map((element): DrawnLead => {
      const way = points(element)[0] ?? [];
      return {
        points: way,
        from: way[0] ?? { x: Number.NaN, y: Number.NaN },
        to: way.at(-1) ?? { x: Number.NaN, y: Number.NaN },
        phase: phaseOf(element),
        isWrong: has(element, "wrong"),
      };
    });
  const names = texts.filter((element) => has(element, "terminal-name"));
  const ellipses = elements.filter((element) => has(element, "fault-mark"));
  const numbers = texts.filter((element) => has(element, "fault-number"));
  return {
    width,
    height,
    classes: elements.map(classOf).join(" "),
    leads,
    primaries: paths.filter((element) => has(element, "primary")).map(phaseOf),
    conductors: paths
      .filter((element) => has(element, "conductor") && phaseOf(element) !== "")
      .map((element) => ({
        name: phaseOf(element),
        // the arrow's head is relative, and ends the reading
        parts: points(element).length,
      })),
    terminals,
    terminalAt: ({ x, y }) =>
      terminals.some((terminal) => terminal.x === x && terminal.y === y)
        ? (names.find((element) => number(element, "x") === x)?.text ?? "")
        : null,
    names: texts.filter((element) => has(element, "fault-name")).map(({ text }) => text),
    texts: texts.filter((element) => !has(element, "fault-number")).map(wordOf),
    badges: ellipses.map((element, i) => {
      const [x, y, rx, ry] = ["cx", "cy", "rx", "ry"].map((name) => number(element, name)) as [
        number,
        number,
        number,
        number,
      ];
      const box = { left: x - rx, right: x + rx, top: y - ry, bottom: y + ry };
      return { ...box, text: numbers[i]?.text ?? "", kind: "fault-mark" };
    }),
    lines: paths
      .filter((element) => has(element, "lead") || has(element, "conductor"))
      .flatMap(points)
      .flatMap(linesOf),
    crosses: paths.filter((element) => has(element, "cross") && (element.attributes.d ?? "").includes("L"))
      .length,
    count: (what) =>
      what === "inside"
        ? paths.filter(isInside).length
        : paths.filter((element) => has(element, what)).length,
  };
}

/** More than a hair's breadth of room is theirs both. */
const hair = 0.5;
export const overlaps = (a: Box, b: Box): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > hair &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > hair;

/** Lines are level or upright. */
export const runsOver = ({ from, to }: Line, box: Box): boolean =>
  overlaps(box, {
    left: Math.min(from.x, to.x) - hair,
    right: Math.max(from.x, to.x) + hair,
    top: Math.min(from.y, to.y) - hair,
    bottom: Math.max(from.y, to.y) + hair,
  });

/** Two ways lie on one line for a length, not only across each other or end to end. */
export const runsAlong = (a: readonly Point[], b: readonly Point[]): boolean =>
  linesOf(a).some((one) =>
    linesOf(b).some((other) => {
      const shared = (axis: "x" | "y") =>
        Math.min(Math.max(one.from[axis], one.to[axis]), Math.max(other.from[axis], other.to[axis])) -
        Math.max(Math.min(one.from[axis], one.to[axis]), Math.min(other.from[axis], other.to[axis]));
      return (shared("x") === 0 && shared("y") > hair) || (shared("y") === 0 && shared("x") > hair);
    }),
  );
