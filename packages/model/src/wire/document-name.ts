/**
 * Document names: `<workspace>/<kind>[/<id>…]`.
 *
 * A name is the unit of rights, of loading and of storage, so both ends parse
 * it with this one function and neither ever handles a name that has not
 * passed it. The plain door uses the same names as its room names.
 */

/** How many ids follow each kind of document. */
export const DOCUMENT_KINDS = {
  people: 0,
  directory: 0,
  settings: 0,
  setup: 1, // space
  space: 1, // space
  archive: 2, // space, quarter
  text: 2, // space, item
  comments: 2, // space, item
  public: 2, // space, ticket
  contacts: 0,
  time: 2, // member, month
  money: 1, // space
  personal: 1, // member
  branch: 2, // space, branch
} as const

export type DocumentKind = keyof typeof DOCUMENT_KINDS

/** Kinds of documents that hold prose. It has no stamps, so these are never rewritten as a new epoch. */
const PROSE: ReadonlySet<DocumentKind> = new Set(["text", "comments", "public"])

/** Whether documents of a kind hold prose; all others hold records. */
export function isProseKind(kind: DocumentKind): boolean {
  return PROSE.has(kind)
}

/** A document's name taken apart. `ids` has exactly as many entries as its kind asks for. */
export interface DocumentAddress {
  readonly workspace: string
  readonly kind: DocumentKind
  readonly ids: readonly string[]
}

/** The longest name, in characters; they are all ASCII, so also in bytes. */
export const MAX_DOCUMENT_NAME_LENGTH = 200

const SEGMENT = /^[0-9A-Za-z_-]{1,64}$/

/**
 * Returns the parts of a document name, or null where the text is not one:
 * too long, a segment outside `[0-9A-Za-z_-]{1,64}`, an unknown kind, or too
 * few or too many ids for the kind.
 */
export function parseDocumentName(name: string): DocumentAddress | null {
  if (name.length > MAX_DOCUMENT_NAME_LENGTH) return null
  const [workspace, kind, ...ids] = name.split("/")
  if (workspace === undefined || kind === undefined) return null
  if (!isDocumentKind(kind) || ids.length !== DOCUMENT_KINDS[kind]) return null
  if (!SEGMENT.test(workspace) || !ids.every(id => SEGMENT.test(id))) return null
  return { workspace, kind, ids }
}

/** Whether the text is a document name that {@link parseDocumentName} accepts. */
export function isDocumentName(name: string): boolean {
  return parseDocumentName(name) !== null
}

/**
 * Returns the name of a document. The address must be sound: ids come from our
 * own generators or have been hashed to the alphabet before, so one that does
 * not fit is a mistake of the caller and throws.
 */
export function formatDocumentName({ workspace, kind, ids }: DocumentAddress): string {
  const name = [workspace, kind, ...ids].join("/")
  if (!isDocumentName(name)) throw new Error(`not a document address: ${name}`)
  return name
}

function isDocumentKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(DOCUMENT_KINDS, kind)
}
