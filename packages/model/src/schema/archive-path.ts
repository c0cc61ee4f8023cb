import type { DocumentPath } from "./change.ts"

/** The document that holds what was archived of a space in a quarter. */
export function archivePath(space: string, quarter: string): DocumentPath {
  return `archive/${space}/${quarter}`
}
