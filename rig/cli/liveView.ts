/**
 * The live view as a command opens it: the page, its shelf and the server, with the URL said once. Whoever loses the way
 * in gets a new one at the terminal the command runs in, and nowhere else: there only its owner types and reads.
 */
import { InvalidArgumentError } from "commander";
import { minutes } from "#models/units.ts";
import { isAtTerminal, isBackgroundJob } from "#rig/cli/atTerminal.ts";
import { livePage } from "#rig/cli/livePage.ts";
import { liveShelf } from "#rig/cli/liveShelf.ts";
import type { OperatorOnDuty } from "#rig/cli/openBench.ts";
import { wallClock } from "#rig/clock.ts";
import { attendedOperator } from "#rig/instruments/attendedOperator.ts";
import { joinedOperators } from "#rig/instruments/joinedOperators.ts";
import { terminalOperator } from "#rig/instruments/terminalOperator.ts";
import { type LiveServer, openLiveServer } from "#rig/live/server.ts";
import type { LiveRun, RunStarter } from "#rig/live/session.ts";
import type { ProgramEnd } from "#rig/safety/programEnd.ts";
import type { OwnedTerminal } from "#rig/terminal/ownedTerminal.ts";

interface LiveViewOptions {
  readonly out: string;
  readonly host: string;
  readonly port: number;
  readonly starter: RunStarter | null;
  /** Of the program the view belongs to. */
  readonly end: ProgramEnd;
  readonly terminal: OwnedTerminal;
}

export interface LiveView extends LiveServer {
  /** Whoever is at this terminal, and whoever has an operator's page open: the source of a run of this view. */
  callOperator(live: LiveRun): OperatorOnDuty;
}

/**
 * How long, once the program is to end and no operator has a page open, somebody with one is waited for before nobody
 * counts as there. Long enough to walk to the bench with a tablet.
 */
const pagePatience = minutes(5);

/** What is typed for a new link. */
const linkKey = "l";

export const portNumber = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new InvalidArgumentError("expected a port, 0...65535 (0 takes a free one)");
  return port;
};

/** @throws {RigError} `portTaken`. */
export async function openLiveView(options: LiveViewOptions): Promise<LiveView> {
  const { out, host, port, starter, terminal: owner, end } = options;
  const say = (line: string): void => owner.print(line);
  const files = await livePage(say);
  const shelf = await liveShelf(out);
  const newLink = isAtTerminal() ? linkKey : null;
  const server = await openLiveServer({ host, port, files, shelf, starter, newLink }).catch(
    async (error: unknown) => {
      await shelf.close();
      throw error;
    },
  );
  const sayLink = (url: string): void => say(`live view: ${url}   (good for one opening)`);
  sayLink(server.url);
  if (newLink !== null) say(`another browser, or a lost link: ${newLink} and Enter here gives a new one`);
  const terminal =
    newLink === null
      ? null
      : terminalOperator(owner, (line) => {
          if (line.trim().toLowerCase() === newLink) sayLink(server.operatorUrl());
        });
  return {
    ...server,
    callOperator({ operator, control }) {
      const here = terminal ?? (isBackgroundJob() ? null : terminalOperator(owner));
      const isThere = (): boolean => [...server.feed.viewers].some(({ role }) => role === "operator");
      const page = attendedOperator(operator, {
        isThere,
        leaving: end.leaving,
        patience: pagePatience,
        clock: wallClock(),
      });
      return {
        ...joinedOperators(here === null ? [page] : [here, page], control.interrupted, end.atOnce),
        close: () => {
          if (here !== terminal) here?.close();
        },
      };
    },
    async close() {
      // The run under way still has to hear that its source is off.
      await server.close();
      terminal?.close();
      await shelf.close();
    },
  };
}
