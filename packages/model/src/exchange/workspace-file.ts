import { fromBase64, toBase64 } from "../base/base64.ts"
import { isStamp } from "../base/hybrid-clock.ts"
import { isKeySegment } from "../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import type { DocumentPath } from "../schema/change.ts"
import { KINDS, SCHEMA_VERSION, type KindName } from "../schema/kinds.ts"
import { isProse, type DocumentContents, type StoredEntry } from "../schema/stored.ts"
import { isDocumentName } from "../wire/document-name.ts"
import { parseJson, textOf } from "./file-text.ts"

/**
 * A whole workspace as one file that merges back in (FEATURES N12, C17): lines of JSON. The first is the header, each
 * further one holds entries of one kind in one document, or the text of one document:
 *
 *     {"weft":1,"workspace":"…","at":…,"schema":1}
 *     {"document":"space/abc","kind":"items","entries":[["id",{…}],["id.field.replica",[value,stamp]],…]}
 *     {"document":"text/abc/def","text":"base64 of Yjs bytes"}
 */
export interface WorkspaceFile {
  readonly workspace: string
  /** When it was written, in milliseconds since 1970. */
  readonly at: number
  /** The version of the stored shape that wrote it. */
  readonly schema: number
  readonly documents: readonly DocumentContents[]
}

/** Beside the kinds of records every document says which member works in which replica. */
const AUTHORS = "authors"

const FORMAT = 1
const MOST_FILE_BYTES = 256 * 1024 * 1024
const ENTRIES_PER_LINE = 500
const MOST_ENTRIES_PER_LINE = 10_000
const DEEPEST_VALUE = 16
const LONGEST_KEY = 300

/** The lines of a workspace file, each with its line break, one at a time, so that no second copy has to fit in memory. */
export function* workspaceFileLines(
  header: Pick<WorkspaceFile, "workspace" | "at">,
  documents: Iterable<DocumentContents>,
): Generator<string> {
  yield `${JSON.stringify({ weft: FORMAT, ...header, schema: SCHEMA_VERSION })}\n`
  for (const contents of documents) {
    if ("bytes" in contents) {
      yield `${JSON.stringify({ document: contents.path, text: toBase64(contents.bytes) })}\n`
      continue
    }
    for (const [kind, entries] of byKind(contents.entries)) {
      for (let start = 0; start < entries.length; start += ENTRIES_PER_LINE) {
        const line = { document: contents.path, kind, entries: entries.slice(start, start + ENTRIES_PER_LINE) }
        yield `${JSON.stringify(line)}\n`
      }
    }
  }
}

function byKind(entries: readonly StoredEntry[]): Map<string, (readonly [key: string, stored: unknown])[]> {
  const kinds = new Map<string, (readonly [string, unknown])[]>()
  for (const { kind, key, stored } of entries) {
    const others = kinds.get(kind)
    if (others === undefined) kinds.set(kind, [[key, stored]])
    else others.push([key, stored])
  }
  return kinds
}

/**
 * What a workspace file holds, or why it cannot be read. Beside the refusals of `textOf` and `parseJson` (with the file's
 * own `line`): `not-weft`, `newer-format`, and with the `line` at fault `wrong-line`, `wrong-document`, `wrong-kind`,
 * `wrong-key`, `wrong-entry`, `wrong-text`.
 */
export function readWorkspaceFile(file: string | Uint8Array): WorkspaceFile | Refusal {
  const text = textOf(file, MOST_FILE_BYTES)
  if (typeof text !== "string") return text
  const lines = text.split("\n")
  const header = readHeader(lines[0]!)
  if (isRefusal(header)) return header
  const documents = new Map<DocumentPath, { path: DocumentPath; entries: StoredEntry[] }>()
  const prose: DocumentContents[] = []
  for (let index = 1; index < lines.length; index++) {
    if (lines[index]!.trim() === "") continue
    const contents = readLine(lines[index]!, index + 1, header.schema)
    if (isRefusal(contents)) return contents
    if ("bytes" in contents) prose.push(contents)
    else {
      const document = documents.get(contents.path) ?? { path: contents.path, entries: [] }
      documents.set(contents.path, document)
      for (const entry of contents.entries) document.entries.push(entry)
    }
  }
  return { ...header, documents: [...documents.values(), ...prose] }
}

