import { stampTime } from "@weft/model/base/hybrid-clock"
import type { DocumentReplica } from "@weft/model/replica/document-replica"
import type { KindName } from "@weft/model/schema/kinds"

/**
 * When the latest edit of each of some records was made, in milliseconds since 1970; nothing for one that nobody has
 * edited since it was made.
 */
export function whenWrote(
  document: DocumentReplica,
  kind: KindName,
  ids: readonly string[],
): readonly (number | null)[] {
  return ids.map(id => {
    const edits = document.entriesOf(kind, id).filter(({ entry }) => entry !== "seed")
    return edits.length === 0 ? null : stampTime(edits.reduce((latest, { stamp }) => Math.max(latest, stamp), 0))
  })
}
