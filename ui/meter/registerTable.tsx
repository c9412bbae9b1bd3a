/** The registers of the twin as its bus gives them out: address, raw words, what they mean, and how sure the map is. */

import { quantities } from "#models/meter/quantity.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import { perCount, type RegisterRow, type RowContent, wordsOf } from "#models/meter/registerMap.ts";
import { transformation } from "#models/meter/rules.ts";
import { decodeWords } from "#models/meter/words.ts";
import { plainText, withUnit } from "#reports/numberText.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { dash } from "../parts/figures.ts";
import { Scroll, Told } from "../parts/parts.tsx";
import { language, words as report, ui } from "../shell/settings.ts";
import type { Twin } from "./twin.ts";

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, "0");

function nameOf(content: RowContent): string {
  switch (content.kind) {
    case "quantity":
      return report.value.quantity[content.quantity];
    case "sign":
      return `± ${report.value.quantity[content.quantity]}`;
    case "sector":
      return `sector ${content.of}`;
    case "parameter":
      return content.parameter;
    case "constant":
      return content.name;
    case "enum":
      return content.of;
    case "sequence":
      return "phase sequence";
    case "operatingHours":
    case "operatingSeconds":
      return "operating time";
  }
}

/** What the words say, in the quantity's unit; magnitudes without their sign, which has a row of its own. */
function valueText({ content, type }: RegisterRow, { spec, state }: Twin, words: readonly number[]): string {
  const count = decodeWords(type, spec.registerMap, words);
  const K = transformation(state.settings.programmed);
  const say = (value: number, unit: string) => withUnit(plainText(value, language.value), unit);
  switch (content.kind) {
    case "quantity":
      return say(count * perCount(content.scale, K), quantities[content.quantity]);
    case "parameter":
      return say(count * content.perCount, "");
    case "operatingHours":
      return say(count, "h");
    case "operatingSeconds":
      return say(count, "s");
    case "enum":
      return Object.entries(content.values).find(([, value]) => value === count)?.[0] ?? say(count, "");
    default:
      return say(count, "");
  }
}

export function RegisterTable({ twin }: { readonly twin: Twin }) {
  const texts = ui.value;
  const { spec, state } = twin;
  const device = registerDevice(spec, { state: () => state, update: () => {} });
  const rows = spec.registerMap.rows.map((row) => ({
    row,
    answer: device.read(row.address, wordsOf(row.type)),
  }));
  if (rows.every(({ answer }) => answer.kind === "silent"))
    return <p class="soft">{texts.registersSilent}</p>;
  return (
    <>
      <p class="soft">
        {spec.registerMap.name}
        {report.value.colon}
        <Told sentence={recordedSentence(spec.registerMap.status, language.value)} />
      </p>
      <Scroll label={texts.registers} class="tall">
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.address}</th>
              <th scope="col">{texts.quantity}</th>
              <th scope="col">{texts.words}</th>
              <th scope="col" class="number">
                {texts.value}
              </th>
              <th scope="col">{texts.provenance}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, answer }) => (
              <tr key={row.address}>
                <td>
                  <code>{hex(row.address)}h</code>
                </td>
                <th scope="row">{nameOf(row.content)}</th>
                <td>
                  <code>{answer.kind === "words" ? answer.words.map(hex).join(" ") : dash}</code>
                </td>
                <td class="number">{answer.kind === "words" ? valueText(row, twin, answer.words) : dash}</td>
                <td>
                  <abbr title={row.provenance.source}>{row.provenance.confidence}</abbr>{" "}
                  <span class="soft">{texts.confidence[row.provenance.confidence]}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
