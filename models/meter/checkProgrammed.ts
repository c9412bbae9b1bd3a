/**
 * Whether a meter can be programmed so: every parameter against the ranges and lists of its model. The same check serves
 * a person's choice, the two keys and a bus master's writes.
 */
import { type Issue, issue } from "#models/issue.ts";
import type {
  CommunicationParameters,
  ProgrammableRanges,
  ProgrammedParameters,
} from "#models/meter/programmedParameters.ts";
import { inMicroseconds, type Seconds } from "#models/units.ts";

interface Range {
  readonly lowest: number;
  readonly highest: number;
}

/** Everything out of range or off the list; paths begin with `programmed` or `communication`. */
export function checkProgrammed(
  ranges: ProgrammableRanges,
  programmed: ProgrammedParameters,
  communication: CommunicationParameters,
): Issue[] {
  const found: Issue[] = [];
  const whole = (path: readonly string[], value: number, { lowest, highest }: Range, name: string) => {
    if (Number.isInteger(value) && value >= lowest && value <= highest) return;
    const allowed =
      lowest === highest ? `can only be ${lowest}` : `is a whole number from ${lowest} to ${highest}`;
    found.push(issue(path, `${name} ${allowed}, not ${value}`));
  };
  const listed = <T>(path: readonly string[], value: T, list: readonly T[], name: string, unit = "") => {
    if (list.includes(value)) return;
    found.push(issue(path, `${name} is one of ${list.join(", ")}${unit}, not ${value}`));
  };
  const times = (list: readonly Seconds[]) => list.map(inMicroseconds);
  const time = (path: readonly string[], value: Seconds, list: readonly Seconds[], name: string) => {
    if (times(list).includes(inMicroseconds(value))) return;
    found.push(issue(path, `${name} is one of ${list.join(", ")} s, not ${value}`));
  };

  listed(["programmed", "insertionMode"], programmed.insertionMode, ranges.insertionModes, "insertion mode");
  whole(["programmed", "ctRatio"], programmed.ctRatio, ranges.ctRatio, "CT ratio");
  whole(["programmed", "vtRatio"], programmed.vtRatio, ranges.vtRatio, "VT ratio");
  time(
    ["programmed", "integrationTime"],
    programmed.integrationTime,
    ranges.integrationTimes,
    "integration time",
  );
  const { pulse } = programmed;
  listed(["programmed", "counting"], programmed.counting, ranges.countings, "counting");
  listed(["programmed", "pulse", "energy"], pulse.energy, ranges.pulseEnergies, "pulse energy");
  listed(["programmed", "pulse", "weight"], pulse.weight, ranges.pulseWeights, "pulse weight", " Wh");
  time(["programmed", "pulse", "width"], pulse.width, ranges.pulseWidths, "pulse width");
  whole(["communication", "address"], communication.address, ranges.addresses, "address");
  listed(["communication", "speed"], communication.speed, ranges.speeds, "speed", " bit/s");
  return found;
}
