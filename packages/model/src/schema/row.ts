import type { DocumentKind } from "../wire/document-name.ts"
import { splitFamily, type DocumentPath } from "./change.ts"
import { kindNamed, type KindName } from "./kinds.ts"
import type { AnyRow } from "./record.ts"

/** A row of a kind with all its fallbacks. */
export function blankRow(kind: KindName, id: string): AnyRow {
  return { ...kindNamed(kind).blank, id } as AnyRow
}

/** The row with one stored field read into it; a family's entry goes into its family, an unknown field is left out. */
export function withField(kind: KindName, row: AnyRow, field: string, raw: unknown): AnyRow {
  const fields = kindNamed(kind).fields
  const plain = fields[field]
  if (plain !== undefined) return plain.storage === "cell" ? { ...row, [field]: plain.read(raw) } : row
  const entry = splitFamily(field)
  const family = entry === null ? undefined : fields[entry[0]]
  if (entry === null || family?.storage !== "family") return row
  const entries = { ...(row[entry[0]] as Record<string, unknown>) }
  const value = family.readEntry(raw)
  if (value === null) delete entries[entry[1]]
  else entries[entry[1]] = value
  return { ...row, [entry[0]]: entries }
}

/** What is stored under a field's name in a row, for writing it back: `null` for an entry that a family does not hold. */
export function fieldOf(row: AnyRow, field: string): unknown {
  if (field in row) return row[field]
  const entry = splitFamily(field)
  return entry === null ? null : ((row[entry[0]] as Record<string, unknown> | undefined)?.[entry[1]] ?? null)
}

/** Where the records of a kind lie, for one space; `item` where the document belongs to an item, `member` where to a person. */
export function pathOf(kind: KindName, of: { space: string; item?: string; member?: string }): DocumentPath {
  const document: DocumentKind = kindNamed(kind).document
  switch (document) {
    case "setup":
    case "space":
    case "money":
      return `${document}/${of.space}`
    case "comments":
    case "text":
    case "public":
      return `${document}/${of.space}/${of.item ?? ""}`
    case "personal":
      return `${document}/${of.member ?? ""}`
    default:
      return document
  }
}

/** Whether two plain values are the same, by content. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every(
    key =>
      Object.hasOwn(right, key) &&
      sameValue((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
  )
}
