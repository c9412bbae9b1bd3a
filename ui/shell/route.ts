/** Which page is open, as the address says it: `#/bench`, or `#/run/3` for the fourth scenario of the run. */
import { signal } from "@preact/signals";

export const pageNames = ["run", "bench", "accuracy", "meter", "bus", "scenario"] as const;
export type PageName = (typeof pageNames)[number];

export interface Route {
  readonly page: PageName;
  /** What of the page, null for all of it. */
  readonly part: string | null;
}

function readRoute(hash: string): Route {
  const [page, part] = hash.replace(/^#\/?/, "").split("/");
  const known = pageNames.find((name) => name === page);
  return { page: known ?? "run", part: known === undefined ? null : (part ?? null) };
}
export const addressOf = (page: PageName, part?: string | number): string =>
  part === undefined ? `#/${page}` : `#/${page}/${part}`;

export const route = signal<Route>(readRoute(location.hash));
addEventListener("hashchange", () => {
  route.value = readRoute(location.hash);
});
