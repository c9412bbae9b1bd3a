import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { scenarioJsonSchema } from "#scenarios/form/jsonSchema.ts";
import shippedSchema from "../../../scenarios/scenario.schema.json" with { type: "json" };
import { shippedFiles } from "../scenarioFiles.ts";

/** The keywords of JSON Schema draft 7 (json-schema.org/draft-07/schema) that say something about a value. */
const draft7 = new Set([
  ...["$schema", "$id", "$ref", "$comment", "title", "description", "default", "examples", "definitions"],
  ...["type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"],
  ...["maxLength", "minLength", "pattern", "items", "additionalItems", "maxItems", "minItems", "uniqueItems"],
  ...["contains", "maxProperties", "minProperties", "required", "properties", "patternProperties"],
  ...[
    "additionalProperties",
    "dependencies",
    "propertyNames",
    "if",
    "then",
    "else",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
  ],
  ...["format"],
]);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every schema inside a schema. */
function* schemasIn(schema: Json): Generator<{ [key: string]: Json }> {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return;
  yield schema;
  for (const key of ["properties", "definitions"])
    for (const inner of Object.values((schema[key] ?? {}) as { [key: string]: Json }))
      yield* schemasIn(inner);
  for (const key of ["anyOf", "allOf", "oneOf"])
    for (const inner of (schema[key] ?? []) as Json[]) yield* schemasIn(inner);
  for (const key of ["items", "additionalProperties", "not"]) yield* schemasIn(schema[key] ?? null);
}

describe("the JSON Schema of scenario files", () => {
  it("is shipped as generated", async () => {
    await expect(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../../scenarios/scenario.schema.json",
    );
  });

  it("is draft 7, its references lead somewhere and its patterns compile", () => {
    const schema = shippedSchema as unknown as { [key: string]: Json };
    expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
    const definitions = Object.keys(schema.definitions as object);
    let patterns = 0;
    for (const each of schemasIn(schema)) {
      for (const key of Object.keys(each)) expect(draft7).toContain(key);
      if (typeof each.$ref === "string")
        expect(definitions).toContain(each.$ref.replace("#/definitions/", ""));
      if (typeof each.pattern === "string") {
        expect(() => new RegExp(each.pattern as string, "u")).not.toThrow();
        patterns++;
      }
    }
    expect(patterns).toBeGreaterThan(20);
  });

  const judge = z.fromJSONSchema(shippedSchema as unknown as Parameters<typeof z.fromJSONSchema>[0]);

  it.each(shippedFiles.map((file) => [file.name, file] as const))("accepts %s", (_, { text }) => {
    const { success, error } = judge.safeParse(parse(text));
    expect(error?.issues ?? []).toEqual([]);
    expect(success).toBe(true);
  });

  it("refuses a misspelt key, a missing unit and an unknown theme", () => {
    const right = parse(shippedFiles[0]!.text) as Record<string, unknown>;
    expect(judge.safeParse(right).success).toBe(true);
    expect(judge.safeParse({ ...right, hookup: {} }).success).toBe(false);
    expect(judge.safeParse({ ...right, source: { voltage: "230" } }).success).toBe(false);
    expect(judge.safeParse({ ...right, theme: "balancd" }).success).toBe(false);
  });
});
