import type { KindName } from "../schema/kinds.ts"

/** One thing that changed once, as history tells it. `at` is when it was made, in milliseconds since 1970. */
export type PastChange = PastChangeOfRecord | PastChangeOfText | PastChangeOfComment

interface Past {
  readonly at: number
  /** The member who made it; empty where nobody says. */
  readonly by: string
  readonly id: string
}

export type PastChangeOfRecord = Past & { readonly kind: KindName } & (
    | { readonly did: "made" | "took-out" }
    /** `field` is the stored name; for an entry of a family `<family>-<key>`. */
    | { readonly did: "set"; readonly field: string; readonly before: unknown; readonly after: unknown }
    | {
        readonly did: "members"
        readonly field: string
        readonly added: readonly string[]
        readonly removed: readonly string[]
      }
  )

/** The description of the item `id`, as plain text before and after. */
export type PastChangeOfText = Past & { readonly did: "wrote"; readonly before: string; readonly after: string }

/**
 * The comment `id` on an item, in plain text: `before` is `null` where it was written or came back out of the trash, and
 * `after` where it was put there.
 */
export type PastChangeOfComment = Past & {
  readonly did: "commented"
  readonly item: string
  readonly before: string | null
  readonly after: string | null
}

/** What one row of a document's log changed: an update, or several where history has been thinned. */
export interface PastStep {
  /** When the relay took it in, in milliseconds since 1970. */
  readonly arrivedAt: number
  readonly isThinned: boolean
  readonly changes: readonly PastChange[]
}

/** The item that a change belongs to, as far as its record says; `rowOf` answers a record as it stood then. */
export function itemOfChange(
  change: PastChange,
  rowOf: (kind: KindName, id: string) => Readonly<Record<string, unknown>> | undefined,
): string | null {
  if (change.did === "commented") return change.item
  if (change.did === "wrote" || change.kind === "items") return change.id
  const row = rowOf(change.kind, change.id)
  const item = row?.["item"] ?? row?.["from"]
  return typeof item === "string" ? item : null
}
