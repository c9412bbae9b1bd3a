/** The form of a file of ours as a JSON Schema (draft 7), for the editors of those who write one. */
import { z } from "zod";

/** `kind` of file: scenario, bench, meter, site; shipped as `kind.schema.json`. */
export const formSchema = (kind: string, form: z.ZodType): Record<string, unknown> => ({
  $id: `${kind}.schema.json`,
  title: `conto-rig ${kind}`,
  ...z.toJSONSchema(form, { target: "draft-7", io: "input", reused: "ref" }),
});
