/**
 * `conto-rig twin`: a meter that is not there (or a whole site of them), offered to any Modbus program over a serial port, a
 * serial line made for the occasion, or TCP. What its
 * terminals see comes from setting lines on stdin, or from a scenario played in real or scaled time.
 */
import { Command, Option } from "commander";
import { findEntry } from "#models/catalogue/catalogue.ts";
import { isSpec, meterSpec, type SpecOptions } from "#models/catalogue/meterSpec.ts";
import { withoutBus } from "#models/catalogue/withoutBus.ts";
import { ratedSignals } from "#models/meter/ratedSignals.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { SolveError } from "#models/network/solveError.ts";
import { refusalSentence } from "#reports/refusal.ts";
import { readRegisterMapFile } from "#rig/bench/registerMapFile.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { above0, amount, busAddresses, wholeNumber } from "#rig/cli/amountOption.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { metersOption, type OwnMeters, ownMeters } from "#rig/cli/ownMeters.ts";
import { loadSite, placedElsewhere } from "#rig/cli/sites.ts";
import { chooseScenarios, loadScenarios } from "#rig/cli/suite.ts";
import { wallClock } from "#rig/clock.ts";
import type { Parity } from "#rig/fieldbus/characterFormat.ts";
import type { TcpFraming } from "#rig/fieldbus/port.ts";
import { followLines } from "#rig/host/followLines.ts";
import { hostSite } from "#rig/host/hostSite.ts";
import { type HostedMeter, type HostedStep, type HostPlace, hostTwins } from "#rig/host/hostTwins.ts";
import { solvedStep } from "#rig/run/solvedStep.ts";
import { programEnd } from "#rig/safety/programEnd.ts";
import type { Scenario } from "#scenarios/scenario.ts";
import { transformerRatioWording } from "#scenarios/text/ratio.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

interface Options {
  readonly site?: string;
  readonly place: readonly string[];
  readonly port?: string;
  readonly tcp?: string;
  readonly line?: string;
  readonly framing: TcpFraming;
  readonly baud: number;
  readonly parity: Parity;
  readonly unit: readonly number[];
  readonly orderCode?: string;
  readonly insertionMode?: string;
  readonly ctRatio?: number;
  readonly vtRatio?: number;
  readonly lie: string;
  readonly registerMap?: string;
  readonly meters: readonly string[];
  readonly scenario?: string;
  readonly scale: number;
  readonly dead: boolean;
  readonly echo: boolean;
}

/** Those that are wrong in the meter itself; a faulty bus is played by the virtual bench only. */
const lies = virtualMeters.filter(({ busFault }) => busFault(0) === undefined).map(({ name }) => name);

