/**
 * What a person at the source is handed for one step: every channel's magnitude and angle in a small table, and the
 * same once more as the setting line, to be pasted where a line is understood.
 */
import { channelFigure } from "#models/connection/channelFigure.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalPotential, TerminalSignals } from "#models/connection/terminalSignals.ts";
import { conductors, phases } from "#models/threePhase.ts";

const width = 20;

const at = (turn: string | null): string => (turn === null ? "" : ` at ${turn}°`);

function cell(signal: TerminalPotential, symbol: "V" | "A"): string {
  const figure = channelFigure(signal, symbol);
  if (figure === null) return "open";
  return `${figure.size} ${symbol}${at(figure.turn)}${figure.components.length > 0 ? " *" : ""}`;
}

/** The harmonics of a channel, in words: `I L1: 5: 6% at 180°, 7: 5% at 0°`. */
function harmonics(name: string, signal: TerminalPotential, symbol: "V" | "A"): string[] {
  const { components = [] } = channelFigure(signal, symbol) ?? {};
  if (components.length === 0) return [];
  const parts = components.map(({ order, size, unit, turn }) => `${order}: ${size}${unit}${at(turn)}`);
  return [`  * ${name}: ${parts.join(", ")}`];
}

/** `channels` as the source gives them (to its own neutral); angles in degrees, magnitudes RMS. */
export function settingSheet(channels: TerminalSignals, label: string): string {
  const row = (head: string, cells: readonly string[]): string =>
    `  ${head.padEnd(4)}${cells.map((text) => text.padEnd(width)).join("")}`.trimEnd();
  const open = conductors.filter((conductor) => channels.voltage[conductor] === null);
  return [
    `Set the source for: ${label}`,
    row("", conductors),
    row(
      "U",
      conductors.map((conductor) => cell(channels.voltage[conductor], "V")),
    ),
    row(
      "I",
      phases.map((phase) => cell(channels.current[phase], "A")),
    ),
    ...phases.flatMap((phase) => harmonics(`U ${phase}`, channels.voltage[phase], "V")),
    ...phases.flatMap((phase) => harmonics(`I ${phase}`, channels.current[phase], "A")),
    `  frequency ${channels.frequency} Hz, external contact ${channels.contact}`,
    ...(open.length > 0
      ? [`  open: disconnect the voltage lead of ${open.join(", ")} (a channel at 0 V is not an open lead)`]
      : []),
    "  What is wrong in this step's wiring is in the angles and magnitudes already: move no other wire.",
    "",
    `  ${formatSettingLine(channels)}`,
  ].join("\n");
}
