/** Why bytes were no answer. The right answer of unit 1 to two words is 01 04 04 42 F7 D1 EC and its CRC. */
import { describe, expect, it } from "vitest";
import { garbledReason } from "#rig/bench/garbledReason.ts";
import type { DisbeliefReason } from "#rig/fieldbus/spoiltAnswer.ts";
import { frameOf } from "../../stories/standInMeter.ts";

const right = frameOf(1, [4, 4, 0x42, 0xf7, 0xd1, 0xec]);
const asked = { unit: 1, functionCode: 4 };
const reason = (said: DisbeliefReason, bytes: readonly number[]) =>
  garbledReason(said, Uint8Array.from(bytes), asked);

describe("bytes that were no answer", () => {
  it.each([
    ["a 00 in front", "wrong unit", [0, ...right], { kind: "strayInFront", extra: "00" }],
    ["two strays in front", "wrong unit", [0xff, 0, ...right], { kind: "strayInFront", extra: "ff00" }],
    ["strays behind", "trailing bytes", [...right, 0xf8], { kind: "strayBehind", extra: "f8" }],
    [
      "an exception behind a 00",
      "wrong unit",
      [0, ...frameOf(1, [0x84, 2])],
      { kind: "strayInFront", extra: "00" },
    ],
    ["a frame of unit 7", "wrong unit", frameOf(7, [4, 2, 1, 2]), { kind: "otherUnit", unit: 7 }],
    ["our question", "local echo", frameOf(1, [4, 0, 72, 0, 2]), { kind: "echo" }],
    ["a bad CRC", "bad CRC", [...right.slice(0, -1), 0x5a], { kind: "badCrc" }],
    ["half an answer", "interrupted", right.slice(0, 5), { kind: "cutShort" }],
    ["another length", "wrong byte count", frameOf(1, [4, 2, 1, 2]), { kind: "wrongByteCount" }],
    ["another function", "wrong function", frameOf(1, [6, 0, 0, 0, 0]), { kind: "wrongFunction" }],
    ["noise", "wrong unit", [0x55, 0xaa, 0x12], { kind: "noFrame" }],
    ["nothing, but never silent", "the line never falls silent", [], { kind: "restless" }],
    ["two answers", "another answer followed", right, { kind: "followed" }],
    ["two that disagree", "two reads disagree", right, { kind: "disagreement" }],
    ["another question's", "another question's exception", frameOf(1, [0x84, 2]), { kind: "otherQuestion" }],
    [
      "a 00, by the master's word",
      "stray bytes in front of a right frame",
      [0, ...right],
      { kind: "strayInFront", extra: "00" },
    ],
  ] as const)("%s", (_, said, bytes, found) => {
    expect(reason(said, bytes)).toEqual(found);
  });
});
