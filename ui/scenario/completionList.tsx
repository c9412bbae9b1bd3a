/** The completions that fit where the caret stands, under it, or above it where there is more room. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ui } from "../shell/settings.ts";
import type { Completion } from "./completion.ts";

interface Props {
  readonly list: readonly Completion[];
  /** The one that Enter takes. */
  readonly at: number;
  /** Where the word begins that is replaced, and how much room the box has, pixels. */
  readonly left: number;
  readonly top: number;
  readonly line: number;
  readonly room: number;
  readonly onTake: (choice: Completion) => void;
}

export function CompletionList({ list, at, left, top, line, room, onTake }: Props) {
  const texts = ui.value;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (list.length === 0) return;
    const parent = box.current?.parentElement?.clientWidth ?? 0;
    setWidth(Math.max(0, parent - (box.current?.offsetWidth ?? 0)));
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  const isBelow = top + line < room / 2;
  const place = isBelow ? { top: `${top + line}px` } : { bottom: `${room - top}px` };
  return (
    <div
      id="editor-completions"
      class="completions"
      aria-label={texts.completions}
      role="listbox"
      hidden={list.length === 0}
      ref={box}
      style={{
        top: "auto",
        bottom: "auto",
        ...place,
        left: `${Math.max(0, Math.min(left, width))}px`,
        maxHeight: `${room / 2 - line}px`,
      }}
    >
      {list.map((choice, i) => (
        <div
          key={choice.shown}
          id={`completion-${i}`}
          role="option"
          aria-selected={i === at}
          tabIndex={-1}
          // before the blur that would close the list
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(choice);
          }}
        >
          <code>{choice.shown}</code>{" "}
          <span class="soft" lang="en">
            {choice.about}
          </span>
        </div>
      ))}
    </div>
  );
}
