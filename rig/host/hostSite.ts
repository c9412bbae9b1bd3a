/**
 * A whole site offered to any Modbus program: its network solved, its meters living at their metering points, its pulses
 * counted, and every bus alive on a line that takes the time a wire takes, behind the gateway or converter of the site.
 * Nothing ticks: what a register shows is computed when it is asked for.
 */
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import type { Happening } from "#models/meter/elapse.ts";
import { type Seconds, seconds } from "#models/units.ts";
import { type Clock, wallClock } from "#rig/clock.ts";
import { problemsOf, remarksOn } from "#rig/fieldbus/busPlan.ts";
import { openConverter } from "#rig/fieldbus/converter.ts";
import { openGateway } from "#rig/fieldbus/gateway.ts";
import { openPseudoTerminal } from "#rig/fieldbus/pseudoTerminal.ts";
import { openSimulatedBus, type SimulatedBus } from "#rig/fieldbus/simulatedBus.ts";
import { hostedConcentrator, hostedFlow, type PulseWire } from "#rig/host/hostedConcentrator.ts";
import { type HostedTwin, hostedTwin } from "#rig/host/hostedTwin.ts";
import { nothingApplied } from "#rig/host/hostTwins.ts";
import { watchedPort } from "#rig/host/watchedPort.ts";
import { repeaterName, type Site, type SiteBus } from "#rig/site/site.ts";
import { signalsAt, solvedSteps } from "#rig/site/siteSignals.ts";

export interface SiteHostOptions {
  /** The site's time; a scaled clock rehearses days in minutes. Default the wall clock. */
  readonly clock?: Clock;
  /** The wire's time. Default the wall clock, whatever the site's time does. */
  readonly busClock?: Clock;
  /** Takes one line per event. */
  readonly say?: (line: string) => void;
}

export interface LivingSite {
  /** What answers on the buses, by the name of the meter or concentrator. */
  readonly devices: ReadonlyMap<string, RegisterDevice>;
  /** The meters, by name. */
  readonly twins: ReadonlyMap<string, HostedTwin>;
  /** Whether a device has its supply now. */
  isDead(device: string): boolean;
  /** When each step begins, on the site's clock. */
  readonly beginnings: readonly Seconds[];
}

/** The site's devices from now on. @throws SolveError when its network has no solution. */
export function livingSite(site: Site, clock: Clock): LivingSite {
  const states = solvedSteps(site);
  const born = clock.now();
  /** While a concentrator is asked, its sources live up to the very instant it does, not a moment more. */
  let held: Seconds | undefined;
  const life: Clock = {
    now: () => held ?? clock.now(),
    sleep: (duration) => clock.sleep(duration),
    after: (duration, callback) => clock.after(duration, callback),
  };
  const wireOf = (twin: HostedTwin, kept: Happening[]): PulseWire => ({
    closures(until) {
      held = until;
      twin.state();
      held = undefined;
      return kept
        .splice(0)
        .flatMap((each) => (each.kind === "pulses" || each.kind === "pulseCut" ? [each] : []));
    },
  });
  let at: number = born;
  const beginnings = site.steps.map(({ hold }) => {
    const begins = seconds(at);
    at += hold;
    return begins;
  });
  const stepNow = () => site.steps[beginnings.findLastIndex((begins) => begins <= clock.now())];
  const changes = <T>(of: (step: number) => T): readonly (T & { readonly at: Seconds })[] =>
    beginnings.map((begins, step) => ({ ...of(step), at: begins }));

  const wired = new Set(site.concentrators.flatMap(({ sources }) => sources));
  const twins = new Map<string, HostedTwin>();
  const wires = new Map<string, PulseWire>();
  const devices = new Map<string, RegisterDevice>();
  for (const meter of site.meters) {
    const { name, spec } = meter;
    const kept: Happening[] = [];
    const isWired = wired.has(name);
    const twin = hostedTwin(spec, life, nothingApplied, undefined, {
      born,
      ...(isWired && { happened: (happenings: readonly Happening[]) => void kept.push(...happenings) }),
    });
    twin.follow(
      changes((step) => ({
        signals: site.steps[step]!.dead.has(name) ? nothingApplied : signalsAt(site, meter, states[step]!),
      })),
    );
    twins.set(name, twin);
    devices.set(name, twin.device);
    if (isWired) wires.set(name, wireOf(twin, kept));
  }
  for (const meter of site.flowMeters)
    wires.set(
      meter.name,
      hostedFlow(
        meter,
        born,
        changes((step) => ({
          flow: Math.round(meter.flow * (site.steps[step]!.factors.get(meter.name) ?? 1)),
        })),
      ),
    );
  for (const { name, spec, sources } of site.concentrators) {
    const onInputs = sources.map((source) => (source === null ? null : (wires.get(source) ?? null)));
    const supply = changes((step) => ({ isSupplied: !site.steps[step]!.dead.has(name) }));
    devices.set(name, hostedConcentrator(spec, clock, born, onInputs, supply));
  }
  return { devices, twins, beginnings, isDead: (device) => stepNow()?.dead.has(device) ?? false };
}

