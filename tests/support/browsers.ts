import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core"
import { fileURLToPath } from "node:url"
import { openAccess } from "@weft/sync-server/access/open-access"
import { filesDoor } from "@weft/sync-server/api/files"
import { historyDoor } from "@weft/sync-server/api/history"
import { openSessionDoor } from "@weft/sync-server/api/open-session"
import { FILE_LIMITS, type FileLimits } from "@weft/sync-server/files/file-limits"
import { FileStore } from "@weft/sync-server/files/file-store"
import { systemClock } from "@weft/sync-server/ports"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { chromiumLaunchOptions } from "./chromium.ts"
import { startRelay, temporaryFolder, type StartedRelay, type StartOptions } from "./relay.ts"

/** The built client; `WEFT_CLIENT` names another folder than the one that `pnpm build` fills. */
export const CLIENT_FOLDER =
  process.env["WEFT_CLIENT"] ?? fileURLToPath(new URL("../../packages/client/dist", import.meta.url))

/** A relay that serves the built client and keeps files, on a free port; `limits` are those of files that are not as usual. */
export async function startServer(
  ownFolder?: string,
  limits: Partial<FileLimits> = {},
  options: Pick<StartOptions, "renewal"> = {},
): Promise<StartedRelay> {
  const dataFolder = ownFolder ?? temporaryFolder()
  const createName = () => randomBytes(9).toString("base64url")
  const files = new FileStore({
    folder: dataFolder,
    clock: systemClock,
    limits: { ...FILE_LIMITS, ...limits },
    createName,
  })
  const store = openSqliteStore(dataFolder, createName)
  const access = openAccess
  const doors = [openSessionDoor(), filesDoor({ files, access }), historyDoor({ store, access })]
  const relay = await startRelay({ clientFolder: CLIENT_FOLDER, dataFolder, store, doors, ...options })
  return {
    ...relay,
    async close() {
      await relay.close()
      files.close()
      if (ownFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch(chromiumLaunchOptions())
}

/** How somebody looks at Weft. */
export interface Looking {
  readonly width?: number
  readonly height?: number
  readonly theme?: "light" | "dark"
  readonly language?: string
  readonly touch?: boolean
  /** The browser keeps the client for times without a network. */
  readonly keepsClient?: boolean
  /** The relay refuses something of theirs, or the network goes: the browser notes that as a fault, and it is none. */
  readonly mayBeRefused?: boolean
  /** The browser does not keep to the page's policy of what may run, so that what would run does. */
  readonly withoutPolicy?: boolean
}

/** Somebody at a browser of their own: own storage, own worker. Faults of the page are kept and told by `faults`. */
export interface Somebody {
  readonly context: BrowserContext
  readonly page: Page
  readonly faults: readonly string[]
}

export async function somebody(browser: Browser, looking: Looking = {}): Promise<Somebody> {
  const context = await browser.newContext({
    viewport: { width: looking.width ?? 1440, height: looking.height ?? 900 },
    colorScheme: looking.theme ?? "light",
    locale: looking.language ?? "en-GB",
    hasTouch: looking.touch ?? false,
    bypassCSP: looking.withoutPolicy ?? false,
    permissions: ["clipboard-read", "clipboard-write"],
    // A journey that is not about it should not fetch every file of the client.
    serviceWorkers: looking.keepsClient ? "allow" : "block",
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on("pageerror", error => faults.push(String(error)))
  page.on("console", message => {
    const isRefusal =
      message.text().startsWith("Failed to load resource") || /WebSocket connection/.test(message.text())
    if (message.type() === "error" && !(looking.mayBeRefused && isRefusal)) faults.push(message.text())
  })
  return { context, page, faults }
}

/** Starts a workspace in this browser and waits for its first board. */
export async function startWorkspace(page: Page, url: string, name = "Northgate IT", person = "Ana"): Promise<void> {
  await page.goto(url)
  await page.getByLabel("Name of the workspace").fill(name)
  await page.getByLabel("Your name").fill(person)
  await page.getByRole("button", { name: "Start in this browser" }).click()
  await page.getByRole("navigation", { name: "Sidebar" }).waitFor()
}

/** Shares the workspace that is open and returns the link. */
export async function shareWorkspace(page: Page): Promise<string> {
  await page.getByRole("banner").getByRole("button", { name: "Share" }).click()
  await page.getByRole("button", { name: "Share and get the link" }).click()
  const link = await page.getByLabel("Link to this workspace").inputValue()
  await page.keyboard.press("Escape")
  return link
}

/** Joins a workspace by its link. */
export async function joinWorkspace(page: Page, link: string, person = "Ben"): Promise<void> {
  await page.goto(link)
  await page.getByLabel("Your name").fill(person)
  await page.getByRole("button", { name: "Join" }).click()
  await page.getByRole("navigation", { name: "Sidebar" }).waitFor()
}
