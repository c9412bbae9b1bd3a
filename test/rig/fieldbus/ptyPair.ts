/**
 * Two real terminals joined like the two ends of a null-modem cable, made with nothing but util-linux: `script` gives a
 * program a terminal and passes what is on it through its own stdin and stdout; two of them back to back are a pair.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

interface Terminal {
  readonly path: string;
  readonly script: ChildProcessWithoutNullStreams;
}

const openTerminal = async (): Promise<Terminal> => {
  const script = spawn("script", ["-qfc", "stty raw -echo; tty; exec sleep 600", "/dev/null"]);
  let said = "";
  return new Promise((resolve, reject) => {
    script.once("error", (cause) =>
      reject(new Error("`script` is missing: install it with `apt-get install bsdutils`", { cause })),
    );
    const listen = (bytes: Buffer): void => {
      said += bytes.toString("latin1");
      const path = /\/dev\/pts\/\d+/.exec(said)?.[0];
      if (path === undefined || !said.includes("\n")) return;
      script.stdout.off("data", listen);
      resolve({ path, script });
    };
    script.stdout.on("data", listen);
  });
};

export interface PtyPair {
  readonly first: string;
  readonly second: string;
  /** Pulls the plug of the first terminal. */
  unplug(): void;
  close(): void;
}

export const openPtyPair = async (): Promise<PtyPair> => {
  const [first, second] = await Promise.all([openTerminal(), openTerminal()]);
  first.script.stdout.pipe(second.script.stdin);
  second.script.stdout.pipe(first.script.stdin);
  for (const { script } of [first, second]) script.stdin.on("error", () => {});
  return {
    first: first.path,
    second: second.path,
    unplug: () => void first.script.kill("SIGKILL"),
    close() {
      first.script.kill("SIGKILL");
      second.script.kill("SIGKILL");
    },
  };
};
