import type { MemberId, WorkspaceId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import type { ColumnarRows, ToTab } from "../messages.ts"
import type { Refill } from "./database.ts"
import type { World } from "./world.ts"

/** A tab that has this workspace open. */
export interface Tab {
  readonly id: string
  readonly post: (message: ToTab) => void
}

/** What a tab was given and waits for. */
export interface Seat {
  /** The paths that the tab watches, and whether it has been given their rows. */
  readonly watched: Map<DocumentPath, "waiting" | "answered">
  readonly texts: Set<DocumentPath>
  /** Rows that the tab was given from the cache, until their document is read. */
  readonly cached: Map<DocumentPath, ColumnarRows>
}

/** What the list of workspaces shows of one. */
export interface Particulars {
  readonly name?: string
  readonly relay?: string
  readonly me?: MemberId
}

export interface SessionOptions {
  readonly workspace: WorkspaceId
  readonly world: World
  /** Called when something became known that the list of workspaces shows. */
  readonly learned: (particulars: Particulars) => void
  /** The workspace was removed from this device by another worker. */
  readonly forgotten: () => void
}

/** All that a text without anything in it holds. */
export const NO_TEXT = new Uint8Array([0, 0])

/** A database that holds nothing. */
export const NOTHING: Refill = { documents: [], unsent: [], setAside: [], meta: [] }

export function databaseName(workspace: WorkspaceId): string {
  return `weft-database-${workspace}`
}
