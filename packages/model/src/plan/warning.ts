/** Something in a plan that does not fit. The schedule is computed all the same, as the code says. */
export interface PlanWarning {
  readonly code:
    /** A ring of links: this link closes it, is later than the others of the ring, and is suspended. */
    | "suspended-link"
    /** A link whose predecessor or successor is not there; it drives nothing. */
    | "link-to-nowhere"
    /** A link to so many tasks below a summary that it is left out. */
    | "too-many-links"
    /** A calendar that is not there, is derived from itself, or never works; the standard week or every hour stands in. */
    | "calendar"
    /** An assignment of a task or resource that is not there. */
    | "assignment-to-nowhere"
    /** A constraint without its date, or an external task without its start; as soon as possible stands in. */
    | "missing-date"
    /** A manual task that begins or ends before its links would let it. */
    | "manual-too-early"
  /** The task that it is about: the successor of a link. Null for the whole plan. */
  readonly task: string | null
  /** The link or calendar that it is about. */
  readonly about: string | null
  /** The tasks of a ring in the order of its links, at most the first twelve. */
  readonly ring: readonly string[]
}
