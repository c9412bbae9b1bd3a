/**
 * The text in the editor and where it came from. What was written and not saved is kept in this browser, for the address
 * the page is at, until it is replaced; a browser that keeps nothing is said to.
 */
import { computed, signal } from "@preact/signals";
import { firstScenario } from "#scenarios/firstScenario.ts";

/** A text as it was when it was taken up. */
export interface Origin {
  /** A scenario of the library by its reference, a file by its name, or the first scenario. */
  readonly kind: "first" | "library" | "file";
  readonly name: string;
  readonly text: string;
}
interface Draft {
  readonly text: string;
  readonly origin: Origin;
}
export const beginning: Origin = { kind: "first", name: "first", text: firstScenario };

/** Apart, because where it came from may be long and never changes while it is written. */
const keys = { text: "scenario-draft", origin: "scenario-draft-of" } as const;
const isOrigin = (value: unknown): value is Origin => {
  const { kind, name, text } = (value ?? {}) as Partial<Record<keyof Origin, unknown>>;
  return (
    ["first", "library", "file"].includes(kind as string) &&
    [name, text].every((one) => typeof one === "string")
  );
};
/** Whatever stands there: another version of this page may have written it. */
function kept(): Draft | null {
  try {
    const text = localStorage.getItem(keys.text);
    const origin: unknown = JSON.parse(localStorage.getItem(keys.origin) ?? "null");
    return text !== null && isOrigin(origin) ? { text, origin } : null;
  } catch {
    return null;
  }
}
/** The origin that is written down, so that it is written once. */
let writtenDown: Origin | null = null;
/** Whether it is. */
function keep(draft: Draft | null): boolean {
  try {
    if (draft === null) {
      writtenDown = null;
      for (const key of Object.values(keys)) localStorage.removeItem(key);
      return true;
    }
    if (writtenDown !== draft.origin) localStorage.setItem(keys.origin, JSON.stringify(draft.origin));
    writtenDown = draft.origin;
    localStorage.setItem(keys.text, draft.text);
    return true;
  } catch {
    return false;
  }
}

const found = kept();
export const text = signal(found?.text ?? beginning.text);
export const origin = signal<Origin>(found?.origin ?? beginning);
export const isEdited = computed(() => text.value !== origin.value.text);
/** The draft is in the browser. */
export const isKept = signal(found !== null);
/** The draft was there when the page was opened, and nothing has been written since. */
export const isFound = signal(found !== null && found.text !== found.origin.text);

/** Milliseconds of rest before a draft is written down. */
const rest = 500;
let timer: ReturnType<typeof setTimeout> | undefined;
function keepLater(): void {
  clearTimeout(timer);
  timer = setTimeout(keepNow, rest);
}
function keepNow(): void {
  clearTimeout(timer);
  isKept.value = isEdited.value ? keep({ text: text.value, origin: origin.value }) : keep(null);
}
addEventListener("pagehide", keepNow);

export function write(next: string): void {
  text.value = next;
  isFound.value = false;
  keepLater();
}
/** Another text takes its place. */
export function takeUp(next: Origin): void {
  origin.value = next;
  text.value = next.text;
  isFound.value = false;
  keepLater();
}
