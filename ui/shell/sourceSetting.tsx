/** What a source has to give, for a person at its knobs: every channel in figures read from a step away, and drawn. */
import { type ChannelFigure, channelFigure } from "#models/connection/channelFigure.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { fundamental } from "#models/spectrum.ts";
import { conductors, mapPhases, perPhase, phases } from "#models/threePhase.ts";
import { phasorDiagram } from "#reports/figures/phasorDiagram.ts";
import type { Language } from "#reports/language.ts";
import { withUnit } from "#reports/numberText.ts";
import { dash } from "../parts/figures.ts";
import { Copy, Drawn } from "../parts/parts.tsx";
import { language, ui, words } from "./settings.ts";

/** The digits of the setting line, written as the language writes them. */
const inLanguage = (digits: string, of: Language): string =>
  (of === "fr" ? digits.replace(".", ",") : digits).replace("-", "\u2212");
const sizeText = (size: string, unit: string): string => withUnit(inLanguage(size, language.value), unit);
const turnText = (turn: string | null): string =>
  turn === null ? dash : `${inLanguage(turn, language.value)}°`;

function Figure({ of, unit }: { readonly of: ChannelFigure | null; readonly unit: "V" | "A" }) {
  if (of === null) return <td class="number open-lead">{ui.value.source.open}</td>;
  return (
    <td class="number">
      <span class="size">
        {sizeText(of.size, unit)}
        {of.components.length > 0 ? "*" : null}
      </span>{" "}
      <span class="turn">{turnText(of.turn)}</span>
    </td>
  );
}

/** What rides on the fundamentals, channel by channel. */
function Harmonics({ signals }: { readonly signals: TerminalSignals }) {
  const named = [
    ...conductors.map((c) => [`U ${c}`, channelFigure(signals.voltage[c], "V")] as const),
    ...phases.map((p) => [`I ${p}`, channelFigure(signals.current[p], "A")] as const),
  ].filter(([, figure]) => figure !== null && figure.components.length > 0);
  if (named.length === 0) return null;
  return (
    <ul class="harmonics">
      {named.map(([name, figure]) => (
        <li key={name}>
          * {name}
          {words.value.colon}
          {figure?.components
            .map(({ order, size, unit, turn }) =>
              ui.value.source.harmonic(order, sizeText(size, unit), turnText(turn ?? "0")),
            )
            .join(", ")}
        </li>
      ))}
    </ul>
  );
}

function Channels({ signals }: { readonly signals: TerminalSignals }) {
  const texts = ui.value.source;
  const report = words.value;
  return (
    <table class="channels">
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{report.phase}</span>
          </th>
          {[report.voltage, report.current].map((name) => (
            <th key={name} scope="col" class="number">
              <span class="size">{name}</span> <span class="turn">{texts.angle}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {conductors.map((conductor) => (
          <tr key={conductor}>
            <th scope="row" class={`phase-${conductor}`}>
              {conductor}
            </th>
            <Figure of={channelFigure(signals.voltage[conductor], "V")} unit="V" />
            {conductor === "N" ? (
              <td />
            ) : (
              <Figure of={channelFigure(signals.current[conductor], "A")} unit="A" />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function SourceSetting({ setting, label }: { readonly setting: string; readonly label: string }) {
  const texts = ui.value.source;
  const signals = parseSettingLine(setting);
  const line = (
    <div class="setting-line">
      <span class="soft">{texts.line}</span>
      <code>{setting}</code>
      <Copy text={setting} />
    </div>
  );
  if (Array.isArray(signals))
    return (
      <>
        <p>{texts.unreadable}</p>
        {line}
      </>
    );
  const { voltage, current, frequency, contact } = signals as TerminalSignals;
  const open = conductors.filter((conductor) => voltage[conductor] === null);
  const phasors = {
    voltage: perPhase((phase) => {
      const potential = voltage[phase];
      return potential === null ? null : fundamental(potential);
    }),
    current: mapPhases(current, fundamental),
  };
  return (
    <>
      <div class="setting">
        <div>
          <Channels signals={signals as TerminalSignals} />
          <Harmonics signals={signals as TerminalSignals} />
          <p class="beside-channels">
            {texts.frequency} <strong>{sizeText(String(Number(frequency.toFixed(4))), "Hz")}</strong>
            <span class="soft"> · </span>
            {texts.contact} <strong>{texts.contactIs[contact]}</strong>
          </p>
          {open.length === 0 ? null : <p class="bad-word">{texts.openLeads(open.join(", "))}</p>}
          <p class="soft">{texts.moveNothing}</p>
        </div>
        <Drawn of={phasorDiagram(phasors, `${texts.diagram}, ${label}`)} class="block phasor-box" />
      </div>
      {line}
    </>
  );
}
