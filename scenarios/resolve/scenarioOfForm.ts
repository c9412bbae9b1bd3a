/**
 * A scenario made of its file's form: every step complete in itself, its network valid, its hook-up read. What does not
 * fit together is reported at the place in the file that said it, each thing once, however many steps it concerns.
 */
import { correctHookUp, formatHookUp, type HookUp, parseHookUp } from "#models/connection/hookUp.ts";
import { usesNeutral } from "#models/connection/insertionMode.ts";
import type { InstrumentTransformers } from "#models/connection/instrumentTransformers.ts";
import { type Issue, issue } from "#models/issue.ts";
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Network } from "#models/network/network.ts";
import { validate } from "#models/network/validate.ts";
import { claimOf } from "#scenarios/form/claimForm.ts";
import { meterChoice } from "#scenarios/form/meterForm.ts";
import type { ScenarioForm, Situation } from "#scenarios/form/scenarioForm.ts";
import type { Trouble } from "#scenarios/form/troubles.ts";
import { networkOfForm } from "#scenarios/resolve/networkOfForm.ts";
import { ratingsAt } from "#scenarios/resolve/ratings.ts";
import { type ProfileRow, siteOfForm } from "#scenarios/resolve/siteOfForm.ts";
import { type Part, type PlacedSituation, placed } from "#scenarios/resolve/situation.ts";
import { nameOf } from "#scenarios/resolve/stepName.ts";
import { stepsOfForm } from "#scenarios/resolve/stepsOfForm.ts";
import { transformersOfForm } from "#scenarios/resolve/transformersOfForm.ts";
import { translationsOfForm } from "#scenarios/resolve/translationsOfForm.ts";
import type { Scenario, Step } from "#scenarios/scenario.ts";
import type { Path } from "#scenarios/yaml/document.ts";

/** The catalogue: the specification of a meter, or what is wrong with the choice. */
export type SpecOf = (choice: MeterChoice) => MeterSpec | readonly Issue[];

type Settled = Pick<Step, "network" | "meteringPoint" | "transformers" | "hookUp" | "contact">;

export function scenarioOfForm(
  form: ScenarioForm,
  id: string,
  specOf: SpecOf,
): { readonly scenario: Scenario | null; readonly issues: readonly Trouble[] } {
  const issues = new Map<string, Trouble>();
  const report = (path: Path, message: string, part: Trouble["part"] = "value"): void => {
    const key = `${path.join("/")}: ${message}`;
    if (!issues.has(key)) issues.set(key, { ...issue(path, message), part });
  };
  const meter = meterChoice(form.meter);
  const spec = specOf(meter);
  if (isIssues(spec)) for (const { path, message } of spec) report(["meter", ...placeInMeter(path)], message);

  const settle = isIssues(spec) ? null : settler(spec, report);
  const planned = stepsOfForm(form, placed(form, []));
  for (const { path, message } of planned.issues) report(path, message);
  const steps =
    settle === null
      ? []
      : planned.steps.map((step): Step => {
          return {
            name: nameOf(step.name),
            ...settle(step.situation, step.row),
            hold: step.hold,
            claims: step.claims,
          };
        });
  for (const twice of repeatedNames(planned.steps.map(({ name }) => nameOf(name))))
    report(["steps"], `two steps are called '${twice}'`);
  const { translations, issues: strangers } = translationsOfForm(
    form,
    planned.steps.map(({ name }) => name),
  );
  for (const { path, message } of strangers) report(path, message, "key");
  if (issues.size > 0) return { scenario: null, issues: [...issues.values()] };
  const { title, theme, teaches } = form;
  return {
    scenario: {
      id,
      title,
      theme,
      teaches,
      ...(translations && { translations }),
      meter,
      isAboutTime: form.aboutTime ?? false,
      steps,
      claims: (form.claims ?? []).map(claimOf),
    },
    issues: [],
  };
}

const isIssues = (value: MeterSpec | readonly Issue[]): value is readonly Issue[] => Array.isArray(value);

/** What is programmed stands beside the model in a file. */
const placeInMeter = (path: Path): Path => (path[0] === "programmed" ? path.slice(1) : path);

const shortParts = ["source", "transformer", "line", "load"] as const satisfies readonly Part[];

