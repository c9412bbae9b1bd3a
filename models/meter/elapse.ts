/**
 * Time passing for a meter whose terminals see the same signals throughout. Nothing ticks: the supply comes and goes,
 * start-up ends, integration times close, pulses start and registers roll over at instants that are reckoned, so a year
 * in one call leaves exactly the state of the same year in any slices of whole microseconds.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { wanderAt } from "#models/meter/distortion.ts";
import { type Load, type Workings, workingsOf } from "#models/meter/load.ts";
import { afterPowerCut, afterStartUp } from "#models/meter/powerCut.ts";
import { isSecond, tariffIn } from "#models/meter/rules.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Energies, MeterState } from "#models/meter/state.ts";
import { advanceDemand, restartDemand, type WindowsEnded } from "#models/metering/demand.ts";
import { advancePulses, type PulseTrain } from "#models/metering/pulseOutput.ts";
import { accumulate, addWattHours, type Energy, reaches, timeToReach } from "#models/metering/register.ts";
import type { Tariff } from "#models/metering/tariff.ts";
import { inMicroseconds, picojoulesPerWattHour, type Seconds } from "#models/units.ts";

/** Something that happened, with the meter's clock (whole microseconds) where it was one instant. */
export type Happening =
  | { readonly kind: "supplyLost"; readonly at: number }
  | { readonly kind: "supplyReturned"; readonly at: number }
  | { readonly kind: "functional"; readonly at: number }
  /** A pulse under way was cut short with the supply. */
  | { readonly kind: "pulseCut"; readonly at: number }
  | { readonly kind: "tariffChanged"; readonly at: number; readonly tariff: Tariff }
  | { readonly kind: "pulses"; readonly train: PulseTrain }
  | { readonly kind: "windowsEnded"; readonly windows: WindowsEnded }
  /** The total register passed its last digit so many times, first at that instant. */
  | {
      readonly kind: "rolledOver";
      readonly quantity: "active energy" | "reactive energy";
      readonly times: number;
      readonly at: number;
    };

export interface Elapsed {
  readonly state: MeterState;
  readonly happenings: readonly Happening[];
}

const nothing: readonly Happening[] = [];
/** Energy a step may bring before it is cut in two: keeps whole Wh exact in a double. */
const largestStep = 2 ** 50;
/** The same in picojoules, a hair below. */
const largestProduct = largestStep * picojoulesPerWattHour * (1 - 1e-9);

/**
 * The meter after `duration` (rounded to whole microseconds) under these signals.
 * Throws RangeError on a duration that is negative, not finite, or beyond the 285 years a double counts.
 */
export function elapse(
  spec: MeterSpec,
  state: MeterState,
  signals: TerminalSignals,
  duration: Seconds,
): Elapsed {
  const microseconds = inMicroseconds(duration);
  const end = state.clock + microseconds;
  if (!(microseconds >= 0) || !Number.isSafeInteger(end))
    throw new RangeError(`a meter can't live for ${duration} s`);
  const workings = workingsOf(spec, state.settings.programmed);
  const load = workings.load(signals);
  if (
    state.supply.kind === "running" &&
    load.fed &&
    state.contact === signals.contact &&
    !workings.wanders &&
    state.clock !== end
  ) {
    const happenings: Happening[] = [];
    const next = hold(workings, state, load, end, happenings);
    return { state: next, happenings: happenings.length === 0 ? nothing : happenings };
  }
  return slowly(workings, state, signals, load, end);
}

