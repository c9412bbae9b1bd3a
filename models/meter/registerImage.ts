/**
 * The meter as its field bus sees it: words at addresses, all of one exchange from one instant, so that no value of
 * several words can be torn. A meter that is dead, starting up, or without an RS485 output does not answer at all. Masters ask for
 * the same words again and again, and few of them move while the load stands: only those are encoded anew.
 */
import type { ExceptionCode, RegisterAnswer, RegisterDevice } from "#models/devices/registerDevice.ts";
import { checkProgrammed } from "#models/meter/checkProgrammed.ts";
import { heldValue, registerContent, registeredEnergy } from "#models/meter/heldValue.ts";
import { type EnergyQuantity, isEnergyQuantity } from "#models/meter/quantity.ts";
import {
  type EnumSubject,
  isFloat,
  perCount,
  type RegisterRow,
  type RowContent,
  wordsOf,
} from "#models/meter/registerMap.ts";
import { reset } from "#models/meter/reset.ts";
import { transformation } from "#models/meter/rules.ts";
import { store, withSettings } from "#models/meter/settings.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { MeterState } from "#models/meter/state.ts";
import { encodeWords, rollOverOf, saturate } from "#models/meter/words.ts";
import type { Phase } from "#models/threePhase.ts";
import { inHours, microseconds, picojoulesPerWattHour } from "#models/units.ts";

/** Where the device finds its meter, and puts it back after a write. */
export interface MeterAccess {
  state(): MeterState;
  update(state: MeterState): void;
}

const exception = (code: ExceptionCode): RegisterAnswer => ({ kind: "exception", code });
const written: RegisterAnswer = { kind: "written" };
const silent: RegisterAnswer = { kind: "silent" };

/** The field-bus face of a twin: function codes 03, 04 and 10h as its register map has them. */
export function registerDevice(spec: MeterSpec, access: MeterAccess): RegisterDevice {
  const map = spec.registerMap;
  const rowAt = new Map<number, RegisterRow>();
  for (const row of map.rows)
    for (let i = 0; i < wordsOf(row.type); i++)
      if (!rowAt.has(row.address + i)) rowAt.set(row.address + i, row);
  const answers = (state: MeterState) => spec.outputs.rs485 && state.supply.kind === "running";
  const known = new Map<number, ReadImage>();
  const imageOf = (state: MeterState, address: number, count: number): ReadImage => {
    const key = address * mostWords + count;
    const found = known.get(key);
    if (found !== undefined && isCurrent(found, state)) return found;
    const made = readImage(spec, state, rowAt, address, count);
    if (known.size >= mostImages) known.clear();
    known.set(key, made);
    return made;
  };
  return {
    answers: () => answers(access.state()),
    maximumReadWords: map.maximumReadWords,
    functionCodes: map.functionCodes,
    read(address, count) {
      const state = access.state();
      if (!answers(state)) return silent;
      if (!Number.isInteger(count) || count < 1 || count > map.maximumReadWords) return exception(3);
      const image = imageOf(state, address, count);
      if (image.refused) return exception(2);
      if (image.state !== state) move(spec, state, image);
      return image.answer;
    },
    write(address, words) {
      const state = access.state();
      if (!answers(state)) return silent;
      const after = writeWords(spec, state, address, words);
      if (typeof after === "number") return exception(after);
      access.update(after);
      return written;
    },
  };
}

type QuantityContent = Extract<RowContent, { kind: "quantity" }>;

/** More words than any read has. */
const mostWords = 2 ** 16;
/** Different reads remembered; a master has a handful. */
const mostImages = 64;

/** The words of one read, and what they hang on beside the clock and the energies. */
interface ReadImage {
  readonly measurement: MeterState["measurement"];
  readonly demand: MeterState["demand"];
  readonly settings: MeterState["settings"];
  /** An address nobody mapped, or half a value where the map refuses halves. */
  readonly refused: boolean;
  readonly moving: readonly MovingRow[];
  /** As last answered, and the state that was of; never changed once given, only followed by another. */
  answer: Extract<RegisterAnswer, { kind: "words" }>;
  state: MeterState;
}

