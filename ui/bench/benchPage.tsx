/** The bench: one card for each position, with what its meter's terminals see and the three voices side by side. */
import { attemptsOf } from "#reports/conclusion.ts";
import { specOf } from "#reports/meters.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { story } from "../feed/feed.ts";
import { twinOf, twinWhenRead } from "../meter/twin.ts";
import { Card, Empty } from "../parts/parts.tsx";
import { ui } from "../shell/settings.ts";
import { chosen, record, stored } from "../shell/shown.ts";
import { PositionCard } from "./positionCard.tsx";

const isAt =
  (position: string) =>
  (attempt: AttemptedScenario): boolean =>
    attempt.position === position;

/** The attempt to show at each position: the chosen one where it was, else the latest. */
function shownAt(position: string): AttemptedScenario | null {
  const here = attemptsOf(record.value).filter(isAt(position));
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
  const { positions } = run.bench;
  return (
    <>
      {positions.length > 1 ? (
        <nav class="position-nav" aria-label={texts.position}>
          {positions.map((position, i) => (
            <button key={position} type="button" class="small" onClick={() => showCard(i)}>
              {position}
            </button>
          ))}
        </nav>
      ) : null}
      <div class="positions">
        {positions.map((position, i) => (
          <div key={position} id={cardId(i)}>
            <AtPosition position={position} />
          </div>
        ))}
      </div>
    </>
  );
}

const cardId = (index: number): string => `position-${index}`;
const showCard = (index: number): void => document.getElementById(cardId(index))?.scrollIntoView();

function AtPosition({ position }: { readonly position: string }) {
  const texts = ui.value;
  const attempt = shownAt(position);
  const step = attempt?.steps.at(-1);
  if (attempt === null || step === undefined)
    return (
      <Card title={position}>
        <Empty title={texts.noStep} why={texts.noStepLong} />
      </Card>
    );
  // What is on the wire belongs to the scenario that is there now.
  const isThere = stored.value === null && attempt === attemptsOf(record.value).findLast(isAt(position));
  const { values, rows } = story.value;
  const picture = isThere ? values : null;
  const spec = specOf(record.value, attempt);
  return (
    <PositionCard
      attempt={attempt}
      step={step}
      live={{ picture, rows, position }}
      twins={{ now: twinOf(attempt, spec, picture?.at ?? null), whenRead: twinWhenRead(attempt, spec) }}
    />
  );
}
