import { descriptionOf } from "@weft/model/replica/prose"
import type { DocumentPath } from "@weft/model/schema/change"
import * as Y from "yjs"
import { follow } from "./begin-anew.ts"
import { carryOver } from "./carry-over.ts"
import type { Documents } from "./documents.ts"

/** Texts as they were before they began anew, with what was typed in them before their tabs heard of that. */
export class FormerTexts {
  readonly #documents: Documents
  readonly #states = new Map<DocumentPath, Uint8Array>()

  constructor(documents: Documents) {
    this.#documents = documents
  }

  /** Notes how a text was before it began anew. */
  note(path: DocumentPath, state: Uint8Array): void {
    this.#states.set(path, state)
  }

  /** What a text would say with an update that was typed in it. */
  saidWith(path: DocumentPath, typed: Uint8Array): string {
    return this.#with(path, typed, descriptionOf)
  }

  /**
   * What was typed, as updates that follow the text as it is now; `null` where it follows something that did not come
   * along. The document must be open.
   */
  following(path: DocumentPath, typed: Uint8Array): readonly Uint8Array[] | null {
    return this.#with(path, typed, from => {
      if (from.store.pendingStructs !== null) return null
      const onto = this.#documents.get(path).doc
      const drawClient = () => this.#documents.drawClient()
      const carried = carryOver([{ update: typed, isLeftBehind: false }], { from, onto, drawClient, isShared: true })
      if (carried === null || !follow(onto, carried)) return null
      return carried.filter(update => update !== null)
    })
  }

  #with<T>(path: DocumentPath, typed: Uint8Array, read: (text: Y.Doc) => T): T {
    const doc = new Y.Doc()
    try {
      Y.applyUpdate(doc, this.#states.get(path) ?? this.#documents.encode(path))
      Y.applyUpdate(doc, typed)
      this.#states.set(path, Y.encodeStateAsUpdate(doc))
      return read(doc)
    } finally {
      doc.destroy()
    }
  }
}
