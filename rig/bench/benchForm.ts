/**
 * The form of a bench file, as a person fills it in: what feeds the meters, the buses they hang on, the positions and
 * the meters in them. It is the schema editors check against and the first reading of the file; what no single field
 * can know (a bus that is named but not there) is looked at afterwards.
 */
import { z } from "zod";
import { percent } from "#models/units.ts";
import { figure, flag, list, mapping, name, wholeNumber, worded, words } from "#scenarios/form/field.ts";
import { formSchema } from "#scenarios/form/formSchema.ts";
import { meterForm } from "#scenarios/form/meterForm.ts";
import { shown } from "#scenarios/text/parsed.ts";
import { currentWording, durationWording, percentWording, voltageWording } from "#scenarios/text/quantity.ts";
import { timeoutWording } from "#scenarios/text/times.ts";

const standardUncertainty = worded(
  percentWording,
  "Standard uncertainty (k = 1) of the energy applied: half of what a certificate states with k = 2.",
);
/** As a certificate states it, with its coverage factor; a bare figure is a standard uncertainty. */
const uncertainty = z
  .union(
    [
      standardUncertainty,
      mapping(
        {
          value: worded(percentWording, "What the certificate states, e.g. 0.1 %."),
          k: figure(1, 4, "Its coverage factor: 1 for a standard uncertainty, 2 as most certificates state."),
        },
        "The uncertainty as a certificate states it.",
      ).transform(({ value, k }) => percent(value / k)),
    ],
    {
      error: ({ input }) =>
        `expected a percentage such as 0.05 % (k = 1), or { value: 0.1 %, k: 2 }, got ${shown(input)}`,
    },
  )
  .meta({
    description:
      "Uncertainty of the energy applied: { value: 0.1 %, k: 2 } as a certificate states it; a bare percentage is a standard uncertainty (k = 1).",
  });

const sourceForm = mapping(
  {
    kind: words(["manual"], "manual: a person sets the source as the rig says."),
    limits: mapping(
      {
        voltage: worded(
          voltageWording,
          "Most a voltage channel may be asked for, to the source's neutral, RMS.",
        ),
        current: worded(currentWording, "Most a current channel may be asked for, RMS."),
      },
      "What the source may be asked for on this bench; checked before anything is set.",
    ),
    uncertainty,
  },
  "The three-phase source that feeds every position.",
);

const busForm = mapping(
  {
    port: z
      .string({ error: "expected a port such as /dev/serial/by-id/usb-… or tcp://192.168.1.10:502" })
      .min(1, "expected a port such as /dev/ttyUSB0 or tcp://192.168.1.10:502")
      .meta({
        description: "Serial device (best under /dev/serial/by-id), or tcp://host:port of a gateway.",
      }),
    framing: words(
      ["rtu", "mbap"],
      "On tcp only. mbap: Modbus TCP (default); rtu: serial frames through the socket.",
    ).optional(),
    baud: wholeNumber(300, 921600, "Serial only. Speed, bit/s; default 9600.").optional(),
    parity: words(["none", "even", "odd"], "Serial only. Default none.").optional(),
    stopBits: wholeNumber(1, 2, "Serial only. Default 1.").optional(),
    timeout: worded(
      timeoutWording,
      "Longest wait for an answer; default 300 ms, the slowest the catalogue allows.",
    ).optional(),
    latency: worded(
      durationWording,
      "Longest an answer may take on this bus, gateways included: every answer is then waited for so long. " +
        "Left out: learnt from answers that come late, up to 30 times the timeout.",
    ).optional(),
    retries: wholeNumber(0, 10, "Further attempts after an answer that failed; default 2.").optional(),
    echo: flag("Serial only. The adapter gives our own bytes back; default false.").optional(),
  },
  "A field bus and how to reach it.",
);

const { insertionMode, ctRatio, vtRatio, integrationTime, counting, pulse } = meterForm.shape;
const positionForm = mapping(
  {
    name: name("What is written on the bench: 1, left, A3."),
    model: meterForm.shape.model,
    orderCode: meterForm.shape.orderCode,
    meters: name(
      "Meter file, or a folder of them, that has the model: a meter of your own, beside the bench file.",
    ).optional(),
    serial: name("Serial number of the meter, for the report.").optional(),
    bus: name("One of the buses above."),
    unit: wholeNumber(1, 255, "Address of the meter on its bus."),
    referenceCurrent: worded(
      currentWording,
      "Rated secondary current of its CTs where the meter serves several, e.g. 1 A; default the first of the catalogue.",
    ).optional(),
    registerMap: name(
      "File with the register map of this meter, YAML or JSON, beside the bench file; default the catalogue's hypothesis.",
    ).optional(),
    catalogue: z
      .record(z.string().max(100), z.string().max(100), {
        error: "expected a mapping: what is in doubt: how it is to be read",
      })
      .meta({
        description:
          "Readings of what the catalogue leaves in doubt, e.g. basic current: 20 A and 32 A; conto-rig catalogue --doubts lists them.",
      })
      .optional(),
    programmed: mapping(
      { insertionMode, ctRatio, vtRatio, integrationTime, counting, pulse },
      "What is programmed into the meter. Scenarios that need something else are not applicable to it.",
    ),
  },
  "A place on the bench and the meter in it.",
);

export const benchForm = mapping(
  {
    name: name("What people call the bench."),
    source: sourceForm,
    buses: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), busForm, {
        error: "expected a mapping: name of the bus: its settings",
      })
      .meta({ description: "Field buses by name: letters, digits and underscores." }),
    positions: list(positionForm, "The positions of the bench."),
    longestHold: worded(
      durationWording,
      "The longest a step may be held here; left out: no limit.",
    ).optional(),
    linkPatience: worded(
      durationWording,
      "How long a bus may be away (adapter unplugged, connection closed) before the source is switched off and the run ended; default 15 s.",
    ).optional(),
    clock: mapping(
      {
        scale: figure(
          1,
          3600,
          "Seconds of the bench in one real second. Above 1 only for rehearsals against twins hosted at the same scale.",
        ),
      },
      "How time passes; left out: as it does.",
    ).optional(),
  },
  "A bench with real meters: what feeds them, how they are read, what is in which position.",
);

export type BenchForm = z.output<typeof benchForm>;
export type PositionForm = z.output<typeof positionForm>;
export type BusForm = z.output<typeof busForm>;

/** The form as a JSON Schema (draft 7), for editors; shipped as bench.schema.json. */
export const benchJsonSchema = (): Record<string, unknown> => formSchema("bench", benchForm);
