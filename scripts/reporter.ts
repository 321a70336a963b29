import { DefaultReporter } from "vitest/node";
import type { SerializedError, TestModule, TestRunEndReason } from "vitest/node";

/** What the long form alone runs says no more. */
const unsaid = process.env["OSTRO_LONG"] === "1" ? "no reason given" : "long form (npm run test:long)";

/**
 * Vitest's own report, then each skipped test with its reason, then one plain last line:
 * `N passed, N failed, N skipped`. A file that cannot be loaded and an error outside of any test count as failed.
 */
export default class CountingReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, errors, reason);
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        count[result.state] += 1;
        if (result.state !== "skipped") continue;
        skipped.push(`${module.relativeModuleId} > ${test.fullName}: ${result.note ?? unsaid}`);
      }
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
    }
    const lines = skipped.length > 0 ? ["", "Skipped:", ...skipped.map((line) => `  ${line}`), ""] : [];
    lines.push(`${count.passed} passed, ${count.failed + count.pending} failed, ${count.skipped} skipped`);
    process.stdout.write(`${lines.join("\n")}\n`);
  }
}
