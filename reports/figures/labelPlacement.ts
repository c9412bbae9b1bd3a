/**
 * Where to write names beside the tips of arrows so that no name covers another. Each label tries places around its tip,
 * near ones first, and takes the cheapest: covering a label already written or leaving the picture costs most, covering
 * an arrow costs something, distance costs little. Lengths are in drawing units, y grows downwards.
 */
import { degrees } from "#models/units.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Segment {
  readonly from: Point;
  readonly to: Point;
}
export interface LabelToPlace {
  readonly tip: Point;
  readonly width: number;
  readonly height: number;
}
/** The middle of the label. */
export interface PlacedLabel extends LabelToPlace {
  readonly centre: Point;
}

/** Area two boxes share when each is widened by `margin` on the whole; 0 when apart. */
function sharedArea(a: PlacedLabel, b: PlacedLabel, margin: number): number {
  const x = (a.width + b.width) / 2 + margin - Math.abs(a.centre.x - b.centre.x);
  const y = (a.height + b.height) / 2 + margin - Math.abs(a.centre.y - b.centre.y);
  return x > 0 && y > 0 ? x * y : 0;
}

/** How much of a segment lies under the label, by points along it. */
function coveredShare(label: PlacedLabel, { from, to }: Segment): number {
  const samples = 24;
  let covered = 0;
  for (let i = 0; i <= samples; i++) {
    const x = from.x + ((to.x - from.x) * i) / samples;
    const y = from.y + ((to.y - from.y) * i) / samples;
    if (
      Math.abs(x - label.centre.x) <= label.width / 2 + 1 &&
      Math.abs(y - label.centre.y) <= label.height / 2 + 1
    )
      covered += 1;
  }
  return covered / samples;
}

const distances = [13, 20, 28, 38, 50, 64];
const turns = [0, 20, -20, 40, -40, 65, -65, 95, -95, 130, -130, 180];

/** Places each label in turn inside a square picture of `size`, away from its middle. */
export function placeLabels(
  labels: readonly LabelToPlace[],
  arrows: readonly Segment[],
  size: number,
): readonly PlacedLabel[] {
  const middle = size / 2;
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    const outwards = Math.atan2(label.tip.y - middle, label.tip.x - middle);
    let best: PlacedLabel | undefined;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const distance of distances)
      for (const turn of turns) {
        const angle = outwards + degrees(turn);
        const reach = distance + (Math.abs(Math.cos(angle)) * (label.width - label.height)) / 2;
        const centre = {
          x: label.tip.x + reach * Math.cos(angle),
          y: label.tip.y + reach * Math.sin(angle),
        };
        const here: PlacedLabel = { ...label, centre };
        const outside =
          Math.max(0, Math.abs(centre.x - middle) + label.width / 2 - middle + 1) +
          Math.max(0, Math.abs(centre.y - middle) + label.height / 2 - middle + 1);
        let cost = distance + Math.abs(turn) / 12 + outside * 1e4;
        for (const other of placed) cost += sharedArea(here, other, 2) * 1e3;
        for (const arrow of arrows) cost += coveredShare(here, arrow) * 400;
        if (cost < bestCost) {
          bestCost = cost;
          best = here;
        }
      }
    if (best !== undefined) placed.push(best);
  }
  return placed;
}
