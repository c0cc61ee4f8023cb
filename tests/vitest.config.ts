import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import { SUITES } from "./projects.ts"

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
        // A browser on a busy machine may paint a frame later than a press expects: whoever walks it may walk once more.
        retry: runs === "browser" ? 1 : 0,
        testTimeout: timeoutSeconds * 1000,
        hookTimeout: timeoutSeconds * 1000,
        // A browser and a relay fill two cores; a second journey beside them would only measure waiting.
        ...(runs === "check" ? {} : { maxWorkers: 1, sequence: { groupOrder: order } }),
      },
    })),
  },
})
