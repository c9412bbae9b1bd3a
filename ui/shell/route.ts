/**
 * Where the visitor is, as the address says it: `#/bench`, `#/run/3` for the fourth scenario of the run, and
 * `?run=...` behind it for a stored run in place of the live one; so an address can be kept, sent on and loaded again.
 */
import { signal } from "@preact/signals";

export const pageNames = ["run", "bench", "accuracy", "meter", "bus", "scenario"] as const;
export type PageName = (typeof pageNames)[number];

export interface Route {
  readonly page: PageName;
  /** What of the page, null for all of it. */
  readonly part: string | null;
  /** A stored run; null: the live one. */
  readonly run: string | null;
}

export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page, part] = path.split("/");
  const known = pageNames.find((name) => name === page);
  return {
    page: known ?? "run",
    part: known === undefined ? null : (part ?? null),
    run: new URLSearchParams(query).get("run"),
  };
}
export const writeRoute = ({ page, part, run }: Route): string =>
  `#/${page}${part === null ? "" : `/${part}`}${run === null ? "" : `?${new URLSearchParams({ run })}`}`;

export const route = signal<Route>(readRoute(location.hash));
addEventListener("hashchange", () => {
  route.value = readRoute(location.hash);
});

/** Of another page, or another part of one, of the run that is open. */
export const addressOf = (page: PageName, part?: string | number): string =>
  writeRoute({ page, part: part === undefined ? null : `${part}`, run: route.value.run });
/** Of the open page for another run, null the live one. */
export const addressFor = (run: string | null): string =>
  writeRoute({ page: route.value.page, part: null, run });
