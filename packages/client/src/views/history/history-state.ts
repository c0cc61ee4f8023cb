import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { itemOfChange } from "@weft/model/history/past-change"
import { knownHere } from "@weft/model/history/known-here"
import { versionsOf } from "@weft/model/history/versions"
import { createEffect, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from "solid-js"
import type { ToldPast, ToldVersion } from "../../data/history/history-messages.ts"
import { openHistory, type OpenHistory } from "../../data/history/open-history.ts"
import type { Workspace } from "../../data/workspace.ts"

/** What is known of the past, as far as it has come. */
export type Past =
  | { readonly state: "reading"; readonly rows: number }
  | { readonly state: "read"; readonly past: ToldPast; readonly source: OpenHistory }
  /** Only what the rows on this device tell. */
  | { readonly state: "here"; readonly versions: readonly ToldVersion[]; readonly hasRelay: boolean }

export interface PastState {
  readonly past: Accessor<Past>
  /** The versions, the latest first, each with its place among those of its source. */
  readonly versions: Accessor<readonly { readonly place: number; readonly version: ToldVersion }[]>
  readonly stop: () => void
  readonly again: () => void
}

/** Reads the past of a space, or of an item of it, whenever another one is asked for; the reader ends with its screen. */
export function createPast(
  workspace: Workspace,
  of: Accessor<{ readonly space: SpaceId; readonly item: string | null }>,
): PastState {
  const [past, setPast] = createSignal<Past>({ state: "reading", rows: 0 })
  let open: OpenHistory | null = null
  const close = () => {
    open?.close()
    open = null
  }
  const here = (hasRelay: boolean) => {
    const { space, item } = untrack(of)
    setPast({ state: "here", versions: versionsHere(workspace, space, item), hasRelay })
  }
  let reading = 0
  const read = async () => {
    close()
    const { space, item } = untrack(of)
    const number = ++reading
    if (untrack(workspace.sync).relay.state === "none") return here(false)
    setPast({ state: "reading", rows: 0 })
    const comments = item === null ? await commentedItems(workspace, space) : [item]
    // Another one may have been asked for meanwhile, or none any more.
    if (number !== reading) return
    const source = openHistory({
      workspace: workspace.id,
      space,
      item,
      comments,
      progress: rows => setPast({ state: "reading", rows }),
      read: told => {
        const isEmpty = told.versions.length === 0 && told.ended !== "whole"
        if (isEmpty) here(true)
        else setPast({ state: "read", past: told, source })
      },
      failed: () => here(true),
    })
    open = source
  }
  createEffect(on(of, () => void read()))
  onCleanup(() => {
    reading++
    close()
  })
  const versions = createMemo(() => {
    const standing = past()
    const told = standing.state === "read" ? standing.past.versions : standing.state === "here" ? standing.versions : []
    return told.map((version, place) => ({ place, version })).reverse()
  })
  return { past, versions, stop: () => open?.stop(), again: () => void read() }
}

/** The items of a space whose comments are on this device. */
async function commentedItems(workspace: Workspace, space: SpaceId): Promise<readonly ItemId[]> {
  try {
    return (await workspace.ask(request => ({ do: "commented-items", request, space }))) as readonly ItemId[]
  } catch {
    return []
  }
}

function versionsHere(workspace: Workspace, space: SpaceId, item: string | null): ToldVersion[] {
  const snapshot = workspace.snapshot(space)
  const steps = knownHere(snapshot).filter(({ changes }) => item === null || changes[0]!.id === item)
  return versionsOf(steps).map(({ changes, ...version }) => {
    const told = changes.map(change => ({ change, item: itemOfChange(change, () => undefined) }))
    return {
      ...version,
      changes: told,
      amount: told.length,
      items: [...new Set(told.flatMap(({ item: id }) => id ?? []))],
    }
  })
}
