import type { CDPSession, Page } from "playwright-core"

/**
 * Tells the workers of somebody's browser that the network is back, as the system does. Whoever is not told tries again
 * by themselves, after longer and longer whiles.
 */
export async function networkIsBack(page: Page): Promise<void> {
  const own = await page.context().newCDPSession(page)
  const { targetInfo } = await own.send("Target.getTargetInfo")
  await own.detach()
  const browser = await page.context().browser()!.newBrowserCDPSession()
  const { targetInfos } = await browser.send("Target.getTargets", { filter: [{ type: "shared_worker" }] })
  for (const { targetId, browserContextId } of targetInfos)
    if (browserContextId === targetInfo.browserContextId) await dispatchOnline(browser, targetId)
  await browser.detach()
}

async function dispatchOnline(browser: CDPSession, targetId: string): Promise<void> {
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId })
  const message = { id: 1, method: "Runtime.evaluate", params: { expression: `dispatchEvent(new Event("online"))` } }
  const answered = new Promise<void>(resolve =>
    browser.on("Target.receivedMessageFromTarget", answer => void (answer.sessionId === sessionId && resolve())),
  )
  await browser.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify(message) })
  await answered
}
