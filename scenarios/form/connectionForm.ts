/** How the meter is connected: its instrument transformers, with their errors and faults, and the hook-up of its leads. */
import type { z } from "zod";
import { phases } from "#models/threePhase.ts";
import { mapping, worded, words } from "#scenarios/form/field.ts";
import { shown, type Wording } from "#scenarios/text/parsed.ts";
import { angleWording, shareWording } from "#scenarios/text/quantity.ts";
import { transformerRatioWording } from "#scenarios/text/ratio.ts";

const errors = {
  ratio: worded(
    transformerRatioWording,
    "Rated primary over rated secondary: 100/5 or 20.",
    "numbers",
  ).optional(),
  ratioError: worded(shareWording, "Of the rated ratio (IEC 61869). Default 0 %.").optional(),
  phaseDisplacement: worded(
    angleWording,
    "Positive: the secondary leads, e.g. 20 min. Default 0 min.",
  ).optional(),
  polarity: words(["normal", "reversed"], "reversed: S1 and S2 (a and b) interchanged.").optional(),
};
const ctShape = {
  ...errors,
  secondary: words(
    ["closed", "open", "shorted"],
    "State of the secondary circuit. Default closed.",
  ).optional(),
};
const vtShape = {
  ...errors,
  primary: words(
    ["closed", "open"],
    "open: the fuse of its primary is blown; it gives no voltage. Default closed.",
  ).optional(),
  secondary: words(["closed", "open"], "open: fuse blown. Default closed.").optional(),
};
const ct = mapping(ctShape, "One CT, where it differs from the others.").optional();
const vt = mapping(vtShape, "One VT, where it differs from the others.").optional();

export const transformersForm = mapping(
  {
    current: mapping(
      { ...ctShape, L1: ct, L2: ct, L3: ct },
      "The CTs: all alike, and what differs per phase.",
    ).optional(),
    voltage: mapping(
      {
        ...vtShape,
        arrangement: words(
          ["direct", "star", "openDelta"],
          "Default: direct when the ratio is 1, else star with a neutral and openDelta (two VTs in V) without.",
        ).optional(),
        common: words(phases, "Of two VTs in open delta: the phase both lead to. Default L2.").optional(),
        commonPrimary: words(
          ["closed", "open"],
          "The primary lead all VTs share, to the common phase or the neutral; open: interrupted. Default closed.",
        ).optional(),
        L1: vt,
        L2: vt,
        L3: vt,
        "L1-L2": vt,
        "L3-L2": vt,
        "L2-L1": vt,
        "L3-L1": vt,
        "L1-L3": vt,
        "L2-L3": vt,
      },
      "The VTs: all alike, and what differs.",
    ).optional(),
  },
  "Instrument transformers really there; left out: ideal, of the ratios programmed into the meter.",
);

const line = (expected: string): Wording<string> => ({
  expected,
  pattern: "^[-LN123,\\s]+$",
  parse: (text) =>
    typeof text === "string" && text.length <= 80
      ? { value: text }
      : { trouble: `expected ${expected}, got ${shown(text)}` },
  format: (value) => value,
});

export const hookUpForm = mapping(
  {
    voltage: worded(
      line("what is on terminals L1 L2 L3 N, such as L1 L2 L3 N"),
      "What is on voltage terminals L1 L2 L3 N, in this order; - is open. L1 L3 L2 N: two leads swapped.",
    ).optional(),
    current: worded(
      line("the CT on inputs L1 L2 L3, such as L1 -L2 L3"),
      "Which CT is on current inputs L1 L2 L3, - for none, a minus for reversed: L1 -L2 L3.",
    ).optional(),
  },
  "What is really connected, faults included; left out: as the wiring diagram of the insertion mode.",
);

export type TransformersForm = z.output<typeof transformersForm>;
