#!/usr/bin/env node
/**
 * The command line. Commands return their exit code; this file alone ends the process, and alone decides how each kind
 * of trouble is shown: usage and bad files in one line per problem (2), a broken rig or bench in one line (3). A stack
 * trace is only for what nobody foresaw, and only with CONTO_RIG_DEBUG set.
 */
import { Command, CommanderError } from "commander";
import { SolveError } from "#models/network/solveError.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { busCommand } from "#rig/cli/bus.ts";
import { catalogueCommand } from "#rig/cli/catalogue.ts";
import { type ExitCode, exitCodes, type Finish } from "#rig/cli/exitCode.ts";
import { initCommand } from "#rig/cli/init.ts";
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

function shown(error: unknown): ExitCode {
  // Commander has printed its own line (or the help that was asked for).
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.pass : exitCodes.badInput;
  if (error instanceof BadInput) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    return exitCodes.badInput;
  }
  // A network without a solution is a mistake in the file that describes it.
  if (error instanceof SolveError || (error instanceof RigError && error.code === "notSolvable")) {
    process.stderr.write(`${error.message}\n`);
    return exitCodes.badInput;
  }
  const { name, message, code, stack } = error as {
    name?: string;
    message?: string;
    code?: string;
    stack?: string;
  };
  process.stderr.write(`conto-rig: ${message ?? String(error)}${code === undefined ? "" : ` [${code}]`}\n`);
  const foreseen = name === "RigError" || name === "PortError";
  if (process.env.CONTO_RIG_DEBUG !== undefined) process.stderr.write(`${stack}\n`);
  else if (!foreseen) process.stderr.write("(unforeseen: set CONTO_RIG_DEBUG=1 for the stack trace)\n");
  return exitCodes.trouble;
}

/**
 * A reader that goes away early (`| head`), or a terminal that was closed, is no trouble of ours: what is written is lost,
 * the command goes on to its end, and its exit code is its own. A result that could not be written is trouble.
 */
const goneCodes = ["EPIPE", "EIO", "ECONNRESET", "ENXIO", "ERR_STREAM_DESTROYED"];
let isResultLost = false;
process.stdout.on("error", ({ code = "", message }: NodeJS.ErrnoException) => {
  if (goneCodes.includes(code) || isResultLost) return;
  isResultLost = true;
  process.exitCode = exitCodes.trouble;
  process.stderr.write(`conto-rig: the result can't be written: ${message}\n`);
});
process.stderr.on("error", () => {});

const giveUpClosedTerminals = watchTerminals();
process.on("exit", () => {
  if (isResultLost) process.exitCode = exitCodes.trouble;
  sayWhatMayBeLive(exitCodes.trouble);
  giveUpClosedTerminals();
});
process.exitCode = await main(process.argv);
