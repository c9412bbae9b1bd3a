import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advanceInput,
  awoken,
  type Closure,
  type InputRule,
  newPulseInput,
  noBounce,
  type PulseInput,
} from "#models/devices/pulseInput.ts";
import { advancePulses, type PulseTrain, pulseStarts, startPulses } from "#models/metering/pulseOutput.ts";
import { accumulate, noEnergy } from "#models/metering/register.ts";

const second = 1_000_000;
const ms = 1000;
/** The catalogue's D4CR8: a pulse has ON > 20 ms and OFF > 20 ms. */
const filter: InputRule = { closedLongerThan: 20 * ms, openLongerThan: 20 * ms, bounce: noBounce };

interface Contact {
  readonly weight: number;
  readonly width: number;
  readonly pause: number;
  /** Watts. */
  readonly power: number;
  readonly duration: number;
}
const trainOf = ({ weight, width, pause, power, duration }: Contact): PulseTrain | null => {
  const microwatts = power * 1e6;
  return advancePulses(
    startPulses(noEnergy, { weight, width, spacing: width + pause }),
    { weight, width, spacing: width + pause },
    {
      from: 0,
      until: duration,
      before: noEnergy,
      after: accumulate(noEnergy, microwatts, duration),
      power: microwatts,
    },
  ).train;
};
const closuresOf = (train: PulseTrain | null): readonly Closure[] =>
  train === null ? [] : [{ kind: "pulses", train }];
const seen = (contact: Contact, rule = filter): number =>
  advanceInput(newPulseInput(), rule, closuresOf(trainOf(contact)), contact.duration + 10 * second).count;

/** 36 s between pulses: 1 kW at 10 Wh. */
const kilowatt = { weight: 10, power: 1000, duration: 360 * second };

describe("an input of the concentrator", () => {
  it("counts ten pulses of 100 ms in six minutes of 1 kW at 10 Wh", () => {
    expect(seen({ ...kilowatt, width: 100 * ms, pause: 100 * ms })).toBe(10);
  });

  // Pauses of 15 ms are possible, so the train is looked at closely; at 36 kW and 1 Wh a pulse comes every 100 ms, with
  // 75 ms between them: 36 000 an hour. A year of them is 315 360 000.
  it("counts a year of pulses that might have been too dense, and comes to an end", () => {
    const dense = { weight: 1, power: 36_000, width: 25 * ms, pause: 15 * ms };
    const hour = 3600 * second;
    expect(seen({ ...dense, duration: hour })).toBe(36_000);
    expect(seen({ ...dense, duration: 365 * 24 * hour })).toBe(315_360_000);
    // As fast as the contact can move, 40 ms apart, it is never seen open: one pulse, or two, as the last may stand alone.
    expect(seen({ ...dense, power: 720_000, duration: 365 * 24 * hour })).toBeLessThanOrEqual(2);
  });

  // "ON > 20 ms and OFF > 20 ms": twenty milliseconds are not more than twenty.
  it("does not see a closure of 20 ms, and sees one a microsecond longer", () => {
    expect(seen({ ...kilowatt, width: 20 * ms, pause: 100 * ms })).toBe(0);
    expect(seen({ ...kilowatt, width: 20 * ms + 1, pause: 100 * ms })).toBe(10);
  });

  // 10 MW at 10 Wh want a pulse every 3.6 ms: the output saturates, its pauses are what is programmed.
  it("takes pulses for one long closure when they are 20 ms apart, and sees them when a microsecond more", () => {
    const dense = { weight: 10, power: 1e7, duration: 10 * second, width: 80 * ms };
    expect(seen({ ...dense, pause: 20 * ms })).toBe(1);
    // First due at 3.6 ms, then one every 100.001 ms: 100 of them in 10 s.
    expect(seen({ ...dense, pause: 20 * ms + 1 })).toBe(100);
  });

  it("counts a year of 5 256 000 pulses at once", () => {
    expect(
      seen({ weight: 10, power: 6000, width: 50 * ms, pause: 50 * ms, duration: 365 * 86_400 * second }),
    ).toBe(5_256_000);
  });

  it("sees nothing of a chatter shorter than its filter but a shorter pulse", () => {
    const bounce = { returns: 3, dwell: 2 * ms };
    const contact = { ...kilowatt, pause: 100 * ms };
    // 12 ms of chatter leave 20.001 ms, or 20 ms, of a steady closure.
    expect(seen({ ...contact, width: 32 * ms + 1 }, { ...filter, bounce })).toBe(10);
    expect(seen({ ...contact, width: 32 * ms }, { ...filter, bounce })).toBe(0);
  });

  it("without a filter counts every closure of the chatter, on closing and on opening", () => {
    const rule = { closedLongerThan: 0, openLongerThan: 0, bounce: { returns: 3, dwell: 2 * ms } };
    // 4 closures when it closes, 3 more when it opens.
    expect(seen({ ...kilowatt, width: 100 * ms, pause: 100 * ms }, rule)).toBe(70);
  });

  it("does not see a pulse cut after 20 ms with the supply of its meter, and sees one cut later", () => {
    const train = trainOf({ ...kilowatt, width: 100 * ms, pause: 100 * ms, duration: 36 * second });
    const cutAfter = (lived: number) =>
      advanceInput(
        newPulseInput(),
        filter,
        [...closuresOf(train), { kind: "pulseCut", at: 36 * second + lived }],
        40 * second,
      );
    expect(cutAfter(20 * ms).count).toBe(0);
    expect(cutAfter(20 * ms + 1).count).toBe(1);
    expect(cutAfter(20 * ms + 1)).toMatchObject({ isClosed: false, isSeenClosed: false });
  });

  it("asleep sees nothing; a closed contact found on waking counts only where that is assumed", () => {
    const closed: PulseInput = { ...newPulseInput(7), isClosed: true, since: 0 };
    const wake = (how: "counts" | "isKnown") =>
      advanceInput(awoken(closed, filter, second, how), filter, [], 2 * second).count;
    expect(wake("isKnown")).toBe(7);
    expect(wake("counts")).toBe(8);
  });
});

