/** The front of a meter: display, two keys (and the same keys held), the pulse LED, the seal. */
import type { ComponentChildren } from "preact";
import { enter, holdEnter, holdPage, type KeyPress, page } from "#models/meter/program.ts";
import type { FrontPanel } from "#reports/live/protocol.ts";
import { durationText } from "#reports/numberText.ts";
import { language, ui, words } from "../shell/settings.ts";
import { Lcd } from "./lcd.tsx";

const presses: readonly KeyPress[] = [page, enter, holdPage, holdEnter];

/** `period`: seconds between pulses, null for none. It blinks at its real rate, and not faster than an eye can see. */
export function PulseLed(props: { readonly period: number | null; readonly isLive: boolean }) {
  const texts = ui.value;
  const { period, isLive } = props;
  const text = period === null ? texts.pulseNone : texts.pulseRate(durationText(period, language.value));
  return (
    <span class="pulse">
      <span
        class={`led${period !== null && isLive ? " blinking" : ""}`}
        style={period === null ? {} : { animationDuration: `${Math.max(0.4, period)}s` }}
      />
      {texts.pulse}
      {words.value.colon}
      {text}
    </span>
  );
}

export function Front(props: {
  readonly title: string;
  readonly name: string;
  readonly front: FrontPanel;
  readonly digits: number;
  /** The keys this model has. */
  readonly keys: readonly KeyPress["key"][];
  readonly onPress: ((key: KeyPress) => void) | null;
  readonly children?: ComponentChildren;
}) {
  const texts = ui.value;
  const names = { page: texts.keyPage, enter: texts.keyEnter };
  return (
    <section class="meter-front" aria-label={props.title}>
      <h3>{props.title}</h3>
      <div class="meter-face">
        <p class="meter-name">{props.name}</p>
        <Lcd front={props.front} digits={props.digits} />
        <div class="meter-keys">
          {presses
            .filter(({ key }) => props.keys.includes(key))
            .map((key) => (
              <button
                key={`${key.key}${key.held}`}
                type="button"
                class={key.held ? "key held" : "key"}
                disabled={props.onPress === null}
                onClick={() => props.onPress?.(key)}
              >
                {key.held ? texts.holdKey(names[key.key]) : names[key.key]}
              </button>
            ))}
        </div>
        <div class="meter-foot">{props.children}</div>
      </div>
    </section>
  );
}
