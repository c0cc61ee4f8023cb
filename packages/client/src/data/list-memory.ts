import { createSignal, type Accessor } from "solid-js"

/** What one person folded in a list on this device; others do not see it. */
export interface ListMemory {
  /** Items whose rows below are folded. */
  readonly foldedRows: Accessor<ReadonlySet<string>>
  /** Groups as `<attribute>.<value>`. */
  readonly foldedGroups: Accessor<ReadonlySet<string>>
  readonly foldRows: (ids: Iterable<string>, folded: boolean) => void
  readonly foldGroups: (keys: Iterable<string>, folded: boolean) => void
}

/** What is remembered of a list. A full or closed storage only costs the memory of it. */
export function createListMemory(storage: Pick<Storage, "getItem" | "setItem">, view: string): ListMemory {
  const key = `weft-list-${view}`
  const stored = read(storage, key)
  const [rows, setRows] = createSignal<ReadonlySet<string>>(new Set(stored.rows))
  const [groups, setGroups] = createSignal<ReadonlySet<string>>(new Set(stored.groups))
  const keep = (): void => {
    try {
      storage.setItem(key, JSON.stringify({ rows: [...rows()], groups: [...groups()] }))
    } catch {
      // It holds until the page is left.
    }
  }
  return {
    foldedRows: rows,
    foldedGroups: groups,
    foldRows: (ids, folded) => {
      setRows(before => changed(before, ids, folded))
      keep()
    },
    foldGroups: (keys, folded) => {
      setGroups(before => changed(before, keys, folded))
      keep()
    },
  }
}

function changed(before: ReadonlySet<string>, keys: Iterable<string>, inside: boolean): ReadonlySet<string> {
  const after = new Set(before)
  for (const key of keys) {
    if (inside) after.add(key)
    else after.delete(key)
  }
  return after
}

function read(storage: Pick<Storage, "getItem">, key: string): { rows: readonly string[]; groups: readonly string[] } {
  try {
    const value = JSON.parse(storage.getItem(key) ?? "null") as { rows?: unknown; groups?: unknown } | null
    return { rows: texts(value?.rows), groups: texts(value?.groups) }
  } catch {
    return { rows: [], groups: [] }
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === "string") : []
}
