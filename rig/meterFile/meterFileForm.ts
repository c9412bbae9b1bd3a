/**
 * The form of a meter file (`*.meter.yaml`), as a person fills it in from a nameplate and the maker's register table. It
 * is the schema editors check against and the first reading of the file; what no single field can know is looked at
 * afterwards.
 */
import { z } from "zod";
import { insertionModes } from "#models/connection/insertionMode.ts";
import { countings } from "#models/meter/programmedParameters.ts";
import { confidence, registerForm } from "#rig/meterFile/registerForm.ts";
import { figure, list, mapping, name, sentence, wholeNumber, worded, words } from "#scenarios/form/field.ts";
import { formSchema } from "#scenarios/form/formSchema.ts";
import {
  activeEnergyWording,
  currentWording,
  shareWording,
  voltageWording,
} from "#scenarios/text/quantity.ts";
import { integrationTimeWording, pulseWidthWording, startUpWording } from "#scenarios/text/times.ts";

/** The coarsest class of any standard here is 3. */
const highestClass = 10;

const classOf = <const S extends readonly [string, ...string[]]>(standards: S, description: string) =>
  mapping(
    {
      standard: words(standards, "Standard the class is declared by."),
      class: z
        .union([z.string().max(20), figure(0, highestClass, "A class that is a number.")], {
          error: "expected a class such as 1 or B",
        })
        .transform(String)
        .meta({ description: "Such as 1, 2, B or C." }),
    },
    description,
  );

const current = mapping(
  {
    connection: words(["direct", "ct"], "Straight through the meter, or by current transformers."),
    reference: worded(currentWording, "Basic current Ib (Iref) direct, rated current In on CTs."),
    maximum: worded(currentWording, "Maximum current Imax."),
  },
  "What the current inputs are made for.",
);

const ratios = (description: string) =>
  mapping(
    {
      lowest: wholeNumber(1, 1_000_000, "Smallest ratio that can be programmed."),
      highest: wholeNumber(1, 1_000_000, "Largest ratio that can be programmed."),
    },
    description,
  );

export const meterFileForm = mapping(
  {
    model: name("The name scenarios, benches and commands call it by, such as B23 112-100."),
    orderCode: name("What it is ordered by, where that is known; left out: standard.").optional(),
    document: name("Document and revision the file was written from."),
    source: sentence("Where the register table comes from; a register may name another source."),
    confidence,
    enclosure: mapping(
      {
        format: name("Such as 4 DIN modules."),
        temperature: mapping(
          {
            lowest: figure(-90, 90, "Degrees Celsius."),
            highest: figure(-90, 150, "Degrees Celsius."),
          },
          "Where it works.",
        ),
      },
      "The outside of the meter.",
    ),
    current,
    voltage: mapping(
      {
        phaseToNeutral: worded(voltageWording, "Reference voltage between phase and neutral."),
        lineToLine: worded(voltageWording, "Reference voltage between phases."),
        singlePhase: worded(
          voltageWording,
          "Reference voltage when connected single-phase; left out: phaseToNeutral.",
        ).optional(),
        lowest: worded(voltageWording, "Lowest line voltage it works at."),
        highest: worded(voltageWording, "Highest line voltage it works at."),
      },
      "What the voltage inputs are made for.",
    ),
    activeClass: classOf(["IEC 62053-21", "IEC 61036", "EN 50470-3"], "Accuracy class of active energy."),
    reactiveClass: classOf(["IEC 62053-23"], "Accuracy class of reactive energy; left out: none.").optional(),
    startingCurrent: mapping(
      {
        active: worded(shareWording, "As a share of the reference current, at unity power factor."),
        reactive: worded(shareWording, "The same for reactive energy; left out: that of active.").optional(),
      },
      "Current from which on it must count.",
    ),
    startUp: worded(startUpWording, "From power-up to functional."),
    supply: words(["L1-L2", "L1-N", "any"], "Which of its measured voltages it is fed from."),
    energyRegister: mapping(
      {
        unit: worded(activeEnergyWording, "One count of its energy registers, whole Wh."),
        digits: wholeNumber(1, 15, "Digits before it begins again at 0."),
      },
      "The registers in the meter, as its display counts them.",
    ),
    insertionModes: list(words(insertionModes, "A wiring diagram, e.g. 3N3E."), "First: as delivered."),
    ctRatio: ratios("CT ratios it can be programmed to; left out: 1 only.").optional(),
    vtRatio: ratios("VT ratios it can be programmed to; left out: 1 only.").optional(),
    integrationTimes: list(
      worded(integrationTimeWording, "An integration time."),
      "Of the average power, first: as delivered; left out: 15 min.",
    ).optional(),
    pulse: mapping(
      {
        weights: list(worded(activeEnergyWording, "Energy per pulse."), "First: as delivered."),
        widths: list(worded(pulseWidthWording, "Duration of a pulse."), "First: as delivered."),
      },
      "The pulse output; left out: it has none.",
    ).optional(),
    counting: list(
      words(countings, "What the registers count beside the totals."),
      "First: as delivered; left out: total and partial.",
    ).optional(),
    bus: mapping(
      {
        lowest: wholeNumber(1, 255, "Lowest address it can have; left out: 1.").optional(),
        highest: wholeNumber(1, 255, "Highest address it can have; left out: 247.").optional(),
        speeds: list(wholeNumber(300, 921_600, "Bit/s."), "First: as delivered."),
      },
      "How it is spoken to.",
    ),
    firstRegister: words(
      ["0", "1", "30001", "40001"],
      "Number the table gives to wire address 0. '0': wire addresses; '1': JBUS; '30001', '40001': Modicon numbers.",
    ).optional(),
    functionCodes: list(
      wholeNumber(1, 127, "A function code."),
      "Function codes it answers; it is read with the first of 3 and 4 in the list.",
    ),
    wordOrder: words(["highFirst", "lowFirst"], "Of the words of one value."),
    byteOrder: words(
      ["highFirst", "lowFirst"],
      "Of the two bytes of a word; left out: highFirst, as Modbus has it.",
    ).optional(),
    mostWords: wholeNumber(1, 125, "Most words one read may ask for; left out: 125.").optional(),
    gaps: words(
      ["zero", "ones", "refuse"],
      "An address without a register inside a read: answered 0 or FFFFh, or refused (exception 02).",
    ),
    halves: words(["answer", "refuse"], "A read that begins or ends inside a value of several words."),
    registers: list(registerForm, "The register table."),
    doubts: list(
      mapping(
        {
          about: name("What is not certain."),
          chosen: sentence("What this file takes it for."),
          reason: sentence("Why."),
        },
        "Something the maker's documents leave open.",
      ),
      "What is not certain about this file.",
    ).optional(),
  },
  "A meter of any make: nameplate, wiring, registers.",
);

export type MeterFileForm = z.output<typeof meterFileForm>;

/** The form as a JSON Schema (draft 7), for editors; shipped as meter.schema.json. */
export const meterFileJsonSchema = (): Record<string, unknown> => formSchema("meter", meterFileForm);