function readHeader(line: string): Omit<WorkspaceFile, "documents"> | Refusal {
  const parsed = parseJson(line)
  if (isRefusal(parsed) || !isObject(parsed.value)) return refuse("not-weft")
  const { weft, workspace, at, schema } = parsed.value
  if (typeof weft !== "number") return refuse("not-weft")
  if (weft > FORMAT) return refuse("newer-format", { format: weft, known: FORMAT })
  if (typeof workspace !== "string" || !isKeySegment(workspace)) return refuse("wrong-line", { line: 1 })
  if (!isCount(at) || !isCount(schema)) return refuse("wrong-line", { line: 1 })
  return { workspace, at, schema }
}

function readLine(text: string, line: number, schema: number): DocumentContents | Refusal {
  const parsed = parseJson(text)
  if (isRefusal(parsed)) return refuse("broken-json", { ...parsed.detail, line })
  if (!isObject(parsed.value)) return refuse("wrong-line", { line })
  const { document, kind, entries, text: prose } = parsed.value
  if (typeof document !== "string" || !isDocumentName(`w/${document}`)) return refuse("wrong-document", { line })
  if (isProse(document)) return readProse(document, prose, line)
  if (typeof kind !== "string" || !fitsDocument(kind, document, schema)) return refuse("wrong-kind", { line })
  if (!Array.isArray(entries) || entries.length > MOST_ENTRIES_PER_LINE) return refuse("wrong-line", { line })
  const read: StoredEntry[] = []
  for (const pair of entries as unknown[]) {
    const entry = readStored(kind, pair, line)
    if (isRefusal(entry)) return entry
    read.push(entry)
  }
  return { path: document, entries: read }
}

function readProse(path: DocumentPath, text: unknown, line: number): DocumentContents | Refusal {
  const isBase64 = typeof text === "string" && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
  return isBase64 ? { path, bytes: fromBase64(text) } : refuse("wrong-text", { line })
}

/** Whether a kind lies in a document; kinds that this build does not know are kept from a file of a newer schema. */
function fitsDocument(kind: string, document: DocumentPath, schema: number): boolean {
  if (kind === AUTHORS) return true
  if (Object.hasOwn(KINDS, kind)) return KINDS[kind as KindName].document === document.split("/")[0]
  return schema > SCHEMA_VERSION && /^[A-Za-z][A-Za-z0-9]{0,40}$/.test(kind)
}

function readStored(kind: string, pair: unknown, line: number): StoredEntry | Refusal {
  if (!Array.isArray(pair) || pair.length !== 2) return refuse("wrong-entry", { line })
  const [key, stored] = pair as [unknown, unknown]
  if (typeof key !== "string" || !isKey(key)) return refuse("wrong-key", { line })
  const fits = kind === AUTHORS ? typeof stored === "string" : fitsKey(key, stored)
  if (!fits || depthOf(stored, DEEPEST_VALUE) > DEEPEST_VALUE) return refuse("wrong-entry", { line, key })
  return { kind, key, stored }
}

/** `id`, `id..replica`, `id.field.replica` or `id.field.member.replica`. */
function isKey(key: string): boolean {
  if (key.length > LONGEST_KEY) return false
  const parts = key.split(".")
  if (parts.length === 2 || parts.length > 4) return false
  return parts.every((part, index) => isKeySegment(part) || (part === "" && index === 1 && parts.length === 3))
}

function fitsKey(key: string, stored: unknown): boolean {
  const parts = key.split(".")
  if (parts.length === 1) return isObject(stored)
  if (parts.length === 4) return isStamp(stored)
  if (!Array.isArray(stored) || stored.length !== 2 || !isStamp(stored[1])) return false
  return parts[1] !== "" || isObject(stored[0])
}

/** How deep a value is nested, as far as anybody asks. */
function depthOf(value: unknown, most: number): number {
  if (typeof value !== "object" || value === null) return 0
  if (most === 0) return 1
  return Object.values(value).reduce<number>((deepest, inner) => Math.max(deepest, depthOf(inner, most - 1)), 0) + 1
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
}
