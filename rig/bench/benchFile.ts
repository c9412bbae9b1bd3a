/**
 * A bench file (`bench.yaml`): the one document that says what stands on a bench, read into settings a hardware bench
 * opens or into everything that is wrong with it, each with file:line:col. A port can be replaced from the environment
 * (`CONTO_RIG_PORT_<BUS>`), because the same bench has another device name on another machine.
 */

import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import { type Issue, issue } from "#models/issue.ts";
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { milliseconds, type Percent, type Seconds, seconds } from "#models/units.ts";
import { type BenchForm, type BusForm, benchForm, type PositionForm } from "#rig/bench/benchForm.ts";
import type { CharacterFormat } from "#rig/fieldbus/characterFormat.ts";
import { latencyCeiling } from "#rig/fieldbus/lineLatency.ts";
import type { TcpFraming } from "#rig/fieldbus/port.ts";
import { answerPatience } from "#rig/fieldbus/tcpPort.ts";
import type { SourceLimits } from "#rig/instruments/source.ts";
import { meterChoice } from "#scenarios/form/meterForm.ts";
import { readAs } from "#scenarios/form/troubles.ts";
import { durationWording } from "#scenarios/text/quantity.ts";
import { readYaml } from "#scenarios/yaml/document.ts";
import { blamedOnce, inFileOrder, type LocatedIssue } from "#scenarios/yaml/located.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

export type BusPort =
  | {
      readonly kind: "serial";
      readonly path: string;
      readonly format: CharacterFormat;
      readonly hasLocalEcho: boolean;
    }
  | {
      readonly kind: "tcp";
      readonly address: string;
      readonly framing: TcpFraming;
      /** How long nothing may come back before the connection counts as half open; left out: the port's default. */
      readonly answerPatience?: Seconds;
    };

export interface BusSettings {
  readonly name: string;
  readonly port: BusPort;
  readonly timeout: Seconds;
  /** The longest an answer may take; null: it is learnt. */
  readonly latency: Seconds | null;
  readonly retries: number;
}

export interface BenchPosition {
  readonly name: string;
  readonly meter: MeterChoice;
  /** The meter as declared: order and programming looked up in the catalogue. */
  readonly spec: MeterSpec;
  readonly serial: string | null;
  readonly bus: string;
  readonly unit: number;
}

