import { existsSync, readFileSync } from "node:fs"

/** How many tests there were, by outcome. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const NO_TESTS: Tally = { passed: 0, failed: 0, skipped: 0 }

/** The part of vitest's report that is counted. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/**
 * Counts the tests of a vitest report. A file that could not even be loaded has no tests to count and would vanish
 * from the sum, so it counts as one failure; so does a report that was never written.
 */
export function readTally(path: string): Tally {
  if (!existsSync(path)) return { ...NO_TESTS, failed: 1 }
  const report = JSON.parse(readFileSync(path, "utf8")) as Report
  const unloaded = report.testResults.filter(file => file.status === "failed" && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests,
  }
}

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}
