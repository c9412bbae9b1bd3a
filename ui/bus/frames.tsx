/** The frames as they passed, the latest first: what was asked and what came, in the words of the meters' register maps. */
import type { MeterSpec } from "#models/meter/spec.ts";
import type { ExchangeOutcome } from "#reports/live/protocol.ts";
import { numberText, withUnit } from "#reports/numberText.ts";
import type { NumberedExchange } from "../feed/story.ts";
import { clockText, liveNumber, liveUnit, milliText } from "../parts/figures.ts";
import { Scroll } from "../parts/parts.tsx";
import { language, ui, words } from "../shell/settings.ts";
import { record } from "../shell/shown.ts";
import { type FrameMeaning, meaningOf } from "./decode.ts";
import { quantitiesAsked, type ReadValue, specsBehind, valuesRead } from "./mapped.ts";

/** More are in the export. */
const mostRows = 200;
const hex = (value: number) => `${value.toString(16).toUpperCase().padStart(4, "0")}h`;

/** So many are written out; of more there is the count. */
const mostNames = 3;
const listed = (names: readonly string[]): string =>
  names.length <= mostNames
    ? names.join(", ")
    : `${names.slice(0, mostNames).join(", ")} ${ui.value.andMore(names.length - mostNames)}`;
const valueText = ({ quantity, value }: ReadValue): string =>
  withUnit(liveNumber(value, quantity, language.value), liveUnit(quantity));
const exceptionText = (code: number): string => {
  const { exception, exceptionNames } = ui.value;
  const name = exceptionNames[code];
  return name === undefined ? exception(code) : `${exception(code)}, ${name}`;
};

/** What is asked: in the quantities' own names where the map has them, and below as addresses and bytes. */
function Request({ of, wire, specs }: { of: FrameMeaning; wire: string; specs: readonly MeterSpec[] }) {
  const texts = ui.value;
  const plain =
    of.kind === "reads"
      ? texts.asks(of.count, hex(of.address))
      : of.kind === "writes"
        ? texts.writes(of.words.length, hex(of.address))
        : texts.malformed;
  const names =
    of.kind === "reads"
      ? (quantitiesAsked(specs, of.address, of.count) ?? []).map((name) => words.value.quantity[name])
      : [];
  return (
    <>
      {names.length === 0 ? plain : texts.asksFor(listed(names))}
      <code class="wire" title={wire}>
        {names.length === 0 ? null : `${plain} · `}
        {wire}
      </code>
    </>
  );
}

/** What came: values where the map has them; `asked`: the address the words begin at. */
function Said({ of, specs, asked }: { of: FrameMeaning; specs: readonly MeterSpec[]; asked: number | null }) {
  const texts = ui.value;
  if (of.kind === "acknowledged") return <>{texts.acknowledged}</>;
  if (of.kind === "exception") return <>{exceptionText(of.code)}</>;
  if (of.kind !== "words") return <>{texts.malformed}</>;
  const values = asked === null ? null : valuesRead(specs, asked, of.words);
  const [first] = values ?? [];
  if (values === null || first === undefined) return <>{texts.answers(of.words.length)}</>;
  if (values.length === 1) return <strong class="number">{valueText(first)}</strong>;
  const all = values.map((one) => `${words.value.quantity[one.quantity]} ${valueText(one)}`);
  if (all.length <= mostNames) return <span class="number">{all.join(", ")}</span>;
  return (
    <details class="values-read">
      <summary class="number">{listed(all)}</summary>
      <ul class="number">
        {all.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  );
}

/** Signs for outcomes, drawn: a tick, a bar, a zigzag, a gap, a break. */
const outcomeSigns: Readonly<Record<ExchangeOutcome, string>> = {
  answered: "M3 8.5l3.500 3.500 6.500-8",
  refused: "M3 8h10",
  garbled: "M2 10l3-5 3 6 3-6 3 5",
  silent: "M2 8h3m6 0h3",
  late: "M8 2a6 6 0 1 0 .01 0M8 4.500v4l3 2",
  lost: "M3 3l10 10M13 3l-10 10",
};
const Outcome = ({ of, detail }: { readonly of: ExchangeOutcome; readonly detail: string }) => (
  <span class={`outcome ${of}`}>
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={outcomeSigns[of]} fill="none" stroke="currentColor" stroke-width="2" />
    </svg>{" "}
    {ui.value.outcome[of]}
    {detail === "" || of === "answered" || of === "refused" ? null : <small class="soft"> {detail}</small>}
  </span>
);

export function Frames({ exchanges }: { readonly exchanges: readonly NumberedExchange[] }) {
  const texts = ui.value;
  const behind = new Map<number, readonly MeterSpec[]>();
  const specsOf = (unit: number) => {
    const known = behind.get(unit) ?? specsBehind(record.value, unit);
    behind.set(unit, known);
    return known;
  };
  return (
    <Scroll label={texts.frames} class="tall">
      <table class="frames">
        <thead>
          <tr>
            <th scope="col" class="number">
              {texts.sent}
            </th>
            <th scope="col" class="number">
              {texts.took}
            </th>
            <th scope="col">{texts.unit}</th>
            <th scope="col">{texts.request}</th>
            <th scope="col">{texts.answer}</th>
          </tr>
        </thead>
        <tbody>
          {exchanges
            .slice(-mostRows)
            .reverse()
            .map((e) => ({ ...e, asked: meaningOf(e.request, "request"), specs: specsOf(e.unit) }))
            .map((e) => (
              <tr key={e.number}>
                <td class="number" title={withUnit(numberText(e.sentAt, language.value, 3), "s")}>
                  {clockText(e.sentAt, language.value)}
                </td>
                <td class="number">{milliText(e.took, language.value)}</td>
                <td>
                  {e.unit} <small class="soft">{e.bus}</small>
                </td>
                <td>
                  <Request of={e.asked} wire={e.request} specs={e.specs} />
                </td>
                <td>
                  <Outcome of={e.outcome} detail={e.detail} />
                  {e.answer === "" ? null : (
                    <>
                      {" "}
                      {e.outcome === "refused" || e.outcome === "answered" ? (
                        <Said
                          of={meaningOf(e.answer, "answer")}
                          specs={e.specs}
                          asked={e.asked.kind === "reads" ? e.asked.address : null}
                        />
                      ) : null}
                      <code class="wire" title={e.answer}>
                        {e.answer}
                      </code>
                    </>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Scroll>
  );
}
