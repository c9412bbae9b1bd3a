/** A curve over bench time, drawn by uPlot and told in words for who can't see it. */
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { days, hours, minutes, seconds } from "#models/units.ts";
import { durationText, plainText, withUnit } from "#reports/numberText.ts";
import { dash } from "../parts/figures.ts";
import { isDark, language, ui } from "../shell/settings.ts";
import { aligned } from "./aligned.ts";

export interface Series {
  readonly name: string;
  /** Name of the custom property its line is drawn in. */
  readonly colour: string;
  readonly form: "line" | "dashed" | "stepped" | "steppedDashed" | "points";
  /** Seconds of bench time, ascending, and the value then; null: not known, and the line is broken. */
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
}
interface Props {
  readonly label: string;
  readonly unit: string;
  readonly series: readonly Series[];
}

/** What a time axis is divided in: round in the units people count time with. */
const divisions: readonly number[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map(seconds),
  ...[1, 2, 5, 10, 15, 30].map(minutes),
  ...[1, 2, 3, 6, 12].map(hours),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(days),
];

const colourOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
/** Pixels of so many rem: what a canvas draws grows with the page's type. */
const rem = (count: number): number =>
  count * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
const heightNow = (): number => rem(15);

function seriesOption({ name, colour, form }: Series, say: (value: number) => string): uPlot.Series {
  const stroke = colourOf(colour);
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const isStepped = form === "stepped" || form === "steppedDashed";
  return {
    label: name,
    stroke,
    width: rem(0.12),
    spanGaps: false,
    ...(form === "dashed" || form === "steppedDashed" ? { dash: [7, 4] } : {}),
    ...(isStepped && stepped !== undefined ? { paths: stepped } : {}),
    ...(form === "points" ? { paths: () => null } : {}),
    points: form === "points" ? { show: true, size: rem(0.6), fill: stroke } : { show: false },
    value: (_, value) => (value === null || value === undefined ? dash : say(value)),
  };
}

function optionsOf({ unit, series }: Props, width: number): uPlot.Options {
  const ink = colourOf("--ink-soft");
  const grid = { stroke: colourOf("--line"), width: rem(0.06) };
  const say = (value: number) => plainText(value, language.value);
  const font = `${rem(0.78)}px ${getComputedStyle(document.body).fontFamily}`;
  return {
    width,
    height: heightNow(),
    cursor: { drag: { x: false, y: false } },
    // Powers and energies are looked at from zero.
    scales: {
      x: { time: false },
      y: { range: (_, low, high) => uPlot.rangeNum(Math.min(0, low), Math.max(0, high), 0.05, true) },
    },
    axes: [
      {
        stroke: ink,
        grid,
        ticks: grid,
        font,
        size: rem(2.4),
        space: rem(5.5),
        incrs: [...divisions],
        values: (_, splits) => splits.map((value) => durationText(value, language.value)),
      },
      {
        stroke: ink,
        grid,
        ticks: grid,
        font,
        size: rem(4.2),
        space: rem(2.2),
        values: (_, splits) => splits.map(say),
      },
    ],
    series: [
      {
        label: ui.value.time,
        value: (_, value) => (value === null ? dash : durationText(value, language.value)),
      },
      ...series.map((one) => seriesOption(one, (value) => withUnit(say(value), unit))),
    ],
  };
}

export function Curve(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const { series } = props;
  const drawn = [isDark.value, language.value, series.map(({ name }) => name).join()].join();
  const { at, columns } = aligned(series.map((one) => ({ at: one.at, columns: [one.values] })));
  const data = [at, ...columns] as unknown as uPlot.AlignedData;
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const widthNow = () => Math.max(200, box.clientWidth);
    const made = new uPlot(optionsOf(props, widthNow()), data, box);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: widthNow(), height: heightNow() }));
    watch.observe(box);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [drawn]);
  useEffect(() => plot.current?.setData(data));
  const latest = series.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null);
    return last === undefined || last === null
      ? name
      : `${name} ${withUnit(plainText(last, language.value), props.unit)}`;
  });
  return (
    <figure>
      <figcaption class="curve-title">
        {props.label}, {props.unit}
      </figcaption>
      <div ref={place} class="curve" role="img" aria-label={`${props.label}: ${latest.join(", ")}`} />
    </figure>
  );
}
