import type { WorkspaceId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import type { RowPatch } from "@weft/model/schema/patch"
import type { Rights } from "../rights.ts"
import type { Database } from "./database.ts"
import type { StoredWorkspace } from "./disk.ts"
import type { Documents, TakenIn } from "./documents.ts"
import type { PresenceBoard } from "./presence-board.ts"
import type { Renewed } from "./renewals.ts"
import type { World } from "./world.ts"

/** What the delivery tells whoever shows the documents. */
export interface DeliveryEvents {
  /** An update from elsewhere is in a document. */
  readonly tookIn: (path: DocumentPath, bytes: Uint8Array, taken: TakenIn) => void
  /** A document has begun anew: nothing of what it was before counts. */
  readonly beganAnew: (path: DocumentPath, renewed: Renewed) => void
  /** A document has left this device, since it may not be read any more. */
  readonly withdrawn: (path: DocumentPath, patches: readonly RowPatch[]) => void
  /** Entries of a document have other stamps now. */
  readonly restamped: (path: DocumentPath, patches: readonly RowPatch[]) => void
  readonly rights: (rights: Rights) => void
  /** The relay, or the worker that leads, has told all that it has of a document; or will not for now. */
  readonly met: (path: DocumentPath) => void
  /** Paths that somebody here looks at, the most important first. */
  readonly watched: () => Iterable<DocumentPath>
  /** What the report says may have changed. */
  readonly changed: () => void
  /** A tab of another worker on this device shows something. */
  readonly shown: (path: DocumentPath, tab: string, state: unknown) => void
  /** A peer's connection shows something. */
  readonly peer: (path: DocumentPath, session: string, text: string) => void
  readonly lostPeers: () => void
  readonly forgotten: () => void
}

export interface DeliveryOptions {
  readonly workspace: WorkspaceId
  readonly world: World
  readonly database: Database
  readonly documents: Documents
  readonly stored: StoredWorkspace
  readonly presence: PresenceBoard
  readonly events: DeliveryEvents
}
