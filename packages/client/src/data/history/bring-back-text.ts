import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { DESCRIPTION, descriptionOf, editProse } from "@weft/model/replica/prose"
import { createEffect, createRoot } from "solid-js"
import { openTextReplica } from "../open-text.ts"
import type { Workspace } from "../workspace.ts"

/**
 * Writes a text over the description of an item, as an ordinary edit: what others type meanwhile at other places stands.
 * Resolves with what it said before.
 */
export function bringBackText(workspace: Workspace, space: SpaceId, item: ItemId, text: string): Promise<string> {
  return new Promise(resolve =>
    createRoot(dispose => {
      const replica = openTextReplica(workspace, `text/${space}/${item}`)
      createEffect(() => {
        const doc = replica.doc()
        if (doc === undefined) return
        const before = descriptionOf(doc)
        doc.transact(() => editProse(doc.getXmlFragment(DESCRIPTION), text))
        // Once the effect is over: what it reads must not go while it runs.
        queueMicrotask(() => {
          replica.close()
          dispose()
          resolve(before)
        })
      })
    }),
  )
}
