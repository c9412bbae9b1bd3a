/**
 * One channel of a source as a person at its knobs reads it: how large, at what angle, and what rides on it. The figures
 * are those of the setting line, digit for digit, so that a table and a line never seem to ask for two different things.
 */
import { formatChannel } from "#models/connection/settingLine.ts";
import type { TerminalPotential } from "#models/connection/terminalSignals.ts";

export interface ChannelFigure {
  /** RMS of the fundamental, in the channel's unit. */
  readonly size: string;
  /** Degrees; null where the size is zero. */
  readonly turn: string | null;
  readonly components: readonly {
    readonly order: string;
    readonly size: string;
    /** Percent of the fundamental, or the channel's unit where there is none. */
    readonly unit: "%" | "V" | "A";
    readonly turn: string | null;
  }[];
}

/** null: an open lead. */
export function channelFigure(signal: TerminalPotential, symbol: "V" | "A"): ChannelFigure | null {
  const text = formatChannel(signal, symbol);
  const [, size, turn = null, list] = /^([\d.]+)[VA](?:@(-?[\d.]+))?(?:\((.*)\))?$/.exec(text) ?? [];
  if (size === undefined) return null;
  const components = (list?.split(",") ?? []).flatMap((part) => {
    const [, order, share, unit, its = null] = /^([\d.]+):([\d.]+)(%|V|A)(?:@(-?[\d.]+))?$/.exec(part) ?? [];
    return order === undefined || share === undefined
      ? []
      : [{ order, size: share, unit: unit as "%" | "V" | "A", turn: its }];
  });
  return { size, turn, components };
}
