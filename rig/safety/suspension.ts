/**
 * Being stopped from the keyboard (Ctrl-Z, SIGTSTP), which holds a program where it is until somebody continues it. Its
 * source would stay live meanwhile, the step would be held for longer than planned, and neither a signal nor "stop" on
 * the page would be heard. So while a source may be live the program goes on, and says so; at other times Ctrl-Z does
 * what it does everywhere. SIGSTOP can't be refused. SIGTTIN and SIGTTOU, which stop a background job that turns to its
 * terminal, must not be: the system would send them again for as long as the job goes on.
 */
import { watchMayBeLive } from "#rig/safety/mayBeLive.ts";

/** From now on; gives what ends it. `onRefused` is told each time. */
export function refuseSuspension(onRefused: () => void): () => void {
  const give = (): void => void process.off("SIGTSTP", onRefused);
  const unwatch = watchMayBeLive((isAny) => {
    give();
    // Node stops the program at this signal for as long as nobody listens to it.
    if (isAny) process.on("SIGTSTP", onRefused);
  });
  return () => {
    unwatch();
    give();
  };
}
