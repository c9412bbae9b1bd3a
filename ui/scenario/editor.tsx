/**
 * An editor for scenarios: line numbers, colours, the places to mend marked and named, completions while one types, and
 * keys that know indentation. Beneath it is a text area, so that every keyboard, screen reader and phone knows it.
 */
import { computed } from "@preact/signals";
import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";
import { stoppable } from "../shell/controls.tsx";
import { ui } from "../shell/settings.ts";
import { type Completion, type Completions, completionsAt } from "./completion.ts";
import { CompletionList } from "./completionList.tsx";
import { indented, newLine, outdented } from "./indentation.ts";
import { Colours, Numbers, type View } from "./lines.tsx";
import { change, indexAt, type Metrics, placeOf, showPlace, wordEnd } from "./textBox.ts";

interface Props {
  readonly text: string;
  readonly issues: readonly LocatedIssue[];
  /** What may be written where; null until it is there. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly onChange: (text: string) => void;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly children: ComponentChildren;
}
const none: Completions = { list: [], from: 0 };
/** Told apart from the run's events, of which there are thousands. */
const isStoppable = computed(stoppable);

/** Of the type the text area is set in; the padding is that of the sheet. */
function measure(box: HTMLTextAreaElement, probe: HTMLElement): Metrics {
  const { lineHeight, paddingTop } = getComputedStyle(box);
  const letters = probe.textContent?.length ?? 1;
  return {
    line: Number.parseFloat(lineHeight),
    column: probe.getBoundingClientRect().width / letters,
    padding: Number.parseFloat(paddingTop),
  };
}

export function Editor({ text, issues, schema, onChange, area, children }: Props) {
  const texts = ui.value;
  const probe = useRef<HTMLSpanElement>(null);
  const [metrics, setMetrics] = useState<Metrics>({ line: 22, column: 8, padding: 8 });
  const [view, setView] = useState<View>({ top: 0, left: 0, height: 0 });
  const [open, setOpen] = useState<Completions>(none);
  const [at, setAt] = useState(0);
  /** Esc was pressed: the next Tab leaves the editor. */
  const isLeaving = useRef(false);
  const lines = useMemo(() => text.split("\n"), [text]);
  const { list } = open;

  useLayoutEffect(() => {
    const [box, letters] = [area.current, probe.current];
    if (box === null || letters === null) return;
    const look = () => {
      setMetrics(measure(box, letters));
      setView({ top: box.scrollTop, left: box.scrollLeft, height: box.clientHeight });
    };
    const observer = new ResizeObserver(look);
    observer.observe(box);
    look();
    return () => observer.disconnect();
  }, [area]);

  /** `isAsked`: also where nothing has been begun. */
  const complete = (box: HTMLTextAreaElement, isAsked: boolean) => {
    const caret = box.selectionStart;
    const isCaret = caret === box.selectionEnd;
    const found = isCaret && schema !== null ? completionsAt(box.value, caret, schema) : none;
    const begun = box.value.slice(found.from, caret);
    const isValue =
      /:\s$/.test(box.value.slice(0, found.from)) && found.list.some(({ about }) => about === "");
    const isWhole = found.list.length === 1 && found.list[0]?.insert.trimEnd() === begun;
    setOpen(isAsked || ((begun !== "" || isValue) && !isWhole) ? found : none);
    setAt(0);
  };
  const take = ({ insert }: Completion) => {
    const box = area.current;
    if (box === null) return;
    const end = open.from + insert.length;
    change(box, { from: open.from, to: box.selectionStart, insert, selection: [end, end] });
    // A key is followed by its value.
    if (insert.endsWith(": ")) complete(box, false);
    else setOpen(none);
  };
  const goTo = ({ line, column }: LocatedIssue) => {
    const box = area.current;
    if (box === null) return;
    const start = indexAt(box.value, line, column);
    box.focus();
    box.setSelectionRange(start, wordEnd(box.value, start));
    showPlace(box, line, column, metrics);
  };
  const goToNext = (box: HTMLTextAreaElement, isBack: boolean) => {
    const here = placeOf(box.value, box.selectionStart);
    const isAfter = ({ line, column }: LocatedIssue) =>
      line > here.line || (line === here.line && column > here.column);
    const isBefore = ({ line, column }: LocatedIssue) =>
      line < here.line || (line === here.line && column < here.column);
    const next = isBack ? (issues.findLast(isBefore) ?? issues.at(-1)) : (issues.find(isAfter) ?? issues[0]);
    if (next !== undefined) goTo(next);
  };

  const onOpenKey = (event: KeyboardEvent, chosen: Completion): boolean => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp")
      setAt((at + (event.key === "ArrowDown" ? 1 : list.length - 1)) % list.length);
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) take(chosen);
    else if (event.key === "Escape") setOpen(none);
    else {
      // The caret goes elsewhere.
      if (/^(Arrow|Home|End|Page)/.test(event.key)) setOpen(none);
      return false;
    }
    event.preventDefault();
    return true;
  };
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }) => {
    const box = event.currentTarget;
    if (event.isComposing) return;
    const chosen = list[at];
    if (chosen !== undefined && onOpenKey(event, chosen)) return;
    const wasLeaving = isLeaving.current;
    isLeaving.current = event.key === "Escape" || (wasLeaving && event.key === "Shift");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const [start, end] = [box.selectionStart, box.selectionEnd];
    if (event.key === "Tab" && isPlain) {
      // Esc stops a run that is under way; meanwhile Tab leaves the editor as it does everything else.
      if (wasLeaving || isStoppable.value) return;
      event.preventDefault();
      change(box, event.shiftKey ? outdented(box.value, start, end) : indented(box.value, start, end));
    } else if (event.key === "Enter" && isPlain && !event.shiftKey) {
      event.preventDefault();
      change(box, newLine(box.value, start, end));
      showPlace(box, placeOf(box.value, box.selectionStart).line, 1, metrics);
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      complete(box, true);
    } else if (event.key === "F8") {
      event.preventDefault();
      goToNext(box, event.shiftKey);
    }
  };
  const caret = placeOf(text, Math.min(open.from, text.length));
  const drawn = { lines, issues, view, metrics };
  return (
    <div class="editor">
      <div class="editor-box">
        <Numbers {...drawn} />
        <div class="editor-field">
          <Colours {...drawn} />
          <span class="probe" aria-hidden="true" ref={probe}>
            {"0".repeat(100)}
          </span>
          <textarea
            ref={area}
            aria-label={texts.editor}
            aria-describedby="editor-help"
            aria-invalid={issues.length > 0}
            aria-autocomplete="list"
            aria-controls="editor-completions"
            aria-activedescendant={list.length === 0 ? undefined : `completion-${at}`}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            wrap="off"
            value={text}
            onInput={({ currentTarget, inputType }) => {
              onChange(currentTarget.value);
              // What is undone, pasted or dropped was not begun to be completed.
              if (inputType === "insertText" || inputType === "deleteContentBackward")
                complete(currentTarget, false);
              else setOpen(none);
            }}
            onScroll={({ currentTarget: { scrollTop, scrollLeft, clientHeight } }) =>
              setView({ top: scrollTop, left: scrollLeft, height: clientHeight })
            }
            onKeyDown={onKeyDown}
            onPointerDown={() => setOpen(none)}
            onBlur={() => {
              isLeaving.current = false;
              setOpen(none);
            }}
          />
          <CompletionList
            list={list}
            at={at}
            left={metrics.padding + (caret.column - 1) * metrics.column - view.left}
            top={metrics.padding + (caret.line - 1) * metrics.line - view.top}
            line={metrics.line}
            room={view.height}
            onTake={take}
          />
        </div>
      </div>
      <p id="editor-help" class="soft">
        {isStoppable.value ? texts.editorKeysRunning : texts.editorKeys}
      </p>
      {children}
      {issues.length === 0 ? null : (
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
      )}
    </div>
  );
}
