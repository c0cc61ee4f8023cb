import type { Instant } from "../../time/instant.ts"
import type { PlanRowReport } from "./import-plan.ts"

/** A link that the file and the space both changed, and in which fields. */
export interface ChangedLink {
  readonly id: string
  readonly fields: readonly string[]
}

/** The links of which somebody or the later change has to say what stands. */
export function linksChangedInBoth(rows: readonly PlanRowReport[]): readonly ChangedLink[] {
  return rows.flatMap(({ kind, id, kept }) => {
    const fields = kept.filter(({ changedInBoth }) => changedInBoth).map(({ field }) => field)
    return kind === "dependencies" && fields.length > 0 ? [{ id, fields }] : []
  })
}

/**
 * Which fields of links are taken from a file because it was saved after they were changed here. A file that does not say
 * when it was saved, and a link of which nobody knows when it was changed, decide nothing: then ours stands.
 *
 * @param changedAt when each link was changed here, on the wall clock of this device
 */
export function takesOfLater(
  links: readonly ChangedLink[],
  savedAt: Instant | null,
  changedAt: readonly (Instant | null)[],
): Readonly<Record<string, readonly string[]>> {
  const isLater = (at: Instant | null | undefined) => savedAt !== null && at != null && savedAt > at
  return Object.fromEntries(links.map(({ id, fields }, index) => [id, isLater(changedAt[index]) ? fields : []]))
}
