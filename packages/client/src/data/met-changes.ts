import type { SpaceId } from "@weft/model/base/ids"
import { splitFamily, type Change } from "@weft/model/schema/change"
import type { Item } from "@weft/model/schema/item"
import { items } from "@weft/model/schema/item"
import { sameValue } from "@weft/model/schema/row"

/** A field that somebody else changed in an item in which this person changed another one, while they were out of touch. */
export interface MetChange {
  readonly space: SpaceId
  readonly item: string
  /** The stored name of the field. */
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

interface Touched {
  readonly space: SpaceId
  /** How the item stood before this person wrote in it. */
  readonly before: Item
  /** The stored names of what they wrote. */
  readonly own: Set<string>
}

/** What does not say by itself what somebody did. */
const NOT_TOLD: ReadonlySet<string> = new Set(["rank", "parentBefore", "claimed", "number", "place"])

/** What this tab wrote while it was out of touch, and what others did to the same items meanwhile. */
export class OwnWork {
  readonly #touched = new Map<string, Touched>()

  get isEmpty(): boolean {
    return this.#touched.size === 0
  }

  /** Notes a write before it shows; `rowOf` answers an item as it stands. */
  wrote(changes: readonly Change[], rowOf: (space: SpaceId, item: string) => Item | undefined): void {
    for (const change of changes) {
      if (change.do === "prose" || change.do === "create" || change.kind !== "items") continue
      const space = change.document.split("/")[1] as SpaceId
      const key = `${space}/${change.id}`
      const before = this.#touched.get(key)?.before ?? rowOf(space, change.id)
      if (before === undefined) continue
      const touched = this.#touched.get(key) ?? { space, before, own: new Set<string>() }
      touched.own.add(change.field)
      this.#touched.set(key, touched)
    }
  }

  /** What others have changed in these items, as they stand now. What this person changed too has a receipt instead. */
  met(rowOf: (space: SpaceId, item: string) => Item | undefined): MetChange[] {
    return [...this.#touched.values()].flatMap(({ space, before, own }) => {
      const now = rowOf(space, before.id)
      if (now === undefined) return []
      return differences(before, now)
        .filter(({ field }) => !own.has(field))
        .map(difference => ({ space, item: before.id, ...difference }))
    })
  }

  clear(): void {
    this.#touched.clear()
  }
}

type Difference = Pick<MetChange, "field" | "before" | "after">

function differences(before: Item, now: Item): Difference[] {
  return Object.entries(items.fields).flatMap(([name, { storage }]) => {
    const [left, right] = [before[name as keyof Item], now[name as keyof Item]]
    if (NOT_TOLD.has(name) || sameValue(left, right)) return []
    if (storage !== "family") return [{ field: name, before: left, after: right }]
    const [earlier, later] = [left, right] as Readonly<Record<string, unknown>>[]
    return [...new Set([...Object.keys(earlier ?? {}), ...Object.keys(later ?? {})])]
      .filter(key => !sameValue(earlier?.[key], later?.[key]))
      .map(key => ({ field: `${name}-${key}`, before: earlier?.[key] ?? null, after: later?.[key] ?? null }))
  })
}

/** Whether a field holds a set, whose members go one by one. */
export function isSetField(field: string): boolean {
  return splitFamily(field) === null && (items.sets as readonly string[]).includes(field)
}
