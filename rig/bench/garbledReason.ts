/**
 * Why bytes that came were no answer, as kinds a report can say: what the master said of them, and where a whole answer
 * lies among strays (a 00 in front, when a transceiver turns round) what was extra. Nothing is ever read out of them.
 */
import type { GarbledReason } from "#reports/events.ts";
import { hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import { responseLength } from "#rig/fieldbus/rtuFrame.ts";

/** More strays than this are another conversation. */
const mostStrays = 16;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

export interface AskedOf {
  readonly unit: number;
  readonly functionCode: number;
}

/** `said`: the master's own word for it. */
export function garbledReason(said: string, bytes: Uint8Array, asked: AskedOf): GarbledReason {
  if (said === "local echo") return { kind: "echo" };
  if (said === "another question's exception") return { kind: "otherQuestion" };
  if (said === "two reads disagree") return { kind: "disagreement" };
  if (said === "another answer followed") return { kind: "followed" };
  if (said === "the line never falls silent") return { kind: "restless" };
  return strays(bytes, asked) ?? ofOtherUnit(bytes, asked) ?? { kind: kinds[said] ?? "noFrame" };
}

const kinds: Readonly<
  Record<string, "badCrc" | "cutShort" | "wrongFunction" | "wrongByteCount" | "noFrame">
> = {
  "bad CRC": "badCrc",
  interrupted: "cutShort",
  "wrong function": "wrongFunction",
  "wrong byte count": "wrongByteCount",
};

function strays(bytes: Uint8Array, { unit, functionCode }: AskedOf): GarbledReason | null {
  for (let start = 0; start <= Math.min(mostStrays, bytes.length); start++) {
    if (bytes[start] !== unit || ((bytes[start + 1] ?? 0) & 0x7f) !== functionCode) continue;
    const length = responseLength(bytes, start);
    if (length === undefined || length === bytes.length || bytes.length - length > mostStrays) continue;
    if (start + length > bytes.length || !hasGoodCrc(bytes.slice(start, start + length))) continue;
    return start > 0
      ? { kind: "strayInFront", extra: hex(bytes.subarray(0, start)) }
      : { kind: "strayBehind", extra: hex(bytes.subarray(length)) };
  }
  return null;
}

function ofOtherUnit(bytes: Uint8Array, { unit }: AskedOf): GarbledReason | null {
  const [from] = bytes;
  const length = responseLength(bytes);
  if (from === undefined || from === unit || length === undefined || bytes.length < length) return null;
  return hasGoodCrc(bytes.slice(0, length)) ? { kind: "otherUnit", unit: from } : null;
}
