/**
 * The page's desk for reckoning, a thread of its own: it reads a scenario's text and predicts what comes of it, so that a
 * large network never keeps a person from typing. It begins by handing out the schema completions are made from.
 */
import "./withoutEval.ts";

import { scenarioJsonSchema } from "#scenarios/form/jsonSchema.ts";
import { predict } from "./prediction.ts";
import type { FromWorker, ToWorker } from "./reckoner.ts";

const say = (message: FromWorker) => postMessage(message);

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  say({ kind: "prediction", number: data.number, prediction: predict(data.text) });
});
say({ kind: "schema", schema: scenarioJsonSchema() });
