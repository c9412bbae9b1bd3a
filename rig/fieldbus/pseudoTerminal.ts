/**
 * A serial line that needs no adapter: a pseudo-terminal any Modbus program on this machine can open like
 * /dev/ttyUSB0, with us at its other end. Linux makes one for `script` (Debian package bsdutils, on every Debian), which
 * passes what is on it through its stdin and stdout; a symbolic link gives it a name a person chose. A pseudo-terminal
 * does not pace: bytes cross it at once, whatever speed the other program sets.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { lstatSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import type { Clock } from "#rig/clock.ts";
import type { CharacterFormat } from "#rig/fieldbus/characterFormat.ts";
import { type Port, PortError, type PortListener } from "#rig/fieldbus/port.ts";

/** Raw and without echo; held open until this program is gone, however it goes. */
const session = `stty raw -echo; tty; exec tail --pid=${process.pid} -f /dev/null`;

interface Terminal {
  readonly path: string;
  readonly script: ChildProcessWithoutNullStreams;
}

const openTerminal = (name: string): Promise<Terminal> =>
  new Promise((resolve, reject) => {
    const script = spawn("script", ["-qfc", session, "/dev/null"]);
    let said = "";
    script.once("error", (cause) =>
      reject(
        new PortError(
          "failed",
          `cannot make ${name}: "script" is missing: install the package bsdutils`,
          cause,
        ),
      ),
    );
    script.once("exit", (code) =>
      reject(new PortError("failed", `cannot make ${name}: "script" ended with ${code}: ${said.trim()}`)),
    );
    const listen = (bytes: Buffer): void => {
      said += bytes.toString("latin1");
      const path = /(\/dev\/\S+)\r?\n/.exec(said)?.[1];
      if (path === undefined) return;
      script.stdout.off("data", listen);
      resolve({ path, script });
    };
    script.stdout.on("data", listen);
  });

const linkedAt = (name: string): string | undefined => {
  try {
    return readlinkSync(name);
  } catch {
    return undefined;
  }
};

function makeLink(name: string, path: string): void {
  // A link left by a program that was killed is ours to replace; anything else is not.
  const present = lstatSync(name, { throwIfNoEntry: false });
  if (present !== undefined && !present.isSymbolicLink())
    throw new PortError(
      "busy",
      `cannot make ${name}: something with this name is there already: give another one`,
    );
  rmSync(name, { force: true });
  try {
    symlinkSync(path, name);
  } catch (cause) {
    throw new PortError("failed", `cannot make ${name}: ${(cause as Error).message}`, cause);
  }
}

/**
 * Makes the line and links it at `name`.
 * @throws {PortError} when `script` is missing or the name is taken.
 */
export async function openPseudoTerminal(name: string, format: CharacterFormat, clock: Clock): Promise<Port> {
  const { path, script } = await openTerminal(name);
  try {
    makeLink(name, path);
  } catch (error) {
    script.kill("SIGKILL");
    throw error;
  }
  let listener: PortListener | undefined;
  let isOpen = true;
  const end = (cause: Error | undefined): void => {
    if (!isOpen) return;
    isOpen = false;
    // Another program may have put its own line there meanwhile.
    if (linkedAt(name) === path) rmSync(name, { force: true });
    script.kill("SIGKILL");
    listener?.closed(cause);
  };
  script.stdout.on("data", (bytes: Buffer) => {
    if (isOpen) listener?.received(bytes, clock.now());
  });
  script.stdin.on("error", end);
  script.once("exit", () => end(new Error(`${name} is gone`)));
  return {
    name,
    medium: { kind: "serial", format, isPseudoTerminal: true },
    get isOpen() {
      return isOpen;
    },
    write(bytes) {
      if (isOpen) script.stdin.write(bytes);
    },
    listen(next) {
      listener = next;
    },
    drop: end,
    close() {
      end(undefined);
      return Promise.resolve();
    },
  };
}
