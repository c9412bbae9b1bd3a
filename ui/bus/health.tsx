/** How each unit answers, and how full each line is. */
import type { ExchangeOutcome, LineLoad } from "#reports/live/protocol.ts";
import { numberText } from "#reports/numberText.ts";
import { story } from "../feed/feed.ts";
import { dash, milliText, percentText } from "../parts/figures.ts";
import { Scroll } from "../parts/parts.tsx";
import { language, ui, words } from "../shell/settings.ts";

export const outcomes: readonly ExchangeOutcome[] = [
  "answered",
  "refused",
  "garbled",
  "silent",
  "late",
  "lost",
];
export const unitKey = ({ bus, unit }: { readonly bus: string; readonly unit: number }) => `${bus} ${unit}`;

export function Health() {
  const texts = ui.value;
  const { units } = story.value.bus;
  return (
    <Scroll label={texts.health}>
      <table class="health">
        <thead>
          <tr>
            <th scope="col">{texts.unit}</th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col" class="number">
                {texts.outcome[outcome]}
              </th>
            ))}
            <th scope="col" class="number">
              {texts.slowest}
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unitKey(unit)}>
              <th scope="row">
                {unit.unit} <small class="soft">{unit.bus}</small>
              </th>
              {outcomes.map((outcome) => (
                <td key={outcome} class="number" data-name={texts.outcome[outcome]}>
                  {numberText(unit.outcomes[outcome], language.value, 0)}
                  {outcome === "garbled" && unit.badCrc > 0 ? (
                    <small class="soft"> {texts.ofThemCrc(unit.badCrc)}</small>
                  ) : null}
                </td>
              ))}
              <td class="number" data-name={texts.slowest}>
                {unit.slowestAnswer === null ? dash : milliText(unit.slowestAnswer, language.value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Load({ of }: { readonly of: LineLoad }) {
  const texts = ui.value;
  if (of.busy === null)
    return (
      <p>
        {of.bus}
        {words.value.colon}
        <span class="soft">{texts.lineSocket}</span>
      </p>
    );
  return (
    <p class="line-load">
      <label>
        {of.bus} <progress max={1} value={of.busy} />
      </label>
      <strong class="number">{percentText(of.busy, language.value)}</strong>
    </p>
  );
}