export const twinCommand = (finish: Finish): Command =>
  new Command("twin")
    .description("host one or many meter twins for any Modbus program")
    .argument("[model]", "such as D4-s; none with --site")
    .option("--site <site>", "a whole site in place of one model: a *.site.yaml file or a shipped one")
    .option(
      "--place <bus=where>",
      "with --site: where a bus is reached instead, A=tcp://127.0.0.1:5020 or A=./line; repeatable",
      (place: string, places: readonly string[]) => [...places, place],
      [] as readonly string[],
    )
    .option("-p, --port <path>", "a serial port or pseudo-terminal")
    .option(
      "-l, --line <name>",
      "makes a serial line of its own, linked at this name, for other programs to open",
    )
    .option("-t, --tcp <host:port>", "a socket; port 0 takes a free one")
    .addOption(
      new Option("--framing <kind>", "on TCP: Modbus TCP or RTU frames")
        .choices(["mbap", "rtu"])
        .default("mbap"),
    )
    .option("--baud <n>", "of the serial port", wholeNumber(300, 921_600), 9600)
    .option("--echo", "the adapter of the serial port gives our own bytes back", false)
    .addOption(
      new Option("--parity <kind>", "of the serial port").choices(["none", "even", "odd"]).default("none"),
    )
    .option("-u, --unit <addresses>", "one twin for each address", busAddresses, [1])
    .option("--order-code <code>", "the catalogue's default when left out")
    .option("--insertion-mode <mode>", "such as 3N3E")
    .option("--ct-ratio <n>", "KTA: 20 or 100/5", amount(transformerRatioWording))
    .option("--vt-ratio <n>", "KTV: 200 or 20000/100", amount(transformerRatioWording))
    .addOption(new Option("--lie <name>", "what is wrong with it").choices(lies).default("good", "nothing"))
    .addOption(metersOption())
    .option("--register-map <file>", "answer by this register map instead of the catalogue's hypothesis")
    .option("-s, --scenario <name>", "play the steps of this scenario; the meter is programmed as it asks")
    .option("--scale <n>", "how many seconds pass for the meter in a real one", above0("timeScale"), 1)
    .option("--dead", "without supply until a setting line feeds it", false)
    .addHelpText(
      "after",
      "\nIt is fed with its rated voltage and current from the beginning, unless --dead or --scenario says otherwise.\nOn stdin it takes setting lines, as the manual source prints them, for example:\n  f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@-30 5A@-150 5A@90 contact=open\nand the word off.",
    )
    .action(async (model: string | undefined, options: Options) => {
      if (options.site !== undefined) {
        if (model !== undefined) throw new BadInput(["twin: give a model or --site, not both"]);
        if (options.dead)
          throw new BadInput(["twin: --dead is for one model; a site says with `dead` who has no supply"]);
        finish(await hostWholeSite(options.site, options));
      } else if (model === undefined) throw new BadInput(["twin: which model? such as D4-s, or --site FILE"]);
      else finish(await host(model, options));
    });

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface Hosted {
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Until somebody ends it (who may do so before it is up), or everything it was offered on is lost. */
async function untilEnded<H extends Hosted>(hosting: Promise<H>, up: (hosted: H) => void = () => {}) {
  const end = programEnd({
    exitCodes,
    onLeaving: () => void hosting.then((hosted) => hosted.close()).catch(() => {}),
  });
  try {
    const hosted = await hosting;
    up(hosted);
    await hosted.ended;
  } finally {
    end.close();
  }
  if (end.ending?.kind === "unforeseen") throw end.ending.error;
  return end.ending === null ? exitCodes.trouble : exitCodes.pass;
}

async function hostWholeSite(asked: string, { place, scale }: Options) {
  const site = placedElsewhere(loadSite(asked), place);
  const hosting = hostSite(site, { clock: wallClock(scale), say }).catch((error: unknown) => {
    if (!(error instanceof SolveError)) throw error;
    throw new BadInput([`${asked}: ${refusalSentence(error.refusal, "en").text}`]);
  });
  return untilEnded(hosting);
}

async function host(model: string, options: Options) {
  const places = placesOf(options);
  const own = ownMeters(options.meters);
  const scenario = options.scenario === undefined ? null : oneScenario(options.scenario, own);
  if (scenario !== null && options.dead)
    throw new BadInput(["twin: give --dead or --scenario, not both: the steps of a scenario feed the meter"]);
  const spec = specOf(model, options, scenario, own);
  const mute = withoutBus(spec, own.products);
  if (mute !== null) throw new BadInput([`twin: ${mute}`]);
  const meters: readonly HostedMeter[] = options.unit.map((unit) => ({
    unit,
    spec: specOf(model, options, scenario, own, { communication: { address: unit } }),
  }));
  const steps: readonly HostedStep[] =
    scenario === null
      ? []
      : scenario.steps.map((step, index) => {
          const { signals } = solvedStep(step, index, { ...spec });
          if (step.hold === "planned")
            throw new BadInput([
              `${scenario.id}: "${step.name}" has no hold of its own; a hosted twin needs one`,
            ]);
          return { name: step.name, signals, hold: step.hold };
        });
  const twins = hostTwins({
    places: places.map((at) => ({ at, meters })),
    clock: wallClock(options.scale),
    steps,
    ...(scenario === null && !options.dead && { feed: ratedSignals(spec) }),
    ...(options.echo && { slave: { hasLocalEcho: true } }),
    say,
  });
  let unfollow = (): void => {};
  const code = await untilEnded(twins, ({ applied }) => {
    if (options.dead) say("not fed: silent until a setting line on stdin feeds it");
    unfollow = followLines(process.stdin, applied, say);
  });
  unfollow();
  return code;
}

function placesOf({ port, line, tcp, framing, baud, parity }: Options): readonly HostPlace[] {
  const places: HostPlace[] = [];
  const format = { baudRate: baud, parity, stopBits: 1 } as const;
  if (port !== undefined) places.push({ kind: "serial", path: port, format });
  if (line !== undefined) places.push({ kind: "terminal", name: line, format });
  if (tcp !== undefined)
    places.push({ kind: "tcp", address: tcp.includes("://") ? tcp : `tcp://${tcp}`, framing });
  if (places.length === 0)
    throw new BadInput(["twin: where? give --line NAME, --port PATH or --tcp HOST:PORT"]);
  return places;
}

function oneScenario(name: string, { products }: OwnMeters): Scenario {
  const loaded = loadScenarios(chooseScenarios([name]), null, products);
  const [first] = loaded;
  if (first === undefined || loaded.length > 1)
    throw new BadInput([`--scenario ${name}: names ${loaded.length} scenarios, one is played`]);
  return first.scenario;
}

function mapOf(file: string): RegisterMap {
  const map = readRegisterMapFile(file);
  if (Array.isArray(map)) throw new BadInput(map.map(formatLocatedIssue));
  return map as RegisterMap;
}

function specOf(
  model: string,
  options: Options,
  scenario: Scenario | null,
  { products }: OwnMeters,
  more: SpecOptions = {},
): MeterSpec {
  const lie = virtualMeters.find(({ name }) => name === options.lie);
  const spec = meterSpec(
    {
      model,
      orderCode: options.orderCode ?? scenario?.meter.orderCode ?? null,
      programmed: {
        ...scenario?.meter.programmed,
        ...(options.insertionMode !== undefined && { insertionMode: options.insertionMode as never }),
        ...(options.ctRatio !== undefined && { ctRatio: options.ctRatio }),
        ...(options.vtRatio !== undefined && { vtRatio: options.vtRatio }),
      },
    },
    {
      ...more,
      ...(lie !== undefined && { imperfections: lie.imperfections }),
      ...(options.registerMap !== undefined && { registerMap: mapOf(options.registerMap) }),
    },
    products,
  );
  const other = findEntry(model);
  if (!isSpec(spec) && other !== undefined && other.kind !== "meter")
    throw new BadInput([
      `twin: ${other.model} is no meter but a${other.kind === "interface" ? "n" : ""} ${other.kind}: it is hosted as a part of a site (--site)`,
    ]);
  if (!isSpec(spec))
    throw new BadInput(spec.map(({ path, message }) => `twin ${path.join(".")}: ${message}`));
  return spec;
}
