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
  readonly testResults: readonly ReportedFile[]
}

interface ReportedFile {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly ReportedTest[]
}

interface ReportedTest {
  readonly fullName: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

const readReport = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Report

/**
 * Counts the tests of a vitest report. A file that could not even be loaded has no tests to count and would vanish
 * from the sum, so it counts as one failure; so does a report that was never written.
 */
export function readTally(path: string): Tally {
  if (!existsSync(path)) return { ...NO_TESTS, failed: 1 }
  const report = readReport(path)
  const unloaded = report.testResults.filter(file => file.status === "failed" && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests,
  }
}

const TOLD_LINES = 8

/** The first lines of a message say what was expected, and where of our own; the rest is the way of the call. */
function opening(message: string): string {
  const lines = message.split("\n").filter(line => !line.includes("node_modules"))
  return lines.slice(0, TOLD_LINES).join("\n  ")
}

/** What failed, a test a paragraph, and what held only when it was walked again. Nothing where there is no report. */
export function toldFailures(path: string): readonly string[] {
  if (!existsSync(path)) return []
  return readReport(path).testResults.flatMap(file => [
    ...(file.status === "failed" && file.assertionResults.length === 0
      ? [`${file.name} could not be loaded\n  ${opening(file.message)}`]
      : []),
    ...file.assertionResults.filter(({ failureMessages }) => failureMessages.length > 0).map(toldTest),
  ])
}

function toldTest({ fullName, status, failureMessages }: ReportedTest): string {
  const outcome = status === "failed" ? "failed" : "held the second time"
  return `${outcome}: ${fullName}\n  ${opening(failureMessages[0]!)}`
}

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}
