/** The live view as a command opens it: the page, its shelf and the server, with the URL said once. */
import { InvalidArgumentError } from "commander";
import { livePage } from "#rig/cli/livePage.ts";
import { liveShelf } from "#rig/cli/liveShelf.ts";
import { type LiveServer, openLiveServer } from "#rig/live/server.ts";
import type { RunStarter } from "#rig/live/session.ts";

interface LiveViewOptions {
  readonly out: string;
  readonly host: string;
  readonly port: number;
  readonly starter: RunStarter | null;
}

export const portNumber = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535)
    throw new InvalidArgumentError("expected a port, 0...65535 (0 takes a free one)");
  return port;
};

/** @throws {RigError} `portTaken`. */
export async function openLiveView({ out, host, port, starter }: LiveViewOptions): Promise<LiveServer> {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const files = await livePage(say);
  const shelf = await liveShelf(out);
  const server = await openLiveServer({ host, port, files, shelf, starter }).catch(async (error: unknown) => {
    await shelf.close();
    throw error;
  });
  say(`live view: ${server.url}   (good for one opening)`);
  return {
    ...server,
    async close() {
      await server.close();
      await shelf.close();
    },
  };
}

/** Until the person at the terminal has had enough. */
export const goodbye = (): Promise<void> =>
  new Promise((resolve) => {
    const leave = (): void => {
      process.off("SIGINT", leave);
      process.off("SIGTERM", leave);
      resolve();
    };
    process.on("SIGINT", leave);
    process.on("SIGTERM", leave);
  });