/** A patient observer: a list of every moment the contact changes, and what the filter makes of the stays between. */
function observed(starts: readonly number[], width: number, rule: InputRule, until: number): number {
  const { returns, dwell } = rule.bounce;
  const changes: [number, boolean][] = [];
  starts.forEach((start, n) => {
    const next = starts[n + 1] ?? Number.POSITIVE_INFINITY;
    for (let k = 0; k <= 2 * returns; k++)
      if (start + k * dwell < start + width) changes.push([start + k * dwell, k % 2 === 0]);
    for (let k = 0; k <= 2 * returns; k++)
      if (start + width + k * dwell < next) changes.push([start + width + k * dwell, k % 2 === 1]);
  });
  const stays: { closed: boolean; from: number; to: number }[] = [];
  changes.sort(([a], [b]) => a - b);
  for (const [at, closed] of changes) {
    const last = stays.at(-1);
    if (last?.closed === closed) continue;
    if (last !== undefined) last.to = at;
    stays.push({ closed, from: at, to: until });
  }
  let believed = false;
  let count = 0;
  for (const { closed, from, to } of stays) {
    if (to - from <= (closed ? rule.closedLongerThan : rule.openLongerThan)) continue;
    if (closed && !believed) count++;
    believed = closed;
  }
  return count;
}

const contacts: fc.Arbitrary<Contact> = fc.record({
  weight: fc.constantFrom(1, 10, 100),
  width: fc.integer({ min: 1, max: 150 * ms }),
  pause: fc.integer({ min: 0, max: 60 * ms }),
  power: fc.integer({ min: 1, max: 1_000_000 }),
  duration: fc.integer({ min: 1, max: 20 * second }),
});
const rules: fc.Arbitrary<InputRule> = fc.record({
  closedLongerThan: fc.constantFrom(0, 5 * ms, 20 * ms),
  openLongerThan: fc.constantFrom(0, 5 * ms, 20 * ms),
  bounce: fc.oneof(
    fc.constant(noBounce),
    fc.record({ returns: fc.integer({ min: 1, max: 4 }), dwell: fc.integer({ min: 1, max: 8 * ms }) }),
  ),
});

describe("whatever a contact does", () => {
  it("the closed form counts what a patient observer of every edge counts", () => {
    fc.assert(
      fc.property(contacts, rules, (contact, rule) => {
        const train = trainOf(contact);
        const until = contact.duration + 10 * second;
        const starts = train === null ? [] : [...pulseStarts(train)];
        const input = advanceInput(newPulseInput(), rule, closuresOf(train), until);
        expect(input.count).toBe(observed(starts, contact.width, rule, until));
      }),
      { numRuns: 500 },
    );
  });

  it("looking in between changes nothing", () => {
    fc.assert(
      fc.property(
        contacts,
        rules,
        fc.array(fc.nat(30 * second), { maxLength: 5 }),
        (contact, rule, looks) => {
          const train = trainOf(contact);
          const until = contact.duration + 10 * second;
          const whole = advanceInput(newPulseInput(), rule, closuresOf(train), until);
          let input = advanceInput(newPulseInput(), rule, closuresOf(train), train?.last ?? 0);
          for (const at of looks
            .filter((look) => look >= (train?.last ?? 0) && look <= until)
            .sort((a, b) => a - b))
            input = advanceInput(input, rule, [], at);
          expect(advanceInput(input, rule, [], until)).toEqual(whole);
        },
      ),
    );
  });
});
