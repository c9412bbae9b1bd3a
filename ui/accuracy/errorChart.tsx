/**
 * Errors over the current at one power factor: current on a logarithmic axis, the permitted band behind, each point with
 * its uncertainty. Points are reached by keyboard too, and say their numbers. Verdicts differ in outline, not in colour
 * alone; a point beyond the scale stands at its edge as an arrow.
 */
import { useState } from "preact/hooks";
import type { Verdict } from "#models/metrology/verdict.ts";
import { numberText, plainText, signedText, withUnit } from "#reports/numberText.ts";
import { dash } from "../parts/figures.ts";
import { Badge } from "../parts/parts.tsx";
import { language, ui, words } from "../shell/settings.ts";
import type { AccuracyPoint, EnvelopePiece, FactorGroup } from "./points.ts";

const width = 460;
const height = 260;
const frame = { left: 46, right: 12, top: 24, bottom: 38 };

/** Of a mark about its middle: a bar inside it would not be seen, its figure stands on the card. */
const markReach = 6;
const outlines: Readonly<Record<Verdict, string>> = {
  pass: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
  inconclusive: "M-5-5h10v10h-10z",
  fail: "M-3-6h6l3 3v6l-3 3h-6l-3-3v-6z",
  error: "M0-6l6 11h-12z",
};

export const factorText = ({ factor, side }: Pick<FactorGroup, "factor" | "side">): string => {
  const figure = numberText(factor, language.value, 2);
  return side === "unity" ? figure : `${figure} ${ui.value[side]}`;
};

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly reach: number;
}
const xOf = (current: number, { from, to }: Scale): number =>
  frame.left +
  (Math.log(Math.min(to, Math.max(from, current)) / from) / Math.log(to / from)) *
    (width - frame.left - frame.right);
const yOf = (error: number, { reach }: Scale): number =>
  frame.top +
  (1 - (Math.min(reach, Math.max(-reach, error)) + reach) / (2 * reach)) *
    (height - frame.top - frame.bottom);

/** 1, 2 and 5 of every decade. */
function currentTicks({ from, to }: Scale): number[] {
  const ticks: number[] = [];
  for (let decade = Math.floor(Math.log10(from)); decade <= Math.ceil(Math.log10(to)); decade++)
    for (const digit of [1, 2, 5]) {
      const tick = Number((digit * 10 ** decade).toPrecision(1));
      if (tick >= from && tick <= to) ticks.push(tick);
    }
  return ticks;
}
function errorTicks({ reach }: Scale): number[] {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].find((s) => reach / s <= 4) ?? reach / 2;
  const count = Math.floor(reach / step);
  return Array.from({ length: 2 * count + 1 }, (_, i) => Number(((i - count) * step).toPrecision(6)));
}

/** Limits of loads that are not balanced: others than the envelope has at their current. */
function ownLimits(points: readonly AccuracyPoint[], envelope: readonly EnvelopePiece[]) {
  const own = new Map<string, Pick<AccuracyPoint, "current" | "limit">>();
  for (const { current, limit } of points) {
    // At the edge of a piece either side may be meant.
    const isOfClass = envelope.some(
      (piece) => current >= piece.from * 0.98 && current <= piece.to * 1.02 && piece.limit === limit,
    );
    if (!isOfClass) own.set(`${current.toPrecision(3)} ${limit}`, { current, limit });
  }
  return [...own.values()];
}

