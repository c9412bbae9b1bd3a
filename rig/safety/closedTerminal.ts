/**
 * A terminal that was closed under the program. When it ends, Node gives terminals back the mode they had, and aborts
 * (SIGABRT, 134) where one is not there any more: the exit code is lost. So what stands for such a terminal is replaced
 * by nothing before that.
 */
import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { isatty } from "node:tty";

const standard = [0, 1, 2] as const;

/** To be called as the program begins; gives what is to be called as it ends. */
export function watchTerminals(): () => void {
  const terminals = standard.filter((each) => isatty(each));
  return () => {
    for (const each of terminals) {
      if (isatty(each)) continue;
      closeSync(each);
      // Takes the lowest number that is free: the one just given up.
      openSync(devNull, "r+");
    }
  };
}
