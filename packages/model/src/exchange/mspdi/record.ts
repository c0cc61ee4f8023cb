import { element, elementsIn, leafText, type XmlElement } from "../xml/element.ts"
import { placeOf, type RecordName } from "./order.ts"

/** What fields of a record are to say; null takes a field out. */
export type Written = Readonly<Record<string, string | null>>

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

/** A record with all elements of one name replaced by others, which stand together where the schema wants them. */
export function withList(
  record: RecordName,
  source: XmlElement,
  name: string,
  replaced: readonly XmlElement[],
): XmlElement {
  const content = elementsIn(source).filter(child => child.name !== name)
  for (const added of replaced) insert(record, content, added)
  return { ...source, content }
}

/** The fields that differ from how they were read, so that what nobody changed keeps its spelling. */
export function changed(now: Written, before: Written | null): Written {
  if (before === null) return Object.fromEntries(Object.entries(now).filter(([, text]) => text !== null))
  return Object.fromEntries(Object.entries(now).filter(([name, text]) => text !== (before[name] ?? null)))
}

/** Whether a record says this already. */
export function says(source: XmlElement | null, name: string, text: string): boolean {
  return leafText(elementsIn(source ?? undefined).find(child => child.name === name)) === text
}
