import { bodiesOf } from "@weft/model/replica/prose"
import type { DocumentReplica } from "@weft/model/replica/document-replica"
import type { RowPatch } from "@weft/model/schema/patch"
import type { AnyRow } from "@weft/model/schema/record"

const NONE: ReadonlyMap<string, string> = new Map()

/**
 * The plain texts of the comments in one document, for the rows that screens read: a comment whose body was written
 * shows that body, and until then the text that its record brought.
 */
export class CommentTexts {
  readonly #document: DocumentReplica
  #bodies: ReadonlyMap<string, string> = NONE

  constructor(document: DocumentReplica) {
    this.#document = document
    this.#bodies = bodiesOf(document.doc)
  }

  /** A row as a screen reads it. */
  read(row: AnyRow): AnyRow {
    const text = this.#bodies.get(row.id)
    return text === undefined || text === row["text"] ? row : { ...row, text }
  }

  /** The patches of the rows, with what has become of their texts. Call after every change of the document. */
  follow(patches: readonly RowPatch[]): readonly RowPatch[] {
    const before = this.#bodies
    this.#bodies = bodiesOf(this.#document.doc)
    const followed = patches.map(patch => {
      const text = "gone" in patch ? undefined : this.#bodies.get(patch.id)
      return "gone" in patch || text === undefined ? patch : { ...patch, set: { ...patch.set, text } }
    })
    const patched = new Set(patches.map(patch => patch.id))
    const rows = this.#document.rows("comments")
    for (const [id, text] of this.#bodies) {
      if (!patched.has(id) && before.get(id) !== text && rows.has(id))
        followed.push({ kind: "comments", id, set: { text } })
    }
    return followed
  }
}
