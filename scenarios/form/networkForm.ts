/**
 * The full form of a site: every component the network model has, between named buses, and the metering points. It says
 * exactly what the model takes (nothing is completed but star points and angles), so that any network can be written down
 * and read back.
 */
import { z } from "zod";
import { amountBounds } from "#models/amountBounds.ts";
import { conductors } from "#models/threePhase.ts";
import { figure, list, mapping, name, oneOf, wholeNumber, worded, words } from "#scenarios/form/field.ts";
import { coreFields } from "#scenarios/form/siteForm.ts";
import { currentPhasorWording, impedanceWording, voltagePhasorWording } from "#scenarios/text/complex.ts";
import type { Wording } from "#scenarios/text/parsed.ts";
import { powerFactorWording } from "#scenarios/text/powerFactor.ts";
import * as quantity from "#scenarios/text/quantity.ts";

const id = name("Name of this component.");
const bus = name("Name of the bus.");
const conductor = words(conductors, "A conductor.");
const conductorOrEarth = words([...conductors, "earth"], "A conductor, or earth.");
const impedance = worded(impedanceWording, "e.g. 0.1 + j0.05 ohm.");
/** Of a waveform, and of the parts of a network: each order of each waveform is a network to solve. */
const mostComponents = 100;
const mostParts = 2_000;
const { most: mostFarads } = amountBounds.capacitance;
const { most: mostSiemens } = amountBounds.conductance;
/** Of the voltage a power follows: 0 constant power, 1 current, 2 impedance; motors and lamps have up to 8. */
const steepest = 20;

const spectrumForm = <T>(wording: Wording<T>, description: string) =>
  z
    .union(
      [
        worded(wording, description),
        list(
          mapping(
            { order: figure(0, 1000, "1 is the fundamental."), value: worded(wording, description) },
            "One component of the waveform.",
          ),
          "The components of the waveform, RMS.",
          1,
          mostComponents,
        ),
      ],
      { error: `expected ${wording.expected}, or a list of { order, value }` },
    )
    .meta({ description });

const phaseMapping = <S extends z.core.SomeType>(item: S, description: string) =>
  mapping({ L1: z.optional(item), L2: z.optional(item), L3: z.optional(item) }, description);

const starPointForm = mapping(
  {
    neutral: words(["broughtOut", "notBroughtOut"], "Whether conductor N of the bus begins here."),
    earthing: z.union([z.enum(["solid", "isolated"]), impedance], {
      error: "expected solid, isolated or an impedance such as 20 ohm",
    }),
  },
  "The star point; left out: neutral brought out and solidly earthed.",
);

const matrixForm = z
  .union(
    [
      mapping(
        { positive: impedance, negative: impedance.optional(), zero: impedance },
        "Sequence impedances.",
      ),
      mapping(
        {
          conductors: list(conductor, "Conductors in the order of the rows."),
          values: list(list(impedance, "A row."), "Rows."),
        },
        "Impedance matrix.",
      ),
    ],
    { error: "expected { positive, zero } or { conductors, values }" },
  )
  .meta({ description: "Series impedances: by sequence, or conductor by conductor." });

const sourceComponent = mapping(
  {
    id,
    bus,
    voltage: phaseMapping(
      spectrumForm(voltagePhasorWording, "230 V at -120 deg."),
      "Open-circuit voltage of each phase to the star point; a phase left out does not exist.",
    ),
    impedance: z
      .union([z.literal("ideal"), matrixForm], {
        error: "expected ideal, { positive, zero } or { conductors, values }",
      })
      .optional()
      .meta({ description: "Default ideal." }),
    starPoint: starPointForm.optional(),
  },
  "A voltage source.",
);

const lineComponent = mapping(
  {
    id,
    from: bus,
    to: bus,
    length: worded(quantity.lengthWording, "e.g. 350 m."),
    impedancePerKilometre: matrixForm,
    capacitance: mapping(
      {
        conductors: list(conductor, "Conductors in the order of the rows."),
        faradsPerKilometre: list(list(figure(-mostFarads, mostFarads, "F/km."), "A row."), "Rows."),
      },
      "Nodal capacitance matrix.",
    ).optional(),
    conductance: mapping(
      {
        conductors: list(conductor, "Conductors in the order of the rows."),
        siemensPerKilometre: list(list(figure(-mostSiemens, mostSiemens, "S/km."), "A row."), "Rows."),
      },
      "Nodal leakage conductance matrix: to earth and others on the diagonal, minus what is between two off it.",
    ).optional(),
  },
  "A line or cable.",
);

const windingForm = mapping(
  {
    bus,
    connection: words(["wye", "delta", "coil"], "coil: one single-phase winding."),
    clock: wholeNumber(0, 11, "Clock number of the vector group (wye and delta). Default 0.").optional(),
    starPoint: starPointForm.optional(),
    from: conductorOrEarth.optional(),
    to: conductorOrEarth.optional(),
    ratedVoltage: worded(quantity.voltageWording, "Line to line; across the coil for coil."),
    tap: figure(0.5, 2, "Turns in use over rated turns. Default 1.").optional(),
    resistance: worded(quantity.percentWording, "Default 0 %.").optional(),
  },
  "A winding.",
);

