/** Names the tests that could not run on this machine, after everything else: a number alone would be overlooked. */
import type { Reporter, TestModule } from "vitest/node";

export class PendingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const pending = modules.flatMap((module) => [...module.children.allTests("skipped")]);
    if (pending.length === 0) return;
    const names = pending.map(
      ({ fullName, module }) => `  pending: ${module.relativeModuleId} > ${fullName}`,
    );
    process.stdout.write(`${names.join("\n")}\n${pending.length} pending\n`);
  }
}