export function ErrorChart(props: {
  readonly group: FactorGroup;
  readonly envelope: readonly EnvelopePiece[];
  readonly envelopeName: string;
  readonly zoom: "class" | "all";
}) {
  const texts = ui.value;
  const { group, envelope, zoom } = props;
  const [open, setOpen] = useState<number | null>(null);
  const currents = [
    ...group.points.map(({ current }) => current),
    ...envelope.flatMap(({ from, to }) => [from, to]),
  ];
  const widest = Math.max(1, ...envelope.map(({ limit }) => limit));
  const largest = Math.max(
    0,
    ...group.points.map(({ error, uncertainty }) => Math.abs(error) + (uncertainty ?? 0)),
  );
  const scale: Scale = {
    from: Math.min(...currents) * 0.9,
    to: Math.max(...currents) * 1.1,
    reach: zoom === "class" ? widest * 2 : Math.max(widest * 1.3, largest * 1.1),
  };
  const outside = group.points.filter(({ error }) => Math.abs(error) > scale.reach).length;
  const say = ({ error, current, uncertainty }: AccuracyPoint) => {
    const figure = withUnit(signedText(error, language.value, 2), "%");
    const band =
      uncertainty === null ? "" : ` ± ${withUnit(numberText(uncertainty, language.value, 2), "%")}`;
    const amperes = withUnit(plainText(Number(current.toPrecision(3)), language.value), "A");
    return texts.pointWords(figure + band, amperes, factorText(group));
  };
  const own = ownLimits(group.points, envelope).filter(({ limit }) => limit <= scale.reach);
  const shown = open === null ? undefined : group.points[open];
  const bottom = height - frame.bottom;
  return (
    <figure class="error-figure" onMouseLeave={() => setOpen(null)}>
      <svg
        class="figure error-chart"
        viewBox={`0 0 ${width} ${height}`}
        aria-label={`${texts.errorAgainstCurrent}, ${texts.powerFactor} ${factorText(group)}`}
      >
        {envelope.map(({ from, to, limit }) => (
          <rect
            key={from}
            class="permitted"
            x={xOf(from, scale)}
            y={yOf(limit, scale)}
            width={Math.max(0.5, xOf(to, scale) - xOf(from, scale))}
            height={yOf(-limit, scale) - yOf(limit, scale)}
          />
        ))}
        {errorTicks(scale).map((tick) => (
          <g key={tick}>
            <line
              class={tick === 0 ? "zero" : "grid"}
              x1={frame.left}
              x2={width - frame.right}
              y1={yOf(tick, scale)}
              y2={yOf(tick, scale)}
            />
            <text class="faint-text" x={frame.left - 6} y={yOf(tick, scale) + 4} text-anchor="end">
              {plainText(tick, language.value)}
            </text>
          </g>
        ))}
        {currentTicks(scale).map((tick) => (
          <g key={tick}>
            <line class="grid" x1={xOf(tick, scale)} x2={xOf(tick, scale)} y1={frame.top} y2={bottom} />
            <text class="faint-text" x={xOf(tick, scale)} y={bottom + 16} text-anchor="middle">
              {plainText(tick, language.value)}
            </text>
          </g>
        ))}
        <text class="faint-text" x={width - frame.right} y={height - 6} text-anchor="end">
          {texts.currentOf("A")}
        </text>
        <text class="faint-text" x={4} y={12}>
          {texts.errorPercent}
        </text>
        {envelope.map(({ from, to, limit }) => (
          <path
            key={from}
            class="class-limit"
            d={`M${xOf(from, scale)} ${yOf(limit, scale)}H${xOf(to, scale)}M${xOf(from, scale)} ${yOf(-limit, scale)}H${xOf(to, scale)}`}
          />
        ))}
        {own.map(({ current, limit }) => {
          const x = xOf(current, scale);
          return (
            <path
              key={`${current} ${limit}`}
              class="own-limit"
              d={`M${x - 7} ${yOf(limit, scale)}h14M${x - 7} ${yOf(-limit, scale)}h14`}
            />
          );
        })}
        {group.points.map((point, i) => {
          const [x, y] = [xOf(point.current, scale), yOf(point.error, scale)];
          const isOut = Math.abs(point.error) > scale.reach;
          const half = point.uncertainty ?? 0;
          const [low, high] = [yOf(point.error - half, scale), yOf(point.error + half, scale)];
          return (
            // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a picture that tells its numbers on focus
            <g
              key={i}
              class={`point ${point.verdict}${i === open ? " open" : ""}`}
              tabIndex={0}
              role="img"
              aria-label={`${say(point)}. ${words.value.verdict[point.verdict]}. ${point.title}, ${point.step}`}
              onMouseEnter={() => setOpen(i)}
              onFocus={() => setOpen(i)}
              onBlur={() => setOpen(null)}
            >
              {isOut ? (
                <path
                  class="arrow"
                  d={point.error > 0 ? `M${x} ${y + 14}v-12m-5 5l5-5l5 5` : `M${x} ${y - 14}v12m-5-5l5 5l5-5`}
                />
              ) : (
                <>
                  <path class="mark" transform={`translate(${x} ${y})`} d={outlines[point.verdict]} />
                  {low - high > 2 * markReach ? (
                    <path class="bar" d={`M${x} ${low}V${high}M${x - 4} ${low}h8M${x - 4} ${high}h8`} />
                  ) : null}
                </>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {props.envelopeName === "" ? null : `${texts.envelope(props.envelopeName)}. `}
        {own.length > 0 ? `${texts.ownLimit} ` : null}
        {outside > 0 ? texts.outside(outside) : null}
      </figcaption>
      {shown === undefined ? null : (
        <PointCard
          point={shown}
          group={group}
          x={xOf(shown.current, scale) / width}
          y={yOf(shown.error, scale) / height}
          others={group.points.filter((point) => isUnder(point, shown, scale)).length - 1}
        />
      )}
    </figure>
  );
}

const isUnder = (a: AccuracyPoint, b: AccuracyPoint, scale: Scale): boolean =>
  Math.hypot(xOf(a.current, scale) - xOf(b.current, scale), yOf(a.error, scale) - yOf(b.error, scale)) <
  markReach;

/** How far a card stands off its point, in em. */
const clear = 1.2;
/** The numbers of one point, beside it: to the side of the picture that has more room, so that it never covers it. */
function PointCard(props: {
  readonly point: AccuracyPoint;
  readonly group: FactorGroup;
  /** Parts of the picture's width and height. */
  readonly x: number;
  readonly y: number;
  /** Points it hides, or that hide it. */
  readonly others: number;
}) {
  const { point, x, y } = props;
  const [texts, report] = [ui.value, words.value];
  const percent = (value: number) => withUnit(numberText(value, language.value, 2), "%");
  const place = {
    ...(x < 0.5
      ? { left: `calc(${x * 100}% + ${clear}em)` }
      : { right: `calc(${(1 - x) * 100}% + ${clear}em)` }),
    top: `${Math.min(0.55, y) * 100}%`,
  };
  return (
    <div class="point-card" style={place} aria-hidden="true">
      <Badge verdict={point.verdict} />
      <dl class="facts">
        <dt>{report.error}</dt>
        <dd class="number">{withUnit(signedText(point.error, language.value, 2), "%")}</dd>
        <dt>{report.uncertainty}</dt>
        <dd class="number">{point.uncertainty === null ? dash : percent(point.uncertainty)}</dd>
        <dt>{report.limit}</dt>
        <dd class="number">±{percent(point.limit)}</dd>
        <dt>{report.current}</dt>
        <dd class="number">
          {withUnit(plainText(Number(point.current.toPrecision(3)), language.value), "A")}
        </dd>
        <dt>{texts.powerFactor}</dt>
        <dd class="number">{factorText(props.group)}</dd>
      </dl>
      <p>
        {point.title}, {point.step} <span class="soft">{point.position}</span>
      </p>
      {props.others > 0 ? <p class="soft">{texts.moreHere(props.others)}</p> : null}
    </div>
  );
}
