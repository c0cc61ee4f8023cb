import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { createEffect, on, onCleanup, untrack } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { OwnWork, type MetChange } from "../data/met-changes.ts"
import type { Workspace } from "../data/workspace.ts"
import { history } from "../text/history.ts"
import { gitMergeIcon } from "../ui/icons.ts"
import { showToast } from "../ui/toast.tsx"
import { met, mergedAmount, openReceipts, setMergedOpen, setMet, type ToldChange } from "./merged-state.ts"

/** How long after everything was sent what others did meanwhile is looked at, in milliseconds: it comes at the same time. */
const SETTLE_MILLIS = 1_000

/** Notes what this person does without a connection, and says once, when it is back, what of others met it. */
export function watchMerges(): void {
  const workspace = useWorkspace()
  const work = new OwnWork()
  const isOnline = () => workspace.sync().relay.state === "online"
  const isBack = () => isOnline() && workspace.sync().unsent === 0
  const rowOf = (space: SpaceId, item: string) => workspace.snapshot(space).items.get(item as ItemId)
  const known = new Set(untrack(() => openReceipts(workspace)).map(({ id }) => id))
  let wasAway = untrack(() => !isOnline())
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(
    workspace.onWrite(changes => {
      if (!untrack(isOnline)) work.wrote(changes, rowOf)
    }),
  )
  const tell = async () => {
    const told = await withAuthors(
      workspace,
      untrack(() => work.met(rowOf)),
    )
    work.clear()
    const fresh = untrack(() => openReceipts(workspace)).filter(({ id }) => !known.has(id))
    for (const { id } of fresh) known.add(id)
    if (told.length + fresh.length === 0) return
    setMet([...untrack(met), ...told])
    showToast({
      text: history().merged.met(untrack(() => mergedAmount(workspace))),
      icon: gitMergeIcon,
      action: { label: history().merged.show, run: () => setMergedOpen(true) },
    })
  }
  createEffect(
    on([isOnline, isBack], ([online, back]) => {
      if (!online) wasAway = true
      clearTimeout(timer)
      if (!wasAway || !back) return
      timer = setTimeout(() => {
        wasAway = false
        void tell()
      }, SETTLE_MILLIS)
    }),
  )
  onCleanup(() => clearTimeout(timer))
}

/** The changes of others with who did them; what this person did in another tab is none. */
async function withAuthors(workspace: Workspace, changes: readonly MetChange[]): Promise<ToldChange[]> {
  const told = await Promise.all(
    changes.map(async change => {
      const { space, item: id, field } = change
      const of = { path: `space/${space}`, kind: "items", id, fields: [field] } as const
      const [by = ""] = (await workspace.ask(request => ({ do: "who-wrote", request, ...of }))) as readonly string[]
      return { ...change, by }
    }),
  )
  return told.filter(({ by }) => by !== workspace.me)
}
