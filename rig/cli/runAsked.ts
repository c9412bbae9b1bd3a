/** What a person asks of a run on the command line, and the scenarios that come of it. */
import { type OtherModel, whyUnknown } from "#models/catalogue/onAnotherModel.ts";
import type { Seconds } from "#models/units.ts";
import type { Language } from "#reports/language.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import type { OwnMeters } from "#rig/cli/ownMeters.ts";
import type { SaidOfPlan } from "#rig/cli/planOptions.ts";
import { chooseScenarios, type LoadedScenario, loadScenarios } from "#rig/cli/suite.ts";

export interface RunAsked extends SaidOfPlan {
  readonly bench: string;
  readonly meters: readonly string[];
  readonly model?: string;
  readonly orderCode?: string;
  readonly out: string;
  readonly storePatience: Seconds;
  readonly seed: number;
  readonly language: Language;
  readonly json: boolean;
  readonly list: boolean;
  readonly plan: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly verbose: boolean;
  readonly live: boolean;
  readonly port: number;
  readonly exitWhenDone: boolean;
}

/** @throws {BadInput} a model or order code the catalogue does not have, an order code of no model. */
function otherModel({ model, orderCode }: RunAsked, own: OwnMeters): OtherModel | null {
  if (model === undefined) {
    if (orderCode !== undefined) throw new BadInput(["--order-code goes with --model"]);
    return null;
  }
  const other = { model, orderCode: orderCode ?? null };
  const unknown = whyUnknown(other, own.products);
  if (unknown !== null) throw new BadInput([unknown]);
  return other;
}

/** @throws {BadInput} everything that is wrong with what was asked for. */
export const suiteAsked = (
  asked: readonly string[],
  options: RunAsked,
  own: OwnMeters,
): readonly LoadedScenario[] => loadScenarios(chooseScenarios(asked), otherModel(options, own), own.products);
