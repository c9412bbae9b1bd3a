/** `--store-patience`: how long a run waits for a store that another program holds, in the words durations have in files. */
import { Option } from "commander";
import { duration } from "#rig/cli/amountOption.ts";
import { defaultStorePatience } from "#rig/cli/conductRun.ts";
import { durationWording } from "#scenarios/text/quantity.ts";

export const storePatienceOption = (): Option =>
  new Option(
    "--store-patience <time>",
    "how long another program may hold the store before the run is ended and its source switched off",
  )
    .argParser(duration)
    .default(defaultStorePatience, durationWording.format(defaultStorePatience))
    .env("CONTO_RIG_STORE_PATIENCE");
