import type { DocumentPath } from "./change.ts"

/** One entry of a document as it is stored, see `replica/entry`; `kind` may be one that this build does not know. */
export interface StoredEntry {
  readonly kind: string
  readonly key: string
  readonly stored: unknown
}

/**
 * What a document holds, as plain data. Records go as entries with their stamps, so that they merge across replicas and
 * epochs; documents of prose go as Yjs bytes, since prose has no stamps and its documents no epochs.
 */
export type DocumentContents =
  | { readonly path: DocumentPath; readonly entries: readonly StoredEntry[] }
  | { readonly path: DocumentPath; readonly bytes: Uint8Array }

const PROSE: ReadonlySet<string> = new Set(["text", "comments", "public"])

/** Whether a document goes as bytes. */
export function isProse(path: DocumentPath): boolean {
  return PROSE.has(path.split("/")[0]!)
}
