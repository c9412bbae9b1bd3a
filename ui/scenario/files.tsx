/**
 * Where the text in the editor comes from and goes to: the library, a file of this computer (chosen, or dropped on the
 * editor), a file to keep. Nothing that was written is replaced without a word.
 */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { titleIn } from "#reports/inLanguage.ts";
import { livePaths, type ScenarioSummary, scenarioPath } from "#reports/live/protocol.ts";
import { limits } from "#scenarios/yaml/guard.ts";
import { fetchText, useFetched } from "../feed/fetched.ts";
import { Choice } from "../parts/parts.tsx";
import { language, ui } from "../shell/settings.ts";
import { beginning, isEdited, isFound, isKept, type Origin, origin, text } from "./draft.ts";

/** A text that would take the place of what was written. */
const offered = signal<Origin | null>(null);
/** Why a file was not opened. */
const refused = signal<string | null>(null);

interface Props {
  /** Puts another text into the editor. */
  readonly takeUp: (next: Origin) => void;
}

const offer =
  (takeUp: Props["takeUp"]) =>
  (next: Origin): void => {
    refused.value = null;
    if (isEdited.value && text.value !== next.text) offered.value = next;
    else takeUp(next);
  };

async function offerFile(file: File | undefined, takeUp: Props["takeUp"]): Promise<void> {
  if (file === undefined) return;
  // Four bytes are the most a character takes; what is larger is no scenario.
  if (file.size > 4 * limits.size) {
    refused.value = ui.value.fileTooLarge(file.name);
    return;
  }
  const bytes = await file.arrayBuffer();
  offer(takeUp)({
    kind: "file",
    name: file.name,
    text: new TextDecoder().decode(bytes).replaceAll("\r\n", "\n"),
  });
}

const fileName = ({ kind, name }: Origin): string =>
  kind === "file" ? name : `${name.split("/").at(-1)}.scenario.yaml`;

function download(): void {
  const name = fileName(origin.value);
  const address = URL.createObjectURL(new Blob([text.value], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Where a file can be dropped; the button does the same for a keyboard. */
export function DropBox({ takeUp, children }: Props & { readonly children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const place = box.current;
    const hasFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = () => setOver(false);
    const drop = (event: DragEvent) => {
      leave();
      if (!hasFile(event)) return;
      event.preventDefault();
      void offerFile(event.dataTransfer?.files[0], takeUp);
    };
    place?.addEventListener("dragover", over);
    place?.addEventListener("dragleave", leave);
    place?.addEventListener("drop", drop);
    return () => {
      place?.removeEventListener("dragover", over);
      place?.removeEventListener("dragleave", leave);
      place?.removeEventListener("drop", drop);
    };
  }, [takeUp]);
  return (
    <div class={isOver ? "drop over" : "drop"} ref={box}>
      {children}
    </div>
  );
}

/** Whether the text is what it was taken up as, and if not, where it is safe. */
function Standing() {
  const texts = ui.value;
  const { kind, name } = origin.value;
  const of = kind === "first" ? texts.firstScenario : name;
  if (!isEdited.value) return <p class="soft standing">{texts.asTakenUp(of)}</p>;
  return (
    <p class="standing edited">
      <strong>{texts.edited(of)}</strong>{" "}
      {isKept.value ? texts.draftKept(isFound.value, location.host) : texts.draftNotKept}
    </p>
  );
}

export function Files({ takeUp }: Props) {
  const texts = ui.value;
  const picker = useRef<HTMLInputElement>(null);
  const [library] = useFetched<readonly ScenarioSummary[]>(livePaths.scenarios);
  const propose = offer(takeUp);
  const begin = (reference: string) => {
    if (reference === "") return;
    if (reference === beginning.name) propose(beginning);
    else
      fetchText(scenarioPath(reference)).then(
        (found) => propose({ kind: "library", name: reference, text: found }),
        () => {
          refused.value = texts.cannotLoad;
        },
      );
  };
  const next = offered.value;
  return (
    <>
      <div class="row files">
        <Choice
          label={texts.example}
          value={origin.value.kind === "file" ? "" : origin.value.name}
          options={[
            ...(origin.value.kind === "file" ? [{ value: "", text: origin.value.name }] : []),
            { value: beginning.name, text: texts.firstScenario },
            ...(library.kind === "there"
              ? library.value.map((scenario) => ({
                  value: scenario.reference,
                  text: `${scenario.reference} – ${titleIn(scenario, language.value)}`,
                }))
              : []),
          ]}
          onChange={begin}
        />
        <input
          ref={picker}
          type="file"
          accept=".yaml,.yml,text/yaml,application/yaml"
          hidden
          aria-label={texts.openFile}
          onChange={({ currentTarget }) => {
            void offerFile(currentTarget.files?.[0], takeUp);
            // so that the same file can be opened again
            currentTarget.value = "";
          }}
        />
        <button type="button" onClick={() => picker.current?.click()}>
          {texts.openFile}
        </button>
        <button type="button" onClick={download}>
          {texts.download}
        </button>
      </div>
      {next === null ? null : (
        <div class="notice row" role="alert">
          <span>{texts.wouldReplace(next.kind === "first" ? texts.firstScenario : next.name)}</span>
          <button
            type="button"
            onClick={() => {
              offered.value = null;
              takeUp(next);
            }}
          >
            {texts.replace}
          </button>
          <button type="button" onClick={() => (offered.value = null)}>
            {texts.keepMine}
          </button>
        </div>
      )}
      {refused.value === null ? null : (
        <p class="notice bad" role="alert">
          {refused.value}
        </p>
      )}
      <Standing />
    </>
  );
}
