/**
 * What a person at the source is handed for one step: every channel's magnitude and angle, one conductor a row, so that
 * it can be read on a narrow terminal too; and the same once more as the setting line, to be pasted where a line is
 * understood.
 */
import { type ChannelFigure, channelFigure } from "#models/connection/channelFigure.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalPotential, TerminalSignals } from "#models/connection/terminalSignals.ts";
import { conductors, phases } from "#models/threePhase.ts";

/** A hundredth of a degree moves the power at 0.5 lag by 0.03 %: finer than anybody turns a knob. */
const decimals = 2;
const turned = (turn: string): string => String(Number(Number(turn).toFixed(decimals)) + 0);
const isRounded = (turn: string | null): boolean => turn !== null && Number(turned(turn)) !== Number(turn);

const at = (turn: string | null): string => (turn === null ? "" : ` at ${turned(turn)}°`);

interface Channel {
  readonly name: string;
  readonly symbol: "V" | "A";
  /** null: an open lead. */
  readonly figure: ChannelFigure | null;
}

const channelOf = (name: string, symbol: "V" | "A", signal: TerminalPotential): Channel => ({
  name,
  symbol,
  figure: channelFigure(signal, symbol),
});

const sizeOf = ({ figure, symbol }: Channel): string =>
  figure === null ? "open" : `${figure.size} ${symbol}`;

/** Sizes with their ends, angles with their ends below one another; a star where harmonics ride on it. */
function column(channels: readonly Channel[]): readonly string[] {
  const width = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const turn = ({ figure }: Channel): string =>
    figure === null || figure.turn === null ? "" : `${turned(figure.turn)}°`;
  const sizes = width(channels.map(sizeOf));
  const turns = width(channels.map(turn));
  return channels.map((channel) => {
    const angle = turn(channel);
    const star = channel.figure !== null && channel.figure.components.length > 0 ? " *" : "";
    return `${sizeOf(channel).padStart(sizes)}${angle === "" ? "" : ` at ${angle.padStart(turns)}`}${star}`;
  });
}

/** The harmonics of a channel, a row for each: `  * I L1  order 5:  6 % at 180°`. */
function harmonics({ name, figure }: Channel): readonly string[] {
  const components = figure?.components ?? [];
  return components.map(
    ({ order, size, unit, turn }, i) =>
      `  ${i === 0 ? `* ${name}` : "".padEnd(name.length + 2)}  order ${order.padStart(2)}: ${size} ${unit}${at(turn)}`,
  );
}

/** `channels` as the source gives them (to its own neutral); angles in degrees, magnitudes RMS. */
export function settingSheet(channels: TerminalSignals, label: string): string {
  const voltages = conductors.map((each) => channelOf(`U ${each}`, "V", channels.voltage[each]));
  const currents = phases.map((each) => channelOf(`I ${each}`, "A", channels.current[each]));
  const [left, right] = [column(voltages), column(currents)];
  const width = Math.max("voltage U".length, ...left.map((text) => text.length)) + 4;
  const row = (head: string, voltage: string, current: string): string =>
    `  ${head.padEnd(4)}${voltage.padEnd(width)}${current}`.trimEnd();
  const all = [...voltages, ...currents];
  const riding = all.flatMap(harmonics);
  const open = conductors.filter((conductor) => channels.voltage[conductor] === null);
  const turns = all.flatMap(({ figure }) =>
    figure === null ? [] : [figure.turn, ...figure.components.map(({ turn }) => turn)],
  );
  return [
    `Set the source for: ${label}`,
    row("", "voltage U", "current I"),
    ...conductors.map((conductor, i) => row(conductor, left[i] ?? "", right[i] ?? "")),
    ...(riding.length === 0
      ? []
      : ["  Harmonics (*), of the fundamental, each at its own angle:", ...riding]),
    `  frequency ${channels.frequency} Hz, external contact ${channels.contact}`,
    ...(turns.some(isRounded) ? ["  Angles are rounded to 0.01°; in full they are in the line below."] : []),
    ...(open.length === 0
      ? []
      : [
          `  open: disconnect the voltage lead of ${open.join(", ")}`,
          "  (a channel at 0 V is not an open lead)",
        ]),
    "  Wiring faults are in these figures already: move no wire.",
    "",
    `  ${formatSettingLine(channels)}`,
  ].join("\n");
}
