/** The meter: the front of the one on the bench where it can be seen, the front of its twin, and the twin's registers. */
import { display } from "#models/meter/display.ts";
import { quantityShown } from "#models/meter/quantityShown.ts";
import { hours, inMilliseconds, inMinutes } from "#models/units.ts";
import { plainText, withUnit } from "#reports/numberText.ts";
import { story } from "../feed/feed.ts";
import { dash } from "../parts/figures.ts";
import { Card, Choice, Empty, Facts } from "../parts/parts.tsx";
import { command } from "../shell/controls.tsx";
import { language, ui, words } from "../shell/settings.ts";
import { attemptShown, attempts, chosen, record, stored } from "../shell/shown.ts";
import { Front, PulseLed } from "./front.tsx";
import { RegisterTable } from "./registerTable.tsx";
import type { Twin } from "./twin.ts";
import { pressTwin, twinShown } from "./twinShown.ts";

/** Seconds between pulses at the power counted now; null: none, or no output. */
function pulsePeriod({ spec, state }: Twin): number | null {
  const { energy, weight } = state.settings.programmed.pulse;
  const power = quantityShown(spec, state, `${energy} power`) ?? 0;
  return spec.outputs.pulse && power > 0 ? (hours(1) * weight) / power : null;
}

function Nameplate({ spec, state }: Twin) {
  const texts = words.value;
  const { programmed, communication } = state.settings;
  const say = (value: number, unit: string) => withUnit(plainText(value, language.value), unit);
  const { pulse } = programmed;
  return (
    <Facts
      of={[
        [ui.value.model, `${spec.model} ${spec.orderCode}`],
        [texts.hookUp, programmed.insertionMode],
        ["KTA × KTV", `${programmed.ctRatio} × ${programmed.vtRatio}`],
        [
          "Un",
          programmed.insertionMode === "1N1E"
            ? say(spec.voltage.singlePhase, "V")
            : `${say(spec.voltage.phaseToNeutral, "V")} / ${say(spec.voltage.lineToLine, "V")}`,
        ],
        [
          spec.current.connection === "ct" ? "In (Imax)" : "Ib (Imax)",
          `${say(spec.current.reference, "A")} (${say(spec.current.maximum, "A")})`,
        ],
        [
          texts.limit,
          [spec.classes.active, spec.classes.reactive]
            .flatMap((of) =>
              of === null ? [] : [`${of.standard}, ${ui.value.accuracyClass} ${of.accuracyClass}`],
            )
            .join("; "),
        ],
        [ui.value.integrationTime, say(inMinutes(programmed.integrationTime), "min")],
        [
          ui.value.pulseOutput,
          spec.outputs.pulse
            ? `${say(pulse.weight, pulse.energy === "active" ? "Wh" : "varh")}, ${say(inMilliseconds(pulse.width), "ms")}`
            : dash,
        ],
        [ui.value.bus, spec.outputs.rs485 ? `${communication.address} @ ${communication.speed} bit/s` : dash],
        [ui.value.seal, spec.sealed ? ui.value.sealed : ui.value.unsealed],
      ]}
    />
  );
}

export function MeterPage() {
  const texts = ui.value;
  const attempt = attemptShown.value;
  const twin = twinShown.value;
  if (record.value.run === null || attempt === null)
    return (
      <Card>
        <Empty title={texts.noRun} why={texts.noStepLong} />
      </Card>
    );
  if (twin === null)
    return (
      <Card>
        <Empty title={attempt.meter} why={texts.meterUnknown} />
      </Card>
    );
  const { spec, state } = twin;
  const isLive = stored.value === null && story.value.session.kind === "running";
  const look = story.value.positions.find(({ position }) => position === attempt.position);
  // The one on the bench is that of the scenario that is there now.
  const isThere =
    stored.value === null && attempt === attempts.value.findLast((a) => a.position === attempt.position);
  const front = isThere ? (look?.front ?? null) : null;
  const name = `${spec.model} ${spec.orderCode}`;
  const seal = <span>{spec.sealed ? texts.sealed : texts.unsealed}</span>;
  return (
    <>
      <div class="row">
        <Choice
          label={texts.shown}
          value={chosen.value === null ? "" : `${chosen.value.scenario}@${chosen.value.position}`}
          options={[
            { value: "", text: texts.following },
            ...attempts.value.map((a) => ({
              value: `${a.scenario}@${a.position}`,
              text: `${a.title} @ ${a.position}`,
            })),
          ]}
          onChange={(value) => {
            const found = attempts.value.find((a) => `${a.scenario}@${a.position}` === value);
            chosen.value =
              found === undefined ? null : { scenario: found.scenario, position: found.position };
          }}
        />
      </div>
      <div class="fronts">
        {front === null ? null : (
          <Front
            title={texts.frontOfMut}
            name={name}
            front={front}
            digits={spec.digits}
            keys={spec.keys}
            onPress={
              story.value.role === "operator"
                ? ({ key, held }) => void command({ kind: "press", position: attempt.position, key, held })
                : null
            }
          >
            {seal}
          </Front>
        )}
        <Front
          title={texts.frontOfTwin}
          name={name}
          front={display(spec, state)}
          digits={spec.digits}
          keys={spec.keys}
          onPress={pressTwin}
        >
          {seal}
          <PulseLed period={pulsePeriod(twin)} isLive={isLive} />
        </Front>
        <Card title={texts.nameplate}>
          <Nameplate {...twin} />
          <p class="soft">{texts.twinLong}</p>
        </Card>
      </div>
      <Card title={texts.registers}>
        <RegisterTable twin={twin} />
      </Card>
    </>
  );
}
