/**
 * The signals that end a program which does not listen to them, and that it can listen to. What sends one - a key, a
 * shell whose terminal was closed, a service manager, a supply that fails, a limit on processor time - does not matter: a
 * source that is live is not left so. SIGKILL and SIGSTOP can't be heard; SIGUSR1 is Node's own (its debugger); SIGPIPE
 * and SIGXFSZ Node ignores, and the write that failed says so. What the processor sends for broken code (SIGSEGV and its
 * like) can't be survived.
 */
export const stoppingSignals = [
  "SIGINT",
  "SIGTERM",
  "SIGHUP",
  "SIGQUIT",
  // Ctrl-Break, and the closing of the console, on Windows.
  "SIGBREAK",
  "SIGABRT",
  "SIGALRM",
  "SIGIO",
  "SIGPROF",
  "SIGPWR",
  "SIGSTKFLT",
  "SIGSYS",
  "SIGTRAP",
  "SIGUSR2",
  "SIGVTALRM",
  "SIGXCPU",
] as const satisfies readonly NodeJS.Signals[];