/** A bus of a living site on a line of its own; `master` is where it is asked. */
export const openSiteBus = (
  site: LivingSite,
  { topology }: SiteBus,
  busClock: Clock,
): Promise<SimulatedBus> =>
  openSimulatedBus(
    topology,
    ({ name }) => {
      const device = site.devices.get(name);
      if (device === undefined)
        throw new RangeError(`${name} is on bus ${topology.name} but not on the site`);
      return device;
    },
    busClock,
    (segment) => !site.isDead(repeaterName(topology.name, segment)),
  );

export interface SiteHost {
  /** Where each bus is reachable, in the sequence of the file; ports of 0 with what was really taken. */
  readonly addresses: readonly string[];
  readonly site: LivingSite;
  /** Resolves when every bus is gone: closed, or its port lost. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

interface OpenPlace {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Opens every bus of the site and answers from then on.
 * @throws {PortError} when one cannot be opened (those opened before are closed again); SolveError.
 */
export async function hostSite(site: Site, options: SiteHostOptions = {}): Promise<SiteHost> {
  const { clock = wallClock(), busClock = wallClock(), say = () => {} } = options;
  const living = livingSite(site, clock);
  const open: OpenPlace[] = [];
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let here = 0;
  let isClosed = false;
  let cancelStep = (): void => {};

  const lost = (place: string) => (cause: Error) => {
    say(`lost ${place}: ${cause.message}`);
    if (--here === 0) end();
  };
  const opened = async (bus: SiteBus): Promise<OpenPlace> => {
    const { access, topology } = bus;
    if (access.kind === "gateway") {
      const { master, line } = await openSiteBus(living, bus, busClock);
      const { listen, framing, answerTimeout } = access;
      try {
        const gateway = await openGateway(listen, framing, master, busClock, { answerTimeout });
        return { address: gateway.address, close: () => gateway.close().then(() => line.close()) };
      } catch (error) {
        await line.close();
        throw error;
      }
    }
    const terminal = await openPseudoTerminal(access.line, topology.format, busClock);
    const { master, line } = await openSiteBus(living, bus, busClock);
    const converter = openConverter(watchedPort(terminal, lost(access.line)), master);
    return { address: access.line, close: () => converter.close().then(() => line.close()) };
  };
  const openBus = async (bus: SiteBus): Promise<void> => {
    const place = await opened(bus);
    open.push(place);
    here++;
    const { topology } = bus;
    const { baudRate } = topology.format;
    say(
      `bus ${topology.name}: ${topology.devices.length} devices at ${baudRate} bit/s, listening on ${place.address}`,
    );
    for (const problem of problemsOf(topology)) say(`bus ${topology.name}: ${problem}`);
    for (const remark of remarksOn(topology)) say(`bus ${topology.name}: remark: ${remark}`);
  };
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    cancelStep();
    await Promise.all(open.map((bus) => bus.close()));
    end();
  };
  const sayFrom = (step: number): void => {
    const { name } = site.steps[step]!;
    say(`step ${step + 1} of ${site.steps.length}: ${name}`);
    const next = living.beginnings[step + 1];
    if (next !== undefined) cancelStep = clock.after(seconds(next - clock.now()), () => sayFrom(step + 1));
  };

  try {
    for (const bus of site.buses) await openBus(bus);
  } catch (error) {
    await close();
    throw error;
  }
  sayFrom(0);
  return { addresses: open.map(({ address }) => address), site: living, ended, close };
}
