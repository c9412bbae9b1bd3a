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
import { mapPhases, type Phase, perPhase, phases } from "#models/threePhase.ts";
import type { TransformersForm } from "#scenarios/form/connectionForm.ts";
import type { Ratings } from "#scenarios/resolve/ratings.ts";

type SaidVt = NonNullable<NonNullable<TransformersForm["voltage"]>["L1"]>;

interface Said {
  readonly ratio?: number | undefined;
  readonly ratioError?: CurrentTransformer["ratioError"] | undefined;
  readonly phaseDisplacement?: CurrentTransformer["phaseDisplacement"] | undefined;
  readonly polarity?: CurrentTransformer["polarity"] | undefined;
}

/** The transformer with what was said of it put in. */
const withSaid = <T extends CurrentTransformer | VoltageTransformer>(
  transformer: T,
  said: (Said & { readonly secondary?: T["secondary"] | undefined }) | undefined,
): T => ({
  ...transformer,
  ...(said?.ratio !== undefined && { ratio: said.ratio }),
  ...(said?.ratioError !== undefined && { ratioError: said.ratioError }),
  ...(said?.phaseDisplacement !== undefined && { phaseDisplacement: said.phaseDisplacement }),
  ...(said?.polarity && { polarity: said.polarity }),
  ...(said?.secondary && { secondary: said.secondary }),
});

/** Issues have paths inside the form. */
export function transformersOfForm(
  form: TransformersForm | undefined,
  { ctRatio, vtRatio }: Ratings,
  neutral: boolean,
): { readonly transformers: InstrumentTransformers; readonly issues: Issue[] } {
  const issues: Issue[] = [];
  const cts = form?.current;
  const current = mapPhases(
    perPhase(() => withSaid(idealCurrentTransformer(ctRatio), cts)),
    (ct, phase) => withSaid(ct, cts?.[phase]),
  );
  return { transformers: { current, voltage: voltageOf(form?.voltage, vtRatio, neutral, issues) }, issues };
}

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
  const all = withSaidVt(idealVoltageTransformer(vtRatio), vts);
  const shared = vts?.commonPrimary === "open" ? ({ commonPrimary: "open" } as const) : {};
  return arrangement === "star"
    ? { kind: "star", transformers: perPhase((phase) => withSaidVt(all, vts?.[phase])), ...shared }
    : {
        kind: "openDelta",
        ...openDelta(common, (phase) => withSaidVt(all, vts?.[vtBetween(phase, common)])),
        ...shared,
      };
}

const withSaidVt = (vt: VoltageTransformer, said: SaidVt | undefined): VoltageTransformer => ({
  ...withSaid(vt, said),
  ...(said?.primary && { primary: said.primary }),
});

const sayArrangement = { direct: "left out (direct)", star: "in star" } as const;
