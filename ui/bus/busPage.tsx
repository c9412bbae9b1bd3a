/** The bus: every frame as it passes, decoded; how each unit answers; how full the line is. It can be held still. */
import { signal } from "@preact/signals";
import type { MeterSpec } from "#models/meter/spec.ts";
import { inMilliseconds, seconds } from "#models/units.ts";
import type { ExchangeOutcome, LineLoad } from "#reports/live/protocol.ts";
import { numberText, withUnit } from "#reports/numberText.ts";
import { story } from "../feed/feed.ts";
import type { NumberedExchange } from "../feed/story.ts";
import { clockText, dash, liveNumber, liveUnit, percentText } from "../parts/figures.ts";
import { Card, Choice, Empty, Scroll } from "../parts/parts.tsx";
import { language, ui, words } from "../shell/settings.ts";
import { record } from "../shell/shown.ts";
import { type FrameMeaning, meaningOf } from "./decode.ts";
import { quantitiesAsked, type ReadValue, specsBehind, valuesRead } from "./mapped.ts";

const outcomes: readonly ExchangeOutcome[] = ["answered", "refused", "garbled", "silent", "late", "lost"];
/** Held still: the frames as they were then. */
const held = signal<readonly NumberedExchange[] | null>(null);
const unitShown = signal("any");
const outcomeShown = signal<ExchangeOutcome | "any">("any");
/** More are in the export. */
const mostRows = 200;

const unitKey = ({ bus, unit }: { readonly bus: string; readonly unit: number }) => `${bus} ${unit}`;
const hex = (value: number) => `${value.toString(16).toUpperCase().padStart(4, "0")}h`;
const milliText = (duration: number, places = 1) =>
  withUnit(numberText(inMilliseconds(seconds(duration)), language.value, places), "ms");

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

/** RFC 4180, one row for each exchange. */
function csvOf(exchanges: readonly NumberedExchange[]): string {
  const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
  const rows = exchanges.map((e) =>
    [e.bus, e.unit, e.sentAt, e.took, e.outcome, e.request, e.answer, e.detail].map(cell).join(","),
  );
  return ["bus,unit,sent_at_s,took_s,outcome,request,answer,detail", ...rows].join("\r\n");
}
function save(exchanges: readonly NumberedExchange[]): void {
  const address = URL.createObjectURL(new Blob([csvOf(exchanges)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "bus.csv";
  link.click();
  URL.revokeObjectURL(address);
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

function Frames({ exchanges }: { readonly exchanges: readonly NumberedExchange[] }) {
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
                <td class="number">{milliText(e.took)}</td>
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

function Health() {
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
                {unit.slowestAnswer === null ? dash : milliText(unit.slowestAnswer)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Load({ of }: { readonly of: LineLoad }) {
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

export function BusPage() {
  const texts = ui.value;
  const { exchanges, units, lines, skipped, seen } = story.value.bus;
  if (seen === 0)
    return (
      <Card title={texts.frames}>
        <Empty title={texts.noFrames} why={texts.noFramesLong} />
      </Card>
    );
  const all = held.value ?? exchanges;
  const passing = all.filter(
    (e) =>
      (unitShown.value === "any" || unitKey(e) === unitShown.value) &&
      (outcomeShown.value === "any" || e.outcome === outcomeShown.value),
  );
  const newest = held.value?.at(-1)?.number ?? 0;
  return (
    <>
      <Card title={texts.health}>
        <Health />
        {units.some(({ outcomes: of }) => of.silent > 0) ? <p class="soft">{texts.silentLong}</p> : null}
        <h3>{texts.lineLoad}</h3>
        {lines.map((line) => (
          <Load key={line.bus} of={line} />
        ))}
        {lines.some(({ busy }) => busy !== null) ? <p class="soft">{texts.lineBusyLong}</p> : null}
        {lines.length === 0 ? <p class="soft">{texts.unknown}</p> : null}
      </Card>
      <Card title={texts.frames}>
        <div class="row">
          <Choice
            label={texts.unit}
            value={unitShown.value}
            options={[
              { value: "any", text: texts.any },
              ...units.map((unit) => ({ value: unitKey(unit), text: unitKey(unit) })),
            ]}
            onChange={(value) => (unitShown.value = value)}
          />
          <Choice
            label={texts.outcomeWord}
            value={outcomeShown.value}
            options={(["any", ...outcomes] as const).map((value) => ({
              value,
              text: value === "any" ? texts.any : texts.outcome[value],
            }))}
            onChange={(value: ExchangeOutcome | "any") => (outcomeShown.value = value)}
          />
          <button
            type="button"
            aria-pressed={held.value !== null}
            onClick={() => (held.value = held.value === null ? exchanges : null)}
          >
            {held.value === null ? texts.hold_ : texts.go}
          </button>
          <button type="button" onClick={() => save(passing)}>
            {texts.export}
          </button>
          {held.value === null ? null : (
            <span role="status" class="soft">
              {texts.held(seen - 1 - newest)}
            </span>
          )}
        </div>
        {skipped === 0 ? null : <p class="soft">{texts.skippedFrames(skipped)}</p>}
        <Frames exchanges={passing} />
      </Card>
    </>
  );
}
