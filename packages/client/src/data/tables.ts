import type { SpaceId } from "@weft/model/base/ids"
import { PersistentMap } from "@weft/model/base/persistent-map"
import type { DocumentPath } from "@weft/model/schema/change"
import { KIND_NAMES, kindNamed, type KindName, type Rows } from "@weft/model/schema/kinds"
import { applyPatches, type RowPatch } from "@weft/model/schema/patch"
import type { AnyRow } from "@weft/model/schema/record"
import { emptyTables, type Snapshot, type Table, type Tables } from "@weft/model/schema/snapshot"
import type { DocumentKind } from "@weft/model/wire/document-name"
import { createSignal, type Accessor, type Setter } from "solid-js"
import { LiveRow } from "./row.ts"

type AnyLiveRow = LiveRow<{ readonly id: string }>

/** Whoever keeps something in step with the rows of a kind: told of each change, once, after the rows are in place. */
export type RowObserver = (changed: ReadonlyMap<string, { readonly id: string } | undefined>) => void

/**
 * The rows of one scope (a space with its setup, or the workspace around them) on the UI thread: immutable tables for
 * actions and derivations, a signal per kind for small tables, signals per field for rows on the screen.
 */
export class LiveTables {
  #tables: Tables = emptyTables()
  readonly #versions = new Map<KindName, [Accessor<number>, Setter<number>]>()
  readonly #rows = new Map<KindName, Map<string, AnyLiveRow>>()
  readonly #observers = new Map<KindName, Set<RowObserver>>()

  /** The tables as they are now, followed by nobody. */
  get plain(): Tables {
    return this.#tables
  }

  /** The table of a kind; read inside a computation, every change of any of its rows is followed. For small tables. */
  table<K extends KindName>(kind: K): Table<Rows[K]> {
    this.#version(kind)[0]()
    return this.#tables[kind]
  }

  /** One row for the screen; `undefined` where there is none now. Its coming and going is not followed; its fields are. */
  row<K extends KindName>(kind: K, id: string): LiveRow<Rows[K]> | undefined {
    const values = this.#tables[kind].get(id)
    if (values === undefined) return undefined
    const rows = this.#rows.get(kind) ?? new Map<string, AnyLiveRow>()
    this.#rows.set(kind, rows)
    const standing = rows.get(id)
    if (standing !== undefined) return standing as unknown as LiveRow<Rows[K]>
    const row = new LiveRow(values as { readonly id: string })
    rows.set(id, row)
    return row as unknown as LiveRow<Rows[K]>
  }

  /** Follows the rows of a kind from outside of Solid; answers how to stop. */
  observe(kind: KindName, observer: RowObserver): () => void {
    const observers = this.#observers.get(kind) ?? new Set()
    this.#observers.set(kind, observers)
    observers.add(observer)
    return () => observers.delete(observer)
  }

  /** Applies patches and tells whoever follows. Call inside `batch`. */
  patch(patches: readonly RowPatch[]): void {
    if (patches.length === 0) return
    this.#tables = applyPatches(this.#tables, patches)
    const changed = new Map<KindName, Map<string, { readonly id: string } | undefined>>()
    for (const { kind, id } of patches) {
      const rows = changed.get(kind) ?? new Map<string, { readonly id: string } | undefined>()
      changed.set(kind, rows)
      rows.set(id, this.#tables[kind].get(id))
    }
    for (const [kind, rows] of changed) this.#tell(kind, rows)
  }

  /** Replaces all rows of some kinds, as a document gives them when it is read whole; a kind without a table has none. */
  replace(kinds: readonly KindName[], tables: ReadonlyMap<KindName, PersistentMap<string, AnyRow>>): void {
    const before = this.#tables
    const next = { ...before } as { -readonly [K in KindName]: Tables[K] }
    for (const kind of kinds) next[kind] = (tables.get(kind) ?? PersistentMap.empty()) as never
    this.#tables = next
    for (const kind of kinds) {
      const changed = new Map<string, { readonly id: string } | undefined>()
      // Who is told of single rows is told of all of them; at first nobody is.
      if (this.#rows.has(kind) || this.#observers.has(kind)) {
        for (const [id, row] of next[kind].entries()) changed.set(id, row)
        for (const id of before[kind].keys()) if (!changed.has(id)) changed.set(id, undefined)
      }
      this.#tell(kind, changed)
    }
  }

  /** Puts whole rows in place; `undefined` takes one away. Call inside `batch`. */
  protected put(kind: KindName, rows: ReadonlyMap<string, { readonly id: string } | undefined>): void {
    const table = this.#tables[kind] as unknown as PersistentMap<string, unknown>
    this.#tables = { ...this.#tables, [kind]: table.withAll(rows) }
    this.#tell(kind, rows)
  }

  #tell(kind: KindName, changed: ReadonlyMap<string, { readonly id: string } | undefined>): void {
    const rows = this.#rows.get(kind)
    for (const [id, values] of changed) {
      if (values === undefined) rows?.delete(id)
      else rows?.get(id)?.replace(values)
    }
    for (const observer of this.#observers.get(kind) ?? []) observer(changed)
    this.#version(kind)[1](version => version + 1)
  }

  #version(kind: KindName): [Accessor<number>, Setter<number>] {
    const standing = this.#versions.get(kind)
    if (standing !== undefined) return standing
    const made = createSignal(0)
    this.#versions.set(kind, made)
    return made
  }
}

/** The kinds of the workspace around the spaces, and of the person's own: all that lies in no space's document. */
const AROUND: ReadonlySet<DocumentKind> = new Set(["people", "directory", "settings", "contacts", "personal"])
const WORKSPACE_KINDS = KIND_NAMES.filter(kind => AROUND.has(kindNamed(kind).document))

const WORKSPACE_PATHS: readonly DocumentPath[] = ["people", "directory", "settings", "contacts"]

export function isWorkspacePath(path: DocumentPath): boolean {
  return WORKSPACE_PATHS.includes(path)
}

/** What an action reads: a space's tables with the workspace's around them. */
export function combined(space: SpaceId, workspace: Tables, own: Tables): Snapshot {
  const tables = { ...own } as { -readonly [K in KindName]: Tables[K] }
  for (const kind of WORKSPACE_KINDS) tables[kind] = workspace[kind] as never
  return { ...tables, space }
}
