import type { ItemId } from "@weft/model/base/ids"
import type { KindName, Rows } from "@weft/model/schema/kinds"
import type { Item } from "@weft/model/schema/item"
import { sameValue } from "@weft/model/schema/row"
import type { Table, Tables } from "@weft/model/schema/snapshot"
import { batch } from "solid-js"
import type { LiveRow } from "../row.ts"
import { LiveTables, type RowObserver } from "../tables.ts"

/** The rows of a space with items of other spaces among its own. All other kinds are as the space has them. */
export class GuestTables extends LiveTables {
  readonly #own: LiveTables
  #merged: { readonly own: Tables; readonly guests: Tables; readonly tables: Tables } | null = null

  constructor(own: LiveTables) {
    super()
    this.#own = own
  }

  /** Shows these items beside the space's own, and no others. */
  show(guests: ReadonlyMap<ItemId, Item>): void {
    const before = super.plain.items
    const changed = new Map<string, Item | undefined>()
    for (const [id, item] of guests) if (!sameValue(before.get(id), item)) changed.set(id, item)
    for (const id of before.keys()) if (!guests.has(id as ItemId)) changed.set(id, undefined)
    if (changed.size > 0) batch(() => this.put("items", changed))
  }

  override get plain(): Tables {
    const [own, guests] = [this.#own.plain, super.plain]
    if (this.#merged?.own !== own || this.#merged.guests !== guests) {
      const tables = { ...own, items: own.items.withAll(guests.items) }
      this.#merged = { own, guests, tables }
    }
    return this.#merged.tables
  }

  override table<K extends KindName>(kind: K): Table<Rows[K]> {
    const own = this.#own.table(kind)
    if (kind !== "items") return own
    super.table(kind)
    return this.plain[kind]
  }

  override row<K extends KindName>(kind: K, id: string): LiveRow<Rows[K]> | undefined {
    return super.row(kind, id) ?? this.#own.row(kind, id)
  }

  override observe(kind: KindName, observer: RowObserver): () => void {
    if (kind !== "items") return this.#own.observe(kind, observer)
    const stopOwn = this.#own.observe(kind, changed => {
      // What a guest is here is not what the space keeps of an item that once was its own.
      const others = new Map([...changed].filter(([id]) => !super.plain.items.has(id)))
      if (others.size > 0) observer(others)
    })
    const stopGuests = super.observe(kind, changed =>
      observer(new Map([...changed].map(([id, row]) => [id, row ?? this.#own.plain.items.get(id)]))),
    )
    return () => {
      stopOwn()
      stopGuests()
    }
  }
}
