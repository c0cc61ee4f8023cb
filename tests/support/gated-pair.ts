import type { Page } from "playwright-core"
import { addCards, cardOf, waitForSync } from "./board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace, type Looking } from "./browsers.ts"
import type { Journey } from "./journey.ts"
import type { RelayGate } from "./relay-gate.ts"

/** Two people on one board, of whom one can be cut off. */
export interface GatedPair {
  readonly ana: Page
  readonly ben: Page
  /** The way that Ben goes; Ana goes straight to the relay. */
  readonly gate: RelayGate
}

/** Ana and Ben on one board with these cards in Backlog, which both have; `looking` is how Ben looks at it. */
export async function gatedPair(here: Journey, titles: readonly string[], looking: Looking = {}): Promise<GatedPair> {
  const relay = await here.server()
  const [gate, { page: ana }, { page: ben }] = [
    await here.gate(relay),
    await here.somebody(),
    await here.somebody(looking),
  ]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", ...titles)
  const link = new URL(await shareWorkspace(ana))
  await waitForSync(ana, "Synced")
  await joinWorkspace(ben, gate.url + link.pathname)
  await cardOf(ben, titles.at(-1)!).waitFor()
  await waitForSync(ben, "Synced")
  return { ana, ben, gate }
}
