/**
 * Asks the worker what a text promises, one text at a time and only ever the latest: an answer to an older text is
 * dropped, and a worker that is still busy with one some time after a newer came is ended and replaced. A worker that
 * breaks is told of; the next text gets a new one.
 */
import type { Prediction } from "./prediction.ts";

export interface ToWorker {
  readonly number: number;
  readonly text: string;
}
export type FromWorker =
  | { readonly kind: "schema"; readonly schema: Readonly<Record<string, unknown>> }
  | { readonly kind: "prediction"; readonly number: number; readonly prediction: Prediction };

/** What is used of a Worker. */
export interface ReckoningWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}
export interface Heard {
  schema(schema: Readonly<Record<string, unknown>>): void;
  /** Of the text that was asked last. */
  prediction(prediction: Prediction): void;
  /** The text asked last will not be answered. `why` may be empty: a worker that can't be loaded gives no reason. */
  broken(why: string): void;
}

/** Milliseconds a worker may go on with an older text: to begin anew costs it about as much. */
const patience = 400;

/** Gives back how to ask. */
export function openReckoner(make: () => ReckoningWorker, heard: Heard): (text: string) => void {
  let worker: ReckoningWorker | null = null;
  let asked = 0;
  /** The number under way, null while the worker rests. */
  let underWay: number | null = null;
  let waiting: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = () => {
    clearTimeout(timer);
    timer = undefined;
    underWay = null;
  };
  const dismiss = () => {
    worker?.terminate();
    worker = null;
    end();
  };
  const begin = (text: string) => {
    waiting = null;
    worker ??= employ();
    asked += 1;
    underWay = asked;
    worker.postMessage({ number: asked, text });
  };
  function employ(): ReckoningWorker {
    const made = make();
    made.onmessage = ({ data }) => {
      if (made !== worker) return;
      if (data.kind === "schema") heard.schema(data.schema);
      else if (data.number === underWay) {
        end();
        if (waiting === null) heard.prediction(data.prediction);
        else begin(waiting);
      }
    };
    made.onerror = (event) => {
      if (made !== worker) return;
      event.preventDefault();
      dismiss();
      waiting = null;
      heard.broken(event.message ?? "");
    };
    return made;
  }
  return (text) => {
    if (underWay === null) {
      begin(text);
      return;
    }
    waiting = text;
    timer ??= setTimeout(() => {
      dismiss();
      begin(waiting ?? text);
    }, patience);
  };
}
