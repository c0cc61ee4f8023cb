import type { DocumentReplica } from "@weft/model/replica/document-replica"
import type { Entry } from "@weft/model/replica/entry"
import type { KindName } from "@weft/model/schema/kinds"

/** Who wrote what stands in fields of a record: the author of the latest entry of each, empty where nobody says. */
export function whoWrote(
  document: DocumentReplica,
  kind: KindName,
  id: string,
  fields: readonly string[],
): readonly string[] {
  const entries = document.entriesOf(kind, id)
  return fields.map(field => {
    const own = entries.filter(entry => entry.entry !== "seed" && entry.field === field)
    const latest = own.reduce<Entry | null>((best, entry) => (entry.stamp > (best?.stamp ?? -1) ? entry : best), null)
    return latest === null ? "" : document.authorOf(latest.replica)
  })
}
