/**
 * What the page knows of the text in its editor: the prediction of it, or of the last text without errors while a new
 * one is reckoned or mended; that reckoning lasts; that the worker broke.
 */
import { computed, signal } from "@preact/signals";
import type { Predicted, Prediction } from "./prediction.ts";
import { openReckoner, type ReckoningWorker } from "./reckoner.ts";

/** What the newest text came to; null while that is not known. */
const latest = signal<Prediction | null>(null);
/** The last prediction there was. */
export const predicted = signal<Predicted | null>(null);
/** Reckoning has gone on for so long that one should know. */
export const isLong = signal(false);
/** Why there is no prediction, in the words of the browser; null while the worker works. */
export const broken = signal<string | null>(null);
export const schema = signal<Readonly<Record<string, unknown>> | null>(null);

export const issues = computed(() => (latest.value?.kind === "issues" ? latest.value.issues : []));
/** The text is complete and correct, or has errors, as far as is known; neither, before anything is. */
export const isSound = computed(() => latest.value?.kind === "predicted");
export const isWrong = computed(() => !isLong.value && latest.value?.kind === "issues");
/** What is shown is not of the text of now, and has not been for some time. */
export const isStale = computed(() => isLong.value || latest.value !== predicted.value);

const ask = openReckoner(
  // Vite's form for a worker's file; as a module, since the page's policy knows nothing else.
  () => new Worker(new URL("./reckoner.worker.ts", import.meta.url), { type: "module" }) as ReckoningWorker,
  {
    schema: (found) => {
      schema.value = found;
    },
    prediction: (found) => {
      if (resting === undefined) over();
      broken.value = null;
      latest.value = found;
      if (found.kind === "predicted") predicted.value = found;
    },
    broken: (why) => {
      over();
      broken.value = why;
      latest.value = null;
    },
  },
);

/** Milliseconds of rest before a text is reckoned, and of reckoning before it is said. */
const rest = 200;
const long = 500;
let resting: ReturnType<typeof setTimeout> | undefined;
let lasting: ReturnType<typeof setTimeout> | undefined;
function over(): void {
  clearTimeout(lasting);
  lasting = undefined;
  isLong.value = false;
}

/** Once the text has rested. Errors of the text before stay where they are until then. */
export function reckon(text: string): void {
  clearTimeout(resting);
  resting = setTimeout(() => {
    resting = undefined;
    lasting ??= setTimeout(() => {
      isLong.value = true;
    }, long);
    ask(text);
  }, rest);
}
