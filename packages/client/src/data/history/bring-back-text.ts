import { DESCRIPTION, type DocumentPath } from "@weft/model/schema/change"
import { bodyOf } from "@weft/model/replica/prose"
import { readProse } from "@weft/model/replica/prose-tree"
import type { ProseNode } from "@weft/model/schema/prose"
import { createEffect, createRoot, onCleanup } from "solid-js"
import type * as Y from "yjs"
import { openTextReplica } from "../open-text.ts"
import type { Workspace } from "../workspace.ts"

/** How long a text may take to come from the relay, in milliseconds. */
const PATIENCE_MILLIS = 5_000

/**
 * What a text says now: a description, or the comment of which the root is the id. `null` where its document does not come
 * here: to write over what nobody has read would bring it there twice.
 */
export function standingProse(
  workspace: Workspace,
  path: DocumentPath,
  root: string = DESCRIPTION,
): Promise<readonly ProseNode[] | null> {
  return new Promise(resolve =>
    createRoot(dispose => {
      const replica = openTextReplica(workspace, path)
      onCleanup(replica.close)
      const answer = (prose: readonly ProseNode[] | null) => {
        clearTimeout(patience)
        resolve(prose)
        // Once the effect is over: what it reads must not go while it runs.
        queueMicrotask(dispose)
      }
      const patience = setTimeout(() => answer(null), PATIENCE_MILLIS)
      createEffect(() => {
        replica.changes()
        const doc = replica.doc()
        // History told of this text, so a document without anything in it has not come yet.
        if (doc === undefined || doc.store.clients.size === 0) return
        answer(readProse(proseIn(doc, root)))
      })
    }),
  )
}

function proseIn(doc: Y.Doc, root: string): Y.XmlFragment {
  return root === DESCRIPTION ? doc.getXmlFragment(DESCRIPTION) : (bodyOf(doc, root) ?? doc.getXmlFragment(root))
}
