/** The form of a scenario file as a JSON Schema (draft 7), for the editors of those who write one. */
import { z } from "zod";
import { scenarioForm } from "#scenarios/form/scenarioForm.ts";

/** The schema shipped beside the library and printed by `conto-rig schema`. */
export const scenarioJsonSchema = (): Record<string, unknown> => ({
  $id: "scenario.schema.json",
  title: "conto-rig scenario",
  ...z.toJSONSchema(scenarioForm, { target: "draft-7", io: "input", reused: "ref" }),
});
