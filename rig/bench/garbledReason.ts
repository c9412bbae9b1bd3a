/**
 * Why bytes that came were no answer, as kinds a report can say: what the master said of them, and where a whole answer
 * lies among strays (a 00 in front, when a transceiver turns round) what was extra. Nothing is ever read out of them.
 */
import type { GarbledReason } from "#reports/events.ts";
import { hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import { responseLength } from "#rig/fieldbus/rtuFrame.ts";
import { type DisbeliefReason, mostStrays } from "#rig/fieldbus/spoiltAnswer.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

export interface AskedOf {
  readonly unit: number;
  readonly functionCode: number;
}

/** `said`: the master's own word for it. */
export function garbledReason(said: DisbeliefReason, bytes: Uint8Array, asked: AskedOf): GarbledReason {
  return aboutConversation.has(said)
    ? { kind: kinds[said] }
    : (strays(bytes, asked) ?? ofOtherUnit(bytes, asked) ?? { kind: kinds[said] });
}

/** Said of more than the bytes that came last: they have nothing to add. */
const aboutConversation: ReadonlySet<DisbeliefReason> = new Set([
  "local echo",
  "two reads disagree",
  "another answer followed",
  "another question's exception",
  "the line never falls silent",
]);

type PlainKind = Exclude<GarbledReason["kind"], "strayInFront" | "strayBehind" | "otherUnit">;
const kinds: Readonly<Record<DisbeliefReason, PlainKind>> = {
  "local echo": "echo",
  "bad CRC": "badCrc",
  interrupted: "cutShort",
  "wrong unit": "noFrame",
  "wrong function": "wrongFunction",
  "wrong byte count": "wrongByteCount",
  "wrong write confirmed": "noFrame",
  "trailing bytes": "noFrame",
  "not a frame": "noFrame",
  "not Modbus TCP": "noFrame",
  "stray bytes in front of a right frame": "noFrame",
  "two reads disagree": "disagreement",
  "another answer followed": "followed",
  "another question's exception": "otherQuestion",
  "the line never falls silent": "restless",
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
