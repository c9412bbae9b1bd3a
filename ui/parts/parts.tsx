/** The small parts every page is made of: a figure, the badge of a verdict, a state with nothing in it, a card. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Verdict } from "#models/metrology/verdict.ts";
import { milliseconds, seconds } from "#models/units.ts";
import { verdictSign } from "#reports/figures/verdictSign.ts";
import type { Markup } from "#reports/markup.ts";
import type { FindingSentence } from "#reports/sentences.ts";
import { ui, words } from "../shell/settings.ts";

/** Markup is escaped by construction (reports/markup.ts), so it may be put in as it is. */
export const Drawn = ({ of, class: name }: { readonly of: Markup; readonly class?: string }) => (
  <span class={`drawn ${name ?? ""}`} dangerouslySetInnerHTML={{ __html: of.markup }} />
);

/** Its sign and its word: never colour alone. */
export const Badge = ({ verdict, count }: { readonly verdict: Verdict; readonly count?: number }) => (
  <span class={`badge ${verdict}`}>
    <Drawn of={verdictSign(verdict)} />
    {count === undefined ? null : <span class="number">{count}</span>}
    {words.value.verdictCounted(verdict, count ?? 1)}
  </span>
);

/** A sentence of the rig in the page's language; one that has no other words stands as it came. */
export const Told = ({ sentence: { text, recorded } }: { readonly sentence: FindingSentence }) => (
  <span lang={recorded ? "en" : undefined}>{text}</span>
);

export const Card = (props: {
  readonly title?: ComponentChildren;
  readonly aside?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}) => (
  <section class={`card ${props.class ?? ""}`}>
    {props.title === undefined ? null : (
      <div class="card-head">
        <h2>{props.title}</h2>
        {props.aside}
      </div>
    )}
    {props.children}
  </section>
);

/** Nothing to show, and why. */
export const Empty = (props: {
  readonly title: string;
  readonly why?: string;
  readonly children?: ComponentChildren;
}) => (
  <div class="empty">
    <p class="empty-title">{props.title}</p>
    {props.why === undefined ? null : <p class="soft">{props.why}</p>}
    {props.children}
  </div>
);

export const Facts = ({
  of,
}: {
  readonly of: readonly (readonly [name: string, value: ComponentChildren])[];
}) => (
  <dl class="facts">
    {of.map(([name, value]) => (
      <>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
);

/** A table in its own scroll box, reachable by keyboard. */
export const Scroll = (props: {
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll box must be reachable by keyboard
  <section class={`scroll ${props.class ?? ""}`} aria-label={props.label} tabIndex={0}>
    {props.children}
  </section>
);

/** A list of choices under its name. */
export function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <label class="choice">
      <span>{props.label}</span>
      <select
        value={props.value}
        onChange={({ currentTarget }) => {
          const found = props.options.find(({ value }) => value === currentTarget.value);
          if (found !== undefined) props.onChange(found.value);
        }}
      >
        {props.options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === props.value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const shownFor = seconds(2) / milliseconds(1);
/** Copies a text, and says that it did. */
export function Copy({ text }: { readonly text: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownFor);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button type="button" class="small" onClick={copy}>
      <span aria-live="polite">{isCopied ? ui.value.copied : ui.value.copy}</span>
    </button>
  );
}
