/**
 * The two keys on the front and what a person does with them: page turns the pages and changes what blinks, enter
 * confirms; holding page on a resettable page sets it to zero, holding enter asks for the access code and, behind it,
 * leads through the programming menu. A sealed meter refuses the menu, but its pages and resets work. The catalogue
 * states the two keys, the code, the seal and the parameters; the dialogue between them is an assumption.
 */
import { checkProgrammed } from "#models/meter/checkProgrammed.ts";
import { type MenuItem, menuItems, newPanel, type Panel } from "#models/meter/panel.ts";
import type { ProgrammedParameters, PulseParameters, Settings } from "#models/meter/programmedParameters.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import { type Resettable, resettable } from "#models/meter/registerMap.ts";
import { reset } from "#models/meter/reset.ts";
import { pagesOf } from "#models/meter/rules.ts";
import { store } from "#models/meter/settings.ts";
import type { Key, MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { resetMaximum } from "#models/metering/demand.ts";

export interface KeyPress {
  readonly key: Key;
  readonly held: boolean;
}
export const page: KeyPress = { key: "page", held: false };
export const enter: KeyPress = { key: "enter", held: false };
export const holdPage: KeyPress = { key: "page", held: true };
export const holdEnter: KeyPress = { key: "enter", held: true };

const codeDigits = 4;

/** The meter after a key was pressed. Without supply nothing happens, nor by a key its front does not have. */
export function press(spec: MeterSpec, state: MeterState, key: KeyPress): MeterState {
  if (state.supply.kind !== "running" || !spec.keys.includes(key.key)) return state;
  const { panel } = state;
  const show = (next: Panel): MeterState => ({ ...state, panel: next });
  switch (panel.kind) {
    case "page":
      return pressOnPage(spec, state, panel.index, key);
    case "code": {
      if (key.held) return show(newPanel);
      if (key.key === "page") return show({ ...panel, digit: (panel.digit + 1) % 10 });
      const digits = [...panel.digits, panel.digit];
      if (digits.length < codeDigits) return show({ kind: "code", digits, digit: 0 });
      if (Number(digits.join("")) !== spec.assumptions.accessCode) return show(newPanel);
      return show(opened(itemsOf(spec)[0], state.settings));
    }
    case "item":
      if (key.held) return leave(spec, state, key, panel.draft);
      return key.key === "page"
        ? show({ ...panel, draft: changed(spec, panel.item, panel.draft) })
        : goOn(spec, state, panel.item, panel.draft);
    case "number": {
      if (key.held) return leave(spec, state, key, panel.draft);
      const { digits, position, item, draft } = panel;
      if (key.key === "page")
        return show({ ...panel, digits: digits.map((d, i) => (i === position ? (d + 1) % 10 : d)) });
      if (position + 1 < digits.length) return show({ ...panel, position: position + 1 });
      const entered = withNumber(item, draft, Number(digits.join("")));
      const fits = checkProgrammed(spec.programmable, entered.programmed, entered.communication).length === 0;
      return fits ? goOn(spec, state, item, entered) : show({ ...panel, position: 0 });
    }
  }
}

/** The presses one after the other. */
export const pressAll = (spec: MeterSpec, state: MeterState, keys: readonly KeyPress[]): MeterState =>
  keys.reduce((after, key) => press(spec, after, key), state);

function pressOnPage(spec: MeterSpec, state: MeterState, index: number, key: KeyPress): MeterState {
  const pages = pagesOf(spec, state.settings.programmed);
  if (key.key === "page" && !key.held)
    return { ...state, panel: { kind: "page", index: (index + 1) % pages.length } };
  if (key.key === "page")
    return (pages[index] ?? []).reduce((after, shown) => resetOnPage(spec, after, shown), state);
  if (!key.held || spec.sealed) return state;
  return { ...state, panel: { kind: "code", digits: [], digit: 0 } };
}

/** What is shown set to zero, where it may be. */
function resetOnPage(spec: MeterSpec, state: MeterState, shown: QuantityName): MeterState {
  const isResettable = (name: string): name is Resettable =>
    name !== "average power" && resettable.some((word) => word === name);
  const tariff = shown.endsWith("T1") ? "T1" : shown.endsWith("T2") ? "T2" : null;
  if (tariff !== null && shown.startsWith("maximum average power"))
    return { ...state, demand: resetMaximum(state.demand, [tariff]) };
  return isResettable(shown) ? reset(spec, state, shown) : state;
}

/** The items this meter has: no VT ratio without voltage transformers, nothing of an output it lacks, no choice of one. */
export function itemsOf(spec: MeterSpec): readonly MenuItem[] {
  const { programmable: ranges, outputs } = spec;
  const several = (list: readonly unknown[]): boolean => list.length > 1;
  const has: Readonly<Record<MenuItem, boolean>> = {
    "insertion mode": several(ranges.insertionModes),
    counting: several(ranges.countings),
    "CT ratio": ranges.ctRatio.highest > ranges.ctRatio.lowest,
    "VT ratio": ranges.vtRatio.highest > ranges.vtRatio.lowest,
    "integration time": several(ranges.integrationTimes),
    "pulse energy": outputs.pulse && several(ranges.pulseEnergies),
    "pulse weight": outputs.pulse && several(ranges.pulseWeights),
    "pulse width": outputs.pulse && several(ranges.pulseWidths),
    address: outputs.rs485,
    speed: outputs.rs485,
  };
  return menuItems.filter((item) => has[item]);
}

/** Held enter keeps what was programmed so far, held page throws it away. */
function leave(spec: MeterSpec, state: MeterState, key: KeyPress, draft: Settings): MeterState {
  const after = key.key === "enter" ? store(spec, state, draft) : state;
  return { ...after, panel: newPanel };
}

function goOn(spec: MeterSpec, state: MeterState, item: MenuItem, draft: Settings): MeterState {
  const items = itemsOf(spec);
  const next = items[items.indexOf(item) + 1];
  if (next === undefined) return { ...store(spec, state, draft), panel: newPanel };
  return { ...state, panel: opened(next, draft) };
}

function opened(item: MenuItem | undefined, draft: Settings): Panel {
  const number = (value: number, places: number): Panel => ({
    kind: "number",
    item: item ?? "insertion mode",
    digits: [...`${value}`.padStart(places, "0")].map(Number),
    position: 0,
    draft,
  });
  switch (item) {
    case undefined:
      return newPanel;
    case "CT ratio":
      return number(draft.programmed.ctRatio, 4);
    case "VT ratio":
      return number(draft.programmed.vtRatio, 3);
    case "address":
      return number(draft.communication.address, 3);
    default:
      return { kind: "item", item, draft };
  }
}

function withNumber(item: MenuItem, draft: Settings, value: number): Settings {
  const { programmed, communication } = draft;
  if (item === "CT ratio") return { ...draft, programmed: { ...programmed, ctRatio: value } };
  if (item === "VT ratio") return { ...draft, programmed: { ...programmed, vtRatio: value } };
  return { ...draft, communication: { ...communication, address: value } };
}

const after = <T>(list: readonly T[], value: T): T => list[(list.indexOf(value) + 1) % list.length] ?? value;

/** The next value on an item's list. */
function changed(spec: MeterSpec, item: MenuItem, draft: Settings): Settings {
  const lists = spec.programmable;
  const { programmed, communication } = draft;
  const program = (change: Partial<ProgrammedParameters>): Settings => ({
    ...draft,
    programmed: { ...programmed, ...change },
  });
  const pulse = (change: Partial<PulseParameters>) => program({ pulse: { ...programmed.pulse, ...change } });
  switch (item) {
    case "insertion mode":
      return program({ insertionMode: after(lists.insertionModes, programmed.insertionMode) });
    case "counting":
      return program({ counting: after(lists.countings, programmed.counting) });
    case "integration time":
      return program({ integrationTime: after(lists.integrationTimes, programmed.integrationTime) });
    case "pulse energy":
      return pulse({ energy: after(lists.pulseEnergies, programmed.pulse.energy) });
    case "pulse weight":
      return pulse({ weight: after(lists.pulseWeights, programmed.pulse.weight) });
    case "pulse width":
      return pulse({ width: after(lists.pulseWidths, programmed.pulse.width) });
    case "speed":
      return {
        ...draft,
        communication: { ...communication, speed: after(lists.speeds, communication.speed) },
      };
    default:
      return draft;
  }
}
