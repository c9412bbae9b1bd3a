/**
 * A site file's text as the site it describes, or everything that is wrong with it, each with its line and column: names
 * nobody has, addresses and speeds a device cannot be set to, contacts that are not there, a network that is none.
 */
import type { Product } from "#models/catalogue/product.ts";
import { type Issue, type IssuePath, issue } from "#models/issue.ts";
import { validate } from "#models/network/validate.ts";
import { seconds } from "#models/units.ts";
import { repeaterName, type Site, type SiteStep } from "#rig/site/site.ts";
import { type Placed, siteBus, speedOf, unknown } from "#rig/site/siteBuses.ts";
import { siteConcentrator, siteFlowMeter, siteMeter } from "#rig/site/siteDevices.ts";
import { type SiteForm, siteForm } from "#rig/site/siteForm.ts";
import { readAs } from "#scenarios/form/troubles.ts";
import { networkOfForm } from "#scenarios/resolve/networkOfForm.ts";
import { readYaml } from "#scenarios/yaml/document.ts";
import { blamedOnce, inFileOrder, type LocatedIssue } from "#scenarios/yaml/located.ts";

export type SiteReading =
  | { readonly site: Site; readonly issues?: never }
  | { readonly issues: readonly LocatedIssue[]; readonly site?: never };

/** Meter files and folders the site names, whatever else may be wrong with it; relative to it. */
export function meterPathsOf(text: string, file: string): readonly string[] {
  const { value } = readYaml(text, file);
  const paths: unknown = (value as { meterFiles?: unknown } | null | undefined)?.meterFiles;
  return Array.isArray(paths) ? paths.filter((path): path is string => typeof path === "string") : [];
}

/**
 * `file` is only named in issues; `further` are the meters of the files under `meterFiles`. Never throws; any text gives
 * the one or the other.
 */
export function readSite(text: string, file: string, further: readonly Product[] = []): SiteReading {
  const document = readYaml(text, file);
  if (document.value === undefined) return { issues: document.issues };
  const { form, troubles } = readAs(siteForm, document.value);
  const ofForm = troubles.map(({ path, message, part }) => ({ ...document.locate(path, part), message }));
  if (form === null || document.issues.length > 0) return { issues: blamedOnce(document.issues, ofForm) };
  const issues: Issue[] = [];
  const site = siteOf(form, further, issues);
  if (issues.length === 0) return { site };
  const located = issues.map(({ path, message }) => ({ ...document.locate(path), message }));
  return { issues: located.sort(inFileOrder) };
}

function siteOf(form: SiteForm, further: readonly Product[], issues: Issue[]): Site {
  const network = networkOf(form, issues);
  const points = network.meteringPoints.map(({ id }) => id);
  const speedAt = (bus: string | undefined, own: number | undefined): number | null => {
    const at = bus === undefined ? undefined : form.buses[bus];
    return own ?? (at === undefined ? null : speedOf(at));
  };
  const meters = form.meters.flatMap((said, index) => {
    const path = ["meters", index];
    if (!points.includes(said.at))
      issues.push(issue([...path, "at"], unknown("metering point", said.at, points)));
    const meter = siteMeter(said, path, speedAt(said.bus, said.speed), further, issues);
    return meter === null ? [] : [meter];
  });
  const flowMeters = (form.pulseMeters ?? []).map((said, index) =>
    siteFlowMeter(said, ["pulseMeters", index], issues),
  );
  const pulsing = new Map<string, boolean>([
    // A meter that could not be looked up has said so itself.
    ...form.meters.map((said) => [said.name, true] as const),
    ...meters.map(({ name, spec }) => [name, spec.outputs.pulse] as const),
    ...flowMeters.map(({ name }) => [name, true] as const),
  ]);
  const taken = new Set<string>();
  const concentrators = (form.concentrators ?? []).map((said, index) =>
    siteConcentrator(said, ["concentrators", index], speedAt(said.bus, said.speed), pulsing, taken, issues),
  );
  uniqueNames(form, issues);
  const placed = placedOf(form, concentrators, issues);
  const buses = Object.entries(form.buses).map(([name, bus]) =>
    siteBus(
      name,
      bus,
      placed.filter((each) => each.bus === name),
      issues,
    ),
  );
  const flows = flowMeters.map(({ name }) => name);
  const loads = network.components.flatMap(({ type, id }) => (type === "load" ? [id] : []));
  const devices = [
    ...form.meters.map(({ name }) => name),
    ...concentrators.map(({ name }) => name),
    ...buses.flatMap(({ topology }) =>
      topology.segments.map(({ name }) => repeaterName(topology.name, name)),
    ),
  ];
  return {
    title: form.title,
    network,
    meters,
    flowMeters,
    concentrators,
    buses,
    steps: stepsOf(form, [...loads, ...flows], devices, issues),
  };
}

