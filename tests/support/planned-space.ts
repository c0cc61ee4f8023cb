import { linkItems } from "@weft/model/actions/dependency"
import { createItem } from "@weft/model/actions/item"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { setDuration } from "@weft/model/actions/schedule-items"
import type { ItemId } from "@weft/model/base/ids"
import { scheduleSpace } from "@weft/model/plan/link-health"
import type { StoredLag } from "@weft/model/schema/plan-values"
import { dependencyId, type DependencyKind } from "@weft/model/schema/planning"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { readInstant, writeInstant, type Instant } from "@weft/model/time/instant"
import type { Person } from "./person.ts"

/** A working day of eight hours. */
export const DAY = 4800

/** The Monday on which plans of these tests begin, at eight. */
export const MONDAY = at("2026-11-30T08:00")

/** An instant of a plan; the text must be one. */
export function at(text: string): Instant {
  const instant = readInstant(text)
  if (instant === null) throw new Error(`${text} is no instant`)
  return instant
}

/** Items of so many days by title, in a plan that begins on the Monday. */
export function makePlan<Title extends string>(
  person: Person,
  days: Readonly<Record<Title, number>>,
): Readonly<Record<Title, ItemId>> {
  person.do(patchPlan, { start: MONDAY })
  const made: [string, ItemId][] = []
  for (const [title, length] of Object.entries<number>(days)) {
    const id = person.newId<ItemId>()
    person.do(createItem, { id, title })
    person.do(setDuration, { items: [id], duration: length * DAY })
    made.push([title, id])
  }
  return Object.fromEntries(made) as Record<Title, ItemId>
}

export function link(
  person: Person,
  from: ItemId,
  to: ItemId,
  kind: DependencyKind = "FS",
  lag: StoredLag | null = null,
) {
  person.do(linkItems, { links: [{ from, to, kind, lag }] })
  return dependencyId(from, to, kind)
}

/** A lag of so many working days. */
export function days(amount: number): StoredLag {
  return { kind: "working", amount: amount * DAY, unit: "days" }
}

/** The dates of all living items by title: `2026-11-30T08 – 2026-12-01T17`. */
export function datesOf(snapshot: Snapshot): Readonly<Record<string, string>> {
  const { rows } = scheduleSpace(snapshot)
  return Object.fromEntries(
    living(snapshot.items)
      .map(({ id, title }) => [title, `${hour(rows.get(id)!.start)} – ${hour(rows.get(id)!.finish)}`] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  )
}

const hour = (instant: Instant) => writeInstant(instant).slice(5, 13)

/** The states of links by the titles of their ends: `Paint→Move in: suspended`. */
export function linksOf(snapshot: Snapshot): readonly string[] {
  const title = (id: string | null) => snapshot.items.get(id ?? "")?.title ?? "nowhere"
  const { links } = scheduleSpace(snapshot)
  return [...links]
    .map(([id, { state }]) => {
      const row = snapshot.dependencies.get(id)!
      return `${title(row.from)}→${title(row.to)}: ${state}`
    })
    .sort()
}
