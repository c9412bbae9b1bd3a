/**
 * A solved step as it is read at a terminal of 80 columns: first what loads ask for and does not flow, then the network's
 * voltages and currents with the angle of each below it, what the meter's terminals see, and what an ideal meter makes
 * of it.
 */

import { conductors } from "#models/threePhase.ts";
import { balanceText } from "#reports/balance.ts";
import { sentenceRows } from "#reports/columns.ts";
import { printableLine } from "#reports/printable.ts";
import { transformerErrorSentence } from "#reports/transformerErrors.ts";
import { unmetLines } from "#reports/unmet.ts";
import type { Figures, PhasorFigure, StepDocument } from "#rig/cli/solveDocument.ts";

const indent = "    ";
const labelWidth = 15;
const columnWidth = 15;

/** Smaller than this, in V or A, is rounding: its angle says nothing. */
const nothing = 1e-9;
/** Of a watt, or of more than one: what a meter's registers and the arithmetic of a fraction may differ by. */
const counted = 1e-5;
/** Figures longer than this do not fit their column. */
const longest = 12;

/** `-0.00` is 0.00. */
const fixed = (value: number, decimals: number): string =>
  value.toFixed(decimals).replace(/^-(0\.?0*)$/, "$1");

function amount({ rms }: PhasorFigure, unit: string): string {
  const plain = fixed(rms, 3);
  return `${plain.length > longest ? rms.toPrecision(6) : plain} ${unit}`;
}
/** From -180 (left out) to 180 degrees. */
function angle({ rms, degrees }: PhasorFigure): string {
  if (rms < nothing) return "";
  const said = fixed(degrees, 2);
  return `${said === "-180.00" ? "180.00" : said}°`;
}

const inColumns = (cells: readonly string[]): string =>
  cells
    .map((cell) => cell.padStart(columnWidth))
    .join("")
    .trimEnd();

/** Two rows: the amounts and, below them, their angles. */
function phasorRows(label: string, unit: string, figures: Figures): readonly string[] {
  const cells = (say: (figure: PhasorFigure) => string, none: string) =>
    inColumns(
      conductors.map((conductor) => {
        const figure = figures[conductor];
        return figure === undefined ? none : say(figure);
      }),
    );
  const amounts = cells((figure) => amount(figure, unit), "-");
  const angles = `${indent}${"".padEnd(labelWidth)}${cells(angle, "")}`.trimEnd();
  const name = printableLine(label);
  return [
    ...(name.length < labelWidth
      ? [`${indent}${name.padEnd(labelWidth)}${amounts}`]
      : [`${indent}${name}`, `${indent}${"".padEnd(labelWidth)}${amounts}`]),
    ...(angles === "" ? [] : [angles]),
  ];
}

function registrationText({ active, reactive }: StepDocument["meter"]["registration"]): string {
  const said = [
    ...(active === null ? [] : [`active ${fixed(active, 4)}`]),
    ...(reactive === null ? [] : [`reactive ${fixed(reactive, 4)}`]),
  ];
  if (said.length === 0) return "no power to register";
  const missing = active === null ? ", no active power" : reactive === null ? ", no reactive power" : "";
  return `${said.join(", ")} of the true power${missing}`;
}

/** A power that flows the other way is not always counted as it flows. */
function signText({ meteringPoint: at, meter }: StepDocument): string {
  const isAsRegistered = (registered: number, fraction: number | null, power: number) =>
    Math.abs(registered - (fraction ?? 0) * power) <= counted * Math.max(1, Math.abs(registered));
  const { active, reactive } = meter.registration;
  return isAsRegistered(meter.registeredActivePower, active, at.activePower) &&
    isAsRegistered(meter.registeredReactivePower, reactive, at.reactivePower)
    ? ""
    : " (as its sign policy counts)";
}

/** Lines of the step joined by "\n"; sentences are broken at `columns`, or stand whole where they are to be searched. */
export function stepText(step: StepDocument, columns: number | null): string {
  const { meteringPoint: at, meter } = step;
  const said = (label: string, text: string): readonly string[] => {
    const rows =
      columns === null ? [text] : sentenceRows(text, Math.max(20, columns - indent.length - labelWidth));
    return rows.map((row, i) => `${indent}${(i === 0 ? label : "").padEnd(labelWidth)}${row}`);
  };
  const errors = transformerErrorSentence(step.transformerErrors, "en");
  const powers = (active: number, reactive: number) => `${fixed(active, 2)} W, ${fixed(reactive, 2)} var`;
  return [
    `  ${printableLine(step.name)}`,
    ...unmetLines(step.unmet, "en").flatMap((line, i) =>
      said(i === 0 ? "not supplied" : "", printableLine(line)),
    ),
    `${indent}${"".padEnd(labelWidth)}${inColumns(conductors)}`,
    ...Object.entries(step.buses).flatMap(([bus, voltage]) => phasorRows(`bus ${bus}`, "V", voltage)),
    ...phasorRows(`I at ${at.id}`, "A", at.current),
    ...said("true power", powers(at.activePower, at.reactivePower)),
    ...phasorRows("terminal U", "V", step.terminals.voltage),
    ...phasorRows("terminal I", "A", step.terminals.current),
    ...said("setting", step.terminals.setting),
    ...said(
      "ideal meter",
      meter.supplied
        ? `registers ${powers(meter.registeredActivePower, meter.registeredReactivePower)}${signText(step)}`
        : "dead: its supply is out of range",
    ),
    ...said("registration", registrationText(meter.registration)),
    ...(errors === null ? [] : said("transformers", printableLine(errors))),
    ...said(
      "power balance",
      `${balanceText(step.auditResidual, "en")}, ${step.iterations} ${step.iterations === 1 ? "iteration" : "iterations"}`,
    ),
  ].join("\n");
}