/** A row whose words go on with time: how many of them, from which, stand where in the answer. */
interface MovingRow {
  readonly row: RegisterRow;
  readonly at: number;
  readonly from: number;
  readonly words: number;
  /** The energy it counts in whole Wh or multiples of them, so that nothing moves within one; null for other rows. */
  readonly wholeEnergy: EnergyQuantity | null;
  /** The count its words say, and the whole Wh that was at. */
  said: number;
  wattHours: number;
}

const isCurrent = (image: ReadImage, { measurement, demand, settings }: MeterState): boolean =>
  image.measurement === measurement && image.demand === demand && image.settings === settings;

function isMoving({ content }: RegisterRow): boolean {
  if (content.kind === "operatingHours" || content.kind === "operatingSeconds") return true;
  if (content.kind !== "quantity" && content.kind !== "sign") return false;
  return isEnergyQuantity(content.quantity) || content.quantity === "average power elapsed time";
}

function wholeEnergyOf(state: MeterState, { content, type }: RegisterRow): EnergyQuantity | null {
  if (content.kind !== "quantity" || !isEnergyQuantity(content.quantity)) return null;
  const step = stepInUnits(type, content, perCount(content.scale, transformation(state.settings.programmed)));
  return step !== null && Number.isInteger(step) ? content.quantity : null;
}

/** By how much a row's value goes on at a time, in the unit of the quantity; null: a float as fine as it can be. */
function stepInUnits(type: RegisterRow["type"], { step }: QuantityContent, unit: number): number | null {
  if (!isFloat(type)) return unit;
  // 0.001 kWh is 1 Wh, without binary dust.
  return step === undefined ? null : Number((step * unit).toPrecision(12));
}

function move(spec: MeterSpec, state: MeterState, image: ReadImage): void {
  let words: number[] | null = null;
  for (const each of image.moving) {
    if (!hasMoved(spec, state, each)) continue;
    words ??= image.answer.words.slice();
    const all = encodeWords(each.row.type, spec.registerMap, each.said);
    for (let i = 0; i < each.words; i++) words[each.at + i] = all[each.from + i]!;
  }
  image.state = state;
  if (words !== null) image.answer = { kind: "words", words };
}

function hasMoved(spec: MeterSpec, state: MeterState, moving: MovingRow): boolean {
  if (moving.wholeEnergy !== null) {
    const wattHours = registeredEnergy(spec, state, moving.wholeEnergy)?.wattHours ?? 0;
    if (wattHours === moving.wattHours) return false;
    moving.wattHours = wattHours;
  }
  const count = countOf(spec, state, moving.row);
  if (count === moving.said) return false;
  moving.said = count;
  return true;
}

function readImage(
  spec: MeterSpec,
  state: MeterState,
  rowAt: ReadonlyMap<number, RegisterRow>,
  address: number,
  count: number,
): ReadImage {
  const map = spec.registerMap;
  const { measurement, demand, settings } = state;
  const image = { measurement, demand, settings };
  const words: number[] = [];
  const answer = { kind: "words", words } as const;
  const refusal: ReadImage = { ...image, refused: true, moving: [], answer, state };
  const moving: MovingRow[] = [];
  let mapped = 0;
  while (words.length < count) {
    const at = address + words.length;
    const row = rowAt.get(at);
    if (row === undefined) {
      if (map.gaps === "refuse") return refusal;
      words.push(map.gaps === "ones" ? 0xffff : 0);
      continue;
    }
    mapped += 1;
    const said = countOf(spec, state, row);
    const all = encodeWords(row.type, map, said);
    const from = at - row.address;
    const wanted = all.slice(from, from + count - words.length);
    if (map.halves === "refuse" && wanted.length < all.length) return refusal;
    if (isMoving(row))
      moving.push({
        row,
        at: words.length,
        from,
        words: wanted.length,
        wholeEnergy: wholeEnergyOf(state, row),
        said,
        wattHours: Number.NaN,
      });
    words.push(...wanted);
  }
  return mapped === 0 ? refusal : { ...image, refused: false, moving, answer, state };
}

const sequenceCount = { "L1-L2-L3": 1, "L1-L3-L2": 2, none: 0 };

