/** The registers of the twin as its bus gives them out: address, raw words, what they mean, and how sure the map is. */
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { quantities } from "#models/meter/quantity.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import { isFloat, perCount, type RegisterRow, type RowContent, wordsOf } from "#models/meter/registerMap.ts";
import { transformation } from "#models/meter/rules.ts";
import { decodeWords } from "#models/meter/words.ts";
import { numberText, withUnit } from "#reports/numberText.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { dash } from "../parts/figures.ts";
import { Scroll, Told } from "../parts/parts.tsx";
import { language, words as report, ui } from "../shell/settings.ts";
import type { Twin } from "./twin.ts";

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, "0");

function nameOf(content: RowContent): string {
  const { registerNames: names } = ui.value;
  const { quantity } = report.value;
  switch (content.kind) {
    case "quantity":
      return quantity[content.quantity];
    case "sign":
      return names.sign(quantity[content.quantity]);
    case "sector":
      return names.sector(content.of === "total" ? "Σ" : content.of);
    case "parameter":
      return names[content.parameter];
    case "constant":
      return recordedSentence(content.name, language.value).text;
    case "enum":
      return names[content.of];
    case "sequence":
      return names["phase sequence"];
    case "operatingHours":
    case "operatingSeconds":
      return names.operatingTime;
  }
}

const mostDecimals = 6;
/** Decimals in which one count is seen, so that a figure that moves does not jump. */
const decimalsOf = (perOne: number): number =>
  Math.min(mostDecimals, Math.max(0, Math.ceil(-Math.log10(perOne) - 1e-9)));

/** What the words say, in the quantity's unit; magnitudes without their sign, which has a row of its own. */
function valueText({ content, type }: RegisterRow, { spec, state }: Twin, words: readonly number[]): string {
  const count = decodeWords(type, spec.registerMap, words);
  const K = transformation(state.settings.programmed);
  const { registerNames: names, lag, lead } = ui.value;
  const say = (value: number, unit: string, perOne = 1) =>
    withUnit(numberText(value, language.value, decimalsOf(perOne)), unit);
  switch (content.kind) {
    case "quantity": {
      const perOne = perCount(content.scale, K);
      const step = isFloat(type) ? (content.step ?? floatStep) * perOne : perOne;
      return say(count * perOne, quantities[content.quantity], step);
    }
    case "sign":
      return count === 1 ? "\u2212" : "+";
    case "sector":
      return [names.unity, lag, lead][count] ?? say(count, "");
    case "sequence":
      return [ui.value.unknown, "L1-L2-L3", "L1-L3-L2"][count] ?? say(count, "");
    case "parameter":
      return say(count * content.perCount, "", content.perCount);
    case "operatingHours":
      return say(count, "h");
    case "operatingSeconds":
      return say(count, "s");
    case "enum":
      return Object.entries(content.values).find(([, value]) => value === count)?.[0] ?? say(count, "");
    case "constant":
      return say(count, "");
  }
}
/** Of a float whose meter states no step of its own. */
const floatStep = 0.001;

const confidences = ["A", "B", "C", "D"] as const;
/** How sure the rows are and where they come from, for who can't hover. */
function Provenance({ rows }: { readonly rows: readonly RegisterRow[] }) {
  const texts = ui.value;
  return (
    <details class="provenance">
      <summary>{texts.provenanceLong}</summary>
      <dl class="facts">
        {confidences.map((confidence) => {
          const of = rows.filter(({ provenance }) => provenance.confidence === confidence);
          const sources = [...new Set(of.map(({ provenance }) => provenance.source))];
          return of.length === 0 ? null : (
            <Fragment key={confidence}>
              <dt>
                <strong>{confidence}</strong> {texts.confidence[confidence]}{" "}
                <span class="number">({of.length})</span>
              </dt>
              <dd lang="en">{sources.join("; ")}</dd>
            </Fragment>
          );
        })}
      </dl>
    </details>
  );
}

const holds = (text: string, wanted: string): boolean => text.toLowerCase().includes(wanted);

export function RegisterTable({ twin }: { readonly twin: Twin }) {
  const texts = ui.value;
  const [wanted, setWanted] = useState("");
  const { spec, state } = twin;
  const device = registerDevice(spec, { state: () => state, update: () => {} });
  const rows = spec.registerMap.rows.map((row) => ({
    row,
    name: nameOf(row.content),
    answer: device.read(row.address, wordsOf(row.type)),
  }));
  if (!spec.outputs.rs485) return <p class="soft">{texts.noBus}</p>;
  if (rows.every(({ answer }) => answer.kind === "silent"))
    return <p class="soft">{texts.registersSilent}</p>;
  const asked = wanted.trim().toLowerCase();
  const shown = rows.filter(
    ({ row, name }) =>
      holds(name, asked) || holds(`${hex(row.address)}h`, asked) || String(row.address) === asked,
  );
  return (
    <>
      <p class="soft">
        {spec.registerMap.name}
        {report.value.colon}
        <Told sentence={recordedSentence(spec.registerMap.status, language.value)} />
      </p>
      <div class="row">
        <label class="choice">
          <span>{texts.findRegister}</span>
          <input
            type="search"
            value={wanted}
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
        <span class="soft number" role="status">
          {texts.registersShown(shown.length, rows.length)}
        </span>
      </div>
      {shown.length === 0 ? null : (
        <Scroll label={texts.registers} class="tall">
          <table class="registers">
            <thead>
              <tr>
                <th scope="col">{texts.address}</th>
                <th scope="col">{texts.quantity}</th>
                <th scope="col" class="wide-only">
                  {texts.words}
                </th>
                <th scope="col" class="number">
                  {texts.value}
                </th>
                <th scope="col">{texts.provenance}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ row, name, answer }) => (
                <tr key={row.address}>
                  <td title={`${row.address}`}>
                    <code>{hex(row.address)}h</code>{" "}
                    <small class="soft number wide-only">{row.address}</small>
                  </td>
                  <th scope="row">{name}</th>
                  <td class="wide-only">
                    <code>{answer.kind === "words" ? answer.words.map(hex).join(" ") : dash}</code>
                  </td>
                  <td class="number">
                    {answer.kind === "words" ? valueText(row, twin, answer.words) : dash}
                  </td>
                  <td>
                    <abbr title={row.provenance.source}>{row.provenance.confidence}</abbr>{" "}
                    <span class="soft wide-only">{texts.confidence[row.provenance.confidence]}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Provenance rows={spec.registerMap.rows} />
    </>
  );
}
