/**
 * What the run was made on: the nameplate of each meter as the comparing side takes it to be, what was programmed into
 * it, the register map it was read through and how sure that is, and what the catalogue leaves in doubt of it.
 */
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { inMilliseconds, inMinutes } from "#models/units.ts";
import { doubtsOf, type MeterOnTest, mapSource, metersOnTest } from "#reports/describedMeters.ts";
import { doubtInFrench } from "#reports/french/doubts.ts";
import { facts, sentenceMarkup, table } from "#reports/html/parts.ts";
import type { Language } from "#reports/language.ts";
import { type Markup, markup, type Piece } from "#reports/markup.ts";
import { classText, currentText } from "#reports/nameplate.ts";
import { plainText, withUnit } from "#reports/numberText.ts";
import type { RunRecord } from "#reports/record.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { textsOf } from "#reports/texts/texts.ts";

function programming({ programmed }: MeterOnTest, language: Language): readonly (readonly [string, Piece])[] {
  const { nameplate } = textsOf(language);
  const say = (value: number, unit: string) => withUnit(plainText(value, language), unit);
  const pulse = ({ energy, weight, width }: ProgrammedParameters["pulse"]) =>
    `${say(weight, energy === "active" ? "Wh" : "varh")}, ${say(inMilliseconds(width), "ms")}`;
  return [
    [nameplate.insertionModes, programmed.insertionMode.join(", ")],
    [nameplate.ctRatio, programmed.ctRatio.map((ratio) => plainText(ratio, language)).join(", ")],
    [nameplate.vtRatio, programmed.vtRatio.map((ratio) => plainText(ratio, language)).join(", ")],
    [
      nameplate.integrationTime,
      programmed.integrationTime.map((time) => say(inMinutes(time), "min")).join(", "),
    ],
    [nameplate.pulse, programmed.pulse.map(pulse).join("; ")],
    [nameplate.counting, programmed.counting.map((way) => nameplate.countings[way]).join(", ")],
  ];
}

function mapText({ spec }: MeterOnTest, { run }: RunRecord, language: Language): Piece {
  const { registerMap } = spec;
  const { nameplate, colon } = textsOf(language);
  const sure = ["A", "B", "C", "D"].flatMap((grade) => {
    const count = registerMap.rows.filter(({ provenance }) => provenance.confidence === grade).length;
    return count === 0 ? [] : [`${count} ${grade}`];
  });
  const hashes = (run?.sources ?? [])
    .filter(({ file }) => file === mapSource(registerMap.name))
    .map(({ sha256 }) => markup`<br><span class="soft">SHA-256 <code>${sha256}</code></span>`);
  return markup`${registerMap.name}${colon}${sentenceMarkup(recordedSentence(registerMap.status, language))}<br><span class="soft">${nameplate.rows(registerMap.rows.length)} (${sure.join(", ")}). ${nameplate.grades}</span>${hashes}`;
}

function doubtTable({ spec }: MeterOnTest, language: Language): Markup | null {
  const texts = textsOf(language);
  const doubts = doubtsOf(spec.model);
  if (doubts === null || doubts.length === 0) return null;
  const told = (text: string) => {
    const french = language === "fr" ? doubtInFrench(text) : null;
    return sentenceMarkup(french === null ? { text, recorded: true } : { text: french, recorded: false });
  };
  return markup`<details class="more"><summary>${texts.nameplate.doubts} (${doubts.length})</summary>${table(
    texts.nameplate.doubts,
    [
      { head: texts.nameplate.about, kind: "words" },
      { head: texts.nameplate.chosen, kind: "words" },
      { head: texts.nameplate.because, kind: "words" },
    ],
    doubts.map(({ about, chosen, reason }) => [told(about), told(chosen), told(reason)]),
  )}</details>`;
}

function meterCard(meter: MeterOnTest, record: RunRecord, language: Language): Markup {
  const { spec, position } = meter;
  const { nameplate, position: positionWord } = textsOf(language);
  const volts = (value: number) => plainText(value, language);
  const { phaseToNeutral, lineToLine, lowest, highest } = spec.voltage;
  const files = (record.run?.sources ?? []).filter(({ file }) => /\.meter\.ya?ml$/.test(file));
  const isOwn = doubtsOf(spec.model) === null;
  const settings = Object.entries({ ...spec.method }).map(([name, value]) => `${name} ${value}`);
  return markup`<section class="meter"><h3>${spec.model} ${spec.orderCode}</h3>${facts([
    [positionWord, position],
    [nameplate.accuracy, classText(spec, language)],
    [nameplate.currentInput, currentText(spec, language)],
    [
      nameplate.voltage,
      `${withUnit(`${volts(phaseToNeutral)}/${volts(lineToLine)}`, "V")} (${withUnit(`${volts(lowest)}…${volts(highest)}`, "V")})`,
    ],
    ...programming(meter, language),
    [nameplate.bus, nameplate.busFacts(spec.communication.address, spec.communication.speed)],
    [nameplate.registerMap, mapText(meter, record, language)],
    [nameplate.method, markup`<code>${settings.join(", ")}</code>`],
    ...(isOwn && files.length > 0
      ? ([
          [
            nameplate.meterFile,
            files.map(
              ({ file, sha256 }) =>
                markup`<code>${file}</code> <span class="soft">SHA-256 <code>${sha256}</code></span><br>`,
            ),
          ],
        ] as const)
      : []),
  ])}${doubtTable(meter, language)}</section>`;
}

export function meterSection(record: RunRecord, language: Language): Markup | null {
  const meters = metersOnTest(record);
  if (meters.length === 0) return null;
  const { nameplate } = textsOf(language);
  return markup`<section class="card" id="meters"><h2>${nameplate.title}</h2><p>${nameplate.meaning}</p>${meters.map((meter) => meterCard(meter, record, language))}</section>`;
}
