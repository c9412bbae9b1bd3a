/** The bus: every frame as it passes, decoded; how each unit answers; how full the line is. It can be held still. */
import { signal } from "@preact/signals";
import type { ExchangeOutcome } from "#reports/live/protocol.ts";
import { story } from "../feed/feed.ts";
import type { NumberedExchange } from "../feed/story.ts";
import { Card, Choice, Empty } from "../parts/parts.tsx";
import { ui } from "../shell/settings.ts";
import { Frames } from "./frames.tsx";
import { Health, Load, outcomes, unitKey } from "./health.tsx";

/** Held still: the frames as they were then. */
const held = signal<readonly NumberedExchange[] | null>(null);
const unitShown = signal("any");
const outcomeShown = signal<ExchangeOutcome | "any">("any");
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
