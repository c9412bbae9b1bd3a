/**
 * A scenario file as a person writes it. The site, the connection and the claims stand once at the top; a step names only
 * what changes in it. This schema is the one definition of the form: what is accepted, the sentences shown when it is
 * not, and the JSON Schema an editor uses, all come from it.
 */
import type { z } from "zod";
import type { Seconds } from "#models/units.ts";
import { claimForm } from "#scenarios/form/claimForm.ts";
import { hookUpForm, transformersForm } from "#scenarios/form/connectionForm.ts";
import {
  figure,
  flag,
  list,
  mapping,
  name,
  named,
  sentence,
  wholeNumber,
  worded,
  words,
} from "#scenarios/form/field.ts";
import { meterForm } from "#scenarios/form/meterForm.ts";
import { networkForm } from "#scenarios/form/networkForm.ts";
import { lineForm, loadForm, sourceForm, transformerForm } from "#scenarios/form/siteForm.ts";
import { themes } from "#scenarios/scenario.ts";
import { hintOf, trouble, type Wording } from "#scenarios/text/parsed.ts";
import { powerFactorWording } from "#scenarios/text/powerFactor.ts";
import { durationWording } from "#scenarios/text/quantity.ts";

export const holdWording: Wording<Seconds | "planned"> = {
  expected: "a duration such as 30 min, 24 h or 30 d, or planned",
  pattern: `(?:^\\s*planned\\s*$)|(?:${durationWording.pattern})`,
  parse: (text) => {
    if (text === "planned") return { value: "planned" };
    const read = durationWording.parse(text);
    if ("value" in read && read.value > 0) return read;
    return trouble(holdWording.expected, text, "trouble" in read ? hintOf(read.trouble) : "");
  },
  format: (value) => (value === "planned" ? "planned" : durationWording.format(value)),
};

/** What the top of a file says and a step may say again. */
const situation = {
  source: sourceForm.optional(),
  transformer: transformerForm.optional(),
  line: lineForm.optional(),
  load: loadForm.optional(),
  network: networkForm.optional(),
  meteringPoint: name(
    "Which metering point of the network the meter sits at; needed when there are several.",
  ).optional(),
  transformers: transformersForm.optional(),
  hookUp: hookUpForm.optional(),
  contact: words(
    ["open", "closed"],
    "The external contact (tariff, partial energy). Default open.",
  ).optional(),
};

/** Every quantity a meter shows, claimed twice. */
const mostClaims = 100;
const claims = list(claimForm, "What must then be true.", 0, mostClaims);
const hold = worded(
  holdWording,
  "How long: 30 min, 24 h, 30 d; planned: as long as the registers need to decide.",
);

const profileRow = mapping(
  {
    for: hold,
    factor: figure(0, 1000, "The load of this row over the load of the site; 0 is no load."),
    powerFactor: worded(powerFactorWording, "Instead of the load's.", "numbers").optional(),
    contact: situation.contact,
  },
  "A row: for how long, how much.",
);

const oneStep = {
  name: name("What is done."),
  hold: hold.optional(),
  ...situation,
  claims: claims.optional(),
  profile: list(
    profileRow,
    "A load profile: a table of rows, each a step of its own, in place of hold.",
  ).optional(),
  repeat: wholeNumber(
    1,
    10_000,
    "How many times the profile or the steps below are gone through.",
  ).optional(),
};
const plainStep = mapping(oneStep, "A step.");
const stepForm = mapping(
  { ...oneStep, steps: list(plainStep, "Steps repeated together, in place of hold.").optional() },
  "One load held, a profile, or a repeated group of steps.",
);

/** The words of the file said again in another language. */
const wordsForm = mapping(
  {
    title: sentence("The title."),
    teaches: sentence("What a technician would learn from it."),
    steps: named(
      name("This name in the language."),
      "The names of steps and groups, each under the name it has in this file; one left out keeps it.",
    ).optional(),
  },
  "The words of this file in another language.",
);

export const scenarioForm = mapping(
  {
    title: sentence("A few words."),
    theme: words(themes, "The shelf of the library."),
    teaches: sentence("What a technician would learn from it, in a sentence."),
    fr: wordsForm.optional().meta({ description: "The words of this file in French." }),
    meter: meterForm,
    aboutTime: flag(
      "true: how long the steps are held is what it is about, so --hold planned leaves them as they are. Default false.",
    ).optional(),
    ...situation,
    steps: list(stepForm, "What is done, in order."),
    claims: claims.optional(),
  },
  "A conto-rig scenario.",
);

export type ScenarioForm = z.output<typeof scenarioForm>;
export type StepForm = z.output<typeof stepForm>;
export type PlainStepForm = z.output<typeof plainStep>;
export type WordsForm = z.output<typeof wordsForm>;
export type ScenarioText = z.input<typeof scenarioForm>;
export type Situation = Pick<PlainStepForm, keyof typeof situation>;
