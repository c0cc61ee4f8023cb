import { element, elementsIn, type XmlElement } from "../xml/element.ts"
import { placeOf, type RecordName } from "./order.ts"

/** What fields of a record are to say; null takes a field out. */
export type Written = Readonly<Record<string, string | null>>

/** What a row was read from, if anything, and what it is written as. */
export type WrittenRow = readonly [source: XmlElement | null, written: XmlElement]

/** Rows by what they were read from. */
export function bySource<R extends { readonly source: XmlElement | null }>(
  rows: readonly R[] | undefined,
): ReadonlyMap<XmlElement | null, R> {
  return new Map((rows ?? []).map(row => [row.source, row]))
}

/** A record with some fields written anew. All else stays as it was, and new fields stand where the schema wants them. */
export function withFields(record: RecordName, source: XmlElement | null, fields: Written): XmlElement {
  const content = [...elementsIn(source ?? undefined)]
  for (const [name, text] of Object.entries(fields)) {
    const index = content.findIndex(child => child.name === name)
    if (text === null) {
      if (index >= 0) content.splice(index, 1)
    } else if (index >= 0) content[index] = { ...content[index]!, content: text }
    else insert(record, content, element(name, text))
  }
  return { ...(source ?? element(record, "")), name: record, content }
}

/** Puts an element where the schema wants it: before the first one that comes after it. */
export function insert(record: RecordName, content: XmlElement[], added: XmlElement): void {
  const place = placeOf(record, added.name) ?? Infinity
  const next = content.findIndex(child => (placeOf(record, child.name) ?? -1) > place)
  content.splice(next < 0 ? content.length : next, 0, added)
}

/** The fields that differ from how they were read, so that what nobody changed keeps its spelling. */
export function changed(now: Written, before: Written | null): Written {
  const fields: Record<string, string | null> = {}
  for (const name in now) {
    const text = now[name]!
    if (text !== (before?.[name] ?? null)) fields[name] = text
  }
  return fields
}
