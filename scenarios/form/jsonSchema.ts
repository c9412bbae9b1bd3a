/** The schema of scenario files, shipped beside the library and printed by `conto-rig schema`. */
import { formSchema } from "#scenarios/form/formSchema.ts";
import { scenarioForm } from "#scenarios/form/scenarioForm.ts";

export const scenarioJsonSchema = (): Record<string, unknown> => formSchema("scenario", scenarioForm);