/** Makes networks and connections out of situations; one situation and row gives the same objects each time. */
function settler(spec: MeterSpec, report: (path: Path, message: string) => void) {
  const mode = spec.programmed.insertionMode;
  const numbers = new WeakMap<object, number>();
  let count = 0;
  const numberOf = (said: unknown): number | string => {
    if (typeof said !== "object" || said === null) return String(said);
    const known = numbers.get(said) ?? ++count;
    numbers.set(said, known);
    return known;
  };
  const networks = new Map<string, { network: Network; meteringPoint: string }>();
  const connections = new Map<string, { transformers: InstrumentTransformers; hookUp: HookUp }>();
  const at = ({ places }: PlacedSituation, path: Path): Path => {
    const [part, ...rest] = path;
    return [...(places[part as Part] ?? [String(part)]), ...rest];
  };

  const networkOf = (situation: PlacedSituation, row: ProfileRow) => {
    const { said } = situation;
    const complain = (path: Path, message: string): void => report(at(situation, path), message);
    if (said.network === undefined) {
      const site = siteOfForm(said, ratingsAt(spec, said), mode, row);
      for (const { path, message } of site.issues) complain(path, message);
      if (said.meteringPoint !== undefined && said.meteringPoint !== "meter")
        complain(["meteringPoint"], "the short form of a site has one metering point, 'meter'");
      if (site.issues.length === 0)
        for (const { path, message } of validate(site.network)) complain(partOf(site.network, path), message);
      return { network: site.network, meteringPoint: "meter" };
    }
    for (const part of shortParts)
      if (said[part] !== undefined)
        complain([part], `'${part}' has no place beside 'network', which spells the whole site out`);
    if (row.factor !== 1 || row.powerFactor)
      complain(["network"], "a profile scales the load of the short form; write the steps out for a network");
    const made = networkOfForm(said.network);
    for (const { path, message } of made.issues) complain(["network", ...path], message);
    if (made.issues.length === 0)
      for (const { path, message } of validate(made.network))
        complain(["network", ...placeInForm(said.network, path)], message);
    const points = made.network.meteringPoints.map((point) => point.id);
    const meteringPoint = said.meteringPoint ?? (points.length === 1 ? points[0] : undefined);
    if (meteringPoint === undefined)
      complain(["network"], `say at which meteringPoint the meter sits: ${points.join(", ")}`);
    else if (!points.includes(meteringPoint))
      complain(["meteringPoint"], `there is no metering point '${meteringPoint}', only ${points.join(", ")}`);
    return { network: made.network, meteringPoint: meteringPoint ?? "" };
  };

  const connectionOf = (situation: PlacedSituation) => {
    const { said } = situation;
    const made = transformersOfForm(said.transformers, ratingsAt(spec, said), usesNeutral(mode));
    for (const { path, message } of made.issues) report(at(situation, ["transformers", ...path]), message);
    const correct = formatHookUp(correctHookUp(mode));
    const read = parseHookUp(
      said.hookUp?.voltage ?? correct.voltage,
      said.hookUp?.current ?? correct.current,
    );
    if (!Array.isArray(read)) return { transformers: made.transformers, hookUp: read as HookUp };
    // a word's position inside the line is no place the file knows
    for (const { path, message } of read as Issue[])
      report(at(situation, ["hookUp", ...path.slice(0, 1)]), message);
    return { transformers: made.transformers, hookUp: correctHookUp(mode) };
  };

  return (situation: PlacedSituation, row: ProfileRow): Settled => {
    const { said } = situation;
    const site = [...shortParts.map((part) => said[part]), said.network, said.meteringPoint].map(numberOf);
    const ratios = [said.transformers, said.hookUp].map(numberOf);
    const pf = row.powerFactor ? `${row.powerFactor.cosine} ${row.powerFactor.current}` : "";
    const siteKey = [...site, ratios[0], row.factor, pf].join("|");
    const network = networks.get(siteKey) ?? networkOf(situation, row);
    networks.set(siteKey, network);
    const connection = connections.get(ratios.join("|")) ?? connectionOf(situation);
    connections.set(ratios.join("|"), connection);
    return { ...network, ...connection, contact: said.contact ?? "open" };
  };
}

/** A trouble of the short form's network shown at the part of the file that made the component. */
function partOf(network: Network, path: Path): Path {
  const component = path[0] === "components" ? network.components[Number(path[1])] : undefined;
  if (component === undefined) return ["source"];
  const part: Readonly<Record<string, Part>> = { supply: "source", transformer: "transformer", line: "line" };
  return [part[component.id] ?? (component.type === "fault" ? "line" : "load")];
}

/** A trouble of the full form: under the component's one key (`- load: {...}`), and further in where names agree. */
function placeInForm(form: NonNullable<Situation["network"]>, path: Path): Path {
  if (path[0] !== "components" || path.length < 2) return path;
  const component = form.components[Number(path[1])];
  const kind = Object.entries(component ?? {}).find(([, said]) => said !== undefined)?.[0];
  return kind === undefined ? path.slice(0, 2) : [...path.slice(0, 2), kind, ...path.slice(2)];
}

function repeatedNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const each of names) {
    if (seen.has(each)) twice.add(each);
    seen.add(each);
  }
  return [...twice];
}
