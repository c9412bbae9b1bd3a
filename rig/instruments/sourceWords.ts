/** What the person at the source is asked and told, in words, where there is only a line of text for it. */
import type { SourceNotice } from "#reports/live/protocol.ts";
import type { SourceQuestion } from "#rig/instruments/operator.ts";
import { settingSheet } from "#rig/instruments/settingSheet.ts";

const switchOff = "Switch the source off: bring the currents to zero first, then the voltages.";

/** What is to be done, null where the question says it all; and the question, to be answered with yes or no. */
export function questionWords(question: SourceQuestion): {
  readonly told: string | null;
  readonly asked: string;
} {
  switch (question.kind) {
    case "arm": {
      const { voltage, current } = question.limits;
      const asked = `Is the source connected, its output off, and its own limit set to ${voltage} V and ${current} A?`;
      return { told: null, asked };
    }
    case "set":
      return {
        told: settingSheet(question.channels, question.label),
        asked: "Does the source give this?",
      };
    case "off":
      return { told: switchOff, asked: "Is the source off?" };
  }
}

export function noticeWords(notice: SourceNotice): string {
  if (notice.kind === "switchOff") return switchOff;
  const { position, model, unit, bus } = notice;
  const place =
    bus.kind === "tcp"
      ? `through ${bus.address} (${bus.framing})`
      : `on ${bus.path} at ${bus.baudRate} bit/s, parity ${bus.parity}, ${bus.stopBits} stop`;
  return (
    `position ${position} (${model}) does not answer as unit ${unit} ${place}: ` +
    "unless this step leaves it without supply, check its L1-L2 voltage, its address and speed, and wires A and B"
  );
}
