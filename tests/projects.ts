/**
 * The suites of the house, listed here and nowhere else. `pnpm check` fails when a suite that it runs has no
 * file, so that an empty folder is never taken for a passing one.
 */
export interface Suite {
  readonly name: string
  /** Globs from the root of the repository. */
  readonly include: readonly string[]
  readonly timeoutSeconds: number
  /** `check`: with every check, files side by side. `browser`: with every check, a few files at a time. `apart`: on request. */
  readonly runs: "check" | "browser" | "apart"
}

export const SUITES: readonly Suite[] = [
  {
    name: "unit",
    include: ["packages/*/src/**/*.test.ts", "tests/unit/**/*.test.ts"],
    timeoutSeconds: 20,
    runs: "check",
  },
  { name: "merge", include: ["tests/merge/**/*.test.ts"], timeoutSeconds: 60, runs: "check" },
  { name: "simulation", include: ["tests/simulation/**/*.test.ts"], timeoutSeconds: 120, runs: "check" },
  { name: "relay", include: ["tests/relay/**/*.test.ts"], timeoutSeconds: 60, runs: "check" },
  { name: "tidy", include: ["tests/tidy/**/*.test.ts"], timeoutSeconds: 60, runs: "check" },
  { name: "journeys", include: ["tests/journeys/**/*.test.ts"], timeoutSeconds: 180, runs: "browser" },
  { name: "faults", include: ["tests/faults/**/*.test.ts"], timeoutSeconds: 600, runs: "apart" },
]