/** What one row of a meter in this state says, before it is cut into words. */
function countOf(spec: MeterSpec, state: MeterState, row: RegisterRow): number {
  const { content, type } = row;
  switch (content.kind) {
    case "quantity":
      return countOfQuantity(spec, state, type, content);
    case "sign":
      return (heldValue(spec, state, content.quantity) ?? 0) < 0 ? 1 : 0;
    case "sector":
      return sectorOf(spec, state, content.of);
    case "parameter":
      return saturate(type, Math.round(state.settings.programmed[content.parameter] / content.perCount));
    case "sequence":
      return sequenceCount[state.measurement?.sequence ?? "none"];
    case "enum":
      return content.values[stateOf(state, content.of)] ?? 0;
    case "operatingHours":
      return wrapped(type, Math.floor(inHours(microseconds(state.operated))));
    case "operatingSeconds":
      return wrapped(type, Math.floor(microseconds(state.operated)));
    case "constant":
      return content.value;
  }
}

const stateOf = (state: MeterState, of: EnumSubject): string =>
  of === "insertion mode" ? state.settings.programmed.insertionMode : (state.measurement?.sequence ?? "none");

const wrapped = (type: RegisterRow["type"], count: number): number => {
  const rollOver = rollOverOf(type);
  return rollOver === null ? count : count % rollOver;
};

/** Energies go on in whole steps, anything else is rounded to the nearest; a float without a step says all it can. */
function countOfQuantity(
  spec: MeterSpec,
  state: MeterState,
  type: RegisterRow["type"],
  content: QuantityContent,
): number {
  const { quantity, form } = content;
  const unit = perCount(content.scale, transformation(state.settings.programmed));
  const step = stepInUnits(type, content, unit);
  const perStep = isFloat(type) ? (content.step ?? 1) : 1;
  if (isEnergyQuantity(quantity)) {
    const register = registerContent(spec, state, quantity);
    if (register === null) return 0;
    const fraction =
      step !== null && Number.isInteger(step) ? 0 : register.picojoules / picojoulesPerWattHour;
    const energy = register.wattHours + fraction;
    return step === null ? energy / unit : wrapped(type, Math.floor(energy / step) * perStep);
  }
  const held = heldValue(spec, state, quantity) ?? 0;
  const value = form === "magnitude" ? Math.abs(held) : held;
  return saturate(type, step === null ? value / unit : Math.round(value / step) * perStep) + 0;
}

/** 0 at unity power factor, 1 inductive, 2 capacitive. */
function sectorOf(spec: MeterSpec, state: MeterState, of: "total" | Phase): number {
  const reactive = heldValue(spec, state, of === "total" ? "reactive power" : `reactive power ${of}`) ?? 0;
  const factor = heldValue(spec, state, of === "total" ? "power factor" : `power factor ${of}`) ?? 1;
  if (Math.abs(factor) > 0.995) return 0;
  return reactive > 0 ? 1 : 2;
}

/** The state after a write, or the exception it is refused with. */
function writeWords(
  spec: MeterSpec,
  state: MeterState,
  address: number,
  words: readonly number[],
): MeterState | ExceptionCode {
  const { writes } = spec.registerMap;
  if (writes === null) return 1;
  const { unlock, save, restore, refusals } = writes;
  const parameter = writes.parameters.find((row) => row.address === address);
  const known = [unlock.address, writes.reset.address, save.address, restore.address];
  const [word] = words;
  if (parameter === undefined && !known.includes(address)) return refusals.unknown;
  if (word === undefined || words.length !== 1) return refusals.value;
  if (address === unlock.address)
    return word === unlock.value ? { ...state, unlocked: true } : refusals.value;
  if (!state.unlocked) return refusals.locked;
  const open = { ...state, unlocked: false };
  if (address === writes.reset.address) {
    const wanted = writes.reset.bits.filter(({ bit }) => (word >> bit) % 2 === 1);
    return wanted.reduce((after, { resets }) => reset(spec, after, resets), open);
  }
  if (spec.sealed) return refusals.locked;
  if (address === save.address) return store(spec, open, open.settings);
  if (address === restore.address) return withSettings(spec, open, open.storedSettings);
  if (parameter === undefined) return refusals.unknown;
  const value = Number((word * parameter.perCount).toPrecision(12));
  const programmed = { ...state.settings.programmed, [parameter.parameter]: value };
  if (checkProgrammed(spec.programmable, programmed, state.settings.communication).length > 0)
    return refusals.value;
  return withSettings(spec, open, { ...open.settings, programmed });
}
