/** Accuracy: the errors of the run against the current, power factor by power factor, and curves of the attempt shown. */
import { useState } from "preact/hooks";
import { specOf } from "#reports/meters.ts";
import { Card, Choice, Empty } from "../parts/parts.tsx";
import { ui, words } from "../shell/settings.ts";
import { attemptShown, attempts, record } from "../shell/shown.ts";
import { Curves } from "./curves.tsx";
import { ErrorChart, factorText } from "./errorChart.tsx";
import { byPowerFactor, envelopeOf, pointsOf } from "./points.ts";

export function AccuracyPage() {
  const texts = ui.value;
  const [zoom, setZoom] = useState<"class" | "all">("class");
  const [energy, setEnergy] = useState<"active energy" | "reactive energy">("active energy");
  const shown = attemptShown.value;
  const all = pointsOf(attempts.value).filter((point) => point.energy === energy);
  const spec =
    attempts.value.map((attempt) => specOf(record.value, attempt)).find((found) => found !== null) ?? null;
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
