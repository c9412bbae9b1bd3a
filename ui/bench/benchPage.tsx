/** The bench: one card for each position, with what its meter's terminals see and the three voices side by side. */
import { attemptsOf } from "#reports/conclusion.ts";
import { specOf } from "#reports/meters.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { story } from "../feed/feed.ts";
import { twinOf } from "../meter/twin.ts";
import { Card, Empty } from "../parts/parts.tsx";
import { ui } from "../shell/settings.ts";
import { chosen, record, stored } from "../shell/shown.ts";
import { PositionCard } from "./positionCard.tsx";

/** The attempt to show at each position: the chosen one where it was, else the latest. */
function shownAt(position: string): AttemptedScenario | null {
  const here = attemptsOf(record.value).filter((attempt) => attempt.position === position);
  const place = chosen.value;
  return (
    here.findLast((attempt) => place?.position === position && attempt.scenario === place.scenario) ??
    here.at(-1) ??
    null
  );
}

export function BenchPage() {
  const texts = ui.value;
  const { run } = record.value;
  if (run === null)
    return (
      <Card>
        <Empty title={texts.noRun} why={texts.noStepLong} />
      </Card>
    );
  const now = stored.value === null ? (story.value.values?.at ?? null) : null;
  return (
    <div class="positions">
      {run.bench.positions.map((position) => {
        const attempt = shownAt(position);
        const step = attempt?.steps.at(-1);
        return attempt === null || step === undefined ? (
          <Card key={position} title={position}>
            <Empty title={texts.noStep} why={texts.noStepLong} />
          </Card>
        ) : (
          <PositionCard
            key={position}
            attempt={attempt}
            step={step}
            twin={twinOf(attempt, specOf(record.value, attempt), now)}
          />
        );
      })}
    </div>
  );
}