function slowly(
  workings: Workings,
  before: MeterState,
  signals: TerminalSignals,
  load: Load,
  end: number,
): Elapsed {
  const { spec } = workings;
  const happenings: Happening[] = [];
  let state = before;
  if (!load.fed) {
    if (state.supply.kind !== "dead") {
      happenings.push({ kind: "supplyLost", at: state.clock });
      const cut = afterPowerCut(spec, state);
      if (cut.pulseCut) happenings.push({ kind: "pulseCut", at: state.clock });
      state = cut.state;
    }
    return { state: { ...state, clock: end }, happenings };
  }
  if (state.supply.kind === "dead") {
    happenings.push({ kind: "supplyReturned", at: state.clock });
    state = { ...state, supply: { kind: "starting", until: state.clock + inMicroseconds(spec.startUp) } };
  }
  if (state.supply.kind === "starting") {
    if (state.supply.until > end) return { state: { ...state, clock: end }, happenings };
    const at = state.supply.until;
    happenings.push({ kind: "functional", at });
    state = { ...afterStartUp(spec, state, at), contact: signals.contact };
  }
  if (state.contact !== signals.contact) {
    state = { ...state, contact: signals.contact };
    if (workings.programmed.counting === "double tariff") {
      const tariff = tariffIn(spec, workings.programmed, signals.contact);
      happenings.push({ kind: "tariffChanged", at: state.clock, tariff });
      if (spec.assumptions.demandAtTariffChange === "restart")
        state = {
          ...state,
          demand: restartDemand(state.demand, workings.demand, state.clock, state.energies.active),
        };
    }
  }
  if (state.measurement !== load.measurement) state = { ...state, measurement: load.measurement };
  while (state.clock < end) {
    if (!workings.wanders) {
      state = hold(workings, state, load, end, happenings);
      continue;
    }
    const { factor, until } = wanderAt(spec.imperfections, state.clock);
    state = hold(workings, state, times(load, factor), Math.min(end, until), happenings);
  }
  return { state, happenings };
}

const times = (load: Load, factor: number): Load => ({
  ...load,
  active: Math.round(load.active * factor),
  reactive: Math.round(load.reactive * factor),
  exportedActive: Math.round(load.exportedActive * factor),
  exportedReactive: Math.round(load.exportedReactive * factor),
});

/** A constant load held until a clock; in as few steps as keep the numbers exact, almost always one. */
function hold(
  workings: Workings,
  before: MeterState,
  load: Load,
  end: number,
  happenings: Happening[],
): MeterState {
  const most = Math.max(
    Math.abs(load.active),
    Math.abs(load.reactive),
    load.exportedActive,
    load.exportedReactive,
  );
  if (most * (end - before.clock) < largestProduct) return step(workings, before, load, end, happenings);
  const longest =
    most === 0 ? Number.POSITIVE_INFINITY : Math.floor((largestStep / most) * picojoulesPerWattHour);
  let state = before;
  while (state.clock < end)
    state = step(workings, state, load, Math.min(end, state.clock + longest), happenings);
  return state;
}

function step(
  workings: Workings,
  state: MeterState,
  load: Load,
  end: number,
  happenings: Happening[],
): MeterState {
  const { spec, programmed, span } = workings;
  const from = state.clock;
  const duration = end - from;
  const before = state.energies;
  const energies = energiesAfter(state, load, duration, isSecond(spec, programmed, state.contact));

  // Most steps end neither a window nor a pulse: those cost two comparisons.
  let { demand, pulses } = state;
  if (end >= demand.ends) {
    const tariff = tariffIn(spec, programmed, state.contact);
    const advanced = advanceDemand(
      demand,
      workings.demand,
      { from, until: end, before: before.active, power: load.active },
      tariff,
    );
    demand = advanced.demand;
    if (advanced.ended !== null) happenings.push({ kind: "windowsEnded", windows: advanced.ended });
  }

  const counted = programmed.pulse.energy;
  if (spec.outputs.pulse && (pulses.waiting > 0 || reaches(energies[counted], pulses.next))) {
    const advanced = advancePulses(pulses, workings.pulse, {
      from,
      until: end,
      before: before[counted],
      after: energies[counted],
      power: load[counted],
    });
    pulses = advanced.output;
    if (advanced.train !== null) happenings.push({ kind: "pulses", train: advanced.train });
  }

  // Nor does a register pass its last digit without passing a Wh.
  if (energies.active.wattHours > before.active.wattHours)
    rollOver("active energy", before.active, energies.active, load.active, from, span, happenings);
  if (energies.reactive.wattHours > before.reactive.wattHours)
    rollOver("reactive energy", before.reactive, energies.reactive, load.reactive, from, span, happenings);

  const next: MeterState = {
    clock: end,
    supply: state.supply,
    settings: state.settings,
    storedSettings: state.storedSettings,
    energies,
    saved: state.saved === null ? null : savedAfter(spec, state, load, end),
    partialFrom: state.partialFrom,
    demand,
    pulses,
    operated: state.operated + duration,
    contact: state.contact,
    measurement: load.measurement,
    panel: state.panel,
    unlocked: state.unlocked,
  };
  return energies.active.wattHours > largestStep || energies.reactive.wattHours > largestStep
    ? closerToZero(next, span, counted)
    : next;
}

