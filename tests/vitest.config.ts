import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { SUITES } from "./projects.ts"

/** How many browsers walk at the same time: each fills a core or two with its relay, and mostly waits for a screen. */
const BROWSERS = Math.max(1, Math.floor(availableParallelism() * 0.75))

/**
 * A busy machine may hold a browser up for longer than a journey waits. Where nobody watches it is walked once more, and
 * the check tells that it was; at a desk it fails, so that its cause is looked for.
 */
const WALKED_AGAIN = process.env["CI"] === undefined ? 0 : 1

/**
 * Everything runs in Node, one process per file: journeys drive an installed Chromium by themselves, and parts
 * of the screen are tried there rather than in an imitation of a browser.
 */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    environment: "node",
    pool: "forks",
    projects: SUITES.map(({ name, include, timeoutSeconds, runs }, order) => ({
      extends: true as const,
      test: {
        name,
        include: [...include],
        testTimeout: timeoutSeconds * 1000,
        hookTimeout: timeoutSeconds * 1000,
        ...(runs === "browser" ? { retry: WALKED_AGAIN } : {}),
        ...(runs === "check" ? {} : { maxWorkers: runs === "browser" ? BROWSERS : 1, sequence: { groupOrder: order } }),
      },
    })),
  },
})
