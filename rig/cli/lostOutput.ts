/**
 * What becomes of a command whose output is not taken. A reader that goes away early (`| head`) has had what it wanted: the
 * command goes on and ends as it would have. A full disk has not: that is told once, and is trouble.
 */
import { type ExitCode, exitCodes } from "#rig/cli/exitCode.ts";
import { whyNotWritten } from "#rig/named/outFolder.ts";

export interface LostOutput {
  /** How the command ends, when it would have ended so. */
  endingOf(code: ExitCode): ExitCode;
}

/** Who read it is gone: a pipe closed early, a terminal that was closed. */
const goneCodes = ["EPIPE", "EIO", "ECONNRESET", "ENXIO", "ERR_STREAM_DESTROYED"];

/** To be called once, before anything is written. */
export function watchOutput(
  out: NodeJS.WriteStream = process.stdout,
  told: NodeJS.WriteStream = process.stderr,
): LostOutput {
  let lost: string | null = null;
  out.on("error", (error: NodeJS.ErrnoException) => {
    if (goneCodes.includes(error.code ?? "") || lost !== null) return;
    lost = whyNotWritten(error);
    told.write(`conto-rig: what is printed can't be written (${lost}); the exit code is 3 for it\n`);
  });
  // There is nobody left to tell, and the command is not the worse for it.
  told.on("error", () => {});
  return {
    endingOf: (code) => (lost === null || code === exitCodes.interrupted ? code : exitCodes.trouble),
  };
}
