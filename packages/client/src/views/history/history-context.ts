import type { BringBack } from "@weft/model/actions/bring-back"
import type { PastChangeOfComment } from "@weft/model/history/past-change"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { createContext, useContext, type Accessor } from "solid-js"
import type { PastItems } from "../../data/history/history-messages.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import type { ShownPerson } from "../../parts/avatar.tsx"

/** What every part of the screen of history shares. */
export interface HistoryOf {
  readonly workspace: Workspace
  readonly space: SpaceData
  /** Whose history it is; `null` for the whole space's. */
  readonly item: string | null
  readonly today: Accessor<string>
  readonly setup: Accessor<Snapshot>
  readonly personNamed: (id: string) => ShownPerson | undefined
  readonly mayWrite: Accessor<boolean>
  /** Brings records back as one step, and says what of it was done. */
  readonly bringBack: (records: BringBack["records"], what: string) => void
  /** Brings items back as they stood once: their fields and what belongs to them as one step, and what they said. */
  readonly bringBackState: (past: PastItems) => void
  /** Brings a comment out of the trash, or what it said before. */
  readonly bringBackSaid: (change: PastChangeOfComment) => void
  readonly mayBringBackSaid: (change: PastChangeOfComment) => boolean
  readonly bringBackText: (item: string, text: string) => void
  readonly itemHref: (item: string) => string
}

const HistoryContext = createContext<HistoryOf>()

export const HistoryProvider = HistoryContext.Provider

/** The history that is shown. Only below its screen. */
export function useHistory(): HistoryOf {
  const history = useContext(HistoryContext)
  if (history === undefined) throw new Error("Broken invariant: this part stands outside the screen of history")
  return history
}
