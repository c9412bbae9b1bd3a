/**
 * The setting line: all that a three-phase source must be set to, and all that a meter's terminals see, in one line a
 * person can read, dictate or paste:
 *
 *     f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@-30 5.000A@-150 5.000A@90 contact=open
 *
 * Magnitudes are RMS, angles degrees; U and I go L1 L2 L3, N is the potential of the neutral terminal, `-` an open
 * lead. Components beside the fundamental follow in brackets as order:magnitude@angle, in percent of the fundamental
 * or, where there is none, in volts or amperes: `230.00V@0(5:6%@180,7:5%@0)`. The angle of a component is its own, on
 * the time axis where every fundamental angle is zero together. A line is complete: it takes nothing over from the
 * one before.
 */
import { type AmountKind, amountBounds, whyOutOfBounds } from "#models/amountBounds.ts";
import type { TerminalPotential, TerminalSignals } from "#models/connection/terminalSignals.ts";
import { type Issue, issue } from "#models/issue.ts";
import { argument, modulus, type Phasor, polar } from "#models/phasor.ts";
import {
  type Component,
  components,
  fundamental,
  fundamentalOnly,
  type Spectrum,
  spectrum,
} from "#models/spectrum.ts";
import { type Phase, phases } from "#models/threePhase.ts";
import { asPercent, asRatio, degrees, hertz, inDegrees, percent, ratio } from "#models/units.ts";

/** Six significant figures, at least `least` decimals, to a millionth of a unit: far below any source's setting. */
function magnitude(value: number, least: number): string {
  if (value < 1e-6) return "0";
  const decimals = Math.min(6, Math.max(least, 5 - Math.floor(Math.log10(value))));
  const [whole, part = ""] = value.toFixed(decimals).split(".");
  const kept = part.replace(/0+$/, "").padEnd(least, "0");
  return kept === "" ? String(whole) : `${whole}.${kept}`;
}

/** Trailing zeros and the sign of a zero dropped. */
const plain = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)) + 0);

/** Degrees in (-180, 180], to a ten-thousandth. */
function angle(phasor: Phasor): string {
  const text = plain(inDegrees(argument(phasor)), 4);
  return text === "-180" ? "180" : text;
}

function figure(size: string, symbol: string, phasor: Phasor): string {
  return size === "0" ? `0${symbol}` : `${size}${symbol}@${angle(phasor)}`;
}

/** One channel as the line writes it: `230.00V@0(5:6%@180)`, `-` for an open lead. Shares are of the printed figure. */
export function formatChannel(signal: TerminalPotential, symbol: "V" | "A"): string {
  if (signal === null) return "-";
  const least = symbol === "V" ? 2 : 3;
  const base = fundamental(signal);
  const size = magnitude(modulus(base), least);
  const rest = components(signal).flatMap(({ order, phasor }) => {
    if (order === 1) return [];
    const share =
      size === "0"
        ? magnitude(modulus(phasor), least)
        : magnitude(asPercent(ratio(modulus(phasor) / Number(size))), 0);
    return share === "0" ? [] : [`${order}:${figure(share, size === "0" ? symbol : "%", phasor)}`];
  });
  return figure(size, symbol, base) + (rest.length > 0 ? `(${rest.join(",")})` : "");
}

/** The line of these signals. Figures are rounded to six significant digits, angles to 0.0001 degree. */
export function formatSettingLine(signals: TerminalSignals): string {
  const U = phases.map((phase) => formatChannel(signals.voltage[phase], "V")).join(" ");
  const I = phases.map((phase) => formatChannel(signals.current[phase], "A")).join(" ");
  const f = plain(signals.frequency, 4);
  return `f=${f}Hz U=${U} N=${formatChannel(signals.voltage.N, "V")} I=${I} contact=${signals.contact}`;
}

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const channelForm = new RegExp(`^(${number})([VA])(?:@(${number}))?(?:\\((.*)\\))?$`);
const componentForm = new RegExp(`^(${number}):(${number})(%|[VA])(?:@(${number}))?$`);

type Channel = Component[] | null;

/** Of one channel: the orders a source can make, and all there is between them. */
const mostComponents = 100;
const highestOrder = 1_000;
/** Characters of a line: seven channels of a hundred components. */
const longestLine = 20_000;

/** A sentence on an amount in the line that is out of the bounds of its kind; null: it is within. */
function outOfBounds(text: string, kind: AmountKind, value: number, unit: string): string | null {
  const why = whyOutOfBounds(kind, value);
  if (why === null) return null;
  const { said, finest } = amountBounds[kind];
  return why === "too large"
    ? `"${text}" is too large: at most ${said}`
    : `"${text}" is too small: 0, or at least ${finest}${unit}`;
}

