/** The instrument transformers of a file, complete: what is not said is ideal and has the ratio programmed in the meter. */
import {
  type CurrentTransformer,
  type InstrumentTransformers,
  idealCurrentTransformer,
  idealVoltageTransformer,
  type VoltageTransformer,
  type VoltageTransformers,
} from "#models/connection/instrumentTransformers.ts";
import { openDelta, outerPhases } from "#models/connection/openDelta.ts";
import { type Issue, issue } from "#models/issue.ts";
import { type Phase, perPhase, phases } from "#models/threePhase.ts";
import type { CtForm, TransformersForm, VtForm } from "#scenarios/form/connectionForm.ts";
import type { Ratings } from "#scenarios/resolve/ratings.ts";
import { burdenOfVt, type Complain, coreOfCt } from "#scenarios/resolve/transformerClassOfForm.ts";

/** Issues have paths inside the form. */
export function transformersOfForm(
  form: TransformersForm | undefined,
  { ctRatio, vtRatio, secondaryCurrent }: Ratings,
  neutral: boolean,
): { readonly transformers: InstrumentTransformers; readonly issues: Issue[] } {
  const issues: Issue[] = [];
  const cts = form?.current;
  const current = perPhase((phase): CurrentTransformer => {
    const said = merged(cts, cts?.[phase]);
    const plain = withSaid(idealCurrentTransformer(ctRatio), said);
    const core = coreOfCt(
      said,
      { ratio: plain.ratio, secondary: secondaryCurrent },
      complaints(issues, ["current", phase], cts?.[phase]),
    );
    return core === undefined ? plain : { ...plain, core };
  });
  const voltage = voltageOf(form?.voltage, vtRatio, neutral, issues);
  return { transformers: { current, voltage }, issues };
}

const errorKeys = ["ratioError", "phaseDisplacement"] as const;
const classKeys = [
  "class",
  "classShare",
  "burden",
  "securityFactor",
  "excitation",
  "impedanceAngle",
] as const;

/** What is said of one transformer laid over what is said of all: its errors drop a class, its class drops errors. */
function merged<T extends CtForm | VtForm>(all: T | undefined, one: T | undefined): T {
  const under: Record<string, unknown> = { ...all };
  const over: Record<string, unknown> = { ...one };
  const drop = errorKeys.some((key) => over[key] !== undefined)
    ? classKeys
    : over.class !== undefined
      ? errorKeys
      : [];
  for (const key of drop) delete under[key];
  for (const key of ["burden", "excitation"])
    if (under[key] && over[key]) over[key] = { ...(under[key] as object), ...(over[key] as object) };
  return { ...under, ...over } as T;
}

/** Complaints at the transformer that said it, else at what is said of all; each once. */
const complaints =
  (issues: Issue[], [side, name]: readonly [string, string], one: object | undefined): Complain =>
  (key, message) => {
    const path = one !== undefined && key in one ? [side, name, key] : [side, key];
    const isKnown = issues.some((each) => each.message === message && each.path.join() === path.join());
    if (!isKnown) issues.push(issue(path, message));
  };

/** The transformer with what was said of it put in. */
const withSaid = <T extends CurrentTransformer | VoltageTransformer>(
  transformer: T,
  said: Omit<CtForm, "secondary"> & { readonly secondary?: T["secondary"] | undefined },
): T => ({
  ...transformer,
  ...(said.ratio !== undefined && { ratio: said.ratio }),
  ...(said.ratioError !== undefined && said.class === undefined && { ratioError: said.ratioError }),
  ...(said.phaseDisplacement !== undefined &&
    said.class === undefined && { phaseDisplacement: said.phaseDisplacement }),
  ...(said.polarity && { polarity: said.polarity }),
  ...(said.secondary && { secondary: said.secondary }),
});

/** Two VTs in open delta by the phases they lie between, as a file writes it. */
const vtBetween = (phase: Phase, common: Phase): VtPair => `${phase}-${common}` as VtPair;
type VtPair = "L1-L2" | "L3-L2" | "L2-L1" | "L3-L1" | "L1-L3" | "L2-L3";
const vtPairs = phases.flatMap((common) => outerPhases(common).map((phase) => vtBetween(phase, common)));

function voltageOf(
  vts: TransformersForm["voltage"],
  vtRatio: number,
  neutral: boolean,
  issues: Issue[],
): VoltageTransformers {
  const arrangement = vts?.arrangement ?? (vtRatio === 1 ? "direct" : neutral ? "star" : "openDelta");
  const common = vts?.common ?? "L2";
  const there = outerPhases(common).map((phase) => vtBetween(phase, common));
  const ofDelta = vtPairs.filter((pair) => !there.includes(pair));
  const refused = {
    direct: [...Object.keys(vts ?? {}).filter((key) => key !== "arrangement" && key !== "ratio")],
    star: ["common", ...vtPairs],
    openDelta: [...phases, ...ofDelta],
  }[arrangement];
  const how =
    arrangement === "openDelta" ? `in open delta with ${common} common` : sayArrangement[arrangement];
  for (const key of refused)
    if (vts && vts[key as keyof typeof vts] !== undefined)
      issues.push(issue(["voltage", key], `there is no '${key}' when the VTs are ${how}`));
  if (arrangement === "direct") {
    if (vtRatio !== 1 && vts?.arrangement)
      issues.push(issue(["voltage", "arrangement"], `a ratio of ${vtRatio} needs VTs: star or openDelta`));
    return { kind: "direct" };
  }
  const vtOf = (name: Phase | VtPair): VoltageTransformer => {
    const said = merged<VtForm>(vts, vts?.[name]);
    const plain = withSaid(idealVoltageTransformer(vtRatio), said);
    const burden = burdenOfVt(said, plain.ratio, complaints(issues, ["voltage", name], vts?.[name]));
    return {
      ...plain,
      ...(said.primary && { primary: said.primary }),
      ...(burden && { burden }),
    };
  };
  const shared = vts?.commonPrimary === "open" ? ({ commonPrimary: "open" } as const) : {};
  return arrangement === "star"
    ? { kind: "star", transformers: perPhase(vtOf), ...shared }
    : { kind: "openDelta", ...openDelta(common, (phase) => vtOf(vtBetween(phase, common))), ...shared };
}

const sayArrangement = { direct: "left out (direct)", star: "in star" } as const;
