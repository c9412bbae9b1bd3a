/** The wiring of a position: the diagram with its faults, and the same in sentences. */
import { useMemo } from "preact/hooks";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { wiringFigure } from "#reports/figures/wiringFigure.ts";
import type { StepRecord } from "#reports/record.ts";
import { Drawn } from "../parts/parts.tsx";
import { language } from "../shell/settings.ts";

/** `meter` null: not known; the mode alone is. */
export function Wiring(props: {
  readonly mode: InsertionMode;
  readonly meter: MeterSpec | null;
  readonly signals: Pick<StepRecord["signals"], "hookUp" | "transformers" | "transformerErrors">;
}) {
  const { mode, meter, signals } = props;
  // A step's signals stand for its meter too; drawn once, not with every value that comes.
  const figure = useMemo(
    () => wiringFigure(signals, { mode, meter }, language.value),
    [signals, mode, language.value],
  );
  if (figure === null) return <p class="soft">{signals.hookUp}</p>;
  const { diagram, title, faults, right, notes } = figure;
  return (
    <figure>
      <Drawn of={diagram} class="block" />
      <figcaption>
        {title} · <code>{signals.hookUp}</code>
      </figcaption>
      {faults.length === 0 ? (
        <p>{right}</p>
      ) : (
        <ol class="faults">
          {faults.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      )}
      {notes.map((note) => (
        <p key={note} class="soft">
          {note}
        </p>
      ))}
    </figure>
  );
}
