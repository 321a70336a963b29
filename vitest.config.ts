import { defineConfig } from "vitest/config";

/** `OSTRO_LONG=1` (npm run test:long) runs the long forms: chaos, kills, every conformance case, minutes of fuzzing. */
const long = process.env["OSTRO_LONG"] === "1";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // What is only worth its time in the long form.
    exclude: ["tests/conformance/cases/**", ...(long ? [] : ["tests/chaos/kill.test.ts"])],
    reporters: ["./scripts/reporter.ts"],
    testTimeout: long ? 600_000 : 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    // Two cores: many tests wait for servers and processes, while others compute.
    maxWorkers: 2,
    // A test that asserts nothing is no test.
    expect: { requireAssertions: true },
    restoreMocks: true,
    unstubEnvs: true,
  },
});
