/** The wiring of a position: the diagram with its faults, and the same in sentences. */
import { readHookUpText } from "#models/connection/hookUp.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import { wiringDiagram } from "#reports/figures/wiringDiagram.ts";
import { type WiringFault, wiringFaults } from "#reports/figures/wiringFaults.ts";
import { Drawn } from "../parts/parts.tsx";
import { ui, words } from "../shell/settings.ts";
import type { UiTexts } from "../texts/texts.ts";

const nameOf = (fault: WiringFault, { wiringFaults: names }: UiTexts): string => {
  switch (fault.kind) {
    case "reversed":
      return names.reversed;
    case "otherPhase":
      return names.otherPhase(fault.from);
    case "openCurrent":
    case "openVoltage":
      return names.openLead;
    case "otherConductor":
      return names.otherConductor(fault.from);
    case "extraCurrent":
    case "extraVoltage":
      return names.extra;
  }
};
const sentenceOf = (fault: WiringFault, { wiringFaultsLong: says }: UiTexts): string => {
  switch (fault.kind) {
    case "reversed":
    case "openCurrent":
      return says[fault.kind](fault.input);
    case "otherPhase":
      return says.otherPhase(fault.input, fault.from);
    case "openVoltage":
      return says.openVoltage(fault.terminal);
    case "otherConductor":
      return says.otherConductor(fault.terminal, fault.from);
    case "extraCurrent":
      return says.extra(`I ${fault.input}`);
    case "extraVoltage":
      return says.extra(`U ${fault.terminal}`);
  }
};

/** `hookUp` as the events write it. */
export function Wiring({ mode, hookUp }: { readonly mode: InsertionMode; readonly hookUp: string }) {
  const texts = ui.value;
  const parsed = readHookUpText(hookUp);
  if (Array.isArray(parsed)) return <p class="soft">{hookUp}</p>;
  const connected = parsed as Exclude<typeof parsed, readonly unknown[]>;
  const faults = wiringFaults(mode, connected);
  const sentences = faults.map((fault) => sentenceOf(fault, texts));
  const label = [texts.wiringOf(mode), ...(faults.length === 0 ? [texts.hookUpRight] : sentences)].join(". ");
  return (
    <figure>
      <Drawn
        of={wiringDiagram(mode, connected, {
          label,
          network: texts.network,
          load: texts.load,
          meter: "",
          fault: (fault) => nameOf(fault, texts),
        })}
        class="block"
      />
      <figcaption>
        {texts.wiringOf(mode)} · {words.value.hookUp} <code>{hookUp}</code>
      </figcaption>
      {faults.length === 0 ? (
        <p>{texts.hookUpRight}</p>
      ) : (
        <ul class="faults">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </figure>
  );
}
