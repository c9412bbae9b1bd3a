/**
 * A scenario written out as a file: a failing case that was generated and shrunk, or a recording from the field, becomes a
 * regression scenario this way. Everything is spelt out in the full form; reading the text gives the same scenario again.
 */
import { stringify } from "yaml";
import { formatHookUp } from "#models/connection/hookUp.ts";
import type {
  CurrentTransformer,
  InstrumentTransformers,
  VoltageTransformer,
} from "#models/connection/instrumentTransformers.ts";
import { beginningAt, commonPhase, outerPhases } from "#models/connection/openDelta.ts";
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import { mapPhases } from "#models/threePhase.ts";
import { formOfClaim } from "#scenarios/form/claimForm.ts";
import { formOfMeter } from "#scenarios/form/meterForm.ts";
import { holdWording, type ScenarioText } from "#scenarios/form/scenarioForm.ts";
import { formOfNetwork } from "#scenarios/resolve/formOfNetwork.ts";
import type { Scenario, ScenarioWords, Step } from "#scenarios/scenario.ts";
import { angleWording, apparentPowerWording, shareWording } from "#scenarios/text/quantity.ts";

type StepText = ScenarioText["steps"][number];
type SituationText = Pick<StepText, "network" | "meteringPoint" | "transformers" | "hookUp" | "contact">;

/** The text of a `.scenario.yaml` file. What all steps share stands once, at the top. */
export function writeScenario(scenario: Scenario): string {
  const { title, theme, teaches, translations, meter, isAboutTime, steps, claims } = scenario;
  const situations = steps.map(formOfSituation);
  const [first] = situations;
  const shared = Object.fromEntries(
    Object.entries(first ?? {}).filter(([part, said]) =>
      situations.every(
        (other) => JSON.stringify(other[part as keyof SituationText]) === JSON.stringify(said),
      ),
    ),
  );
  const form: ScenarioText = {
    title,
    theme,
    teaches,
    ...(translations?.fr && { fr: formOfWords(translations.fr) }),
    meter: formOfMeter(meter),
    ...(isAboutTime && { aboutTime: true }),
    ...shared,
    steps: steps.map((step, index) => ({
      name: step.name,
      hold: holdWording.format(step.hold),
      ...Object.fromEntries(Object.entries(situations[index] ?? {}).filter(([part]) => !(part in shared))),
      ...(step.claims.length > 0 && { claims: step.claims.map(formOfClaim) }),
    })),
    ...(claims.length > 0 && { claims: claims.map(formOfClaim) }),
  };
  return stringify(form, { lineWidth: 0, aliasDuplicateObjects: false });
}

const formOfWords = ({ title, teaches, steps }: ScenarioWords): NonNullable<ScenarioText["fr"]> => ({
  title,
  teaches,
  ...(Object.keys(steps).length > 0 && { steps: { ...steps } }),
});

const formOfSituation = (step: Step): SituationText => ({
  network: formOfNetwork(step.network),
  meteringPoint: step.meteringPoint,
  transformers: formOfTransformers(step.transformers),
  hookUp: formatHookUp(step.hookUp),
  contact: step.contact,
});

const formOfErrors = ({ ratioError, phaseDisplacement }: TransformerErrors) => ({
  ratioError: shareWording.format(ratioError),
  phaseDisplacement: angleWording.format(phaseDisplacement),
});

const formOfCt = ({ ratio, polarity, secondary, core, ...errors }: CurrentTransformer) => ({
  ratio,
  polarity,
  secondary,
  ...(core === undefined
    ? formOfErrors(errors)
    : {
        class: core.accuracyClass,
        classShare: shareWording.format(core.classShare),
        burden: {
          rated: apparentPowerWording.format(core.ratedBurden),
          connected: apparentPowerWording.format(core.burden),
          angle: angleWording.format(core.burdenAngle),
          winding: apparentPowerWording.format(core.winding),
        },
        securityFactor: core.securityFactor,
        excitation: { ...core.excitation, initial: shareWording.format(core.excitation.initial) },
      }),
});

const formOfVt = ({ ratio, polarity, primary, secondary, burden, ...errors }: VoltageTransformer) => ({
  ratio,
  polarity,
  ...(primary && { primary }),
  secondary,
  ...(burden === undefined
    ? formOfErrors(errors)
    : {
        class: burden.accuracyClass,
        classShare: shareWording.format(burden.classShare),
        burden: {
          rated: apparentPowerWording.format(burden.ratedBurden),
          connected: apparentPowerWording.format(burden.burden),
          angle: angleWording.format(burden.burdenAngle),
        },
        impedanceAngle: angleWording.format(burden.impedanceAngle),
      }),
});

function formOfTransformers({
  current,
  voltage,
}: InstrumentTransformers): NonNullable<StepText["transformers"]> {
  const cts = mapPhases(current, formOfCt);
  switch (voltage.kind) {
    case "direct":
      return { current: cts, voltage: { arrangement: "direct", ratio: 1 } };
    case "star":
      return {
        current: cts,
        voltage: {
          arrangement: "star",
          ...sharedLead(voltage),
          ...mapPhases(voltage.transformers, formOfVt),
        },
      };
    case "openDelta": {
      const common = commonPhase(voltage);
      const vts = outerPhases(common).flatMap((phase) => {
        const vt = beginningAt(voltage, phase);
        return vt === undefined ? [] : [[`${phase}-${common}`, formOfVt(vt)] as const];
      });
      return {
        current: cts,
        voltage: { arrangement: "openDelta", common, ...sharedLead(voltage), ...Object.fromEntries(vts) },
      };
    }
  }
}

const sharedLead = ({ commonPrimary }: { readonly commonPrimary?: "closed" | "open" }) =>
  commonPrimary === undefined ? {} : { commonPrimary };
