/** The instrument transformers of a file, complete: what is not said is ideal and has the ratio programmed in the meter. */
import {
  type CurrentTransformer,
  type InstrumentTransformers,
  idealCurrentTransformer,
  idealVoltageTransformer,
  type VoltageTransformer,
  type VoltageTransformers,
} from "#models/connection/instrumentTransformers.ts";
import { type Issue, issue } from "#models/issue.ts";
import { mapPhases, perPhase, phases } from "#models/threePhase.ts";
import type { TransformersForm } from "#scenarios/form/connectionForm.ts";
import type { Ratings } from "#scenarios/resolve/ratings.ts";

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

function voltageOf(
  vts: TransformersForm["voltage"],
  vtRatio: number,
  neutral: boolean,
  issues: Issue[],
): VoltageTransformers {
  const arrangement = vts?.arrangement ?? (vtRatio === 1 ? "direct" : neutral ? "star" : "openDelta");
  const refused = {
    direct: ["ratioError", "phaseDisplacement", "polarity", "secondary", ...phases, "L1-L2", "L3-L2"],
    star: ["L1-L2", "L3-L2"],
    openDelta: [...phases],
  }[arrangement];
  for (const key of refused)
    if (vts && vts[key as keyof typeof vts] !== undefined)
      issues.push(
        issue(["voltage", key], `there is no '${key}' when the VTs are ${sayArrangement[arrangement]}`),
      );
  if (arrangement === "direct") {
    if (vtRatio !== 1 && vts?.arrangement)
      issues.push(issue(["voltage", "arrangement"], `a ratio of ${vtRatio} needs VTs: star or openDelta`));
    return { kind: "direct" };
  }
  const all = withSaid(idealVoltageTransformer(vtRatio), vts);
  return arrangement === "star"
    ? { kind: "star", transformers: perPhase((phase) => withSaid(all, vts?.[phase])) }
    : { kind: "openDelta", L1L2: withSaid(all, vts?.["L1-L2"]), L3L2: withSaid(all, vts?.["L3-L2"]) };
}

const sayArrangement = { direct: "left out (direct)", star: "in star", openDelta: "in open delta" } as const;
