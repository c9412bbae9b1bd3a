/** The page as a whole: its name and pages at the top, the strip of the run, and the page that is open. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { milliseconds } from "#models/units.ts";
import { languages } from "#reports/language.ts";
import { durationText } from "#reports/numberText.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { AccuracyPage } from "../accuracy/accuracyPage.tsx";
import { BenchPage } from "../bench/benchPage.tsx";
import { BusPage } from "../bus/busPage.tsx";
import { link, story } from "../feed/feed.ts";
import { MeterPage } from "../meter/meterPage.tsx";
import { Choice, Empty, Told } from "../parts/parts.tsx";
import { RunPage } from "../run/runPage.tsx";
import { now } from "./clock.ts";
import { Controls, Said } from "./controls.tsx";
import { Invite } from "./invite.tsx";
import { RunStrip } from "./progressBar.tsx";
import { ReplayBar } from "./replayBar.tsx";
import { addressOf, pageNames, route } from "./route.ts";
import { appearance, appearances, language, ui, words } from "./settings.ts";
import { isWaitingHere, SourceCard } from "./sourceCard.tsx";

/** With the reader of scenario files behind it this page is most of the bundle: it is fetched when it is opened. */
function ScenarioPageLater() {
  const [Page, setPage] = useState<ComponentType | null>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    import("../scenario/scenarioPage.tsx").then(
      ({ ScenarioPage }) => setPage(() => ScenarioPage),
      () => setBroken(true),
    );
  }, []);
  if (isBroken) return <Empty title={ui.value.cannotLoad} />;
  return Page === null ? <Empty title={ui.value.loading} /> : <Page />;
}

const pages = {
  run: RunPage,
  bench: BenchPage,
  accuracy: AccuracyPage,
  meter: MeterPage,
  bus: BusPage,
  scenario: ScenarioPageLater,
} as const;

const icon = "/icon.svg";
const waitingIcon = "/icon-waiting.svg";

function LinkSign() {
  const texts = ui.value;
  const { kind } = link.value;
  const { session, role } = story.value;
  return (
    <span class={`link-sign ${kind}`} role="status">
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {kind === "live" ? (
          <circle cx="8" cy="8" r="6" fill="currentColor" />
        ) : kind === "connecting" ? (
          <circle
            cx="8"
            cy="8"
            r="5.5"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-dasharray="4 3"
          />
        ) : (
          <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.5" />
        )}
      </svg>
      {texts.link[kind]}
      {kind === "live"
        ? ` · ${texts.session[session.kind]} · ${role === "viewer" ? texts.viewer : texts.operator}`
        : null}
    </span>
  );
}

function LinkNotice() {
  const texts = ui.value;
  const state = link.value;
  if (state.kind === "lost") {
    const left = milliseconds(Math.max(0, state.againAt - now.value));
    return (
      <p class="notice bad" role="alert">
        {texts.lostLong(durationText(Math.ceil(left), language.value))}
      </p>
    );
  }
  if (state.kind === "refused")
    return (
      <p class="notice bad" role="alert">
        {texts.refusedLong}
      </p>
    );
  const { session } = story.value;
  return session.kind === "broken" ? (
    <p class="notice bad" role="alert">
      {texts.session.broken}
      {words.value.colon}
      <Told sentence={recordedSentence(session.message, language.value)} />
    </p>
  ) : null;
}

export function App() {
  const texts = ui.value;
  const { page } = route.value;
  const Page = pages[page];
  const isWaiting = isWaitingHere.value;
  useEffect(() => {
    document.title = `${isWaiting ? `(!) ${texts.source.waiting} · ` : ""}${texts.pages[page]} · conto-rig`;
    document.querySelector("link[rel=icon]")?.setAttribute("href", isWaiting ? waitingIcon : icon);
  }, [texts, page, isWaiting]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {texts.skip}
      </button>
      <header>
        <div class="masthead">
          <span class="brand">conto-rig</span>
          <LinkSign />
          <Invite />
          <div class="likes">
            <Choice
              label={texts.language}
              value={language.value}
              options={languages.map((value) => ({ value, text: value === "fr" ? "Français" : "English" }))}
              onChange={(value) => (language.value = value)}
            />
            <Choice
              label={texts.appearance}
              value={appearance.value}
              options={appearances.map((value) => ({
                value,
                text: { system: texts.asSystem, light: texts.light, dark: texts.dark }[value],
              }))}
              onChange={(value) => (appearance.value = value)}
            />
          </div>
        </div>
        <nav aria-label={texts.navigation}>
          {pageNames.map((name) => (
            <a key={name} href={addressOf(name)} aria-current={name === page ? "page" : undefined}>
              {texts.pages[name]}
            </a>
          ))}
        </nav>
      </header>
      <div class="strip">
        <RunStrip />
        <Controls />
      </div>
      <SourceCard />
      <main id="content" tabIndex={-1}>
        <h1 class="visually-hidden">{texts.pages[page]}</h1>
        <LinkNotice />
        <Said />
        <ReplayBar />
        {link.value.kind === "connecting" ? <Empty title={texts.connectingLong} /> : <Page />}
      </main>
    </>
  );
}
