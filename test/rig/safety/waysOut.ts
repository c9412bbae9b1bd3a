/**
 * The ways out of a run whose source is energised, and what each of them comes to. The same table stands in
 * docs/safety.md for people; `waysOut.test.ts` and `waysOut.pty.test.ts` walk it row by row.
 */

export interface WayOutRow {
  /** How the run is left. */
  readonly how: string;
  /** Whether somebody is asked for the source to be off, and how often. */
  readonly offAsked: "once" | "no";
  readonly said: "confirmed off" | "not confirmed: live" | "was never energised" | "said by the next start";
  /** "-": the program does not end by itself. */
  readonly exitCode: "0" | "1" | "2" | "3" | "130" | "-";
  /** What the store holds at the end. */
  readonly stored: string;
}

const row = (
  how: string,
  offAsked: WayOutRow["offAsked"],
  said: WayOutRow["said"],
  exitCode: WayOutRow["exitCode"],
  stored: string,
): WayOutRow => ({ how, offAsked, said, exitCode, stored });

/** Walked inside one program, in virtual time. */
export const inOneProgram = {
  end: row("the run comes to its end", "once", "confirmed off", "0", "pass"),
  stop: row("stop from the page while a step is held", "once", "confirmed off", "130", "interrupted"),
  stopPaused: row(
    "stop from the page while the run is paused",
    "once",
    "confirmed off",
    "130",
    "interrupted",
  ),
  stopSetting: row(
    'stop while "does the source give this?" stands',
    "once",
    "confirmed off",
    "130",
    "interrupted",
  ),
  stopArming: row("stop while the arming question stands", "no", "was never energised", "130", "interrupted"),
  stopLeaving: row('stop while "is the source off?" stands', "once", "confirmed off", "0", "pass"),
  plan: row("an exception while the run is planned", "no", "was never energised", "3", "nothing"),
  apply: row("an exception while signals are applied", "once", "confirmed off", "3", "error unforeseen"),
  read: row("an exception while a meter is read", "once", "confirmed off", "3", "error unforeseen"),
  twin: row("an exception in the ideal twin", "once", "confirmed off", "3", "error unforeseen"),
  compare: row("an exception while readings are compared", "once", "confirmed off", "3", "error unforeseen"),
  feed: row(
    "an exception in the page's feed, or in the progress line",
    "once",
    "confirmed off",
    "3",
    "error unforeseen",
  ),
  report: row("the reports can't be written", "once", "confirmed off", "3", "pass"),
  consumerThrows: row(
    "whoever consumes the events throws",
    "once",
    "confirmed off",
    "3",
    "as far as it consumed",
  ),
  consumerLeaves: row(
    "whoever consumes the events wants no more",
    "once",
    "confirmed off",
    "-",
    "as far as it consumed",
  ),
  abandoned: row(
    "the bench is closed under a run nobody goes on with",
    "once",
    "confirmed off",
    "-",
    "as far as it went",
  ),
  storeFails: row("the store fails", "once", "confirmed off", "3", "no end"),
  storeHeld: row(
    "another program holds the store for longer than its patience",
    "once",
    "confirmed off",
    "3",
    "no end",
  ),
  storeHeldBriefly: row(
    "another program holds the store for less than that: the run goes on",
    "once",
    "confirmed off",
    "0",
    "pass",
  ),
  folderGone: row("the runs folder is removed", "once", "confirmed off", "3", "nothing"),
  linkLost: row("a link is not back within its patience", "once", "confirmed off", "3", "error linkLost"),
  linkBack: row("a link is back within its patience: the run goes on", "once", "confirmed off", "0", "pass"),
  limits: row("a step beyond the limits of the bench", "once", "confirmed off", "3", "error sourceLimits"),
  noToArming: row(
    "the operator says no to the arming question",
    "no",
    "was never energised",
    "3",
    "error operatorRefused",
  ),
  noToSetting: row(
    'the operator says no to "does the source give this?"',
    "once",
    "confirmed off",
    "3",
    "error operatorRefused",
  ),
  noToOff: row(
    'the operator says no to "is the source off?"',
    "once",
    "not confirmed: live",
    "3",
    "error sourceNotOff",
  ),
  stopThenNo: row(
    'stop from the page, and the operator says no to "is the source off?"',
    "once",
    "not confirmed: live",
    "3",
    "error sourceNotOff",
  ),
  operatorGone: row(
    "the operator is gone when off is asked",
    "once",
    "not confirmed: live",
    "3",
    "error sourceNotOff",
  ),
  atOnce: row(
    'the program is to end at once while "is the source off?" stands',
    "once",
    "not confirmed: live",
    "3",
    "error sourceNotOff",
  ),
} as const satisfies Readonly<Record<string, WayOutRow>>;

/** Walked with real programs, signals and terminals. */
export const inRealPrograms = {
  SIGINT: row("SIGINT (Ctrl-C)", "once", "confirmed off", "130", "interrupted"),
  SIGTERM: row("SIGTERM", "once", "confirmed off", "130", "interrupted"),
  SIGHUP: row("SIGHUP, with somebody still at the terminal", "once", "confirmed off", "130", "interrupted"),
  SIGQUIT: row("SIGQUIT", "once", "confirmed off", "130", "interrupted"),
  suspended: row(
    "SIGTSTP (Ctrl-Z): the program is not suspended, the run goes on; then Ctrl-C",
    "once",
    "confirmed off",
    "130",
    "interrupted",
  ),
  otherSignals: row(
    "any other signal that ends a program and can be heard (SIGUSR2, SIGALRM, SIGPWR ...)",
    "once",
    "confirmed off",
    "130",
    "interrupted",
  ),
  secondSignal: row(
    "a second signal while off is asked",
    "once",
    "not confirmed: live",
    "3",
    "error sourceNotOff",
  ),
  terminalGone: row(
    "the terminal is closed, and there is no page",
    "once",
    "not confirmed: live",
    "3",
    "error sourceNotOff",
  ),
  terminalGoneQuietly: row(
    "the terminal is gone, and no signal says so",
    "once",
    "not confirmed: live",
    "3",
    "error sourceNotOff",
  ),
  terminalGonePage: row(
    "the terminal is closed, and somebody has the page",
    "once",
    "confirmed off",
    "130",
    "interrupted",
  ),
  uncaughtException: row("an exception that nobody caught", "once", "confirmed off", "3", "error unforeseen"),
  unhandledRejection: row(
    "a rejected promise that nobody awaited",
    "once",
    "confirmed off",
    "3",
    "error unforeseen",
  ),
  processExit: row(
    "something ends the program from inside (process.exit)",
    "no",
    "not confirmed: live",
    "3",
    "no end",
  ),
  diskFull: row("the disk is full (no file may grow)", "once", "confirmed off", "3", "no end"),
  serveEnds: row("SIGTERM to `serve` while a run is under way", "once", "confirmed off", "0", "interrupted"),
  kill: row("SIGKILL, or the machine is gone", "no", "said by the next start", "-", "no end"),
} as const satisfies Readonly<Record<string, WayOutRow>>;

export const waysOut: readonly WayOutRow[] = [
  ...Object.values(inOneProgram),
  ...Object.values(inRealPrograms),
];
