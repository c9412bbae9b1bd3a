/** What the live view can ask for beside the run: the library's scenarios, and every run kept in the folder of runs. */
import { readFileSync } from "node:fs";
import { storeFile } from "#rig/cli/keptRun.ts";
import { libraryFiles, loadScenarios } from "#rig/cli/suite.ts";
import type { Shelf } from "#rig/live/routes.ts";
import { makeFolder } from "#rig/named/outFolder.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";

/** Everything slow is done here, before a run begins. */
export async function liveShelf(out: string): Promise<Shelf & { close(): Promise<void> }> {
  makeFolder(out);
  const store = await openSqliteStore(storeFile(out));
  const files = libraryFiles();
  const texts = new Map(files.map(({ file, reference }) => [reference, readFileSync(file, "utf8")]));
  const summaries = loadScenarios(files).map(
    ({ reference, scenario: { title, theme, teaches, translations } }) => ({
      reference,
      title,
      theme,
      teaches,
      ...(translations && { translations }),
    }),
  );
  return {
    async runs() {
      const runs = await store.runs();
      return runs.map(({ run, startedAt, bench, verdict }) => ({ run, startedAt, bench, verdict }));
    },
    events: (run) => store.events(run),
    scenarios: () => summaries,
    scenarioText: (reference) => texts.get(reference) ?? null,
    close: () => store.close(),
  };
}
