import { isProseKind, type DocumentKind } from "../wire/document-name.ts"
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

/** Whether a document goes as bytes. */
export function isProse(path: DocumentPath): boolean {
  return isProseKind(path.split("/")[0] as DocumentKind)
}
