/** A live curve over bench time, drawn by uPlot and told in words for who can't see it. */
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { durationText, plainText } from "#reports/numberText.ts";
import { isDark, language, ui } from "../shell/settings.ts";

interface Series {
  readonly name: string;
  /** Name of the custom property its line is drawn in. */
  readonly colour: string;
  readonly isDashed: boolean;
  readonly isStepped: boolean;
  readonly values: readonly (number | null)[];
}
interface Props {
  readonly label: string;
  readonly unit: string;
  /** Seconds of bench time, ascending. */
  readonly at: readonly number[];
  readonly series: readonly Series[];
}

const height = 240;
const colourOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function optionsOf({ unit, series }: Props, width: number): uPlot.Options {
  const ink = colourOf("--ink-soft");
  const grid = { stroke: colourOf("--line"), width: 1 };
  const say = (value: number) => plainText(value, language.value);
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  return {
    width,
    height,
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false } },
    axes: [
      {
        stroke: ink,
        grid,
        ticks: grid,
        space: 90,
        values: (_, splits) => splits.map((value) => durationText(value, language.value)),
      },
      { stroke: ink, grid, ticks: grid, size: 74, values: (_, splits) => splits.map(say) },
    ],
    series: [
      {
        label: ui.value.time,
        value: (_, value) => (value === null ? "–" : durationText(value, language.value)),
      },
      ...series.map(
        ({ name, colour, isDashed, isStepped }): uPlot.Series => ({
          label: name,
          stroke: colourOf(colour),
          width: 2,
          spanGaps: true,
          ...(isDashed ? { dash: [7, 4] } : {}),
          ...(isStepped && stepped !== undefined ? { paths: stepped } : {}),
          value: (_, value) => (value === null ? "–" : `${say(value)} ${unit}`),
        }),
      ),
    ],
  };
}

export function Curve(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const drawn = [isDark.value, language.value, props.series.map(({ name }) => name).join()].join();
  const data = [props.at, ...props.series.map(({ values }) => values)] as unknown as uPlot.AlignedData;
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const made = new uPlot(optionsOf(props, Math.max(200, box.clientWidth)), data, box);
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: Math.max(200, box.clientWidth), height }));
    watch.observe(box);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [drawn]);
  useEffect(() => plot.current?.setData(data));
  const latest = props.series.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null);
    return last === undefined || last === null
      ? name
      : `${name} ${plainText(last, language.value)} ${props.unit}`;
  });
  return (
    <figure>
      <div ref={place} class="curve" role="img" aria-label={`${props.label}: ${latest.join(", ")}`} />
      <figcaption>
        {props.label}, {props.unit}
      </figcaption>
    </figure>
  );
}
