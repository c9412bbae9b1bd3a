/** The meter of a scenario file: which one to take from the catalogue, and what is programmed into it by its keys. */
import { z } from "zod";
import { insertionModes } from "#models/connection/insertionMode.ts";
import {
  countings,
  type MeterChoice,
  type ProgrammedParameters,
} from "#models/meter/programmedParameters.ts";
import type { WattHours } from "#models/units.ts";
import { mapping, name, worded, words } from "#scenarios/form/field.ts";
import type { Wording } from "#scenarios/text/parsed.ts";
import { activeEnergyWording, durationWording, reactiveEnergyWording } from "#scenarios/text/quantity.ts";
import { transformerRatioWording } from "#scenarios/text/ratio.ts";
import { integrationTimeWording, pulseWidthWording } from "#scenarios/text/times.ts";

/** A weight in Wh counts active energy, one in varh reactive energy: the unit says it. */
const pulseWeightWording: Wording<{ energy: "active" | "reactive"; weight: WattHours }> = {
  expected: "a pulse weight such as 10 Wh, 1 kWh or 100 varh",
  pattern: `(?:${activeEnergyWording.pattern})|(?:${reactiveEnergyWording.pattern})`,
  parse: (text) => {
    const active = activeEnergyWording.parse(text);
    if ("value" in active) return { value: { energy: "active", weight: active.value } };
    const reactive = reactiveEnergyWording.parse(text);
    if ("value" in reactive)
      // the parameter has one field for both, in the unit of the energy it counts
      return { value: { energy: "reactive", weight: Number(reactive.value) as WattHours } };
    return {
      trouble: active.trouble.replace(/^expected .*?, got/, `expected ${pulseWeightWording.expected}, got`),
    };
  },
  format: ({ energy, weight }) => `${weight} ${energy === "active" ? "Wh" : "varh"}`,
};

export const meterForm = mapping(
  {
    model: name("Model of the catalogue, e.g. Conto D4-s."),
    orderCode: z
      .string({ error: "expected an order code in quotes, such as '6017 7700'" })
      .max(40)
      .optional()
      .meta({ description: "Order code of the variant; left out: the model's default one." }),
    insertionMode: words(insertionModes, "Wiring diagram programmed, e.g. 3N3E.").optional(),
    ctRatio: worded(transformerRatioWording, "KTA programmed: 100/5 or 20.", "numbers").optional(),
    vtRatio: worded(transformerRatioWording, "KTV programmed: 20000/100 or 200.", "numbers").optional(),
    integrationTime: worded(
      integrationTimeWording,
      "Integration time of the average power, e.g. 15 min.",
    ).optional(),
    counting: words(
      countings,
      "What the registers count beside the totals, where it can be programmed: all the time, while the contact says so, or two tariffs by the contact.",
    ).optional(),
    pulse: mapping(
      {
        weight: worded(pulseWeightWording, "Energy per pulse; its unit says whether active or reactive."),
        width: worded(pulseWidthWording, "Duration of a pulse, e.g. 50 ms."),
      },
      "What the pulse output counts.",
    ).optional(),
  },
  "The meter under test and what is programmed into it.",
);

export function meterChoice(form: z.output<typeof meterForm>): MeterChoice {
  const { insertionMode, ctRatio, vtRatio, integrationTime, counting, pulse } = form;
  const programmed: Partial<ProgrammedParameters> = {
    ...(insertionMode && { insertionMode }),
    ...(ctRatio !== undefined && { ctRatio }),
    ...(vtRatio !== undefined && { vtRatio }),
    ...(integrationTime !== undefined && { integrationTime }),
    ...(counting && { counting }),
    ...(pulse && { pulse: { ...pulse.weight, width: pulse.width } }),
  };
  return { model: form.model, orderCode: form.orderCode ?? null, programmed };
}

/** The form a choice was read from. */
export const formOfMeter = ({ model, orderCode, programmed }: MeterChoice): z.input<typeof meterForm> => ({
  model,
  ...(orderCode !== null && { orderCode }),
  ...(programmed.insertionMode && { insertionMode: programmed.insertionMode }),
  ...(programmed.ctRatio !== undefined && { ctRatio: programmed.ctRatio }),
  ...(programmed.vtRatio !== undefined && { vtRatio: programmed.vtRatio }),
  ...(programmed.integrationTime !== undefined && {
    integrationTime: durationWording.format(programmed.integrationTime),
  }),
  ...(programmed.counting && { counting: programmed.counting }),
  ...(programmed.pulse && {
    pulse: {
      weight: pulseWeightWording.format(programmed.pulse),
      width: durationWording.format(programmed.pulse.width),
    },
  }),
});
