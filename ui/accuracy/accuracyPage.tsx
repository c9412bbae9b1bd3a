/** Accuracy: the errors of the run against the current, power factor by power factor, and curves of the attempt shown. */
import { useState } from "preact/hooks";
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import { specOf } from "#reports/meters.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { Card, Choice, Empty } from "../parts/parts.tsx";
import { ui, words } from "../shell/settings.ts";
import { attemptShown, attempts, record } from "../shell/shown.ts";
import { Curves } from "./curves.tsx";
import { ErrorChart, factorText } from "./errorChart.tsx";
import { byPowerFactor, envelopeOf, pointsOf } from "./points.ts";

/** Model and order code, as its description has them before the insertion mode. */
const meterOf = ({ meter }: AttemptedScenario): string => {
  const comma = meter.lastIndexOf(", ");
  return comma < 0 ? meter : meter.slice(0, comma);
};
/** The meter with most points; null before the first point. */
function mostMeasured(energy: EnergyQuantity): string | null {
  const counts = new Map<string, number>();
  for (const attempt of attempts.value) {
    const points = pointsOf([attempt]).filter((point) => point.energy === energy).length;
    counts.set(meterOf(attempt), (counts.get(meterOf(attempt)) ?? 0) + points);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most !== undefined && most[1] > 0 ? most[0] : null;
}

export function AccuracyPage() {
  const texts = ui.value;
  const [zoom, setZoom] = useState<"class" | "all">("class");
  const [energy, setEnergy] = useState<"active energy" | "reactive energy">("active energy");
  const shown = attemptShown.value;
  const [meter, setMeter] = useState<string | null>(null);
  const meters = [...new Set(attempts.value.map(meterOf))];
  // Each meter has a class of its own: one at a time.
  const looked = meters.find((name) => name === meter) ?? mostMeasured(energy) ?? meters[0];
  const its = attempts.value.filter((attempt) => meterOf(attempt) === looked);
  const all = pointsOf(its).filter((point) => point.energy === energy);
  const spec = its.map((attempt) => specOf(record.value, attempt)).find((found) => found !== null) ?? null;
  const kind = energy === "active energy" ? "active" : "reactive";
  const declared = spec?.classes[kind] ?? null;
  const name =
    declared === null ? "" : `${declared.standard}, ${texts.accuracyClass} ${declared.accuracyClass}`;
  return (
    <>
      <div class="row">
        <Choice
          label={texts.quantity}
          value={energy}
          options={(["active energy", "reactive energy"] as const).map((value) => ({
            value,
            text: words.value.quantity[value],
          }))}
          onChange={setEnergy}
        />
        {meters.length > 1 ? (
          <Choice
            label={texts.model}
            value={looked ?? ""}
            options={meters.map((value) => ({ value, text: value }))}
            onChange={setMeter}
          />
        ) : null}
        <Choice
          label={texts.zoom}
          value={zoom}
          options={[
            { value: "class", text: texts.zoomToClass },
            { value: "all", text: texts.zoomToAll },
          ]}
          onChange={setZoom}
        />
      </div>
      {all.length === 0 ? (
        <Card title={texts.errorAgainstCurrent}>
          <Empty title={texts.noPoints} why={texts.noPointsLong} />
        </Card>
      ) : (
        <div class="charts">
          {byPowerFactor(all).map((group) => (
            <Card
              key={`${group.factor} ${group.side}`}
              title={`${texts.powerFactor} ${factorText(group)}`}
              aside={<span class="soft number">{texts.points(group.points.length)}</span>}
            >
              <ErrorChart
                group={group}
                envelope={spec === null ? [] : envelopeOf(spec, kind, group.points[0]!.phi)}
                envelopeName={name}
                zoom={zoom}
              />
            </Card>
          ))}
        </div>
      )}
      {shown === null ? null : (
        <Card title={shown.title} aside={<span class="soft">{`${shown.scenario} @ ${shown.position}`}</span>}>
          <Curves of={shown} />
        </Card>
      )}
    </>
  );
}
