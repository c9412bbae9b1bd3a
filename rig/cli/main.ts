#!/usr/bin/env node
/**
 * The command line. Commands return their exit code; this file alone ends the process, and alone decides how each kind
 * of trouble is shown: usage and bad files in one line per problem (2), a broken rig or bench in one line (3). A stack
 * trace is only for what nobody foresaw, and only with CONTO_RIG_DEBUG set.
 */
import { Command, CommanderError } from "commander";
import { printable, printableLine } from "#reports/printable.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { busCommand } from "#rig/cli/bus.ts";
import { catalogueCommand } from "#rig/cli/catalogue.ts";
import { type ExitCode, exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { initCommand } from "#rig/cli/init.ts";
import { watchOutput } from "#rig/cli/lostOutput.ts";
import { packageVersion } from "#rig/cli/packageRoot.ts";
import { reportCommand } from "#rig/cli/report.ts";
import { runCommand } from "#rig/cli/run.ts";
import { schemaCommand } from "#rig/cli/schema.ts";
import { serveCommand } from "#rig/cli/serve.ts";
import { solveCommand } from "#rig/cli/solve.ts";
import { twinCommand } from "#rig/cli/twin.ts";
import { RigError } from "#rig/rigError.ts";
import { watchTerminals } from "#rig/safety/closedTerminal.ts";
import { sayWhatMayBeLive } from "#rig/safety/mayBeLive.ts";
import { sentencesFor } from "#rig/terminal/columns.ts";

async function main(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.pass;
  const finish: Finish = (ended) => {
    code = ended;
  };
  const program = new Command("conto-rig")
    .description("Digital-twin hardware-in-the-loop test rig for electricity meters")
    .version(packageVersion, "-V, --version")
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText(
      "after",
      "\nExit codes: 0 all pass, 1 a verdict failed or stayed inconclusive, 2 usage or bad file, 3 bench or instrument trouble, 130 interrupted.",
    );
  for (const command of [
    runCommand,
    solveCommand,
    twinCommand,
    busCommand,
    serveCommand,
    reportCommand,
    catalogueCommand,
    schemaCommand,
    initCommand,
  ])
    program.addCommand(command(finish).exitOverride().showSuggestionAfterError());
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    return shown(error);
  }
}

/** Why a plan never came to be, and how the command ends then. */
const unplannable = {
  notSolvable: exitCodes.badInput,
  tooLong: exitCodes.badInput,
  interrupted: exitCodes.interrupted,
} as const;

function shown(error: unknown): ExitCode {
  // Commander has printed its own line (or the help that was asked for).
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.pass : exitCodes.badInput;
  if (error instanceof BadInput) {
    for (const line of error.lines) process.stderr.write(`${printableLine(line)}\n`);
    return exitCodes.badInput;
  }
  // A network without a solution is a mistake in the file that describes it, and so is a run that is none.
  const isUnplannable = error instanceof RigError && Object.hasOwn(unplannable, error.code);
  if (isUnplannable) {
    process.stderr.write(`${printable(error.message)}\n`);
    return unplannable[error.code as keyof typeof unplannable];
  }
  const { name, message, code, stack } = error as {
    name?: string;
    message?: string;
    code?: string;
    stack?: string;
  };
  const said = `conto-rig: ${printable(message ?? String(error))}${code === undefined ? "" : ` [${code}]`}`;
  process.stderr.write(`${sentencesFor(process.stderr, said)}\n`);
  const foreseen = name === "RigError" || name === "PortError";
  if (process.env.CONTO_RIG_DEBUG !== undefined) process.stderr.write(`${stack}\n`);
  else if (!foreseen) process.stderr.write("(unforeseen: set CONTO_RIG_DEBUG=1 for the stack trace)\n");
  return exitCodes.trouble;
}

/** A folder that was deleted under its shell has no name any more, and no path can be told from it. */
function isSomewhere(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    process.stderr.write(
      "conto-rig: the folder it was started in is no longer there: change to another one\n",
    );
    return false;
  }
}

const output = watchOutput();
const giveUpClosedTerminals = watchTerminals();
// However the program ends, and whoever ends it.
process.once("exit", () => {
  // What is still to be written may be lost too.
  process.exitCode = output.endingOf(process.exitCode as ExitCode);
  sayWhatMayBeLive(exitCodes.trouble);
  giveUpClosedTerminals();
});
process.exitCode = isSomewhere() ? await main(process.argv) : exitCodes.badInput;
