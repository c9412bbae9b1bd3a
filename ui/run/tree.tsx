/** The suite as a tree: themes, their scenarios, each with its verdict as it comes; what has not begun is there too. */
import { useEffect, useRef } from "preact/hooks";
import { Badge } from "../parts/parts.tsx";
import { addressOf } from "../shell/route.ts";
import { ui, words } from "../shell/settings.ts";
import type { Leaf } from "./leaves.ts";

function LeafSign({ state }: { readonly state: Leaf["state"] }) {
  const texts = ui.value;
  switch (state.kind) {
    case "judged":
      return <Badge verdict={state.verdict} />;
    case "underWay":
      return <span class="badge under-way">{texts.underWay}</span>;
    case "waiting":
      return <span class="badge none">{texts.waiting}</span>;
    case "skipped":
      return <span class="badge none">{words.value.skipped}</span>;
  }
}

/** Arrow keys, Home and End go from scenario to scenario and open it. */
function moveInTree(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a.leaf")];
  const here = links.indexOf(document.activeElement as HTMLAnchorElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
  const link = to === undefined ? undefined : links[to];
  if (here < 0 || link === undefined) return;
  event.preventDefault();
  link.focus();
  link.click();
}

/** Brings the open scenario into its box's sight, unless somebody's hand is on the box. */
function showOpen(tree: HTMLElement): void {
  const box = tree.closest(".tree-box");
  const leaf = tree.querySelector("[aria-current]");
  if (box === null || leaf === null || box.matches(":hover") || box.scrollHeight <= box.clientHeight) return;
  const [seen, wanted] = [box.getBoundingClientRect(), leaf.getBoundingClientRect()];
  if (wanted.top < seen.top) box.scrollTop -= seen.top - wanted.top;
  else if (wanted.bottom > seen.bottom) box.scrollTop += wanted.bottom - seen.bottom;
}

export function Tree(props: { readonly leaves: readonly Leaf[]; readonly open: number | null }) {
  const texts = ui.value;
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tree.current !== null) showOpen(tree.current);
  }, [props.open]);
  const themes = [...new Set(props.leaves.map(({ theme }) => theme))];
  if (props.leaves.length === 0) return <p class="soft">{texts.nothingFits}</p>;
  // One of them is reached by Tab, the others from it.
  const open = props.leaves.find(({ index }) => index !== null && index === props.open);
  const entry = open ?? props.leaves.find(({ index }) => index !== null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys move among the links inside, which are what is reached
    <div class="tree" ref={tree} onKeyDown={moveInTree}>
      {themes.map((theme) => (
        <div key={theme}>
          <h3 class="theme">
            {theme === null ? words.value.scenarios : (words.value.theme[theme] ?? theme)}
          </h3>
          <ul>
            {props.leaves
              .filter((leaf) => leaf.theme === theme)
              .map((leaf) => (
                <li key={`${leaf.scenario}@${leaf.position}@${leaf.index}`}>
                  {leaf.index === null ? (
                    <span class="leaf">
                      <span class="leaf-title">{leaf.title}</span>
                      <LeafSign state={leaf.state} />
                    </span>
                  ) : (
                    <a
                      class="leaf"
                      href={addressOf("run", leaf.index)}
                      tabIndex={leaf === entry ? 0 : -1}
                      aria-current={leaf.index === props.open ? "true" : undefined}
                    >
                      <span class="leaf-title">
                        {leaf.title}
                        <small class="soft">
                          {leaf.scenario} @ {leaf.position}
                        </small>
                      </span>
                      <LeafSign state={leaf.state} />
                    </a>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
