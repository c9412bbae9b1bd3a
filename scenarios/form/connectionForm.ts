/** How the meter is connected: its instrument transformers, with their errors and faults, and the hook-up of its leads. */
import type { z } from "zod";
import {
  currentTransformerClasses,
  voltageTransformerClasses,
} from "#models/connection/transformerLimits.ts";
import { phases } from "#models/threePhase.ts";
import { figure, mapping, worded, words } from "#scenarios/form/field.ts";
import { shown, type Wording } from "#scenarios/text/parsed.ts";
import { powerFactorWording } from "#scenarios/text/powerFactor.ts";
import { angleWording, apparentPowerWording, shareWording } from "#scenarios/text/quantity.ts";
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
const classWording = <C extends string>(classes: readonly C[]): Wording<C> => ({
  expected: `an accuracy class: ${classes.join(", ")}`,
  pattern: `^\\s*(?:${classes.map((each) => each.replace(".", "\\.")).join("|")})\\s*$`,
  parse: (text) => {
    const found = classes.find((each) => each === String(text).trim());
    return found === undefined
      ? { trouble: `expected ${classWording(classes).expected}, got ${shown(text)}` }
      : { value: found };
  },
  format: (value) => value,
});

const burdenFields = {
  connected: worded(
    apparentPowerWording,
    "What really hangs on the secondary, leads included, at rated current or voltage. Default as rated.",
  ).optional(),
  powerFactor: worded(
    powerFactorWording,
    "Of what is connected. Default as the standard has it for the rated burden.",
    "numbers",
  ).optional(),
  angle: worded(angleWording, "The same as an angle; positive inductive.").optional(),
};
/** A core saturates beyond its rated current, and not at a thousand times it. */
const [leastSecurity, mostSecurity] = [1.5, 1000] as const;

const ctBurden = mapping(
  {
    rated: worded(apparentPowerWording, "As on the nameplate. Default 5 VA.").optional(),
    ...burdenFields,
    winding: worded(
      apparentPowerWording,
      "Of its own secondary winding at rated current. Default a fifth of the rated burden.",
    ).optional(),
  },
  "The burden on the secondary, VA at rated secondary current.",
).optional();

const excitation = mapping(
  {
    powerFactor: figure(0, 1, "Iron loss over exciting current. Default 0.4.").optional(),
    exponent: figure(
      0,
      0.9,
      "Errors grow with the current to the power of minus this. Default 0.3.",
    ).optional(),
    initial: worded(
      shareWording,
      "Of the voltage at rated current: below it errors stay. Default 1 %.",
    ).optional(),
    kneeExponent: figure(
      2,
      50,
      "The exciting current grows to this power of the voltage in saturation. Default 15.",
    ).optional(),
  },
  "The magnetising curve, where a test report gives it.",
).optional();

const vtBurden = mapping(
  { rated: worded(apparentPowerWording, "As on the nameplate. Default 25 VA.").optional(), ...burdenFields },
  "The burden on the secondary, VA at rated secondary voltage.",
).optional();

const classShare = worded(
  shareWording,
  "How much of its class it uses at rated burden. Default 100 %.",
).optional();

const ctShape = {
  ...errors,
  class: worded(
    classWording(currentTransformerClasses),
    "IEC 61869-2; its errors then follow from current and burden.",
    "numbers",
  ).optional(),
  classShare,
  burden: ctBurden,
  securityFactor: figure(
    leastSecurity,
    mostSecurity,
    "FS: multiple of rated current at which it saturates under rated burden. Default 10.",
  ).optional(),
  excitation,
  secondary: words(
    ["closed", "open", "shorted"],
    "State of the secondary circuit. Default closed.",
  ).optional(),
};
const vtShape = {
  ...errors,
  class: worded(
    classWording(voltageTransformerClasses),
    "IEC 61869-3; its errors then follow from the burden.",
    "numbers",
  ).optional(),
  classShare,
  burden: vtBurden,
  impedanceAngle: worded(
    angleWording,
    "Of its short-circuit impedance: 0 deg a resistance. Default 45 deg.",
  ).optional(),
  primary: words(
    ["closed", "open"],
    "open: the fuse of its primary is blown; it gives no voltage. Default closed.",
  ).optional(),
  secondary: words(["closed", "open"], "open: fuse blown. Default closed.").optional(),
};
const oneCt = mapping(ctShape, "One CT, where it differs from the others.");
const oneVt = mapping(vtShape, "One VT, where it differs from the others.");
const ct = oneCt.optional();
const vt = oneVt.optional();

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

export type CtForm = z.output<typeof oneCt>;
export type VtForm = z.output<typeof oneVt>;
export type TransformersForm = z.output<typeof transformersForm>;
