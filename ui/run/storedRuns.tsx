/** The runs the rig has kept, latest first; any of them can be put on the page in place of the live one. */
import { useState } from "preact/hooks";
import { livePaths, type RunSummary } from "#reports/live/protocol.ts";
import { story } from "../feed/feed.ts";
import { useFetched } from "../feed/fetched.ts";
import { Badge, Card } from "../parts/parts.tsx";
import { language, ui } from "../shell/settings.ts";
import { openStored } from "../shell/shown.ts";
import { NotThere } from "./notThere.tsx";

/** More are in the rig's own store. */
const mostRuns = 30;

export function StoredRuns() {
  const texts = ui.value;
  const [runs, again] = useFetched<readonly RunSummary[]>(livePaths.runs);
  const [broken, setBroken] = useState<string | null>(null);
  if (runs.kind !== "there") return <NotThere title={texts.storedRuns} kind={runs.kind} again={again} />;
  const kept = runs.value.filter(({ run }) => run !== story.value.run.run).slice(0, mostRuns);
  if (kept.length === 0) return null;
  const date = new Intl.DateTimeFormat(language.value, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Card title={texts.storedRuns}>
      <ul class="stored-runs">
        {kept.map(({ run, startedAt, bench, verdict }) => (
          <li key={run}>
            <button
              type="button"
              class="small"
              onClick={() => void openStored(run, "end").then((isThere) => setBroken(isThere ? null : run))}
            >
              {run}
            </button>
            <span class="soft">
              {startedAt === null ? null : date.format(new Date(startedAt))} {bench}
            </span>
            {verdict === null ? null : <Badge verdict={verdict} />}
            {broken === run ? <span role="alert">{texts.cannotLoad}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