function energiesAfter({ energies }: MeterState, load: Load, duration: number, second: boolean): Energies {
  return {
    active: accumulate(energies.active, load.active, duration),
    reactive: accumulate(energies.reactive, load.reactive, duration),
    secondActive: second ? accumulate(energies.secondActive, load.active, duration) : energies.secondActive,
    secondReactive: second
      ? accumulate(energies.secondReactive, load.reactive, duration)
      : energies.secondReactive,
    exportedActive: accumulate(energies.exportedActive, load.exportedActive, duration),
    exportedReactive: accumulate(energies.exportedReactive, load.exportedReactive, duration),
  };
}

function rollOver(
  quantity: "active energy" | "reactive energy",
  before: Energy,
  after: Energy,
  power: number,
  from: number,
  span: number,
  happenings: Happening[],
): void {
  const turns = Math.floor(before.wattHours / span);
  const times = Math.floor(after.wattHours / span) - turns;
  if (times === 0) return;
  const gap = {
    wattHours: (turns + 1) * span - before.wattHours - 1,
    picojoules: picojoulesPerWattHour - before.picojoules,
  };
  const whole =
    gap.picojoules === picojoulesPerWattHour ? { wattHours: gap.wattHours + 1, picojoules: 0 } : gap;
  happenings.push({ kind: "rolledOver", quantity, times, at: from + timeToReach(power, whole) });
}

/** The copy in EEPROM after this step: the energies at the last saving instant in it. */
function savedAfter(spec: MeterSpec, state: MeterState, load: Load, end: number): MeterState["saved"] {
  const { saved } = state;
  const { saveEvery } = spec.imperfections;
  if (saved === null || saveEvery === null || end < saved.next) return saved;
  const period = inMicroseconds(saveEvery);
  const last = saved.next + Math.floor((end - saved.next) / period) * period;
  const second = isSecond(spec, state.settings.programmed, state.contact);
  return { energies: energiesAfter(state, load, last - state.clock, second), next: last + period };
}

/** Whole turns of the registers taken off the energies, and off what is reckoned from them. Nothing shown changes. */
function closerToZero(state: MeterState, span: number, counted: "active" | "reactive"): MeterState {
  const turns = (energy: Energy) => Math.floor(energy.wattHours / span) * span;
  const off = { active: turns(state.energies.active), reactive: turns(state.energies.reactive) };
  const wrapped = (energy: Energy) => addWattHours(energy, -turns(energy));
  const less = (energies: Energies): Energies => ({
    active: addWattHours(energies.active, -off.active),
    reactive: addWattHours(energies.reactive, -off.reactive),
    secondActive: wrapped(energies.secondActive),
    secondReactive: wrapped(energies.secondReactive),
    exportedActive: wrapped(energies.exportedActive),
    exportedReactive: wrapped(energies.exportedReactive),
  });
  return {
    ...state,
    energies: less(state.energies),
    saved: state.saved === null ? null : { ...state.saved, energies: less(state.saved.energies) },
    demand: { ...state.demand, began: addWattHours(state.demand.began, -off.active) },
    pulses: { ...state.pulses, next: addWattHours(state.pulses.next, -off[counted]) },
  };
}