function networkOf(form: SiteForm, issues: Issue[]): Site["network"] {
  const { network, issues: found } = networkOfForm(form.network);
  const wrong = found.length > 0 ? found : validate(network);
  for (const { path, message } of wrong) issues.push(issue(["network", ...path], message));
  return network;
}

function uniqueNames({ meters, pulseMeters = [], concentrators = [] }: SiteForm, issues: Issue[]): void {
  const seen = new Set<string>();
  const look = (name: string, path: IssuePath): void => {
    if (seen.has(name)) issues.push(issue(path, `another device is called '${name}'`));
    seen.add(name);
  };
  for (const [i, { name }] of meters.entries()) look(name, ["meters", i, "name"]);
  pulseMeters.forEach(({ gas, water, heat }, i) => {
    const [kind, said] =
      gas !== undefined
        ? (["gas", gas] as const)
        : water !== undefined
          ? (["water", water] as const)
          : (["heat", heat!] as const);
    look(said.name, ["pulseMeters", i, kind, "name"]);
  });
  for (const [i, { name }] of concentrators.entries()) look(name, ["concentrators", i, "name"]);
}

function placedOf(
  { meters, concentrators = [], buses }: SiteForm,
  made: Site["concentrators"],
  issues: Issue[],
): readonly Placed[] {
  const known = Object.keys(buses);
  const placed = (
    said: SiteForm["meters"][number] | NonNullable<SiteForm["concentrators"]>[number],
    path: IssuePath,
    own: Pick<Placed, "answerTime" | "words">,
  ): Placed[] => {
    const { name, bus, unit, segment = null, speed = null } = said;
    if (bus === undefined) {
      for (const key of ["unit", "segment", "speed", "answerTime"] as const)
        if (said[key] !== undefined)
          issues.push(issue([...path, key], `is for a device on a bus: say which`));
      return [];
    }
    if (!known.includes(bus)) issues.push(issue([...path, "bus"], unknown("bus", bus, known)));
    if (unit === undefined) {
      issues.push(issue(path, `'unit' is missing: the address of '${name}' on bus '${bus}'`));
      return [];
    }
    return [{ name, path, bus, unit, segment, speed, ...own }];
  };
  return [
    ...meters.flatMap((said, i) =>
      placed(said, ["meters", i], { answerTime: said.answerTime ?? null, words: null }),
    ),
    ...concentrators.flatMap((said, i) => {
      const spec = made[i]?.spec;
      return placed(said, ["concentrators", i], {
        answerTime: spec?.answerTime ?? null,
        words: spec === undefined ? null : 2 * spec.inputs,
      });
    }),
  ];
}

function stepsOf(
  { steps }: SiteForm,
  scalable: readonly string[],
  devices: readonly string[],
  issues: Issue[],
): readonly SiteStep[] {
  if (steps === undefined)
    return [{ name: "as it stands", hold: seconds(0), factors: new Map(), dead: new Set() }];
  return steps.map(({ name, hold, factors = {}, dead = [] }, index) => {
    const at = ["steps", index];
    if (!(hold >= 0)) issues.push(issue([...at, "hold"], "a step is not held for a negative time"));
    for (const key of Object.keys(factors))
      if (!scalable.includes(key))
        issues.push(issue([...at, "factors", key], unknown("load or flow", key, scalable)));
    dead.forEach((device, i) => {
      if (!devices.includes(device))
        issues.push(issue([...at, "dead", i], unknown("device with a supply of its own", device, devices)));
    });
    return { name, hold, factors: new Map(Object.entries(factors)), dead: new Set(dead) };
  });
}