export interface BenchFile {
  readonly name: string;
  /** Meters of the user's own that scenarios may ask for, beside the catalogue's. */
  readonly products: readonly Product[];
  readonly source: { readonly kind: "manual"; readonly limits: SourceLimits; readonly uncertainty: Percent };
  readonly buses: readonly BusSettings[];
  readonly positions: readonly BenchPosition[];
  readonly longestHold: Seconds | null;
  /** How long a bus may be away, in real time. */
  readonly linkPatience: Seconds;
  /** Bench seconds in one real second; above 1 for rehearsals only. */
  readonly clockScale: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;
const prefix = "CONTO_RIG_PORT_";

const isTcp = (port: string): boolean => /^[a-z]+:\/\//i.test(port);

function busSettings(name: string, form: BusForm, issues: Issue[]): BusSettings {
  const path = ["buses", name];
  const { timeout = milliseconds(300), latency = null, retries = 2 } = form;
  if (latency !== null && latency < timeout)
    issues.push(
      issue([...path, "latency"], `is shorter than the bus's timeout of ${durationWording.format(timeout)}`),
    );
  const settings = (port: BusPort): BusSettings => ({ name, port, timeout, latency, retries });
  if (!isTcp(form.port)) {
    if (form.framing !== undefined)
      issues.push(issue([...path, "framing"], "is for tcp ports; a serial port is rtu"));
    const { baud: baudRate = 9600, parity = "none", echo: hasLocalEcho = false } = form;
    const stopBits = form.stopBits === 2 ? 2 : 1;
    return settings({
      kind: "serial",
      path: form.port,
      format: { baudRate, parity, stopBits },
      hasLocalEcho,
    });
  }
  for (const key of ["baud", "parity", "stopBits", "echo"] as const) {
    if (form[key] !== undefined)
      issues.push(issue([...path, key], "is for serial ports; the gateway has its own"));
  }
  const url = URL.canParse(form.port) ? new URL(form.port) : undefined;
  if (url?.protocol !== "tcp:" || url.hostname === "") {
    issues.push(issue([...path, "port"], `expected tcp://host:port or a device, got '${form.port}'`));
  }
  const slowest = latencyCeiling(timeout, latency);
  return settings({
    kind: "tcp",
    address: form.port,
    framing: form.framing ?? "mbap",
    // A connection is not given up for gone while an answer may still come over it.
    ...(slowest >= answerPatience && { answerPatience: seconds(2 * slowest) }),
  });
}

/** The meter files and folders the positions name, whatever else may be wrong with the bench file. */
export function meterPathsOf(text: string, file: string): readonly string[] {
  const { value } = readYaml(text, file);
  const positions: unknown = (value as { positions?: unknown } | null | undefined)?.positions;
  const paths = (Array.isArray(positions) ? (positions as unknown[]) : []).flatMap((position) => {
    const path: unknown = (position as { meters?: unknown } | null)?.meters;
    return typeof path === "string" && path !== "" ? [path] : [];
  });
  return [...new Set(paths)];
}

/** Reads the register map file a position names; problems in it are told at their own lines. */
export type ReadMap = (path: string) => RegisterMap | readonly LocatedIssue[];
const noMaps: ReadMap = (path) => [
  { file: path, line: 1, column: 1, message: "register maps are not read here" },
];

/** The declared meter looked up; none when something is wrong with it, its bus or both together. */
function benchPosition(
  form: PositionForm,
  path: Issue["path"],
  bus: BusSettings | undefined,
  registerMap: RegisterMap | undefined,
  further: readonly Product[],
  issues: Issue[],
): BenchPosition[] {
  const { name, model, orderCode, serial = null, unit, programmed, referenceCurrent, catalogue } = form;
  const meter = meterChoice({ model, ...(orderCode !== undefined && { orderCode }), ...programmed });
  const speed = bus?.port.kind === "serial" ? bus.port.format.baudRate : undefined;
  const options = {
    communication: { address: unit, ...(speed !== undefined && { speed }) },
    ...(referenceCurrent !== undefined && { referenceCurrent }),
    ...(registerMap !== undefined && { registerMap }),
    ...(catalogue !== undefined && { readings: catalogue }),
  };
  const spec = meterSpec(meter, options, further);
  if (!isSpec(spec)) {
    for (const found of spec) issues.push(issue([...path, ...fieldOf(found.path)], found.message));
    return [];
  }
  if (!spec.outputs.rs485) {
    const message = `${spec.model} ${spec.orderCode} has no RS485 output: nothing can be read from it`;
    issues.push(issue([...path, orderCode === undefined ? "model" : "orderCode"], message));
  }
  return [{ name, meter, spec, serial, bus: form.bus, unit }];
}

/** Where in a position the catalogue's finding is: it speaks of options and communication parameters. */
function fieldOf([head, ...rest]: Issue["path"]): Issue["path"] {
  if (head === "communication") return [rest[0] === "speed" ? "bus" : "unit"];
  if (head === "options" && rest[0] === "readings") return ["catalogue", ...rest.slice(1)];
  return head === "options" ? rest : head === undefined ? [] : [head, ...rest];
}

const isMap = (map: ReturnType<ReadMap> | undefined): map is RegisterMap =>
  map !== undefined && !Array.isArray(map);

/** What no single field can know: names used twice, buses that are not there, two meters at one address. */
function crossIssues(form: BenchForm): Issue[] {
  const issues: Issue[] = [];
  const buses = Object.keys(form.buses);
  const twice = (
    seen: Map<string, string>,
    key: string,
    path: Issue["path"],
    message: (first: string) => string,
    by: string,
  ) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, by);
    else issues.push(issue(path, message(first)));
  };
  const ports = new Map<string, string>();
  for (const [name, { port }] of Object.entries(form.buses)) {
    twice(ports, port, ["buses", name, "port"], (first) => `bus '${first}' has this port already`, name);
  }
  const names = new Map<string, string>();
  const units = new Map<string, string>();
  form.positions.forEach(({ name, bus, unit }, i) => {
    const path = ["positions", i];
    twice(names, name, [...path, "name"], () => `another position is called '${name}'`, name);
    if (!Object.hasOwn(form.buses, bus)) {
      const meant = suggestionFor(bus, buses);
      const known = buses.length === 0 ? "there is none" : `there is ${buses.join(", ")}`;
      issues.push(issue([...path, "bus"], `no bus '${bus}': ${meant ? `did you mean '${meant}'?` : known}`));
    }
    const at = `unit ${unit} of bus '${bus}' is position '`;
    twice(units, `${bus} ${unit}`, [...path, "unit"], (first) => `${at}${first}' already`, name);
  });
  return issues;
}

