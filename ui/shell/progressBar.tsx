/** How far the run is, how long it still takes, and what is going on, in one strip above every page. */

import { type Verdict, verdicts } from "#models/metrology/verdict.ts";
import { milliseconds } from "#models/units.ts";
import { runVerdict, verdictOf } from "#reports/conclusion.ts";
import { durationText } from "#reports/numberText.ts";
import { shareDone, timeLeft } from "#reports/progress.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { story } from "../feed/feed.ts";
import { percentText } from "../parts/figures.ts";
import { Badge } from "../parts/parts.tsx";
import { awaitedText } from "../run/awaited.ts";
import { expectationText } from "../run/expectation.ts";
import { everything, filter } from "../run/filter.ts";
import { now, pausedFor } from "./clock.ts";
import { addressOf } from "./route.ts";
import { language, ui, words } from "./settings.ts";
import { attempts, record, runShown, stored } from "./shown.ts";

/** Scenarios that have ended wherever they were begun. */
function scenariosDone(of: readonly AttemptedScenario[]): number {
  const begun = new Set(of.map(({ scenario }) => scenario));
  for (const { scenario, end } of of) if (end === null) begun.delete(scenario);
  return begun.size;
}

export function RunStrip() {
  const { run, end } = record.value;
  if (run === null) return null;
  const texts = ui.value;
  const { progress } = runShown.value;
  const elapsed = Math.max(0, milliseconds(now.value - pausedFor.value - Date.parse(run.startedAt)));
  const share = shareDone(progress, elapsed) ?? 0;
  const left = timeLeft(progress, elapsed);
  const isOver = end !== null;
  // What is still under way has no verdict yet.
  const judged = attempts.value.filter((attempt) => isOver || attempt.end !== null);
  const verdictsFound = judged.map((attempt) => verdictOf(record.value, attempt));
  const countOf = (verdict: Verdict) => verdictsFound.filter((found) => found === verdict).length;
  const latest = attempts.value.at(-1);
  const step = latest?.steps.at(-1);
  const told = verdicts.filter((verdict) => countOf(verdict) > 0);
  return (
    <section class="run-strip" aria-label={texts.progress}>
      <div class="strip-line">
        <strong class="run-name">{run.run}</strong>
        <span class="soft">
          {run.bench.name} · {words.value.benchKind[run.bench.kind]}
        </span>
        {isOver ? <Badge verdict={runVerdict(record.value)} /> : null}
        <span class="counts">
          {told.map((verdict) => (
            <button
              key={verdict}
              type="button"
              class="chip"
              title={texts.listThese}
              onClick={() => {
                filter.value = { ...everything, standing: verdict };
                location.hash = addressOf("run");
              }}
            >
              <Badge verdict={verdict} count={countOf(verdict)} />
            </button>
          ))}
        </span>
        <span class="soft number">
          {texts.ofScenarios(scenariosDone(attempts.value), run.scenarios.length)}
        </span>
      </div>
      {isOver ? null : (
        <>
          <div class="strip-line">
            <progress max={1} value={share} aria-label={texts.progress} />
            <span class="number">{percentText(share, language.value, 0)}</span>
            <span class="number">
              {story.value.session.kind === "paused" && stored.value === null
                ? texts.session.paused
                : stored.value !== null
                  ? null
                  : left === null
                    ? texts.timeUnknown
                    : texts.timeLeft(durationText(Math.ceil(left), language.value))}
            </span>
          </div>
          {latest === undefined || step === undefined ? null : (
            <p class="now">
              <span class="soft">
                {texts.now}
                {words.value.colon}
              </span>
              <strong>{latest.title}</strong> – {step.name}
              {words.value.colon}
              {expectationText(step.predictedFraction, language.value)}.{" "}
              <span class="soft number">
                {awaitedText(
                  step,
                  stored.value === null ? (story.value.values?.at ?? null) : null,
                  language.value,
                )}
              </span>
            </p>
          )}
        </>
      )}
    </section>
  );
}
