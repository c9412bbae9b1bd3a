/**
 * A plain text editor for scenarios: line numbers, the lines with something to mend marked and named, and completions
 * while one types. It is a text area, so that every keyboard, screen reader and phone knows it.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import { scenarioJsonSchema } from "#scenarios/form/jsonSchema.ts";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";
import { ui } from "../shell/settings.ts";
import { type Completion, type Completions, completionsAt } from "./completion.ts";

interface Props {
  readonly text: string;
  readonly issues: readonly LocatedIssue[];
  readonly onChange: (text: string) => void;
}
const none: Completions = { list: [], from: 0 };
const mostShown = 12;

export function Editor({ text, issues, onChange }: Props) {
  const texts = ui.value;
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Completions>(none);
  const [at, setAt] = useState(0);
  const schema = useMemo(scenarioJsonSchema, []);
  const badLines = new Set(issues.map(({ line }) => line));
  const lines = text.split("\n").length;
  const list = open.list.slice(0, mostShown);

  const look = (box: HTMLTextAreaElement) => {
    const isCaret = box.selectionStart === box.selectionEnd;
    const found = isCaret ? completionsAt(box.value, box.selectionStart, schema) : none;
    setOpen(found);
    setAt(0);
  };
  const take = ({ insert }: Completion) => {
    const box = area.current;
    if (box === null) return;
    const caret = box.selectionStart;
    box.setRangeText(insert, open.from, caret, "end");
    onChange(box.value);
    setOpen(none);
    box.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = list[at];
    if (chosen === undefined) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((at + (event.key === "ArrowDown" ? 1 : list.length - 1)) % list.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setOpen(none);
    }
  };
  const goTo = ({ line, column }: LocatedIssue) => {
    const box = area.current;
    if (box === null) return;
    const start =
      text
        .split("\n")
        .slice(0, line - 1)
        .join("\n").length +
      (line > 1 ? 1 : 0) +
      column -
      1;
    box.focus();
    box.setSelectionRange(start, start);
  };
  return (
    <div class="editor">
      <div class="editor-box">
        <div class="gutter" ref={gutter} aria-hidden="true">
          {Array.from({ length: lines }, (_, i) => (
            <span key={i} class={badLines.has(i + 1) ? "line bad" : "line"}>
              {badLines.has(i + 1) ? "▸" : ""}
              {i + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          aria-label={texts.editor}
          aria-describedby="editor-help"
          aria-invalid={issues.length > 0}
          aria-controls="editor-completions"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          wrap="off"
          rows={26}
          value={text}
          onInput={({ currentTarget }) => {
            onChange(currentTarget.value);
            look(currentTarget);
          }}
          onScroll={({ currentTarget }) => {
            if (gutter.current !== null) gutter.current.scrollTop = currentTarget.scrollTop;
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(none)}
        />
      </div>
      <div
        id="editor-completions"
        class="completions"
        aria-label={texts.completions}
        role="listbox"
        hidden={list.length === 0}
      >
        {list.map((choice, i) => (
          <div
            key={choice.shown}
            role="option"
            aria-selected={i === at}
            tabIndex={-1}
            // before the blur that would close the list
            onMouseDown={(event) => {
              event.preventDefault();
              take(choice);
            }}
          >
            <code>{choice.shown}</code>{" "}
            <span class="soft" lang="en">
              {choice.about}
            </span>
          </div>
        ))}
      </div>
      <p id="editor-help" class="soft">
        {texts.complete}
      </p>
      <div role="status">
        {issues.length === 0 ? (
          <p class="good-word">{texts.noIssues}</p>
        ) : (
          <>
            <p class="bad-word">{texts.issues(issues.length)}</p>
            <ul class="issues">
              {issues.map((issue) => (
                <li key={`${issue.line}:${issue.column}:${issue.message}`}>
                  <button type="button" class="link" onClick={() => goTo(issue)}>
                    {texts.at(issue.line, issue.column)}
                  </button>{" "}
                  <span lang="en">{issue.message}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
