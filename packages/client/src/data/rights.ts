import type { WorkspaceId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import { parseDocumentName } from "@weft/model/wire/document-name"
import { documentRight, ROLES, SPACE_RIGHTS, type DocumentRight, type Standing } from "@weft/model/wire/rights"

/** What whoever uses this device may do in a workspace, as its relay said last; kept on the device. */
export interface Rights {
  /** `unknown`: no relay has said, so nothing is withheld. `null`: they were somebody there and are no more. */
  readonly standing: Standing | "unknown" | null
  /** Rights that the relay said of single documents, where they are not what follows from the standing. */
  readonly documents: Readonly<Record<DocumentPath, DocumentRight>>
}

export const NOTHING_WITHHELD: Rights = { standing: "unknown", documents: {} }

/** What may be done with a document. */
export function rightTo({ standing, documents }: Rights, workspace: WorkspaceId, path: DocumentPath): DocumentRight {
  if (Object.hasOwn(documents, path)) return documents[path]!
  if (standing === "unknown") return "write"
  const address = parseDocumentName(`${workspace}/${path}`)
  return address === null ? "none" : documentRight(standing, address).right
}

/** The rights with what the relay said of one document. */
export function withRight(rights: Rights, workspace: WorkspaceId, path: DocumentPath, right: DocumentRight): Rights {
  if (rightTo(rights, workspace, path) === right) return rights
  const { [path]: _before, ...others } = rights.documents
  const bare: Rights = { ...rights, documents: others }
  return rightTo(bare, workspace, path) === right ? bare : { ...rights, documents: { ...others, [path]: right } }
}

/** The standing that a relay's words mean; whatever they are not reads as a stranger's. */
export function readStanding(text: string): Standing | null {
  try {
    const said: unknown = JSON.parse(text)
    return isStanding(said) ? said : null
  } catch {
    return null
  }
}

/** Rights as they were kept; what does not fit is forgotten, and asked again. */
export function readRights(kept: unknown): Rights {
  if (!isObject(kept)) return NOTHING_WITHHELD
  const { standing, documents } = kept
  const isKnown = standing === null || isStanding(standing)
  const rights = Object.entries(isObject(documents) ? documents : {}).filter(
    (entry): entry is [DocumentPath, DocumentRight] => ["none", "read", "write"].includes(entry[1] as string),
  )
  return { standing: isKnown ? standing : "unknown", documents: Object.fromEntries(rights) }
}

function isStanding(said: unknown): said is Standing {
  if (!isObject(said) || typeof said["member"] !== "string" || !isObject(said["spaces"])) return false
  const rights: readonly unknown[] = Object.values(said["spaces"])
  return (
    (ROLES as readonly unknown[]).includes(said["role"]) &&
    rights.every(right => (SPACE_RIGHTS as readonly unknown[]).includes(right))
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
