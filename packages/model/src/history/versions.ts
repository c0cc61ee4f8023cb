import type { PastChange, PastStep } from "./past-change.ts"

/** How long somebody may rest and still be at the same version, in milliseconds. */
const PAUSE_MILLIS = 10 * 60_000

/** How much later than it was made a change must arrive for that to be told, in milliseconds. */
const LATE_MILLIS = 60_000

/** What one person changed in one go. */
export interface Version {
  /** When its first and its last change were made, in milliseconds since 1970. */
  readonly from: number
  readonly until: number
  /** When it arrived, where that was later than a minute after it was made; else `null`. */
  readonly arrivedAt: number | null
  /** Who made it; several only where history has been thinned. */
  readonly by: readonly string[]
  readonly isThinned: boolean
  readonly changes: readonly PastChange[]
  /** The step with which it ended, as a position among those that were given. */
  readonly lastStep: number
}

/**
 * The steps of a log as versions, the oldest first: what follows by the same person without a long pause is one. A step
 * without changes is part of none. Steps are in the order of the log, so what was written offline stands where it arrived.
 */
export function versionsOf(steps: readonly PastStep[], pauseMillis: number = PAUSE_MILLIS): Version[] {
  const groups: Version[][] = []
  for (const [index, step] of steps.entries()) {
    if (step.changes.length === 0) continue
    const next = versionOf(step, index)
    const last = groups.at(-1)
    if (last !== undefined && continues(last.at(-1)!, next, pauseMillis)) last.push(next)
    else groups.push([next])
  }
  return groups.map(joined)
}

function versionOf({ arrivedAt, isThinned, changes }: PastStep, lastStep: number): Version {
  let [from, until] = [Infinity, -Infinity]
  const by = new Set<string>()
  for (const change of changes) {
    from = Math.min(from, change.at)
    until = Math.max(until, change.at)
    by.add(change.by)
  }
  const isLate = arrivedAt - until > LATE_MILLIS
  return { from, until, arrivedAt: isLate ? arrivedAt : null, by: [...by].sort(), isThinned, changes, lastStep }
}

function continues(last: Version, next: Version, pauseMillis: number): boolean {
  if (last.by.length !== 1 || next.by.length !== 1 || last.by[0] !== next.by[0]) return false
  return last.isThinned === next.isThinned && Math.abs(next.from - last.until) <= pauseMillis
}

/** All of a group at once: a day of somebody's work may be thousands of steps. */
function joined(group: readonly Version[]): Version {
  const last = group.at(-1)!
  return {
    ...last,
    from: group.reduce((first, { from }) => Math.min(first, from), Infinity),
    until: group.reduce((latest, { until }) => Math.max(latest, until), -Infinity),
    arrivedAt: group.reduce<number | null>((arrived, version) => version.arrivedAt ?? arrived, null),
    changes: group.length === 1 ? last.changes : settled(group.flatMap(({ changes }) => changes)),
  }
}

/** Changes of one field one after the other as one, from what stood first to what stood last; what came back to it is none. */
export function settled(changes: readonly PastChange[]): readonly PastChange[] {
  const standing = new Map<string, PastChange>()
  for (const change of changes) {
    const key = keyOf(change)
    const earlier = standing.get(key)
    const both = earlier === undefined ? change : combined(earlier, change)
    standing.delete(key)
    if (both !== null) standing.set(key, both)
  }
  return [...standing.values()]
}

function keyOf(change: PastChange): string {
  if (change.did === "wrote") return `text ${change.id}`
  // Taking a comment away is told by itself, even where the same person had just written it: what is gone can be brought back.
  if (change.did === "commented") return `comment ${change.id} ${change.after === null ? "gone" : ""}`
  return `${change.kind} ${change.id} ${"field" in change ? change.field : ""}`
}

function combined(earlier: PastChange, later: PastChange): PastChange | null {
  if (earlier.did === "set" && later.did === "set") {
    const isSame = JSON.stringify(earlier.before) === JSON.stringify(later.after)
    return isSame ? null : { ...later, before: earlier.before }
  }
  if (earlier.did === "wrote" && later.did === "wrote")
    return earlier.before === later.after ? null : { ...later, before: earlier.before }
  if (earlier.did === "commented" && later.did === "commented" && later.after !== null)
    return earlier.before === later.after ? null : { ...later, before: earlier.before }
  if (earlier.did === "members" && later.did === "members") {
    const added = [...earlier.added, ...later.added].filter(
      member =>
        !(earlier.added.includes(member) && later.removed.includes(member)) && !earlier.removed.includes(member),
    )
    const removed = [...earlier.removed, ...later.removed].filter(
      member => !(earlier.removed.includes(member) && later.added.includes(member)) && !earlier.added.includes(member),
    )
    return added.length + removed.length === 0 ? null : { ...later, added, removed }
  }
  return later
}
