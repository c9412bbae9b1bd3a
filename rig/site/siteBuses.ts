/**
 * The buses of a site file: who hangs on which segment at which address, and how the bus is reached. A bus has one speed:
 * a device set to another one never understands a word of it, so that is refused. Two devices of one address, or one too
 * many on a segment, can be built: the plan tells, and the twins behave accordingly.
 */
import { type Issue, type IssuePath, issue } from "#models/issue.ts";
import { metres, type Seconds } from "#models/units.ts";
import {
  assumedTurnaround,
  type BusDevice,
  type BusSegment,
  catalogueLimits,
  pathTo,
} from "#rig/fieldbus/busTopology.ts";
import { type BusAccess, type SiteBus, usualAnswerTimeout } from "#rig/site/site.ts";
import type { BusForm } from "#rig/site/siteForm.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

/** A device as a file puts it on a bus. */
export interface Placed {
  readonly name: string;
  readonly path: IssuePath;
  readonly bus: string;
  readonly unit: number;
  readonly segment: string | null;
  readonly speed: number | null;
  /** From the silence after a request to its answer; null: as usual. */
  readonly answerTime: Seconds | null;
  /** Words of a read of it; null: what the bus's poll says. */
  readonly words: number | null;
}

const usualWords = 31;
export const speedOf = ({ baud = 9600 }: BusForm): number => baud;

function segmentsOf(name: string, form: BusForm, issues: Issue[]): readonly BusSegment[] {
  const at = ["buses", name, "segments"];
  const segments = (form.segments ?? [{ name: "1" }]).map(
    (said): BusSegment => ({
      name: said.name,
      behind: ("behind" in said ? said.behind : undefined) ?? null,
      cable: ("cable" in said ? said.cable : undefined) ?? metres(0),
    }),
  );
  const names = segments.map((segment) => segment.name);
  segments.forEach(({ name: own, behind }, index) => {
    if (names.indexOf(own) < index)
      issues.push(issue([...at, index, "name"], `segment '${own}' is there twice`));
    if (behind !== null && !names.includes(behind))
      issues.push(issue([...at, index, "behind"], unknown("segment", behind, names)));
    else if (behind !== null && pathTo(segments, own)[0]?.behind !== null)
      issues.push(
        issue([...at, index, "behind"], `segment '${own}' is behind itself: none leads to the master`),
      );
  });
  const first = segments.filter(({ behind }) => behind === null);
  if (first.length > 1)
    issues.push(
      issue(
        [...at, segments.indexOf(first[1]!)],
        `segments '${first[0]!.name}' and '${first[1]!.name}' are both the master's own: say what one is behind`,
      ),
    );
  return segments;
}

export const unknown = (what: string, written: string, known: readonly string[]): string => {
  const meant = suggestionFor(written, known);
  return `no ${what} '${written}': ${meant === null ? `there is ${known.join(", ") || "none"}` : `did you mean '${meant}'?`}`;
};

function accessOf({ via }: BusForm): BusAccess {
  if (via.IF2E002 !== undefined) return { kind: "converter", line: via.IF2E002.line };
  const { listen, framing = "mbap", answerTimeout = usualAnswerTimeout } = via.IF2E001!;
  return { kind: "gateway", listen, framing, answerTimeout };
}

export function siteBus(name: string, form: BusForm, placed: readonly Placed[], issues: Issue[]): SiteBus {
  const baudRate = speedOf(form);
  const segments = segmentsOf(name, form, issues);
  const names = segments.map((segment) => segment.name);
  const devices = placed.map((each): BusDevice => {
    const { path, segment, speed, answerTime, words } = each;
    if (segment !== null && !names.includes(segment))
      issues.push(issue([...path, "segment"], unknown("segment", segment, names)));
    if (speed !== null && speed !== baudRate)
      issues.push(
        issue(
          [...path, "speed"],
          `bus '${name}' runs at ${baudRate} bit/s and '${each.name}' is set to ${speed}: all devices of a bus have one speed`,
        ),
      );
    return {
      name: each.name,
      unit: each.unit,
      segment: segment ?? names[0]!,
      turnaround: answerTime ?? assumedTurnaround,
      reads: [words ?? form.poll?.words ?? usualWords],
    };
  });
  return {
    topology: {
      name,
      format: { baudRate, parity: form.parity ?? "none", stopBits: form.stopBits === 2 ? 2 : 1 },
      segments,
      devices,
      limits: catalogueLimits,
    },
    pollEvery: form.poll?.every ?? null,
    access: accessOf(form),
  };
}
