/** Something asked of the server over HTTP: on its way, there, or not to be had. */
import { useEffect, useState } from "preact/hooks";

export type Fetched<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "there"; readonly value: T }
  | { readonly kind: "failed" };

const read = async (path: string, form: "json" | "text"): Promise<unknown> => {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return form === "json" ? answer.json() : answer.text();
};
export const fetchJson = async <T>(path: string): Promise<T> => (await read(path, "json")) as T;
export const fetchText = async (path: string): Promise<string> => String(await read(path, "text"));

/** `path` null: nothing is asked. The second value asks again. */
export function useFetched<T>(path: string | null): readonly [Fetched<T>, () => void] {
  const [fetched, setFetched] = useState<Fetched<T>>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  // `attempt` is what asks again.
  useEffect(() => {
    if (path === null) return;
    let wanted = true;
    setFetched({ kind: "loading" });
    read(path, "json").then(
      (value) => wanted && setFetched({ kind: "there", value: value as T }),
      () => wanted && setFetched({ kind: "failed" }),
    );
    return () => {
      wanted = false;
    };
  }, [path, attempt]);
  return [fetched, () => setAttempt(attempt + 1)];
}
