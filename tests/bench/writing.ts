import { gzipSync } from "node:zlib"
import type { Browser, Page } from "playwright-core"
import { addCards, cardOf } from "../support/board-screen.ts"
import { somebody, startWorkspace } from "../support/browsers.ts"
import { figure, report } from "./report.ts"

/** Notes how long it takes from a press on a card until its panel, and until its text, is painted. */
const WATCH_ITEM = `
  addEventListener("click", event => {
    if (event.target.closest("[data-card]") === null) return
    const pressed = event.timeStamp
    window.benchPanel = window.benchText = undefined
    const painted = name => requestAnimationFrame(() => setTimeout(() => { window[name] ??= performance.now() - pressed }))
    const look = () => {
      if (document.querySelector(".item-panel .item-body") !== null) painted("benchPanel")
      if (document.querySelector(".item-panel .prose p:nth-child(200)") === null) return
      observer.disconnect()
      painted("benchText")
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true })
    setTimeout(() => observer.disconnect(), 3_000)
  }, { capture: true })
`

/** How many keys are pressed. */
const TYPED = 60

/** A text of 200 paragraphs: how fast its item opens, and how fast a key shows. */
export async function benchWriting(browser: Browser, url: string): Promise<void> {
  const { context, page } = await somebody(browser)
  await context.addInitScript(WATCH_ITEM)
  const scripts = new Map<string, Promise<Buffer>>()
  page.on("response", response => {
    if (new URL(response.url()).pathname.endsWith(".js")) scripts.set(response.url(), response.body())
  })
  await startWorkspace(page, url)
  await addCards(page, "Backlog", "Long", "Short")
  const before = new Set(scripts.keys())
  const text = page.getByRole("textbox", { name: "Description" })
  await cardOf(page, "Long").click()
  await text.waitFor()
  await editorSize(scripts, before)
  await text.click()
  await page.keyboard.insertText("A paragraph of some words, as people write them down for each other.")
  for (let doubled = 0; doubled < 8; doubled++) {
    await page.keyboard.press("Control+a")
    await page.waitForTimeout(50)
    await text.evaluate(copyTwice)
    await page.waitForTimeout(150)
  }
  await page.waitForTimeout(500)

  const [panels, texts] = [[] as number[], [] as number[]]
  for (let run = 0; run < 9; run++) {
    await page.getByRole("button", { name: /^Close the item/ }).click()
    await page.waitForTimeout(200)
    await cardOf(page, "Long").click()
    await page.locator(".item-panel .prose p:nth-child(200)").waitFor()
    await page.waitForTimeout(300)
    panels.push(await page.evaluate<number>("window.benchPanel"))
    texts.push(await page.evaluate<number>("window.benchText"))
  }
  tell("an item, press to paint", 50, panels.slice(2))
  tell("the text of an item with 200 paragraphs, press to paint", 150, texts.slice(2))
  await keys(page)
  await context.close()
}

/** Puts what is selected there twice, as pasting it behind itself does. */
function copyTwice(root: Element): void {
  const clipboard = new DataTransfer()
  const html = root.innerHTML
  clipboard.setData("text/html", html + html)
  root.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }))
}

/** How much JavaScript comes with the first item, beside Yjs, compressed. */
async function editorSize(scripts: Map<string, Promise<Buffer>>, before: ReadonlySet<string>): Promise<void> {
  let bytes = 0
  for (const [address, body] of scripts)
    if (!before.has(address) && !/yjs|item-panel/.test(address)) bytes += gzipSync(await body).length
  report(
    figure({ bench: "browser", figure: "JavaScript of the editor, gzip, without Yjs", unit: "KB", target: 170 }, [
      bytes / 1024,
    ]),
  )
}

/** Types in the midst of the text, and reads from a trace how long the tasks of each key took, painting included. */
async function keys(page: Page): Promise<void> {
  await page.locator(".prose p").nth(100).click()
  await page.keyboard.press("End")
  const session = await page.context().newCDPSession(page)
  const events: Traced[] = []
  session.on("Tracing.dataCollected", ({ value }) => void events.push(...(value as unknown as Traced[])))
  await session.send("Tracing.start", {
    categories: "devtools.timeline,disabled-by-default-devtools.timeline",
    transferMode: "ReportEvents",
  })
  for (let key = 0; key < TYPED; key++) {
    await page.keyboard.press("abcdefgh "[key % 9]!)
    await page.waitForTimeout(60)
  }
  const done = new Promise(resolve => session.once("Tracing.tracingComplete", resolve))
  await session.send("Tracing.end")
  await done
  const spent = tasksOfKeys(events)
  tell("a key among 200 paragraphs, tasks until it is painted", 8, spent)
}

interface Traced {
  readonly name: string
  /** In microseconds, as is `dur`. */
  readonly ts: number
  readonly dur?: number
  readonly tid: number
  readonly pid: number
  readonly args?: { readonly data?: { readonly type?: string } }
}

/** For each key: the time of the main thread's tasks from its event up to the handing over of what it painted. */
function tasksOfKeys(events: readonly Traced[]): number[] {
  const pressed = events.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === "keydown")
  const own = events.filter(({ tid, pid }) => tid === pressed[0]?.tid && pid === pressed[0].pid)
  const tasks = own.filter(({ name, dur }) => name === "RunTask" && dur !== undefined)
  return pressed.slice(5).flatMap(({ ts }) => {
    const painted = own.find(event => event.name === "Commit" && event.ts > ts)
    if (painted === undefined) return []
    const until = painted.ts + (painted.dur ?? 0)
    const spent = tasks.filter(task => task.ts + task.dur! > ts && task.ts < until)
    return [spent.reduce((sum, task) => sum + (Math.min(task.ts + task.dur!, until) - Math.max(task.ts, ts)) / 1000, 0)]
  })
}

function tell(name: string, target: number, runs: readonly number[]): void {
  report(figure({ bench: "browser", figure: name, unit: "ms", target }, runs))
}
