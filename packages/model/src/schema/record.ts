import type { DocumentKind } from "../wire/document-name.ts"
import type { Field, FieldTable, Values } from "./fields.ts"

/**
 * A kind of record: a table of fields in one kind of document. Its type, reader, writer and fingerprint come from the table.
 *
 * Computed ids (an imported item, a relation between two items) keep every seed with a stamp, so that two replicas may
 * create the same record; random ids have one seed without a stamp. An id says which it is by its first letter, see
 * `isComputedId`.
 */
export interface RecordKind<I extends string, F extends FieldTable> {
  readonly name: string
  readonly document: DocumentKind
  readonly fields: F
  /** Names of the fields by storage, so that readers need not look. */
  readonly cells: readonly string[]
  readonly sets: readonly string[]
  readonly families: readonly string[]
  /** A row with an empty id in which every field has its fallback. Copying it whole is what engines do fastest. */
  readonly blank: Values<F> & Common
  readonly id?: I
}

/** What every record carries beside its own fields. */
export interface Common {
  /** Who put it in the trash and when, or nothing. Edits made later or concurrently keep it recoverable and mark it. */
  readonly deleted: Deletion | null
  /** Fields that several people set at the same time: all standing values, the one in use first. */
  readonly conflicts: readonly Conflict[]
  /** Why the record is not shown as it was entered. Derived by repairs. */
  readonly marks: readonly Mark[]
}

export type Mark =
  /** A move that would have closed a ring of parents was set aside; `wanted` is the parent it chose (MERGE B7). */
  | { readonly mark: "move-set-aside"; readonly wanted: string }
  /** Its parent is in the trash, so it shows under the nearest living ancestor (MERGE B8). */
  | { readonly mark: "parent-deleted"; readonly wanted: string }

export interface Deletion {
  readonly by: string
  /** The stamp of the deletion. */
  readonly at: number
  /** Whether something was written that the deleting person had not seen. */
  readonly editedAfter: boolean
}

/** One field whose concurrent values stand side by side until somebody writes it again. */
export interface Conflict {
  readonly field: string
  readonly values: readonly StandingValue[]
}

export interface StandingValue {
  readonly value: unknown
  readonly stamp: number
  readonly replica: string
  /** The member who wrote it, as far as the replica said who works in it; else empty. */
  readonly by: string
}

export type Row<I extends string = string, F extends FieldTable = FieldTable> = { readonly id: I } & Values<F> & Common

/** Any row, where the kind is not known to the compiler. */
export type AnyRow = { readonly id: string; readonly [field: string]: unknown } & Common

export type AnyRecordKind = RecordKind<string, FieldTable>

const NO_CONFLICTS: readonly Conflict[] = Object.freeze([])
const NO_MARKS: readonly Mark[] = Object.freeze([])

function named(fields: FieldTable, storage: Field<unknown>["storage"]): readonly string[] {
  return Object.keys(fields).filter(name => fields[name]!.storage === storage)
}

export function defineRecord<I extends string, F extends FieldTable>(
  name: string,
  document: DocumentKind,
  fields: F,
): RecordKind<I, F> {
  const values = Object.fromEntries(Object.keys(fields).map(field => [field, fields[field]!.fallback])) as Values<F>
  const blank = { id: "", ...values, deleted: null, conflicts: NO_CONFLICTS, marks: NO_MARKS }
  return {
    name,
    document,
    fields,
    cells: named(fields, "cell"),
    sets: named(fields, "set"),
    families: named(fields, "family"),
    blank,
  }
}

/** All that a reader of stored data depends on, as text: a test pins it, so that no change of it goes unnoticed. */
export function fingerprintOf(kinds: readonly AnyRecordKind[]): string {
  return kinds
    .map(kind => {
      const fields = Object.keys(kind.fields).map(field => `  ${field}: ${kind.fields[field]!.shape}`)
      return [`${kind.document}.${kind.name}`, ...fields].join("\n")
    })
    .join("\n")
}
