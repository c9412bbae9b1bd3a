/**
 * The meter's display: seven-segment digits, the unit and the name of the page. What seven segments can't write (the
 * words of the programming menu) stands there as text. Segments that are off stay faintly visible, as on the glass.
 */
import { isQuantityName } from "#models/meter/quantity.ts";
import type { FrontPanel } from "#reports/live/protocol.ts";
import { ui, words } from "../shell/settings.ts";
import { type Digit, digitsOf, lit } from "./sevenSegments.ts";

const segments = {
  a: "M4 2h12l-2 3h-8z",
  b: "M17 3l1 1v11l-1 1-2-2v-9z",
  c: "M17 18l1 1v11l-1 1-2-2v-9z",
  d: "M4 32h12l-2-3h-8z",
  e: "M3 18l-1 1v11l1 1 2-2v-9z",
  f: "M3 3l-1 1v11l1 1 2-2v-9z",
  g: "M5 15.500h10l1 1.500-1 1.500h-10l-1-1.500z",
} as const;
type Segment = keyof typeof segments;
const advance = 24;
function Digits({ of }: { readonly of: readonly Digit[] }) {
  return (
    <svg class="digits" viewBox={`0 0 ${of.length * advance + 2} 34`} aria-hidden="true">
      <g transform="skewX(-4) translate(2 0)">
        {of.map(({ character, point }, i) => (
          <g key={i} transform={`translate(${i * advance} 0)`}>
            {(Object.keys(segments) as Segment[]).map((segment) => (
              <path
                key={segment}
                class={lit[character]?.includes(segment) ? "lit" : "unlit"}
                d={segments[segment]}
              />
            ))}
            <circle class={point ? "lit" : "unlit"} cx="21" cy="31" r="1.8" />
          </g>
        ))}
      </g>
    </svg>
  );
}

export function Lcd({ front, digits }: { readonly front: FrontPanel; readonly digits: number }) {
  const texts = ui.value;
  // What is programmed is shown under the name it has in the meter's menu.
  const page = isQuantityName(front.caption) ? words.value.quantity[front.caption] : null;
  const caption = page ?? front.caption;
  const isDark = front.figure === "" && front.caption === "";
  const seven = digitsOf(isDark ? " ".repeat(digits) : front.figure);
  const spoken = isDark
    ? texts.displayDark
    : texts.displayReads(front.figure.trim(), front.unit === "1" ? "" : front.unit, caption);
  return (
    <div class={`lcd${isDark ? " off" : ""}`} role="img" aria-label={`${texts.display}: ${spoken}`}>
      <span class="lcd-caption" lang={page === null ? "en" : undefined}>
        {caption || " "}
      </span>
      <span class="lcd-figure">
        {seven === null ? <span class="lcd-text">{front.figure}</span> : <Digits of={seven} />}
        <span class="lcd-unit">{front.unit === "1" ? "" : front.unit}</span>
      </span>
    </div>
  );
}
