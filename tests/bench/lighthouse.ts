import { execFile } from "node:child_process"
import { rmSync } from "node:fs"
import { createServer } from "node:net"
import { promisify } from "node:util"
import { chromium, type Page } from "playwright-core"
import { joinWorkspace, startServer } from "../support/browsers.ts"
import { chromiumLaunchOptions } from "../support/chromium.ts"
import { temporaryFolder } from "../support/relay.ts"
import { seedWorkspace } from "../support/seeded-workspace.ts"
import { figure, report } from "./report.ts"

/** Fetched when this bench is asked for: its hundred packages are no matter of the check. Apache-2.0. */
const LIGHTHOUSE = "lighthouse@13.5.0"
const ITEMS = 1_000
const RUNS = 3
const TARGETS = { performance: 95, accessibility: 100, "best-practices": 100 } as const

type Category = keyof typeof TARGETS

/** What Lighthouse says of every screen, loaded by somebody who knows the workspace, on a desktop; once with `--quick`. */
export async function benchLighthouse(options: readonly string[]): Promise<void> {
  const runs = options.includes("--quick") ? 1 : RUNS
  const relay = await startServer()
  const profile = temporaryFolder()
  const port = await freePort()
  const { args, ...launch } = chromiumLaunchOptions()
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    args: [...args, `--remote-debugging-port=${port}`],
  })
  try {
    const seeded = await seedWorkspace(relay.url, ITEMS)
    const page = await context.newPage()
    await joinWorkspace(page, `${relay.url}/w/${seeded.workspace}`)
    await page.locator(".card-title").first().waitFor()
    // Whoever comes back has the rows on the device, which are kept when there is nothing else to do.
    await page.waitForTimeout(6_000)
    const places = [["start", `${relay.url}/`], ...placesOf(page, relay.url)] as const
    await page.goto("about:blank")
    for (const [name, address] of places) await look(name, address, port, runs)
  } finally {
    await context.close()
    await relay.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** The screens of the workspace whose board a page shows, by name. */
function placesOf(page: Page, url: string): readonly (readonly [name: string, address: string])[] {
  const [, workspace, space] = /\/w\/([^/]+)\/s\/([^/]+)/.exec(page.url())!
  const within = ["list", "plan", "settings", "trash", "archive", "history"]
  const around = ["people", "settings"]
  return [
    ["board", page.url()],
    ...within.map(place => [place, `${url}/w/${workspace}/s/${space}/${place}`] as const),
    ...around.map(place => [`${place} of the workspace`, `${url}/w/${workspace}/${place}`] as const),
  ]
}

async function look(name: string, address: string, port: number, runs: number): Promise<void> {
  const scores = { performance: [], accessibility: [], "best-practices": [] } as Record<Category, number[]>
  for (let run = 0; run < runs; run++) {
    const { categories, audits } = await visit(address, port)
    for (const category of Object.keys(TARGETS) as Category[]) {
      const { score, auditRefs } = categories[category]
      scores[category].push((score ?? 0) * 100)
      const failed = auditRefs.map(({ id }) => audits[id]!).filter(audit => audit.score !== null && audit.score < 1)
      if (run === 0 && category !== "performance") for (const { title } of failed) console.log(`${name}: ${title}`)
    }
  }
  for (const [category, target] of Object.entries(TARGETS) as [Category, number][])
    report(
      figure(
        { bench: "lighthouse", figure: `${name}, ${category}`, unit: "%", target, isMoreBetter: true },
        scores[category],
      ),
    )
}

interface Visit {
  readonly categories: Readonly<
    Record<Category, { readonly score: number | null; readonly auditRefs: readonly { readonly id: string }[] }>
  >
  readonly audits: Readonly<Record<string, { readonly title: string; readonly score: number | null }>>
}

async function visit(address: string, port: number): Promise<Visit> {
  const told = await promisify(execFile)(
    "npx",
    [
      ...["-y", LIGHTHOUSE, address, `--port=${port}`, "--preset=desktop", "--disable-storage-reset"],
      ...[`--only-categories=${Object.keys(TARGETS).join(",")}`, "--output=json", "--quiet"],
    ],
    { maxBuffer: 1 << 28 },
  )
  return JSON.parse(told.stdout) as Visit
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
