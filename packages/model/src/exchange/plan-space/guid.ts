import { computedClientId } from "../../base/ids.ts"

/**
 * The id by which a file names a record of ours, in the form that Microsoft Project keeps: it is written with the record
 * and found again when the file comes back. Version 8 is that of ids whose makers alone know what they are made of.
 */
export function guidOf(id: string): string {
  const hex = [0, 1, 2, 3]
    .map(part => computedClientId("guid", String(part), id).toString(16).padStart(8, "0"))
    .join("")
    .toUpperCase()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-A${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Whether an id may be one of {@link guidOf}: other programs make theirs in other ways. */
export function mayBeOurs(guid: string | null | undefined): guid is string {
  return guid != null && guid.charAt(14) === "8" && guid.charAt(19) === "A"
}
