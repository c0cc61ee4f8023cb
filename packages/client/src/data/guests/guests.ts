import type { SpaceId } from "@weft/model/base/ids"
import type { Refusal } from "@weft/model/base/result"
import type { Change } from "@weft/model/schema/change"
import type { Snapshot } from "@weft/model/schema/snapshot"

/** The items of other spaces that a space shows among its own. */
export interface Guests {
  /** Where an item lies and what is said of that on its card; `undefined` for the space's own. Followed. */
  readonly of: (item: string) => ShownGuest | undefined
  /** The space as its screens show it, for an action to decide over. */
  readonly snapshot: () => Snapshot
  /** What such an action decided, as it is written: at the homes of the guests, or why not. */
  readonly written: (changes: readonly Change[]) => readonly Change[] | Refusal
}

export interface ShownGuest {
  readonly home: SpaceId
  readonly homeName: string
  /** Whether its home is here and open to the person. */
  readonly isReadable: boolean
}
