/** The progress line of a run at a terminal, from its events and from the clock between them. */
import type { RigEvent } from "#reports/events.ts";
import { advance, noProgress, progressLine } from "#reports/progress.ts";
import type { Terminal } from "#rig/cli/terminal.ts";

/** `elapsed`: seconds of real time since any instant. */
export function progressShown(term: Terminal, elapsed: () => number) {
  let progress = noProgress;
  let began = elapsed();
  let shownAt = Number.NEGATIVE_INFINITY;
  const sinceBegun = (): number => elapsed() - began;
  const show = (): void => {
    shownAt = sinceBegun();
    term.progress(progressLine(progress, shownAt, term.columns()));
  };
  // Inside a step of hours nothing happens but the time left.
  const ticking = term.interactive ? setInterval(show, 1000) : undefined;
  return {
    advance(event: RigEvent): void {
      if (event.type === "runStarted") began = elapsed();
      progress = advance(progress, event, sinceBegun());
      if (term.interactive && sinceBegun() - shownAt > 0.1) show();
    },
    end(): void {
      clearInterval(ticking);
      term.progress("");
    },
  };
}
