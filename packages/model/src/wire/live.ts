/** What a live link may show of an item beside its title, by name. */
export const LIVE_FIELDS = [
  "key",
  "owner",
  "assignees",
  "priority",
  "type",
  "labels",
  "start",
  "due",
  "estimate",
] as const
export type LiveField = (typeof LIVE_FIELDS)[number]

/**
 * A board as a live link shows it, sent whole with every change. It holds what
 * the link names and nothing else: no ids, no names of people unless a field
 * of people is shown, no items that the link leaves out.
 */
export interface LiveBoard {
  readonly name: string
  readonly space: string
  readonly fields: readonly LiveField[]
  readonly columns: readonly LiveColumn[]
  /** How many items there are beyond those that are sent. */
  readonly more: number
}

export interface LiveColumn {
  /** What the screen has a word for (a priority, nobody), or empty. */
  readonly key: string
  readonly name: string
  readonly cards: readonly LiveCard[]
}

export interface LiveCard {
  readonly title: string
  readonly key?: string
  readonly owner?: string | null
  readonly assignees?: readonly string[]
  readonly priority?: string
  readonly type?: string | null
  readonly labels?: readonly { readonly name: string; readonly hue: string }[]
  readonly start?: string | null
  readonly due?: string | null
  readonly estimate?: number | null
}
