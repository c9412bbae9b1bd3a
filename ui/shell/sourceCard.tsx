/**
 * What the rig asks the person at a source that is set by hand, on every page, until somebody has answered. An answer is
 * a word about a real source, so it can't be given by accident: a question takes no press in its first second (the finger
 * was for the one before), and its key is a chord that no field has a use for.
 */
import { computed, signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { milliseconds, seconds } from "#models/units.ts";
import { stepNameIn, titleIn } from "#reports/inLanguage.ts";
import type { Asked, PageNotice, QuestionAsked, SourceNotice } from "#reports/live/protocol.ts";
import { durationText, plainText, withUnit } from "#reports/numberText.ts";
import { ask, link, story } from "../feed/feed.ts";
import { tell } from "./controls.tsx";
import { language, ui } from "./settings.ts";
import { SourceSetting } from "./sourceSetting.tsx";

const settling = seconds(1) / milliseconds(1);

/** Whether the rig waits for somebody who can answer here. */
export const isWaitingHere = computed(
  () => story.value.source.asked !== null && story.value.role === "operator",
);

/** The number of the question that was answered here and is still shown. */
const answered = signal(0);

async function answer(id: number, word: "yes" | "no"): Promise<void> {
  answered.value = id;
  const reply = await ask({ kind: "answer", id, answer: word });
  if (reply?.kind === "done") return;
  if (answered.value === id) answered.value = 0;
  tell(reply);
}

/** The attempt under way: its scenario has the words for the step that is to be set. */
const attempt = computed(() =>
  story.value.run.record.scenarios.findLast((each) => each.kind === "attempted"),
);
const labelOf = (name: string): string =>
  attempt.value === undefined ? name : stepNameIn(attempt.value, name, language.value);

const titleOf = (question: QuestionAsked): string => {
  const texts = ui.value.source;
  if (question.kind === "set") return texts.setTitle(labelOf(question.label));
  return question.kind === "arm" ? texts.armTitle : texts.offTitle;
};

function Question({ question }: { readonly question: QuestionAsked }) {
  const texts = ui.value.source;
  if (question.kind === "set")
    return <SourceSetting setting={question.setting} label={labelOf(question.label)} />;
  if (question.kind === "off")
    return (
      <>
        <ol class="to-do">
          {texts.off.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ol>
        <p class="bad-word">{texts.offLive}</p>
      </>
    );
  const { voltage, current } = question.limits;
  return (
    <>
      <ul class="to-do">
        {texts.arm.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p class="limits number">
        {withUnit(plainText(voltage, language.value), "V")}
        <span class="soft"> · </span>
        {withUnit(plainText(current, language.value), "A")}
      </p>
    </>
  );
}

/** Whether keys that are pressed now are somebody's typing. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);

function Answers({ asked: { id, question } }: { readonly asked: Asked }) {
  const texts = ui.value.source;
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settling);
    return () => clearTimeout(timer);
  }, []);
  const isHere = link.value.kind === "live";
  const isSent = answered.value === id;
  const canAnswer = isSettled && isHere && !isSent;
  useEffect(() => {
    if (!canAnswer) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      void answer(id, "yes");
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [canAnswer, id]);
  return (
    <>
      <div class="answers">
        <button
          type="button"
          class="primary"
          disabled={!canAnswer}
          aria-keyshortcuts="Control+Enter"
          onClick={() => void answer(id, "yes")}
        >
          {texts.yes[question.kind]} <kbd>{texts.yesKey}</kbd>
        </button>
        <button
          type="button"
          class="no"
          disabled={!canAnswer}
          aria-describedby="no-does"
          onClick={() => void answer(id, "no")}
        >
          {texts.no[question.kind]}
        </button>
      </div>
      <p id="no-does" class="soft">
        {isSent ? texts.answering : isHere ? texts.noDoes[question.kind] : texts.notConnected}
      </p>
    </>
  );
}

/** A new card for each question. */
function AskedCard({ asked }: { readonly asked: Asked }) {
  const texts = ui.value.source;
  const isOperator = story.value.role === "operator";
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Only where nobody is at work: the next Tab is then the answer.
    const at = document.activeElement;
    if (isOperator && (at === null || at === document.body)) heading.current?.focus();
  }, [isOperator]);
  return (
    <section class={`card source-card ${asked.question.kind}`} aria-labelledby="source-asks">
      <p class="waits">{isOperator ? texts.waiting : texts.waitingForOperator}</p>
      <h2 id="source-asks" tabIndex={-1} ref={heading}>
        {titleOf(asked.question)}
      </h2>
      {asked.question.kind === "set" && attempt.value !== undefined ? (
        <p class="of-scenario">{titleIn(attempt.value, language.value)}</p>
      ) : null}
      <Question question={asked.question} />
      {isOperator ? <Answers asked={asked} /> : <p class="soft">{texts.onlyOperators}</p>}
    </section>
  );
}

function noticeText(notice: PageNotice): string {
  const texts = ui.value.source;
  const time = (value: number): string => durationText(value, language.value);
  switch (notice.kind) {
    case "switchOff":
      return texts.switchOff;
    case "leftLive":
      return texts.leftLive(notice.run);
    case "long":
      return texts.long(time(notice.takes), time(notice.workingDay));
    case "undecidable":
      return texts.undecidable(notice.claims);
    case "silent":
      return silentText(notice);
  }
}

function silentText(notice: Extract<SourceNotice, { kind: "silent" }>): string {
  const texts = ui.value.source;
  const { position, model, unit, bus } = notice;
  const place =
    bus.kind === "tcp"
      ? `${bus.address} (${bus.framing})`
      : `${bus.path} (${withUnit(String(bus.baudRate), "bit/s")}, ${texts.parity[bus.parity] ?? bus.parity}, ${texts.stopBits(bus.stopBits)})`;
  return texts.silent(position, model, unit, place);
}

export function SourceCard() {
  const texts = ui.value.source;
  const { source, run, role } = story.value;
  const { asked, notices } = source;
  const isStillLive = run.record.faults.some(({ code }) => code === "sourceNotOff");
  const waits = role === "operator" ? texts.waiting : texts.waitingForOperator;
  return (
    <div class="at-source">
      <p class="visually-hidden" aria-live="polite">
        {asked === null ? "" : `${waits}. ${titleOf(asked.question)}`}
      </p>
      {isStillLive ? (
        <p class="notice bad still-live" role="alert">
          {texts.stillLive}
        </p>
      ) : null}
      {notices.map((notice, at) => (
        <p key={at} class="notice">
          {noticeText(notice)}
        </p>
      ))}
      {asked === null ? null : <AskedCard key={asked.id} asked={asked} />}
    </div>
  );
}
