import type { DocumentPath } from "@weft/model/schema/change"
import { createSignal, type Accessor } from "solid-js"
import * as Y from "yjs"
import type { Workspace } from "./workspace.ts"

/** What came from the data worker, and so need not be told to it. */
const REMOTE = Symbol("from the worker")

/** A text that is open in this tab, as a replica of the tab's own. */
export interface TextReplica {
  /**
   * The text's document; `undefined` until it has arrived, and nothing may be written before. It is another one whenever
   * the worker's begins anew: what could not come along is among the refused work then. Followed.
   */
  readonly doc: Accessor<Y.Doc | undefined>
  /** Counts what has become of the text since it arrived, by whomever. Followed. */
  readonly changes: Accessor<number>
  readonly close: () => void
}

/** Opens a document of text as a replica of this tab's own, which follows the data worker's. */
export function openTextReplica(workspace: Pick<Workspace, "openText">, path: DocumentPath): TextReplica {
  const [doc, setDoc] = createSignal<Y.Doc>()
  const [changes, setChanges] = createSignal(0)
  let standing: Y.Doc | undefined
  const channel = workspace.openText(path, {
    whole(state, edition) {
      const before = standing
      const arrived = new Y.Doc()
      standing = arrived
      Y.applyUpdate(arrived, state, REMOTE)
      arrived.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== REMOTE) channel.update(update, edition)
        setChanges(count => count + 1)
      })
      setDoc(arrived)
      setChanges(count => count + 1)
      // After whoever showed it has let go of it.
      before?.destroy()
    },
    update(bytes) {
      if (standing !== undefined) Y.applyUpdate(standing, bytes, REMOTE)
    },
  })
  return {
    doc,
    changes,
    close: () => {
      channel.close()
      standing?.destroy()
    },
  }
}
