import { assert } from "../base/assert.ts"
import type { MemberId } from "../base/ids.ts"
import { DELETED, DESCRIPTION, familyField, REPLY_DRAFT, type Change, type DocumentPath } from "../schema/change.ts"
import { kindNamed, type KindName, type Rows } from "../schema/kinds.ts"
import { fieldOf, pathOf, sameValue } from "../schema/row.ts"
import { plainTextOf, type ProseNode } from "../schema/prose.ts"
import type { AnyRow } from "../schema/record.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { isMovedAway } from "../schema/where-it-lies.ts"

/** The fields of a kind that can be written one by one: sets and families have writers of their own. */
export type Patch<K extends KindName> = { readonly [F in keyof Rows[K]]?: Rows[K][F] | undefined }

/**
 * Where a record lies when its kind alone does not say: comments belong to an item, receipts to a member, and what an
 * action puts into another space than the one acted in to that.
 */
export interface Where {
  readonly space?: string
  readonly item?: string
  readonly member?: string
}

/** Collects the changes of one action. Writing what stands already writes nothing. */
export class ChangeWriter {
  readonly #snapshot: Snapshot
  readonly #changes: Change[] = []
  readonly #created = new Set<string>()

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
  }

  get changes(): readonly Change[] {
    return this.#changes
  }

  /** Takes over what another writer collected. */
  adopt(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.do === "create") this.#created.add(`${change.kind}.${change.id}`)
      this.#changes.push(change)
    }
  }

  /** Creates a record with its first values; sets among them are added member by member, families entry by entry. */
  create<K extends KindName>(kind: K, id: string, values: Patch<K>, where: Where = {}): void {
    const { fields } = kindNamed(kind)
    const seed: Record<string, unknown> = {}
    const document = this.#path(kind, where)
    this.#created.add(`${kind}.${id}`)
    for (const name of Object.keys(values)) {
      const field = fields[name]
      assert(field !== undefined, `${kind} has no field ${name}`)
      const value = (values as Record<string, unknown>)[name]
      if (value === undefined || sameValue(value, field.fallback)) continue
      if (field.storage === "cell") seed[name] = value
      if (field.storage === "family") {
        for (const [key, entry] of Object.entries(value as object)) seed[familyField(name, key)] = entry
      }
    }
    this.#changes.push({ do: "create", document, kind, id, seed })
    for (const name of Object.keys(values)) {
      if (fields[name]!.storage !== "set") continue
      const members = (values as Record<string, readonly string[] | undefined>)[name] ?? []
      for (const member of members) {
        this.#changes.push({ do: "add", document, kind, id, field: name, member })
      }
    }
  }

  /** Sets plain fields; those that hold the value already, and those given as `undefined`, are left alone. */
  patch<K extends KindName>(kind: K, id: string, values: Patch<K>, where: Where = {}): void {
    for (const name of Object.keys(values)) {
      assert(kindNamed(kind).fields[name]?.storage === "cell", `${kind}.${name} is not a plain field`)
      const value = (values as Record<string, unknown>)[name]
      if (value !== undefined) this.set(kind, id, name, value, where)
    }
  }

  /** Sets one stored field, whatever its name; what stands already is left alone. */
  set(kind: KindName, id: string, field: string, value: unknown, where: Where = {}): void {
    const row = this.#row(kind, id)
    if (row !== undefined && sameValue(fieldOf(row, field), value)) return
    this.#changes.push({ do: "set", document: this.#path(kind, where), kind, id, field, value })
  }

  /** Sets one stored field even if the value stands already, which ends a conflict over it. */
  always(kind: KindName, id: string, field: string, value: unknown, where: Where = {}): void {
    this.#changes.push({ do: "set", document: this.#path(kind, where), kind, id, field, value })
  }

  /** Sets one entry of a family; `null` empties it. */
  put<K extends KindName>(kind: K, id: string, family: keyof Rows[K] & string, key: string, value: unknown): void {
    assert(kindNamed(kind).fields[family]?.storage === "family", `${kind}.${family} is not a family`)
    this.set(kind, id, familyField(family, key), value)
  }

  /** Adds a member to a set: always, even if it is there, so that a concurrent removal does not win. */
  add<K extends KindName>(kind: K, id: string, field: keyof Rows[K] & string, member: string, where: Where = {}): void {
    this.#member("add", kind, id, field, member, where)
  }

  /** Removes a member from a set. */
  remove<K extends KindName>(
    kind: K,
    id: string,
    field: keyof Rows[K] & string,
    member: string,
    where: Where = {},
  ): void {
    this.#member("remove", kind, id, field, member, where)
  }

  /** Puts a record in the trash, where it stays readable and can be restored. */
  trash(kind: KindName, id: string, by: MemberId, where: Where = {}): void {
    if (this.#row(kind, id)?.deleted != null) return
    this.#changes.push({ do: "set", document: this.#path(kind, where), kind, id, field: DELETED, value: by })
  }

  restore(kind: KindName, id: string, where: Where = {}): void {
    const deleted = this.#row(kind, id)?.deleted ?? null
    if (deleted === null || isMovedAway(deleted)) return
    this.#changes.push({ do: "set", document: this.#path(kind, where), kind, id, field: DELETED, value: null })
  }

  /** The first text of an item's description. */
  describe(item: string, text: string, source?: string): void {
    const document = `text/${this.#snapshot.space}/${item}`
    this.#changes.push({
      do: "prose",
      document,
      root: DESCRIPTION,
      text,
      ...(source === undefined ? {} : { source }),
    })
  }

  /** The body of a comment or a message that was just created. */
  body(of: "comments" | "public", item: string, record: string, text: string, content?: readonly ProseNode[]): void {
    this.#changes.push({
      do: "prose",
      document: `${of}/${this.#snapshot.space}/${item}`,
      root: record,
      text,
      ...(content === undefined ? {} : { content }),
    })
  }

  /** Puts paragraphs behind what stands in the draft of the reply on an item. */
  draft(item: string, text: string): void {
    const document = `comments/${this.#snapshot.space}/${item}`
    this.#changes.push({ do: "prose", document, root: REPLY_DRAFT, text })
  }

  /** Prose over other prose; what says the same already is left alone. */
  rewrite(
    of: "text" | "comments",
    item: string,
    root: string,
    over: readonly ProseNode[],
    content: readonly ProseNode[],
  ): void {
    if (sameValue(over, content)) return
    const document = `${of}/${this.#snapshot.space}/${item}`
    this.#changes.push({ do: "prose", document, root, text: plainTextOf(content), content, over })
  }

  #member(how: "add" | "remove", kind: KindName, id: string, field: string, member: string, where: Where): void {
    assert(kindNamed(kind).fields[field]?.storage === "set", `${kind}.${field} is not a set`)
    this.#changes.push({ do: how, document: this.#path(kind, where), kind, id, field, member })
  }

  /** The row as the action saw it; of a record that this action creates, nothing is known to stand. */
  #row(kind: KindName, id: string): AnyRow | undefined {
    return this.#created.has(`${kind}.${id}`) ? undefined : (this.#snapshot[kind].get(id) as AnyRow | undefined)
  }

  #path(kind: KindName, where: Where): DocumentPath {
    return pathOf(kind, { space: this.#snapshot.space, ...where })
  }
}