const transformerComponent = mapping(
  {
    id,
    ratedPower: worded(quantity.apparentPowerWording, "e.g. 630 kVA."),
    windings: list(windingForm, "Windings, the first one the reference of the clock numbers.", 2),
    reactance: list(
      worded(quantity.percentWording, "e.g. 4 %."),
      "Of each pair of windings: 1-2, 1-3, ..., 2-3, ...",
    ),
    noLoad: mapping(
      {
        loss: worded(quantity.percentWording, "Iron losses over rated power."),
        magnetisingCurrent: worded(quantity.percentWording, "Over rated current."),
        winding: wholeNumber(1, 9, "The winding it sits on."),
      },
      "No-load branch; left out: an ideal core.",
    ).optional(),
    ...coreFields,
    zeroSequence: mapping(
      {
        resistance: list(worded(quantity.percentWording, "e.g. 0.5 %."), "Of each winding.", 2),
        reactance: list(
          worded(quantity.percentWording, "e.g. 3.4 %."),
          "Of each pair of windings, as `reactance`.",
        ),
      },
      "Its own short-circuit data for the zero sequence; left out: those above.",
    ).optional(),
  },
  "A power transformer.",
);

export const demandComponent = mapping(
  {
    current: worded(quantity.currentWording, "Constant current, with powerFactor or angle.").optional(),
    powerFactor: worded(powerFactorWording, "Of the constant current.", "numbers").optional(),
    angle: worded(quantity.angleWording, "Of the constant current; positive: it lags.").optional(),
    active: worded(quantity.activePowerWording, "Power, with reactive.").optional(),
    reactive: worded(quantity.reactivePowerWording, "Default 0 var.").optional(),
    activeExponent: figure(
      -steepest,
      steepest,
      "P follows (U/U0) to this; left out with the other: constant power.",
    ).optional(),
    reactiveExponent: figure(-steepest, steepest, "Q follows (U/U0) to this.").optional(),
    impedance: impedance.optional(),
  },
  "A demand: one of current, active, impedance.",
);
const demand = z.optional(demandComponent);
const drawnCurrent = spectrumForm(currentPhasorWording, "5 A at 30 deg.").optional();

const loadComponent = mapping(
  {
    id,
    bus,
    connection: words(["wye", "delta"], "Default wye.").optional(),
    starPoint: words(["neutral", "earth", "floating"], "Of a wye. Default neutral.").optional(),
    ratedVoltage: worded(quantity.voltageWording, "Across one phase of the load."),
    minimumVoltage: worded(
      quantity.shareWording,
      "Below it the load goes on as an impedance. Default 10 %.",
    ).optional(),
    demand: mapping(
      { L1: demand, L2: demand, L3: demand, "L1-L2": demand, "L2-L3": demand, "L3-L1": demand },
      "What each phase of the load demands.",
    ),
  },
  "A load, or with negative power a producer.",
);

export const componentForm = oneOf(
  {
    source: sourceComponent,
    line: lineComponent,
    transformer: transformerComponent,
    load: loadComponent,
    harmonicCurrentSource: mapping(
      {
        id,
        bus,
        connection: words(["wye", "delta"], "Default wye.").optional(),
        starPoint: words(
          ["neutral", "earth"],
          "Where the currents of a wye return. Default neutral.",
        ).optional(),
        current: mapping(
          {
            L1: drawnCurrent,
            L2: drawnCurrent,
            L3: drawnCurrent,
            "L1-L2": drawnCurrent,
            "L2-L3": drawnCurrent,
            "L3-L1": drawnCurrent,
          },
          "Drawn from each phase, or between each two.",
        ),
      },
      "An appliance that draws harmonic currents.",
    ),
    shunt: mapping({ id, bus, conductor, to: conductorOrEarth, impedance }, "An impedance at a bus."),
    switch: mapping(
      {
        id,
        from: bus,
        to: bus,
        position: mapping(
          Object.fromEntries(
            conductors.map((c) => [c, words(["open", "closed"], "open or closed").optional()]),
          ) as Record<
            (typeof conductors)[number],
            z.ZodOptional<z.ZodEnum<{ open: "open"; closed: "closed" }>>
          >,
          "Of each conductor it has.",
        ),
      },
      "A switch.",
    ),
    openConductor: mapping(
      { id, line: name("Id of the line."), conductor },
      "A conductor of a line interrupted.",
    ),
    shortCircuit: mapping(
      { id, bus, conductor, to: conductorOrEarth, impedance },
      "Two conductors touching.",
    ),
  },
  "One component.",
);

export const networkForm = mapping(
  {
    frequency: worded(quantity.frequencyWording, "Default 50 Hz.").optional(),
    components: list(componentForm, "The components, in any order.", 1, mostParts),
    meteringPoints: list(
      mapping(
        {
          id: name("Name of the metering point."),
          at: name("Id of the component it sits at."),
          end: z
            .string({ error: "expected from, to, terminals, winding1, winding2, ..." })
            .regex(
              /^(?:from|to|terminals|winding[1-9])$/,
              "expected from, to, terminals, winding1, winding2, ...",
            )
            .meta({
              description: "from or to of lines and switches, windingN of transformers, else terminals.",
            }),
        },
        "One metering point.",
      ),
      "Where meters may sit.",
      1,
      mostParts,
    ),
  },
  "The full form of the site, in place of source, transformer, line and load.",
);

export type NetworkForm = z.output<typeof networkForm>;
export type ComponentForm = z.output<typeof componentForm>;
export type DemandComponent = z.output<typeof demandComponent>;
export type MatrixForm = z.output<typeof matrixForm>;
export type StarPointForm = z.output<typeof starPointForm>;
