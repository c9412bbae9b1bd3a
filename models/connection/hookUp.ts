/**
 * The hook-up: which conductor really feeds each voltage terminal, and which CT, in which direction, each current
 * input. It is the one line a fitter would write down, faults included: `voltage: L1 L2 L3 N`, `current: L1 -L2 L3`
 * (a reversed CT on L2), `current: L2 L1 L3` (swapped CTs), `voltage: L1 L3 L2 N` (wrong sequence at the meter),
 * `-` for an open lead or an unused input.
 */
import { type InsertionMode, insertionModeFacts } from "#models/connection/insertionMode.ts";
import { type Issue, issue } from "#models/issue.ts";
import {
  type Conductor,
  conductors,
  type PerPhase,
  type Phase,
  perConductor,
  perPhase,
  phases,
} from "#models/threePhase.ts";

/** The CT whose secondary feeds a current input, and whether its S1 and S2 are interchanged; null: nothing. */
export type CurrentLead = { readonly from: Phase; readonly reversed: boolean } | null;

export interface HookUp {
  /** Conductor (or VT secondary) on each voltage terminal; null: open. */
  readonly voltage: Readonly<Record<Conductor, Conductor | null>>;
  readonly current: PerPhase<CurrentLead>;
}

const open = "-";
const words = (line: string): string[] => line.split(/[\s,]+/).filter((word) => word !== "");
const isConductor = (word: string): word is Conductor => (conductors as readonly string[]).includes(word);
const isPhase = (word: string): word is Phase => (phases as readonly string[]).includes(word);

/**
 * Reads the two lines of a hook-up, words separated by blanks or commas. `voltage` names what is on terminals L1, L2,
 * L3, N in this order (the N may be left out: not connected); `current` names the CT on inputs L1, L2, L3, with a minus
 * when it is reversed. All that is wrong comes back at once, with paths `["voltage", position]`, `["current", position]`.
 */
export function parseHookUp(voltage: string, current: string): HookUp | Issue[] {
  const issues: Issue[] = [];
  const onTerminals = words(voltage);
  const onInputs = words(current);

  if (onTerminals.length < 3 || onTerminals.length > 4)
    issues.push(
      issue(["voltage"], `expected what is on L1, L2, L3 and N, for instance "L1 L2 L3 N"; got "${voltage}"`),
    );
  onTerminals.forEach((word, position) => {
    if (word !== open && !isConductor(word))
      issues.push(issue(["voltage", position], `"${word}" is not L1, L2, L3, N or - (open)`));
  });

  if (onInputs.length !== 3)
    issues.push(
      issue(["current"], `expected the CT on inputs L1, L2, L3, for instance "L1 -L2 L3"; got "${current}"`),
    );
  onInputs.forEach((word, position) => {
    if (word !== open && !isPhase(word.replace(/^-/, "")))
      issues.push(issue(["current", position], `"${word}" is not L1, L2, L3, reversed -L1, -L2, -L3, or -`));
  });
  if (issues.length > 0) return issues;

  const terminal = (name: Conductor): Conductor | null => {
    const word = onTerminals[conductors.indexOf(name)] ?? open;
    return isConductor(word) ? word : null;
  };
  const input = (name: Phase): CurrentLead => {
    const word = onInputs[phases.indexOf(name)] ?? open;
    const from = word.replace(/^-/, "");
    return isPhase(from) ? { from, reversed: word.startsWith("-") } : null;
  };
  return { voltage: perConductor(terminal), current: perPhase(input) };
}

/** The two lines `parseHookUp` reads back to the same hook-up. */
export const formatHookUp = (hookUp: HookUp): { voltage: string; current: string } => ({
  voltage: conductors.map((terminal) => hookUp.voltage[terminal] ?? open).join(" "),
  current: phases
    .map((input) => {
      const lead = hookUp.current[input];
      return lead === null ? open : `${lead.reversed ? "-" : ""}${lead.from}`;
    })
    .join(" "),
});

/** Both lines in one, as the events of a run tell it: "voltage: L1 L2 L3 N, current: L1 -L2 L3". */
export const hookUpText = (hookUp: HookUp): string => {
  const { voltage, current } = formatHookUp(hookUp);
  return `voltage: ${voltage}, current: ${current}`;
};

/** Reads back what `hookUpText` wrote; issues as of `parseHookUp`, and one with an empty path for any other text. */
export function readHookUpText(text: string): HookUp | Issue[] {
  const [, voltage, current] = /^voltage: (.*), current: (.*)$/.exec(text) ?? [];
  return voltage === undefined || current === undefined
    ? [issue([], `expected "voltage: L1 L2 L3 N, current: L1 L2 L3", got "${text}"`)]
    : parseHookUp(voltage, current);
}

/** The wiring diagram of the mode: every terminal and input in use on its own conductor, the others open. */
export const correctHookUp = (mode: InsertionMode): HookUp => {
  const { voltageTerminals, currentInputs } = insertionModeFacts[mode];
  return {
    voltage: perConductor((terminal) => (voltageTerminals.includes(terminal) ? terminal : null)),
    current: perPhase((input) => (currentInputs.includes(input) ? { from: input, reversed: false } : null)),
  };
};
