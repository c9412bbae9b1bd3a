/**
 * Pause, go on and stop, on every page, with the arm step before anything that energises a real source. Stop is never
 * more than one click or one key (Esc) away, and needs no arming.
 */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { milliseconds, seconds } from "#models/units.ts";
import type { BenchChoice, Command, Reply } from "#reports/live/protocol.ts";
import { durationText } from "#reports/numberText.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { ask, link, story } from "../feed/feed.ts";
import { now } from "./clock.ts";
import { language, ui } from "./settings.ts";

/** What became of the last command, in words. */
const said = signal<{ readonly kind: "good" | "bad"; readonly text: string } | null>(null);
interface Armed {
  readonly bench: string;
  readonly code: string;
  readonly until: number;
}
const armed = signal<Armed | null>(null);

const told = (sentence: string): string => recordedSentence(sentence, language.value).text;

export function tell(reply: Reply | null): void {
  const texts = ui.value;
  if (reply === null) said.value = { kind: "bad", text: texts.command.failed };
  else if (reply.kind === "refused")
    said.value = { kind: "bad", text: [texts.refusal[reply.reason], ...reply.lines.map(told)].join("\n") };
  else if (reply.kind === "started") said.value = { kind: "good", text: texts.command.started(reply.run) };
  else if (reply.kind === "armed") said.value = { kind: "good", text: texts.command.armed };
  else if (reply.kind === "done") said.value = { kind: "good", text: told(reply.about) };
}

export async function command(asked: Command): Promise<Reply | null> {
  said.value = { kind: "good", text: ui.value.command.sent };
  const reply = await ask(asked);
  tell(reply);
  return reply;
}

/** The code of the bench while it is good, used up by asking. */
export function takeCode(bench: string): string | null {
  const held = armed.value;
  armed.value = null;
  return held !== null && held.bench === bench && held.until > Date.now() ? held.code : null;
}

async function arm(bench: string): Promise<void> {
  const reply = await command({ kind: "arm", bench });
  if (reply?.kind === "armed")
    armed.value = { bench, code: reply.code, until: Date.now() + seconds(reply.validFor) / milliseconds(1) };
}

export const needsArming = ({ kind }: Pick<BenchChoice, "kind">): boolean => kind === "hardware";

/** The arm step of a bench; nothing for a virtual one. */
export function Arm({ bench }: { readonly bench: BenchChoice }) {
  if (!needsArming(bench)) return null;
  const texts = ui.value;
  const held = armed.value;
  const left = held !== null && held.bench === bench.name ? held.until - now.value : 0;
  return left > 0 ? (
    <button type="button" class="armed" onClick={() => (armed.value = null)} title={texts.disarm}>
      {texts.armed(durationText(Math.ceil(milliseconds(left)), language.value))}
    </button>
  ) : (
    <button type="button" class="arm" onClick={() => void arm(bench.name)}>
      {texts.arm}
    </button>
  );
}
export const isArmed = (bench: BenchChoice): boolean =>
  !needsArming(bench) ||
  (armed.value !== null && armed.value.bench === bench.name && armed.value.until > now.value);

/** A run is under way that this page may stop: Esc does. */
export const stoppable = (): boolean => {
  const { kind } = story.value.session;
  return (kind === "running" || kind === "paused") && story.value.role === "operator";
};
const stop = () => void command({ kind: "stop" });

export function Controls() {
  const { session, role, benches } = story.value;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Whoever else has a use for Esc (an open list of completions) says so by preventing the default.
      if (event.key !== "Escape" || event.defaultPrevented || !stoppable()) return;
      event.preventDefault();
      stop();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  if (session.kind !== "running" && session.kind !== "paused" && session.kind !== "stopping") return null;
  if (role !== "operator") return null;
  const texts = ui.value;
  const isHere = link.value.kind === "live";
  const bench = benches.find(({ name }) => name === session.bench) ?? {
    name: session.bench,
    kind: session.benchKind,
    about: "",
  };
  return (
    <div class="controls">
      {session.kind === "running" ? (
        <button type="button" disabled={!isHere} onClick={() => void command({ kind: "pause" })}>
          {texts.pause}
        </button>
      ) : session.kind === "paused" ? (
        <>
          <Arm bench={bench} />
          <button
            type="button"
            disabled={!isHere || !isArmed(bench)}
            onClick={() => void command({ kind: "resume", armed: takeCode(bench.name) })}
          >
            {texts.resume}
          </button>
        </>
      ) : null}
      <button type="button" class="stop" aria-describedby="stop-does" disabled={!isHere} onClick={stop}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <rect x="3" y="3" width="10" height="10" fill="currentColor" />
        </svg>
        {texts.stop} <kbd>{texts.stopKey}</kbd>
      </button>
      <p id="stop-does" class="soft stop-does">
        {session.benchKind === "hardware" ? texts.stopHardware : texts.stopVirtual}
        {session.kind === "paused" && session.benchKind === "hardware" ? ` ${texts.pauseHardware}` : null}
      </p>
    </div>
  );
}

export function Said() {
  const what = said.value;
  return (
    <div class="said" role="status">
      {what === null ? null : (
        <p class={`notice ${what.kind}`}>
          <span class="lines">{what.text}</span>
          <button type="button" class="small" onClick={() => (said.value = null)} aria-label="×">
            ×
          </button>
        </p>
      )}
    </div>
  );
}
