import type { SpaceId, WorkspaceId } from "@weft/model/base/ids"
import type { Attachment } from "@weft/model/schema/attachment"

/** Pictures that a browser draws without running anything. */
const PICTURES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"])

export function isPicture(type: string): boolean {
  return PICTURES.has(type)
}

/** Whether a file of a type can be looked at in place, as far as its type is believed; the relay goes by its bytes. */
export function canBeShown(type: string): boolean {
  return isPicture(type) || type === "application/pdf"
}

/** Where the relay has a file: to save it, or to look at it where that runs nothing. */
export function fileAddress(
  workspace: WorkspaceId,
  space: SpaceId,
  { hash, name }: Pick<Attachment, "hash" | "name">,
  how: "save" | "show",
): string {
  const query = new URLSearchParams({ name, ...(how === "show" ? { show: "1" } : {}) })
  return `/api/files/${workspace}/${space}/${hash}?${query.toString()}`
}

/** Why a file cannot be had from the relay. */
export type FileMissing = "gone" | "forbidden" | "unreachable"

/** Asks the relay for a first byte, so that somebody who wants a file that is not there is told in words. */
export async function whyMissing(address: string): Promise<FileMissing | null> {
  try {
    const { status } = await fetch(address, { headers: { range: "bytes=0-0" }, cache: "no-store" })
    if (status < 400) return null
    if (status === 404) return "gone"
    return status === 401 || status === 403 ? "forbidden" : "unreachable"
  } catch {
    return "unreachable"
  }
}
