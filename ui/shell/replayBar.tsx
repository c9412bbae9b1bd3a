/**
 * A stored run is on the page: whole, or as it stood at some moment. It can be played again at a pace a person follows,
 * or gone through by hand; every page shows what was known then. A live run that is over can be played again the same way.
 */
import { useEffect, useState } from "preact/hooks";
import { inMilliseconds, seconds } from "#models/units.ts";
import { story } from "../feed/feed.ts";
import { Choice } from "../parts/parts.tsx";
import { ui } from "./settings.ts";
import { missing, openStored, showLive, stored } from "./shown.ts";

/** Marks a second. */
const paces = ["1", "4", "16"] as const;

function move(by: number): void {
  const shown = stored.value;
  if (shown === null) return;
  const last = shown.replay.marks.length - 1;
  stored.value = { ...shown, mark: Math.max(0, Math.min(last, shown.mark + by)) };
}

function PlayAgain() {
  const texts = ui.value;
  const { session, run } = story.value;
  const [isBroken, setBroken] = useState(false);
  if (session.kind !== "finished" || run.run === null) return null;
  const again = run.run;
  return (
    <p class="play-again">
      <button
        type="button"
        class="small"
        onClick={() => void openStored(again, "beginning").then((isThere) => setBroken(!isThere))}
      >
        {texts.playAgain}
      </button>
      {isBroken ? <span role="alert"> {texts.cannotLoad}</span> : null}
    </p>
  );
}

export function ReplayBar() {
  const texts = ui.value;
  const shown = stored.value;
  const [pace, setPace] = useState<(typeof paces)[number]>("4");
  const [isPlaying, setPlaying] = useState(false);
  const last = (shown?.replay.marks.length ?? 1) - 1;
  const isAtEnd = shown === null || shown.mark >= last;
  const run = shown?.replay.run ?? null;
  useEffect(() => setPlaying(shown !== null && shown.mark === 0), [run]);
  const isMoving = isPlaying && !isAtEnd;
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => move(1), inMilliseconds(seconds(1 / Number(pace))));
    return () => clearInterval(timer);
  }, [isMoving, pace]);
  if (missing.value !== null)
    return (
      <p class="notice bad" role="alert">
        {texts.noSuchRun(missing.value)}{" "}
        <button type="button" class="small" onClick={showLive}>
          {texts.backToLive}
        </button>
      </p>
    );
  if (shown === null) return <PlayAgain />;
  const play = () => {
    if (isAtEnd) stored.value = { ...shown, mark: 0 };
    setPlaying(!isMoving);
  };
  return (
    <section class="notice replay" aria-label={texts.replay}>
      <p>
        {texts.storedRun(shown.replay.run)}{" "}
        <button type="button" class="small" onClick={showLive}>
          {texts.backToLive}
        </button>
      </p>
      <div class="row">
        <button type="button" class="small" onClick={play}>
          {isMoving ? texts.holdReplay : texts.play}
        </button>
        <button type="button" class="small" aria-label={texts.stepBack} onClick={() => move(-1)}>
          ‹
        </button>
        <button type="button" class="small" aria-label={texts.stepOn} onClick={() => move(1)}>
          ›
        </button>
        <input
          type="range"
          min={0}
          max={last}
          value={shown.mark}
          aria-label={texts.moment}
          aria-valuetext={texts.momentOf(shown.mark + 1, last + 1)}
          onInput={({ currentTarget }) => {
            setPlaying(false);
            stored.value = { ...shown, mark: Number(currentTarget.value) };
          }}
        />
        <span class="number soft" aria-hidden="true">
          {shown.mark + 1} / {last + 1}
        </span>
        <Choice
          label={texts.pace}
          value={pace}
          options={paces.map((value) => ({ value, text: texts.aSecond(Number(value)) }))}
          onChange={setPace}
        />
      </div>
    </section>
  );
}
