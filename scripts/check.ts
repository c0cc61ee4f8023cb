import { globSync, mkdtempSync, rmSync } from "node:fs"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { SUITES, type Suite } from "../tests/projects.ts"
import { ensureChromium } from "./chromium.ts"
import { buildClient } from "./client-build.ts"
import { repository, runNode, type Outcome } from "./run.ts"
import { addTallies, NO_TESTS, readTally, toldFailures, type Tally } from "./tally.ts"

/** One thing that must hold. Its output is shown whole, and only, if it does not. */
interface Step {
  readonly name: string
  readonly run: () => Promise<Outcome>
}

const failedSteps: string[] = []

async function perform({ name, run }: Step): Promise<boolean> {
  const { code, output, milliseconds } = await run()
  console.log(
    `${code === 0 ? "ok    " : "FAILED"} ${name.padEnd(22)} ${(milliseconds / 1000).toFixed(1).padStart(6)} s`,
  )
  if (code !== 0) {
    failedSteps.push(name)
    console.log(`\n${output.trimEnd()}\n`)
  }
  return code === 0
}

/** Performs the steps in order, as many at a time as there are cores. */
async function performAll(steps: readonly Step[]): Promise<void> {
  const waiting = [...steps]
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await perform(step)
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker))
}

const tool = (program: string, ...args: string[]) => runNode(join(repository, program), args)

const typesOf = (project: string): Step => ({
  name: `types of ${project.split("/").at(-1)}`,
  run: () => tool("node_modules/typescript/bin/tsc", "--noEmit", "-p", project),
})

let isClientFresh = false

// The longest first, so that the short ones fill the gaps.
const STEPS: readonly Step[] = [
  {
    name: "client build",
    async run() {
      const outcome = await buildClient()
      isClientFresh = outcome.code === 0
      return outcome
    },
  },
  { name: "formatting", run: () => tool("node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", ".") },
  { name: "dead code", run: () => tool("node_modules/knip/bin/knip.js", "--no-progress") },
  ...["packages/client", "packages/sync-server", "packages/model", "tests", "scripts"].map(typesOf),
  { name: "lint", run: () => tool("node_modules/oxlint/bin/oxlint", "--deny-warnings") },
]

const hasNoFile = ({ include }: Suite) => globSync([...include], { cwd: repository }).length === 0

/** What failed first, so that it is read where only the beginning is kept; what passed is left out. */
function withoutPassed(output: string, failures: readonly string[]): string {
  const lines = output.split("\n").filter(line => !stripVTControlCharacters(line).trimStart().startsWith("✓"))
  return [...failures, ...lines].join("\n")
}

/** Runs suites in one vitest and counts their tests. A suite without a file is a failure of its own. */
async function runSuites(name: string, suites: readonly Suite[]): Promise<Tally> {
  const empty = suites.filter(hasNoFile).map(suite => suite.name)
  for (const suite of empty)
    await perform({
      name: `suite ${suite}`,
      run: async () => ({ code: 1, output: `The suite ${suite} has no test file.`, milliseconds: 0 }),
    })
  const filled = suites.filter(suite => !empty.includes(suite.name))
  if (filled.length === 0) return NO_TESTS
  const folder = mkdtempSync(join(tmpdir(), "weft-check-"))
  const report = join(folder, "report.json")
  const args = ["run", "--config", "tests/vitest.config.ts", "--reporter=default", "--reporter=json"]
  const projects = filled.map(suite => `--project=${suite.name}`)
  await perform({
    name,
    async run() {
      const program = "tests/node_modules/vitest/vitest.mjs"
      const outcome = await tool(program, ...args, `--outputFile.json=${report}`, ...projects)
      return { ...outcome, output: withoutPassed(outcome.output, toldFailures(report)) }
    },
  })
  for (const told of toldFailures(report)) if (told.startsWith("held")) console.log(told)
  const tally = readTally(report)
  rmSync(folder, { recursive: true })
  return tally
}

async function runJourneys(): Promise<Tally> {
  const hasBrowser = await perform({ name: "browser", run: ensureChromium })
  if (!hasBrowser) return NO_TESTS
  if (isClientFresh)
    return runSuites(
      "journeys",
      SUITES.filter(suite => suite.runs === "browser"),
    )
  await perform({
    name: "journeys",
    run: async () => ({ code: 1, output: "Not run, since the client could not be built.", milliseconds: 0 }),
  })
  return NO_TESTS
}

await performAll(STEPS)
const inNode = await runSuites(
  "tests",
  SUITES.filter(suite => suite.runs === "check"),
)
const tally = addTallies(inNode, await runJourneys())

if (tally.skipped > 0) console.log(`${tally.skipped} skipped`)
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join(", ")}`)
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = failedSteps.length === 0 && tally.failed === 0 ? 0 : 1
