/**
 * Meter twins offered to any Modbus program: on a serial port, on a socket, or on a line that exists in this program
 * only. All of them hang on the same terminals, as meters on one bench do; what those see is changed by setting lines a
 * person (or another program) writes, or by the steps of a scenario as time passes. Nothing ticks: a twin's registers
 * are computed up to the instant of each request.
 */
import { formatSettingLine, parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { silence } from "#models/spectrum.ts";
import { hertz, type Seconds, seconds } from "#models/units.ts";
import { type Clock, wallClock } from "#rig/clock.ts";
import type { CharacterFormat } from "#rig/fieldbus/characterFormat.ts";
import type { Port, TcpFraming } from "#rig/fieldbus/port.ts";
import { openPseudoTerminal } from "#rig/fieldbus/pseudoTerminal.ts";
import { reservedUnits } from "#rig/fieldbus/reservedUnits.ts";
import { openSerialPort } from "#rig/fieldbus/serialPort.ts";
import type { SimulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave, type SlaveOptions } from "#rig/fieldbus/slave.ts";
import { openTcpSlave } from "#rig/fieldbus/tcpSlave.ts";
import type { Units } from "#rig/fieldbus/units.ts";
import { type HostedTwin, hostedTwin } from "#rig/host/hostedTwin.ts";
import { watchedPort } from "#rig/host/watchedPort.ts";

/** Where twins are offered. */
export type HostPlace =
  | { readonly kind: "serial"; readonly path: string; readonly format: CharacterFormat }
  /** A pseudo-terminal made for the occasion and linked at this name, for programs that want a serial port. */
  | { readonly kind: "terminal"; readonly name: string; readonly format: CharacterFormat }
  /** `tcp://host:port`; port 0 takes a free one. */
  | { readonly kind: "tcp"; readonly address: string; readonly framing: TcpFraming }
  | {
      readonly kind: "line";
      readonly line: SimulatedLine;
      readonly name: string;
      readonly format: CharacterFormat;
    };

export interface HostedMeter {
  /** Bus address 1...255. */
  readonly unit: number;
  readonly spec: MeterSpec;
}

/** A step of a scenario, solved: what the terminals see, and for how long; the last one stays. */
export interface HostedStep {
  readonly name: string;
  readonly signals: TerminalSignals;
  readonly hold: Seconds;
}

export interface HostOptions {
  readonly places: readonly { readonly at: HostPlace; readonly meters: readonly HostedMeter[] }[];
  /** The meters' time; a scaled clock rehearses hours in minutes. Default the wall clock. */
  readonly clock?: Clock;
  /** The wire's time. Default the wall clock, whatever the meters' time does. */
  readonly busClock?: Clock;
  readonly steps?: readonly HostedStep[];
  /**
   * What the terminals saw before anybody could ask, for so long that every meter has started, and see until something
   * else is applied. Default nothing: the meters are dead.
   */
  readonly feed?: TerminalSignals;
  readonly slave?: Partial<SlaveOptions>;
  /** Takes one line per event. */
  readonly say: (line: string) => void;
}

export interface Host {
  /** Where the twins are reachable, in the sequence of the places; ports of 0 with what was really taken. */
  readonly addresses: readonly string[];
  /**
   * Takes a setting line, or the word `off`, and lets the terminals see it from now on; steps still to come are
   * forgotten. A wrong line changes nothing and is answered with one said line per issue. True when applied.
   */
  applied(line: string): boolean;
  /** Resolves when every place is gone: closed, or its port lost. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** No voltage, no current, contact open. */
export const nothingApplied: TerminalSignals = {
  frequency: hertz(50),
  voltage: { L1: silence(), L2: silence(), L3: silence(), N: silence() },
  current: { L1: silence(), L2: silence(), L3: silence() },
  contact: "open",
};

interface OpenPlace {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Opens every place and answers from then on.
 * @throws {PortError} when a place cannot be opened; those opened before are closed again.
 */
export async function hostTwins(options: HostOptions): Promise<Host> {
  const { places, clock = wallClock(), busClock = wallClock(), steps = [], feed, say } = options;
  const twins: HostedTwin[] = [];
  /** What a bus asks in one breath is answered of one instant; a meter measures in cycles far longer. */
  let held: Seconds | null = null;
  const life: Clock = {
    now: () => held ?? clock.now(),
    sleep: (duration) => clock.sleep(duration),
    after: (duration, callback) => clock.after(duration, callback),
  };
  const together = (answer: () => void): void => {
    held = clock.now();
    try {
      answer();
    } finally {
      held = null;
    }
  };
  const slave: Partial<SlaveOptions> = { together, ...options.slave };
  const open: OpenPlace[] = [];
  let isClosed = false;
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let here = 0;

  const lost = (place: string) => (cause: Error) => {
    say(`lost ${place}: ${cause.message}`);
    if (--here === 0) end();
  };
  const onPort = (port: Port, units: Units): OpenPlace => {
    const { close } = openSlave(watchedPort(port, lost(port.name)), units, busClock, slave);
    return { address: port.name, close };
  };
  const openPlace = async (at: HostPlace, units: Units): Promise<OpenPlace> => {
    switch (at.kind) {
      case "serial":
        return onPort(await openSerialPort(at.path, at.format, busClock), units);
      case "terminal":
        return onPort(await openPseudoTerminal(at.name, at.format, busClock), units);
      case "line":
        return onPort(await at.line.attach(at.name, at.format), units);
      case "tcp":
        return openTcpSlave(at.address, at.framing, units, busClock, slave);
    }
  };
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    cancelStep();
    await Promise.all(open.map((place) => place.close()));
    end();
  };

  let cancelStep = (): void => {};
  /** The twins know every step in advance; only what is said of it waits for the clock. */
  const play = (): void => {
    let at = clock.now();
    const changes = steps.map(({ signals, hold }) => {
      const change = { at, signals };
      at = seconds(at + hold);
      return change;
    });
    for (const twin of twins) twin.follow(changes);
    const sayFrom = (index: number): void => {
      const step = steps[index];
      if (step === undefined) {
        say("scenario finished: the last step stays applied");
        return;
      }
      const next = changes[index + 1]?.at ?? at;
      say(`step ${index + 1} of ${steps.length} applied: ${step.name}: ${formatSettingLine(step.signals)}`);
      cancelStep = clock.after(seconds(next - clock.now()), () => sayFrom(index + 1));
    };
    sayFrom(0);
  };

  try {
    for (const { at, meters } of places) {
      const units = new Map(
        meters.map(({ unit, spec }) => {
          const twin =
            feed === undefined
              ? hostedTwin(spec, life, nothingApplied)
              : hostedTwin(spec, life, feed, undefined, { born: seconds(clock.now() - spec.startUp) });
          twins.push(twin);
          return [unit, twin.device] as const;
        }),
      );
      const place = await openPlace(at, units);
      open.push(place);
      here++;
      const offered = meters.map(({ unit, spec }) => `${unit} ${spec.model}`).join(", ");
      say(`listening on ${place.address}: ${offered}`);
      const isModbusTcp = at.kind === "tcp" && at.framing === "mbap";
      const reserved = isModbusTcp ? null : reservedUnits(meters.map(({ unit }) => unit));
      if (reserved !== null) say(`remark: ${reserved}`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  if (feed !== undefined) say(`fed with ${formatSettingLine(feed)}`);
  if (steps.length > 0) play();

  return {
    addresses: open.map(({ address }) => address),
    ended,
    close,
    applied(line) {
      const signals = line.trim() === "off" ? nothingApplied : parseSettingLine(line);
      if (Array.isArray(signals)) {
        for (const { path, message } of signals) say(`not applied: ${path.join(".")}: ${message}`);
        return false;
      }
      cancelStep();
      for (const twin of twins) twin.apply(signals);
      say(`applied ${formatSettingLine(signals)}`);
      return true;
    },
  };
}
