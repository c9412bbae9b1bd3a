/** `--store-patience`: how long a run waits for a store that another program holds, in the words durations have in files. */
import { InvalidArgumentError, Option } from "commander";
import type { Seconds } from "#models/units.ts";
import { amount } from "#rig/cli/amountOption.ts";
import { defaultStorePatience } from "#rig/cli/conductRun.ts";
import { durationWording } from "#scenarios/text/quantity.ts";

const duration = (text: string): Seconds => {
  const value = amount(durationWording)(text);
  if (value < 0) throw new InvalidArgumentError("expected a duration that is not negative");
  return value;
};

export const storePatienceOption = (): Option =>
  new Option(
    "--store-patience <time>",
    "how long another program may hold the store before the run is ended and its source switched off",
  )
    .argParser(duration)
    .default(defaultStorePatience, durationWording.format(defaultStorePatience))
    .env("CONTO_RIG_STORE_PATIENCE");
