/**
 * Claims as they stand in a file: one word saying what is claimed, and its particulars. `- registersWithin: {energy:
 * active energy, limit: class}` reads as the sentence it is.
 */
import { z } from "zod";
import { amountBounds } from "#models/amountBounds.ts";
import {
  type EnergyQuantity,
  isEnergyQuantity,
  type QuantityName,
  quantities,
} from "#models/meter/quantity.ts";
import type { Claim, Limit } from "#scenarios/claim.ts";
import { figure, mapping, oneOf, worded, words } from "#scenarios/form/field.ts";
import { hintOf, type Parsed, trouble, type Wording } from "#scenarios/text/parsed.ts";
import * as quantity from "#scenarios/text/quantity.ts";
import { fractionWording } from "#scenarios/text/ratio.ts";

const { most: mostFigure } = amountBounds.figure;
const quantityNames = Object.keys(quantities) as [QuantityName, ...QuantityName[]];
const energyNames = quantityNames.filter(isEnergyQuantity) as [EnergyQuantity, ...EnergyQuantity[]];

const limitWording: Wording<Limit> = {
  expected: "a limit such as class or 1 %",
  pattern: `(?:^\\s*class\\s*$)|(?:${quantity.percentWording.pattern})`,
  parse: (text) => {
    if (text === "class") return { value: { kind: "class" } };
    const read = quantity.percentWording.parse(text);
    if ("value" in read && read.value >= 0) return { value: { kind: "percent", value: read.value } };
    return trouble(limitWording.expected, text, "trouble" in read ? hintOf(read.trouble) : "");
  },
  format: (limit) => (limit.kind === "class" ? "class" : quantity.percentWording.format(limit.value)),
};

const energy = words(energyNames, "The register, e.g. active energy.");
const anyQuantity = words(quantityNames, "What the meter shows, e.g. voltage L1.");
const limit = worded(
  limitWording,
  "`class`: of the meter's accuracy class at this load; or a figure such as 1 %.",
);

/** How a displayed value of each unit is written. */
const wordingOfUnit: Readonly<Record<(typeof quantities)[QuantityName], Wording<number>>> = {
  V: quantity.voltageWording,
  A: quantity.currentWording,
  W: quantity.activePowerWording,
  var: quantity.reactivePowerWording,
  VA: quantity.apparentPowerWording,
  Wh: quantity.activeEnergyWording,
  varh: quantity.reactiveEnergyWording,
  Hz: quantity.frequencyWording,
  s: quantity.durationWording,
  "1": quantity.figureWording,
};

const readOf = (name: QuantityName, text: string | number): Parsed<number | "reference"> =>
  text === "reference" ? { value: "reference" } : wordingOfUnit[quantities[name]].parse(String(text));

export const claimForm = oneOf(
  {
    registersWithin: mapping(
      { energy, limit },
      "The register grows by the reference energy of the network, within the limit.",
    ),
    registersNothing: mapping({ energy }, "The register does not move."),
    registersFraction: mapping(
      {
        energy,
        fraction: worded(fractionWording, "1/3, 0.5, or predicted (from the hook-up).", "numbers"),
        limit,
      },
      "The register grows by this fraction of the reference energy.",
    ),
    equalsTwin: mapping(
      { quantity: anyQuantity, limit },
      "The quantity is what the ideal twin at the same terminals shows.",
    ),
    readsWithin: mapping(
      {
        quantity: anyQuantity,
        of: z
          .union([z.string().max(100), figure(-mostFigure, mostFigure, "In the unit of the quantity.")], {
            error: "expected a value with its unit such as 230 V, or reference",
          })
          .meta({ description: "The value expected, with its unit, or reference." }),
        limit,
      },
      "A displayed quantity reads this value within the limit.",
    ).transform((claim, context) => {
      const read = readOf(claim.quantity, claim.of);
      if ("value" in read) return { ...claim, of: read.value };
      context.addIssue({ code: "custom", path: ["of"], message: `${read.trouble} (or reference)` });
      return z.NEVER;
    }),
    startsWithin: mapping(
      { time: worded(quantity.durationWording, "From the beginning of the step.") },
      "The meter answers and registers within this time.",
    ),
    answersWithin: mapping(
      { time: worded(quantity.durationWording, "From the end of a request to the beginning of its answer.") },
      "Each answer of the meter begins within this time.",
    ),
    staysSilent: mapping({}, "The meter is dead: it does not answer its bus. Written {}."),
  },
  "One thing that must be true.",
);

/** A claim of the file as the rig decides it. */
export function claimOf(form: z.output<typeof claimForm>): Claim {
  if (form.registersWithin) return { type: "registersWithin", ...form.registersWithin };
  if (form.registersNothing) return { type: "registersNothing", ...form.registersNothing };
  if (form.registersFraction) return { type: "registersFraction", ...form.registersFraction };
  if (form.equalsTwin) return { type: "equalsTwin", ...form.equalsTwin };
  if (form.readsWithin) return { type: "readsWithin", ...form.readsWithin };
  if (form.startsWithin) return { type: "startsWithin", ...form.startsWithin };
  if (form.answersWithin) return { type: "answersWithin", ...form.answersWithin };
  return { type: "staysSilent" };
}

/** The form a claim is written in. */
export function formOfClaim(claim: Claim): z.input<typeof claimForm> {
  switch (claim.type) {
    case "registersWithin":
      return { registersWithin: { energy: claim.energy, limit: limitWording.format(claim.limit) } };
    case "registersNothing":
      return { registersNothing: { energy: claim.energy } };
    case "registersFraction":
      return {
        registersFraction: {
          energy: claim.energy,
          fraction: fractionWording.format(claim.fraction),
          limit: limitWording.format(claim.limit),
        },
      };
    case "equalsTwin":
      return { equalsTwin: { quantity: claim.quantity, limit: limitWording.format(claim.limit) } };
    case "readsWithin": {
      const wording = wordingOfUnit[quantities[claim.quantity]];
      const of = claim.of === "reference" ? "reference" : wording.format(claim.of).trim();
      return { readsWithin: { quantity: claim.quantity, of, limit: limitWording.format(claim.limit) } };
    }
    case "startsWithin":
      return { startsWithin: { time: quantity.durationWording.format(claim.time) } };
    case "answersWithin":
      return { answersWithin: { time: quantity.durationWording.format(claim.time) } };
    case "staysSilent":
      return { staysSilent: {} };
  }
}
