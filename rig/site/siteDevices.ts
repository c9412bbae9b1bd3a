/**
 * The devices of a site file: meters looked up in the catalogue and put at their metering points, gas, water and heat
 * meters, and concentrators with what is on their inputs. What is wrong comes as issues with paths into the form.
 */
import { contoD4cr8 } from "#models/catalogue/contoD4cr8.ts";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Product } from "#models/catalogue/product.ts";
import { withoutBus } from "#models/catalogue/withoutBus.ts";
import { correctHookUp, formatHookUp, type HookUp, parseHookUp } from "#models/connection/hookUp.ts";
import { usesNeutral } from "#models/connection/insertionMode.ts";
import { assumedCounterMap } from "#models/devices/counterMap.ts";
import { checkConcentrator, concentratorSpec } from "#models/devices/d4cr8.ts";
import type { FlowMeterSpec } from "#models/devices/flowMeter.ts";
import { noBounce } from "#models/devices/pulseInput.ts";
import { type Issue, type IssuePath, issue } from "#models/issue.ts";
import { inMicrolitresPerHour, inMicroseconds, inMicrowatts, milliseconds } from "#models/units.ts";
import type { SiteConcentrator, SiteFlowMeter, SiteMeter } from "#rig/site/site.ts";
import type { PulseMeterForm, SiteConcentratorForm, SiteMeterForm } from "#rig/site/siteForm.ts";
import { meterChoice } from "#scenarios/form/meterForm.ts";
import { ratingsAt } from "#scenarios/resolve/ratings.ts";
import { transformersOfForm } from "#scenarios/resolve/transformersOfForm.ts";

/** Where in a site's meter the catalogue's finding is. */
function fieldOf([head, ...rest]: IssuePath): IssuePath {
  if (head === "communication") return [rest[0] === "speed" ? "speed" : "unit"];
  return head === "programmed" || head === "options" ? rest : head === undefined ? [] : [head, ...rest];
}

/** `speed`: what is set on the meter, of its bus when nothing is said; null when it is on no bus. */
export function siteMeter(
  form: SiteMeterForm,
  path: IssuePath,
  speed: number | null,
  further: readonly Product[],
  issues: Issue[],
): SiteMeter | null {
  const { name, at, transformers, hookUp, contact = "open", unit, bus } = form;
  const spec = meterSpec(
    meterChoice(form),
    unit === undefined ? {} : { communication: { address: unit, ...(speed !== null && { speed }) } },
    further,
  );
  if (!isSpec(spec)) {
    for (const found of spec) issues.push(issue([...path, ...fieldOf(found.path)], found.message));
    return null;
  }
  const mute = bus === undefined ? null : withoutBus(spec, further);
  if (mute !== null) issues.push(issue([...path, "bus"], mute));
  const mode = spec.programmed.insertionMode;
  const made = transformersOfForm(
    transformers,
    ratingsAt(spec, transformers === undefined ? {} : { transformers }),
    usesNeutral(mode),
  );
  for (const found of made.issues)
    issues.push(issue([...path, "transformers", ...found.path], found.message));
  const correct = formatHookUp(correctHookUp(mode));
  const read = parseHookUp(hookUp?.voltage ?? correct.voltage, hookUp?.current ?? correct.current);
  if (Array.isArray(read)) {
    for (const found of read)
      issues.push(issue([...path, "hookUp", ...found.path.slice(0, 1)], found.message));
    return null;
  }
  return {
    name,
    spec,
    meteringPoint: at,
    transformers: made.transformers,
    hookUp: read as HookUp,
    contact,
  };
}

const usualWidth = milliseconds(100);

/** Volumes are counted in whole litres, heat in whole watt-hours. */
function wholeWeight(weight: number, unit: string, path: IssuePath, issues: Issue[]): number {
  const whole = Math.round(weight);
  if (whole < 1 || Math.abs(weight - whole) > 1e-9)
    issues.push(issue([...path, "weight"], `a pulse stands for whole ${unit}, at least 1`));
  return Math.max(1, whole);
}

export function siteFlowMeter(form: PulseMeterForm, path: IssuePath, issues: Issue[]): SiteFlowMeter {
  const made = (spec: FlowMeterSpec, name: string, flow: number, place: IssuePath): SiteFlowMeter => {
    if (flow < 0) issues.push(issue(place, "what flows back is not counted: no negative flow"));
    if (!(inMicroseconds(spec.width) > 0)) issues.push(issue(place, "a pulse takes time: width above 0 s"));
    return { name, spec, flow };
  };
  if (form.heat !== undefined) {
    const { name, power, weight, width = usualWidth } = form.heat;
    const place = [...path, "heat"];
    const spec = { medium: "heat", weight: wholeWeight(weight, "Wh", place, issues), width } as const;
    return made(spec, name, inMicrowatts(power), place);
  }
  const medium = form.gas === undefined ? "water" : "gas";
  const { name, flow, weight, width = usualWidth } = (form.gas ?? form.water)!;
  const place = [...path, medium];
  const spec = { medium, weight: wholeWeight(weight, "litres", place, issues), width } as const;
  return made(spec, name, inMicrolitresPerHour(flow), place);
}

/** `pulsing`: names of what has a pulse contact; a contact is on one input only. */
export function siteConcentrator(
  form: SiteConcentratorForm,
  path: IssuePath,
  speed: number | null,
  pulsing: ReadonlyMap<string, boolean>,
  taken: Set<string>,
  issues: Issue[],
): SiteConcentrator {
  const { name, unit, answerTime, counters, inputs } = form;
  const sources: (string | null)[] = Array.from({ length: contoD4cr8.inputs }, () => null);
  const bounces = Array.from({ length: contoD4cr8.inputs }, () => noBounce);
  inputs.forEach(({ input, from, bounce }, index) => {
    const at = [...path, "inputs", index];
    const hasPulses = pulsing.get(from);
    if (hasPulses === undefined)
      issues.push(issue([...at, "from"], `there is no meter '${from}' on this site`));
    else if (!hasPulses) issues.push(issue([...at, "from"], `'${from}' has no pulse output`));
    else if (taken.has(from))
      issues.push(issue([...at, "from"], `the contact of '${from}' is on an input already`));
    taken.add(from);
    if (sources[input - 1] !== null)
      issues.push(issue([...at, "input"], `input ${input} has a contact already`));
    sources[input - 1] = from;
    if (bounce !== undefined)
      bounces[input - 1] = { returns: bounce.returns, dwell: inMicroseconds(bounce.dwell) };
  });
  const spec = concentratorSpec(contoD4cr8, {
    bounces,
    ...(unit !== undefined && { address: unit }),
    ...(speed !== null && { speed }),
    ...(answerTime !== undefined && { answerTime }),
    ...(counters !== undefined && {
      counterMap: {
        ...assumedCounterMap,
        name: "site file",
        status: "as the site file says",
        start: counters.start,
        wordOrder: counters.wordOrder ?? assumedCounterMap.wordOrder,
        provenance: { source: "site file", confidence: "D" },
      },
    }),
  });
  const field = (at: IssuePath): IssuePath => [at[0] === "address" ? "unit" : (at[0] ?? "name")];
  for (const found of checkConcentrator(contoD4cr8, spec))
    issues.push(issue([...path, ...field(found.path)], found.message));
  return { name, spec, sources };
}
