import type { WorkspaceId } from "@weft/model/base/ids"
import { render } from "solid-js/web"
import type { Approach } from "../data/approach.ts"
import { recallWorkspaces } from "../data/recall-workspaces.ts"
import { chooseLanguage, chooseWeekStart, firstSpokenLanguage } from "../text/index.ts"
import { storedLanguage, storedWeekStart } from "./language.ts"
import { anticipate } from "./open-workspace.ts"
import { App } from "./router.tsx"

/** How long after the page was drawn it is kept for times without a network, in milliseconds. */
const KEEP_AFTER = 1_500

/**
 * Draws the page.
 *
 * @param early what was opened already, where the address names a workspace that this browser knows
 */
export async function start(
  early: { readonly id: WorkspaceId; readonly approach: Promise<Approach> } | null,
): Promise<void> {
  const root = document.getElementById("app")
  if (root === null) throw new Error("Broken invariant: the page has no place for the app")
  if (early === null) await recallWorkspaces(localStorage)
  else anticipate(early.approach, early.id)
  chooseWeekStart(storedWeekStart(localStorage))
  // The chosen language comes before the first paint; English is in the page already.
  await chooseLanguage(storedLanguage(localStorage) ?? firstSpokenLanguage(navigator.languages), navigator.languages)
  render(() => <App />, root)
  if (import.meta.env.PROD)
    setTimeout(() => void import("./keep-shell.ts").then(({ keepShell }) => keepShell()), KEEP_AFTER)
  // What is typed in a line is saved when the line is left, and a page that goes does not leave it by itself.
  addEventListener("pagehide", () => document.activeElement instanceof HTMLElement && document.activeElement.blur())
}
