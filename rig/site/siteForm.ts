/**
 * The form of a site file (`*.site.yaml`), as a person fills it in. The network is the full form of a scenario's network,
 * a meter is a scenario's meter with a place; what no single field can know is looked at afterwards.
 */
import { z } from "zod";
import { hookUpForm, transformersForm } from "#scenarios/form/connectionForm.ts";
import {
  figure,
  list,
  mapping,
  name,
  oneOf,
  sentence,
  wholeNumber,
  worded,
  words,
} from "#scenarios/form/field.ts";
import { formSchema } from "#scenarios/form/formSchema.ts";
import { meterForm } from "#scenarios/form/meterForm.ts";
import { networkForm } from "#scenarios/form/networkForm.ts";
import {
  activeEnergyWording,
  activePowerWording,
  durationWording,
  flowWording,
  lengthWording,
  volumeWording,
} from "#scenarios/text/quantity.ts";
import {
  answerTimeWording,
  dwellWording,
  pollWording,
  pulseWidthWording,
  timeoutWording,
} from "#scenarios/text/times.ts";

const address = z
  .string({ error: "expected tcp://host:port" })
  .regex(/^tcp:\/\/[^\s/]+:\d+$/, "expected tcp://host:port, port 0 for a free one")
  .meta({ description: "Where the gateway listens: tcp://127.0.0.1:15020; port 0 takes a free one." });

const onBus = {
  bus: name("One of the buses below.").optional(),
  unit: wholeNumber(1, 255, "Address on the bus.").optional(),
  segment: name("Segment of the bus; default its first.").optional(),
  speed: wholeNumber(300, 921600, "Set on the device, bit/s; default that of its bus.").optional(),
  answerTime: worded(answerTimeWording, "From a request to its answer.").optional(),
};

const siteMeterForm = mapping(
  {
    name: name("What people call it; unique on the site."),
    ...meterForm.shape,
    at: name("Metering point of the network it sits at."),
    transformers: transformersForm.optional(),
    hookUp: hookUpForm.optional(),
    contact: words(["open", "closed"], "Its external contact. Default open.").optional(),
    ...onBus,
  },
  "A meter at a metering point.",
);

const width = worded(pulseWidthWording, "How long its contact stays closed; default 100 ms.").optional();
const flowing = mapping(
  { flow: worded(flowWording, "e.g. 2 m3/h."), weight: worded(volumeWording, "Volume per pulse."), width },
  "A volume meter with a pulser.",
);

const pulseMeterForm = oneOf(
  {
    gas: mapping({ name: name("Unique on the site."), ...flowing.shape }, "A gas meter."),
    water: mapping({ name: name("Unique on the site."), ...flowing.shape }, "A water meter."),
    heat: mapping(
      {
        name: name("Unique on the site."),
        power: worded(activePowerWording, "Heat flowing, e.g. 20 kW."),
        weight: worded(activeEnergyWording, "Heat per pulse, e.g. 1 kWh."),
        width,
      },
      "A heat meter.",
    ),
  },
  "A gas, water or heat meter whose pulses a concentrator counts.",
);

const concentratorForm = mapping(
  {
    name: name("Unique on the site."),
    ...onBus,
    inputs: list(
      mapping(
        {
          input: wholeNumber(1, 8, "As on its terminals."),
          from: name("Name of the meter whose contact is on it."),
          bounce: mapping(
            {
              returns: wholeNumber(1, 100, "How many times more it changes before it stays."),
              dwell: worded(dwellWording, "How long it stays each time."),
            },
            "A contact that chatters; left out: it does not.",
          ).optional(),
        },
        "What is on an input.",
      ),
      "The inputs in use.",
    ),
    counters: mapping(
      {
        start: wholeNumber(0, 65_520, "Wire address of the first counter."),
        wordOrder: words(["highFirst", "lowFirst"], "Of the two words of a counter.").optional(),
      },
      "Where its counters are, when known; default an assumption.",
    ).optional(),
  },
  "A pulse concentrator D4CR8.",
);

const busForm = mapping(
  {
    baud: wholeNumber(300, 921600, "Speed of the bus, bit/s. Default 9600.").optional(),
    parity: words(["none", "even", "odd"], "Default none.").optional(),
    stopBits: wholeNumber(1, 2, "Default 1.").optional(),
    segments: list(
      mapping(
        {
          name: name("Unique on the bus."),
          behind: name("The segment whose IF2E003 feeds this one; left out: the master's own.").optional(),
          cable: worded(lengthWording, "Length of its cable. Default 0 m.").optional(),
        },
        "A segment of RS485 cable.",
      ),
      "Segments; left out: one.",
    ).optional(),
    poll: mapping(
      {
        every: worded(pollWording, "How often everything is polled; left out: again and again.").optional(),
        words: wholeNumber(1, 125, "Words of one read of a meter; default 31.").optional(),
      },
      "What a supervisor will ask of it, for the plan.",
    ).optional(),
    via: oneOf(
      {
        IF2E001: mapping(
          {
            listen: address,
            framing: words(
              ["mbap", "rtu"],
              "mbap: Modbus TCP (default); rtu: serial frames through the socket. The catalogue does not say.",
            ).optional(),
            answerTimeout: worded(
              timeoutWording,
              "How long the gateway waits for an answer. Default 500 ms.",
            ).optional(),
          },
          "RS485 to Ethernet.",
        ),
        IF2E002: mapping(
          { line: name("Name the serial line is linked at, e.g. ./bus-a.") },
          "RS485 to RS232.",
        ),
      },
      "What stands between the bus and whoever reads it.",
    ),
  },
  "A field bus.",
);

const stepForm = mapping(
  {
    name: name("What is going on."),
    hold: worded(durationWording, "For how long."),
    factors: z
      .record(z.string(), figure(0, 1000, "1 is as said; 0 is nothing."), {
        error: "expected a mapping: load or gas, water, heat meter: factor",
      })
      .optional()
      .meta({ description: "By what loads and flows are multiplied in this step." }),
    dead: list(name("A device."), "Devices without supply; a repeater as bus/segment it feeds.").optional(),
  },
  "A while during which nothing changes.",
);

export const siteForm = mapping(
  {
    title: sentence("A few words."),
    meterFiles: list(
      name("A *.meter.yaml file or a folder of them, beside the site file."),
      "Meters that are not in the catalogue.",
    ).optional(),
    network: networkForm,
    meters: list(siteMeterForm, "Electricity meters."),
    pulseMeters: list(pulseMeterForm, "Gas, water and heat meters.").optional(),
    concentrators: list(concentratorForm, "Pulse concentrators.").optional(),
    buses: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "letters, digits and underscores"), busForm, {
        error: "expected a mapping: name of the bus: its settings",
      })
      .meta({ description: "Field buses by name." }),
    steps: list(
      stepForm,
      "What happens, in order; the last one stays. Left out: nothing changes.",
    ).optional(),
  },
  "A conto-rig site.",
);

export type SiteForm = z.output<typeof siteForm>;
export type SiteMeterForm = z.output<typeof siteMeterForm>;
export type SiteConcentratorForm = z.output<typeof concentratorForm>;
export type PulseMeterForm = z.output<typeof pulseMeterForm>;
export type BusForm = z.output<typeof busForm>;

/** The form as a JSON Schema (draft 7), for editors; shipped as site.schema.json. */
export const siteJsonSchema = (): Record<string, unknown> => formSchema("site", siteForm);