function readChannel(text: string, symbol: "V" | "A", path: Issue["path"], issues: Issue[]): Channel {
  const wrong = (message: string): null => {
    issues.push(issue(path, message));
    return null;
  };
  if (text === "-") return symbol === "V" ? null : [];
  const example = symbol === "V" ? "230V@-120" : "5A@-30";
  const [, size, unit, turn = "0", inBrackets] = channelForm.exec(text) ?? [];
  if (size === undefined) return wrong(`"${text}" is not a channel such as ${example}`);
  if (unit !== symbol)
    return wrong(`"${text}" is in ${unit}; ${symbol === "V" ? "a voltage" : "a current"} is in ${symbol}`);
  if (Number(size) < 0) return wrong(`"${text}" is negative; turn the angle by 180 instead`);
  const base = Number(size);
  const kind = symbol === "V" ? "voltage" : "current";
  const beyond =
    outOfBounds(text, kind, base, symbol) ?? outOfBounds(text, "angle", degrees(Number(turn)), " rad");
  if (beyond !== null) return wrong(beyond);
  const list: Component[] = [{ order: 1, phasor: polar(base, degrees(Number(turn))) }];
  for (const part of inBrackets?.split(",") ?? []) {
    const [, order, share, partKind, partTurn = "0"] = componentForm.exec(part) ?? [];
    if (order === undefined) {
      wrong(`"${part}" is not a component such as 5:6%@180`);
    } else if (Number(order) < 0 || Number(order) === 1 || list.some((c) => c.order === Number(order))) {
      wrong(`"${part}": the order must be a number beside 1, from 0 on, given once`);
    } else if (Number(share) < 0) {
      wrong(`"${part}" is negative; turn its angle by 180 instead`);
    } else if (partKind === "%" && base === 0) {
      wrong(`"${part}" is a share of a fundamental that is zero; give it in ${symbol}`);
    } else if (partKind !== "%" && partKind !== symbol) {
      wrong(`"${part}" is in ${partKind}, the channel in ${symbol}`);
    } else {
      const absolute = partKind === "%" ? asRatio(percent(Number(share))) * base : Number(share);
      const tooFar =
        outOfBounds(part, kind, absolute, symbol) ??
        outOfBounds(part, "angle", degrees(Number(partTurn)), " rad") ??
        (Number(order) > highestOrder ? `"${part}": orders go to ${highestOrder}` : null);
      if (tooFar !== null) wrong(tooFar);
      else if (list.length > mostComponents) wrong(`more than ${mostComponents} components`);
      else list.push({ order: Number(order), phasor: polar(absolute, degrees(Number(partTurn))) });
    }
  }
  return list;
}

const fields = { f: 1, U: 3, N: 1, I: 3, contact: 1 } as const;
type Field = keyof typeof fields;

/** The words behind each `key=`; issues for what is missing, twice, too many or unknown. */
function split(line: string, issues: Issue[]): Record<Field, readonly string[] | undefined> {
  const found: Record<Field, string[] | undefined> = {
    f: undefined,
    U: undefined,
    N: undefined,
    I: undefined,
    contact: undefined,
  };
  let current: string[] = [];
  for (const word of line.trim().split(/\s+/)) {
    const [, key, value] = /^([^=]*)=(.*)$/.exec(word) ?? [];
    if (key === undefined) {
      current.push(word);
      continue;
    }
    current = value === undefined || value === "" ? [] : [value];
    if (!Object.hasOwn(fields, key)) issues.push(issue([key], `unknown; a setting line has f U N I contact`));
    else if (found[key as Field] !== undefined) issues.push(issue([key], "given twice"));
    else found[key as Field] = current;
  }
  for (const key of Object.keys(fields) as Field[]) {
    const words = found[key];
    if (words === undefined) issues.push(issue([key], "missing: a setting line is complete"));
    else if (words.length !== fields[key]) {
      const wanted = fields[key] === 1 ? "one value" : "three values: L1 L2 L3";
      issues.push(issue([key], `has ${words.length} values, needs ${wanted}`));
      found[key] = undefined;
    }
  }
  return found;
}

/** All spectra on one `orders` array, as terminal signals promise. */
function onOneGrid(channels: readonly Channel[]): (channel: Channel) => TerminalPotential {
  const orders = [...new Set(channels.flatMap((channel) => channel?.map((c) => c.order) ?? []))].sort(
    (a, b) => a - b,
  );
  const shared = orders.length > 1 ? orders : fundamentalOnly;
  return (channel) => {
    if (channel === null) return null;
    const empty = shared.map((order) => ({ order, phasor: { re: 0, im: 0 } }));
    const { re, im }: Spectrum = spectrum([...empty, ...channel]);
    return { orders: shared, re, im };
  };
}

/**
 * The signals a line states, or everything wrong with it; an issue's path is the field and, in U and I, the phase.
 * Fields may come in any sequence.
 */
export function parseSettingLine(line: string): TerminalSignals | Issue[] {
  const issues: Issue[] = [];
  if (line.length > longestLine)
    return [issue([], `a line of ${line.length} characters; at most ${longestLine} are read`)];
  const words = split(line, issues);
  const frequency = new RegExp(`^(${number})Hz$`).exec(words.f?.[0] ?? "50Hz")?.[1];
  const beyond =
    frequency === undefined ? null : outOfBounds(`${frequency}Hz`, "frequency", Number(frequency), "Hz");
  if (beyond !== null) issues.push(issue(["f"], beyond));
  else if (frequency === undefined || !(Number(frequency) > 0)) {
    issues.push(issue(["f"], `"${words.f?.[0]}" is not a frequency such as 50Hz`));
  }
  const contact = words.contact?.[0] ?? "open";
  if (contact !== "open" && contact !== "closed") {
    issues.push(issue(["contact"], `"${contact}" is neither open nor closed`));
  }
  const three = (field: "U" | "I") =>
    phases.map((phase: Phase, i) =>
      readChannel(words[field]?.[i] ?? "-", field === "U" ? "V" : "A", [field, phase], issues),
    );
  const U = three("U");
  const I = three("I");
  const N = readChannel(words.N?.[0] ?? "-", "V", ["N"], issues);
  if (issues.length > 0) return issues;
  const signal = onOneGrid([...U, N, ...I]);
  const [u1 = null, u2 = null, u3 = null] = U.map(signal);
  const [i1, i2, i3] = I.map((channel) => signal(channel) as Spectrum);
  return {
    frequency: hertz(Number(frequency)),
    voltage: { L1: u1, L2: u2, L3: u3, N: signal(N) },
    current: { L1: i1!, L2: i2!, L3: i3! },
    contact: contact === "closed" ? "closed" : "open",
  };
}