/** Ports the environment replaces, by bus name; an issue for a variable no bus answers to. */
function environmentPorts(
  form: BenchForm,
  environment: Environment,
  file: string,
): Map<string, string> | LocatedIssue[] {
  const ports = new Map<string, string>();
  const issues: LocatedIssue[] = [];
  const buses = Object.keys(form.buses);
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || value === undefined || value === "") continue;
    const bus = buses.find((name) => name.toUpperCase() === variable.slice(prefix.length).toUpperCase());
    if (bus !== undefined) ports.set(bus, value);
    else
      issues.push({
        file,
        line: 1,
        column: 1,
        message: `the environment has ${variable}, but there is no such bus`,
      });
  }
  return issues.length > 0 ? issues : ports;
}

/**
 * Reads the text of a bench file. `environment` is usually `process.env`; pass `{}` to read the file alone. `readMap`
 * is asked for every register map file the positions name; `further` are the meters of the files under `meters`.
 */
export function readBenchFile(
  text: string,
  file: string,
  environment: Environment = {},
  readMap: ReadMap = noMaps,
  further: readonly Product[] = [],
): BenchFile | LocatedIssue[] {
  const document = readYaml(text, file);
  // Of a text that is no YAML the value is guesswork, and so would be everything said of it.
  if (document.value === undefined || document.broken) return [...document.issues];
  const { form, troubles } = readAs(benchForm, document.value);
  const located = (issues: readonly Issue[]): LocatedIssue[] =>
    issues.map(({ path, message }) => ({ ...document.locate(path), message }));
  if (form === null || document.issues.length > 0) {
    const ofForm = troubles.map(({ path, message, part }) => ({ ...document.locate(path, part), message }));
    return blamedOnce(document.issues, ofForm);
  }
  const ports = environmentPorts(form, environment, file);
  if (Array.isArray(ports)) return ports;
  const issues = crossIssues(form);
  const buses = Object.entries(form.buses).map(([name, bus]) =>
    busSettings(name, { ...bus, port: ports.get(name) ?? bus.port }, issues),
  );
  const inMaps: LocatedIssue[] = [];
  const positions = form.positions.flatMap((position, i) => {
    const bus = buses.find(({ name }) => name === position.bus);
    const map = position.registerMap === undefined ? undefined : readMap(position.registerMap);
    if (Array.isArray(map)) inMaps.push(...map);
    return benchPosition(position, ["positions", i], bus, isMap(map) ? map : undefined, further, issues);
  });
  if (issues.length > 0 || inMaps.length > 0) return [...located(issues).sort(inFileOrder), ...inMaps];
  return {
    name: form.name,
    products: further,
    source: form.source,
    buses,
    positions,
    longestHold: form.longestHold ?? null,
    linkPatience: form.linkPatience ?? seconds(15),
    clockScale: form.clock?.scale ?? 1,
  };
}
