import { defineConfig } from "vitest/config";

/** `unit` is everything without a device; `pty` opens real pseudo-terminals, sockets and foreign programs. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/**/*.pty.test.ts"] },
      },
      {
        extends: true,
        test: { name: "pty", include: ["test/**/*.pty.test.ts"], fileParallelism: false },
      },
    ],
  },
});
