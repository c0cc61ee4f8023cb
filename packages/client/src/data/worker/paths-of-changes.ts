import type { Change, DocumentPath } from "@weft/model/schema/change"

/** The documents that changes write to. */
export function documentsOf(changes: readonly Change[]): DocumentPath[] {
  return [...new Set(changes.map(change => change.document))]
}

/** The spaces that changes say items lie in. */
export function spacesNamed(changes: readonly Change[]): DocumentPath[] {
  const spaces = changes.map(change => (change.do === "set" && change.field === "movedTo" ? change.value : null))
  return [...new Set(spaces.flatMap(space => (typeof space === "string" ? [`space/${space}`] : [])))]
}
