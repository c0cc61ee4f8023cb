import { createHash } from "node:crypto"
import type { DatabaseSync } from "node:sqlite"
import type { AuditEntry, AuditPage } from "@weft/model/wire/api"

/** The most entries on one page. */
const PAGE_ENTRIES = 200

/** What the first entry follows. */
const NOTHING_BEFORE = ""

/** Something that was done, before it has a place in the log. */
export interface Deed {
  readonly at: number
  /** Who did it; empty for the relay itself. */
  readonly by: string
  readonly did: string
  /** Ids, roles, rights and times; never a name or an address, so that erasing a person leaves nothing of them here. */
  readonly about: AuditEntry["about"]
}

interface Head {
  readonly entries: number
  readonly link: string
}

interface StoredEntry extends Omit<AuditEntry, "about"> {
  readonly about: string
}

/**
 * What was done to memberships and rights, a log for each workspace. Each entry
 * carries a hash over itself and the one before, and how long the log is stands
 * apart: what is changed, taken out or cut off shows.
 */
export class AuditLog {
  readonly #head
  readonly #setHead
  readonly #add
  readonly #page
  readonly #all

  constructor(database: DatabaseSync) {
    this.#head = database.prepare("SELECT entries, link FROM audit_heads WHERE workspace = ?")
    this.#setHead = database.prepare("INSERT OR REPLACE INTO audit_heads (workspace, entries, link) VALUES (?, ?, ?)")
    this.#add = database.prepare(
      "INSERT INTO audit (workspace, number, at, by, did, about, link) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    const columns = "number, at, by, did, about, link"
    this.#page = database.prepare(
      `SELECT ${columns} FROM audit WHERE workspace = ? AND number > ? ORDER BY number LIMIT ${PAGE_ENTRIES + 1}`,
    )
    this.#all = database.prepare(`SELECT ${columns} FROM audit WHERE workspace = ? ORDER BY number`)
  }

  /** Adds an entry, in the transaction of what it tells. */
  append(workspace: string, { at, by, did, about }: Deed): void {
    const head = this.#headOf(workspace)
    const entry = { number: head.entries + 1, at, by, did, about: JSON.stringify(about) }
    const link = linkOf(workspace, head.link, entry)
    this.#add.run(workspace, entry.number, at, by, did, entry.about, link)
    this.#setHead.run(workspace, entry.number, link)
  }

  /** The entries behind a number, and whether the whole log verifies. */
  page(workspace: string, after: number): AuditPage {
    const rows = this.#page.all(workspace, after) as unknown as StoredEntry[]
    return {
      entries: rows.slice(0, PAGE_ENTRIES).map(row => ({ ...row, about: readAbout(row.about) })),
      isWhole: rows.length <= PAGE_ENTRIES,
      brokenAt: this.#brokenAt(workspace),
    }
  }

  #brokenAt(workspace: string): number | null {
    let before: Head = { entries: 0, link: NOTHING_BEFORE }
    for (const row of this.#all.iterate(workspace) as Iterable<unknown> as Iterable<StoredEntry>) {
      const number = before.entries + 1
      if (row.number !== number || row.link !== linkOf(workspace, before.link, row)) return number
      before = { entries: number, link: row.link }
    }
    const head = this.#headOf(workspace)
    // A workspace's log begins with its sharing, so none is without an entry.
    if (head.entries > 0 && head.entries === before.entries && head.link === before.link) return null
    return Math.min(head.entries, before.entries) + 1
  }

  #headOf(workspace: string): Head {
    return (this.#head.get(workspace) as Head | undefined) ?? { entries: 0, link: NOTHING_BEFORE }
  }
}

function linkOf(workspace: string, before: string, { number, at, by, did, about }: Omit<StoredEntry, "link">): string {
  const told = JSON.stringify([workspace, before, number, at, by, did, about])
  return createHash("sha256").update(told).digest("base64url")
}

/** An entry that was tampered with may hold anything; it is told as it can be. */
function readAbout(text: string): AuditEntry["about"] {
  try {
    const about: unknown = JSON.parse(text)
    return typeof about === "object" && about !== null ? (about as AuditEntry["about"]) : {}
  } catch {
    return {}
  }
}
