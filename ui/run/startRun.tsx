/** Where a run is begun: the bench, the scenarios of the library, the seed; a bench with a real source is armed first. */
import { useState } from "preact/hooks";
import { teachesIn, titleIn } from "#reports/inLanguage.ts";
import { livePaths, type ScenarioSummary } from "#reports/live/protocol.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { story } from "../feed/feed.ts";
import { useFetched } from "../feed/fetched.ts";
import { Card, Choice, Told } from "../parts/parts.tsx";
import { Arm, command, isArmed, needsArming, takeCode } from "../shell/controls.tsx";
import { language, ui, words } from "../shell/settings.ts";
import { showLive } from "../shell/shown.ts";
import { NotThere } from "./notThere.tsx";

export function StartRun() {
  const texts = ui.value;
  const { benches } = story.value;
  const [library, again] = useFetched<readonly ScenarioSummary[]>(livePaths.scenarios);
  const [bench, setBench] = useState(benches[0]?.name ?? "");
  const [seed, setSeed] = useState(1);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const here = benches.find(({ name }) => name === bench) ?? benches[0];
  if (library.kind !== "there")
    return <NotThere title={texts.chooseScenarios} kind={library.kind} again={again} />;
  const all = library.value;
  const themes = [...new Set(all.map(({ theme }) => theme))];
  const turn = (references: readonly string[], isOn: boolean) => {
    const next = new Set(asked);
    for (const reference of references) isOn ? next.add(reference) : next.delete(reference);
    setAsked(next);
  };
  const start = () => {
    if (here === undefined) return;
    showLive();
    void command({
      kind: "start",
      bench: here.name,
      seed,
      scenarios: all
        .filter(({ reference }) => asked.has(reference))
        .map(({ reference }) => ({ kind: "library", reference })),
      armed: takeCode(here.name),
    });
  };
  return (
    <Card title={texts.chooseScenarios} aside={<span class="soft number">{texts.chosen(asked.size)}</span>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <div class="row">
          <Choice
            label={texts.chooseBench}
            value={here?.name ?? ""}
            options={benches.map(({ name, kind }) => ({
              value: name,
              text: `${name} (${words.value.benchKind[kind]})`,
            }))}
            onChange={setBench}
          />
          <label class="choice">
            <span>{texts.seed}</span>
            <input
              type="number"
              min={0}
              step={1}
              value={seed}
              onInput={({ currentTarget }) =>
                setSeed(Math.max(0, Math.trunc(currentTarget.valueAsNumber || 0)))
              }
            />
          </label>
          <button
            type="button"
            onClick={() =>
              turn(
                all.map(({ reference }) => reference),
                true,
              )
            }
          >
            {texts.all}
          </button>
          <button type="button" onClick={() => setAsked(new Set())}>
            {texts.none}
          </button>
        </div>
        {here === undefined ? null : (
          <p class="soft">
            <Told sentence={recordedSentence(here.about, language.value)} />
          </p>
        )}
        <div class="library">
          {themes.map((theme) => {
            const of = all.filter((one) => one.theme === theme);
            return (
              <fieldset key={theme}>
                <legend>
                  <label>
                    <input
                      type="checkbox"
                      checked={of.every(({ reference }) => asked.has(reference))}
                      onChange={({ currentTarget }) =>
                        turn(
                          of.map(({ reference }) => reference),
                          currentTarget.checked,
                        )
                      }
                    />{" "}
                    {words.value.theme[theme] ?? theme}
                  </label>
                </legend>
                {of.map(({ reference, ...scenario }) => (
                  <label key={reference} class="check" title={teachesIn(scenario, language.value)}>
                    <input
                      type="checkbox"
                      checked={asked.has(reference)}
                      onChange={({ currentTarget }) => turn([reference], currentTarget.checked)}
                    />{" "}
                    {titleIn(scenario, language.value)}
                  </label>
                ))}
              </fieldset>
            );
          })}
        </div>
        {here !== undefined && needsArming(here) ? <p class="notice">{texts.armWarning}</p> : null}
        <div class="row">
          {here === undefined ? null : <Arm bench={here} />}
          <button
            type="submit"
            class="primary"
            disabled={here === undefined || asked.size === 0 || !isArmed(here)}
          >
            {texts.start}
          </button>
        </div>
      </form>
    </Card>
  );
}
