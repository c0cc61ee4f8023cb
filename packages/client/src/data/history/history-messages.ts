import type { PastRecord } from "@weft/model/actions/bring-back"
import type { PastChange } from "@weft/model/history/past-change"
import type { Version } from "@weft/model/history/versions"
import type { DocumentPath } from "@weft/model/schema/change"

/** What a tab asks of the worker that reads history. One worker reads the past of one space or one item. */
export type ToHistory =
  | {
      readonly do: "read"
      readonly workspace: string
      readonly space: string
      /** Whose past is told; `null` for the whole space's. */
      readonly item: string | null
      /** The items whose comments are told of as well. */
      readonly comments: readonly string[]
      /** Whether each step is told by itself, with every value that a field had, and not what a person did in one go. */
      readonly byStep?: boolean
    }
  /** Ends reading; what was read until then is told. */
  | { readonly do: "stop" }
  /** How items stood at the end of a version, by its place among those told. */
  | { readonly do: "records"; readonly request: number; readonly version: number; readonly items: readonly string[] }
  /** All changes of a version. */
  | { readonly do: "changes"; readonly request: number; readonly version: number }

export type FromHistory =
  | { readonly tell: "progress"; readonly rows: number }
  | { readonly tell: "past"; readonly past: ToldPast }
  | { readonly tell: "records"; readonly request: number; readonly past: PastItems }
  | { readonly tell: "changes"; readonly request: number; readonly changes: readonly ToldChange[] }

/** A change with the item that it belongs to. */
export interface ToldChange {
  readonly change: PastChange
  readonly item: string | null
}

/** A version as it is shown: its first changes, how many there are, and which items they are about. */
export interface ToldVersion extends Omit<Version, "changes"> {
  readonly changes: readonly ToldChange[]
  readonly amount: number
  readonly items: readonly string[]
}

export interface ToldPast {
  /** The oldest first. */
  readonly versions: readonly ToldVersion[]
  /** Whether the log was read to its end, the person ended it, or somebody did not answer. */
  readonly ended: "whole" | "stopped" | "no-answer" | "forbidden"
  /** How many rows of the log were erased or did not decode. */
  readonly missing: number
}

/** How items stood once. */
export interface PastItems {
  readonly records: readonly PastRecord[]
  /** Items that were not there then. */
  readonly absent: readonly string[]
  /** What the description of the one item said; `null` where several were asked for, or it was not read. */
  readonly text: string | null
}

/** The log of a document, under the name that the relay knows it by. */
export function logAddress(workspace: string, path: DocumentPath, after: number): string {
  return `/api/history/${workspace}/${path}?after=${after}`
}
