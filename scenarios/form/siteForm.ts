/**
 * The short form of a site, enough for most scenarios: a supply, perhaps a transformer and a line, and one load behind the
 * meter. Voltages and currents are those of the network (primary side); "%Un" and "%In" speak of the meter's ratings
 * carried to the primary side, so that a scenario written in per cent fits any meter.
 */
import { z } from "zod";
import { type Phase, phases } from "#models/threePhase.ts";
import type { Volts } from "#models/units.ts";
import { figure, list, mapping, worded, words } from "#scenarios/form/field.ts";
import { impedanceWording } from "#scenarios/text/complex.ts";
import type { Wording } from "#scenarios/text/parsed.ts";
import { powerFactorWording } from "#scenarios/text/powerFactor.ts";
import * as quantity from "#scenarios/text/quantity.ts";
import { type Rated, ratedCurrentWording, ratedVoltageWording } from "#scenarios/text/relative.ts";

/** Beyond the 40 orders of IEC 61000-4-7 and all inter-harmonics between them. */
const mostHarmonics = 100;

const harmonicsForm = list(
  mapping(
    {
      order: figure(0, 100, "1 is the fundamental; 5 the fifth harmonic; a fraction an inter-harmonic."),
      amount: worded(quantity.shareWording, "Of the fundamental of the same phase, e.g. 10 %."),
      angle: worded(
        quantity.angleWording,
        "In the harmonic's own period, of L1 against L1's voltage (in delta of L1-L2 against its own); the others carry the same waveform later. Default 0 deg.",
      ).optional(),
    },
    "One harmonic.",
  ),
  "Harmonics.",
  1,
  mostHarmonics,
);

const phaseVoltageWording: Wording<Rated<Volts> | "absent"> = {
  expected: "a voltage such as 230 V or 10 %Un, or absent",
  pattern: `(?:^\\s*absent\\s*$)|(?:${ratedVoltageWording.pattern})`,
  parse: (text) => {
    if (text === "absent") return { value: "absent" };
    const read = ratedVoltageWording.parse(text);
    return "value" in read ? read : { trouble: `${read.trouble} (or absent)` };
  },
  format: (value) => (value === "absent" ? "absent" : ratedVoltageWording.format(value)),
};

const perPhaseVoltage = (phase: Phase) =>
  worded(
    phaseVoltageWording,
    `Of ${phase} to neutral; absent: the supply does not have this phase.`,
  ).optional();

export const sourceForm = mapping(
  {
    voltage: worded(ratedVoltageWording, "Each phase to neutral, e.g. 230 V or 115 %Un.").optional(),
    lineVoltage: worded(ratedVoltageWording, "Between phases, e.g. 400 V or 100 %Un.").optional(),
    L1: perPhaseVoltage("L1"),
    L2: perPhaseVoltage("L2"),
    L3: perPhaseVoltage("L3"),
    sequence: words(["L1-L2-L3", "L1-L3-L2"], "Phase sequence. Default L1-L2-L3.").optional(),
    frequency: worded(quantity.frequencyWording, "Default 50 Hz.").optional(),
    harmonics: harmonicsForm.optional(),
    wires: z
      .literal([3, 4], { error: "expected 3 or 4" })
      .optional()
      .meta({ description: "With or without neutral. Default: as the insertion mode of the meter needs." }),
    impedance: worded(
      impedanceWording,
      "Of each phase behind the voltage, e.g. 0.1 + j0.05 ohm. Default none.",
    ).optional(),
  },
  "The supply: a three-phase source, 100 %Un and 50 Hz unless said.",
);

const demandShape = {
  current: worded(
    ratedCurrentWording,
    "Constant current of each phase, primary side: 100 A, or 5 %In.",
  ).optional(),
  power: worded(
    quantity.activePowerWording,
    "Constant active power: of the three phases together, or of this phase.",
  ).optional(),
  impedance: worded(
    impedanceWording,
    "Constant impedance of each phase, e.g. 46 ohm or 40 + j30 ohm.",
  ).optional(),
  powerFactor: worded(powerFactorWording, "1, 0.5 lag, 0.8 lead. Default 1.", "numbers").optional(),
  direction: words(["import", "export"], "export: the site gives energy back. Default import.").optional(),
  mix: mapping(
    {
      power: worded(quantity.shareWording, "Of constant power.").optional(),
      current: worded(quantity.shareWording, "Of constant current.").optional(),
      impedance: worded(quantity.shareWording, "Of constant impedance.").optional(),
    },
    "How the power follows the voltage (ZIP): shares of what it is at rated voltage, 100 % together.",
  ).optional(),
};

const demandForm = mapping(demandShape, "What one phase takes: one of current, power, impedance.").optional();

export const loadForm = z
  .union(
    [
      z.literal("none"),
      mapping(
        {
          ...demandShape,
          connection: words(["star", "delta"], "Default star.").optional(),
          harmonics: harmonicsForm.optional(),
          L1: demandForm,
          L2: demandForm,
          L3: demandForm,
          "L1-L2": demandForm,
          "L2-L3": demandForm,
          "L3-L1": demandForm,
        },
        "The load: balanced, or phase by phase.",
      ),
    ],
    { error: "expected a load such as { current: 5 A, powerFactor: 0.5 lag }, or none" },
  )
  .meta({ description: "What the site takes; none: no load." });

export const lineForm = mapping(
  {
    impedance: worded(impedanceWording, "Of each phase conductor, e.g. 0.1 + j0.03 ohm.").optional(),
    neutral: worded(impedanceWording, "Of the neutral; left out: as a phase.").optional(),
    broken: list(words([...phases, "N"], "A conductor."), "Conductors interrupted.").optional(),
  },
  "The line between the supply and the meter.",
);

/** Of a transformer's core, in the short form and in the full one. */
export const coreFields = {
  core: words(
    ["threeLimb", "independent"],
    "Three limbs (default), or legs whose fluxes are independent: three single-phase units, a shell, five limbs.",
  ).optional(),
  zeroSequenceMagnetising: worded(
    quantity.percentWording,
    "Of three limbs: zero-sequence magnetising reactance over rated impedance, from the test report. Default 50 %.",
  ).optional(),
};

export const transformerForm = mapping(
  {
    ratedPower: worded(quantity.apparentPowerWording, "e.g. 630 kVA."),
    primary: worded(quantity.voltageWording, "Rated line voltage of the supply side, e.g. 20 kV."),
    secondary: worded(quantity.voltageWording, "Rated line voltage of the meter's side, e.g. 400 V."),
    vectorGroup: words(["Dyn11", "Dyn5", "Dyn1", "Yyn0"], "Default Dyn11.").optional(),
    reactance: worded(quantity.percentWording, "Short-circuit reactance, e.g. 4 %."),
    resistance: worded(
      quantity.percentWording,
      "Short-circuit resistance, both windings together. Default 0 %.",
    ).optional(),
    ...coreFields,
  },
  "A power transformer between the supply (then medium voltage) and the line.",
);

export type SourceForm = z.output<typeof sourceForm>;
export type LoadForm = z.output<typeof loadForm>;
export type TransformerForm = z.output<typeof transformerForm>;
export type HarmonicsForm = z.output<typeof harmonicsForm>;
