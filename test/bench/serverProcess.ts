/** Starts a server program and asks it for its CPU time and memory. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ServerPlan, Usage } from "./busServer.ts";

export interface ServerProcess {
  /** 0 for a server on a line. */
  readonly port: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("busServer.ts", import.meta.url));

const nextMessage = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`the server ended with ${code}`));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as T);
    });
  });

export async function startServer(plan: ServerPlan): Promise<ServerProcess> {
  const child = fork(program, [JSON.stringify(plan)]);
  const { port } = await nextMessage<{ port: number }>(child);
  return {
    port,
    usage() {
      child.send("usage");
      return nextMessage<Usage>(child);
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.disconnect();
      }),
  };
}
