import { defineConfig } from "vitest/config";
import { PendingReporter } from "./test/pendingReporter.ts";

/**
 * `unit` is everything without a device; `pty` opens real pseudo-terminals, sockets and foreign programs; `e2e` is the
 * page that ships, in a real browser, on the real live server.
 */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    globalSetup: ["test/rig/cli/bundle.ts"],
    reporters: ["default", new PendingReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.pty.test.ts", "test/e2e/**"],
          // These wait for nobody: every core may work at them.
          maxWorkers: "100%",
        },
      },
      {
        extends: true,
        // They wait most of their time, each on ports and terminals of its own.
        test: { name: "pty", include: ["test/**/*.pty.test.ts"], maxWorkers: 2 },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
