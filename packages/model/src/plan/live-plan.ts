import { assert } from "../base/assert.ts"
import { sameValue } from "../schema/row.ts"
import type { Instant } from "../time/instant.ts"
import { addLinkSlots } from "./build-links.ts"
import { buildNetwork, writeTask } from "./build-network.ts"
import { replaceShares } from "./build-shares.ts"
import type { PlanAssignment, PlanInput, PlanLink, PlanProject, PlanTask } from "./input.ts"
import { LiveDates } from "./live-dates.ts"
import { INACTIVE, isInactive, isLate, isWaiting, LIMITING, NO_DATE, SUMMARY, type Network } from "./network.ts"
import { putBefore } from "./order-repair.ts"
import { placedFinish } from "./placed-dates.ts"
import type { PlanDates } from "./plan-dates.ts"
import type { PlanWarning } from "./warning.ts"
import type { PlanSchedule, ScheduledTask } from "./schedule-rows.ts"
import { rowOf, scheduleRows } from "./write-rows.ts"

/** One change of a plan. */
export type PlanEdit =
  /** Replaces the row of a task with the same id. */
  | { readonly edit: "task"; readonly task: PlanTask }
  /** Adds a link that is newer than all others. */
  | { readonly edit: "add-link"; readonly link: PlanLink }
  | { readonly edit: "remove-link"; readonly link: PlanLink }
  /** Gives the link with the same id another kind or lag; its age stays. */
  | { readonly edit: "change-link"; readonly link: PlanLink }
  /** Replaces who is assigned to a task. */
  | { readonly edit: "assignments"; readonly task: string; readonly assignments: readonly PlanAssignment[] }
  /** Replaces the whole plan. */
  | { readonly edit: "plan"; readonly input: PlanInput }

/**
 * A plan that is edited while somebody looks on. An edit touches the tasks whose dates it changes and no others; late
 * dates follow when they are asked for. The dates are those of `schedulePlan` for the same rows, whatever came before.
 */
export class LivePlan {
  #input!: PlanInput
  #tasks!: PlanTask[]
  #links!: PlanLink[]
  /** Places in `#links` of those that are no more. */
  #removed!: Set<number>
  /** Places of links by their ids; made when the first is asked for. */
  #linkPlaces: Map<string, number> | null = null
  #resources: ReadonlySet<string> | null = null
  #assignments: Map<string, readonly PlanAssignment[]> | null = null
  #net!: Network
  #dates!: LiveDates

  constructor(input: PlanInput) {
    this.#build(input)
  }

  /** The plan as it is now. */
  get input(): PlanInput {
    return {
      ...this.#input,
      tasks: [...this.#tasks],
      links: this.#links.filter((_, place) => !this.#removed.has(place)),
      assignments: this.#assignments === null ? this.#input.assignments : [...this.#assignments.values()].flat(),
    }
  }

  get project(): PlanProject {
    return this.#input.project
  }

  /** How many tasks there are. */
  get size(): number {
    return this.#tasks.length
  }

  /** A task as the plan has it now; undefined where there is none. */
  taskOf(id: string): PlanTask | undefined {
    const task = this.#net.indexOf.get(id)
    return task === undefined ? undefined : this.#tasks[task]
  }

  isSummary(id: string): boolean {
    const task = this.#net.indexOf.get(id)
    return task !== undefined && (this.#net.flags[task]! & SUMMARY) !== 0
  }

  hasLink(id: string): boolean {
    return this.#links.length > this.#removed.size && this.#placesOfLinks().has(id)
  }

  /** The links that close rings. */
  get suspended(): readonly PlanWarning[] {
    return this.#net.warnings.filter(({ code }) => code === "suspended-link")
  }

  hasResource(id: string): boolean {
    this.#resources ??= new Set(this.#input.resources.map(resource => resource.id))
    return this.#resources.has(id)
  }

  /** The compiled plan and its dates, both up to date, for those who explain or vary them. Neither may be changed. */
  get computed(): { readonly net: Network; readonly dates: PlanDates } {
    return { net: this.#net, dates: this.#dates.all() }
  }

  /** Applies changes and answers the ids of the tasks whose early dates are others now. */
  apply(...edits: readonly PlanEdit[]): readonly string[] {
    for (const edit of edits) this.#applyOne(edit)
    return Array.from(this.#dates.settle(), task => this.#tasks[task]!.id)
  }

  /** One row of the schedule. */
  task(id: string): ScheduledTask {
    const task = this.#net.indexOf.get(id)
    assert(task !== undefined, `no task ${id} in the plan`)
    return rowOf(this.#net, this.#dates.all(), task)
  }

  /** When a task ends. Asks for late dates only where they are what it is shown at. */
  finishOf(id: string): Instant {
    const task = this.#net.indexOf.get(id)
    assert(task !== undefined, `no task ${id} in the plan`)
    if (isLate(this.#net, task) || isWaiting(this.#net, task)) return placedFinish(this.#net, this.#dates.all(), task)
    const finish = this.#dates.early.earlyFinish[task]!
    return finish === NO_DATE ? this.#dates.early.start : finish
  }

  schedule(): PlanSchedule {
    return scheduleRows(this.#net, this.#dates.all())
  }

  #build(input: PlanInput): void {
    this.#input = input
    this.#tasks = [...input.tasks]
    this.#links = [...input.links]
    this.#removed = new Set()
    this.#linkPlaces = null
    this.#resources = null
    this.#assignments = null
    this.#net = buildNetwork({ ...input, tasks: this.#tasks, links: this.#links })
    this.#dates = new LiveDates(this.#net)
  }

  #rebuild(): void {
    this.#build(this.input)
  }

  #applyOne(edit: PlanEdit): void {
    switch (edit.edit) {
      case "task":
        return this.#replaceTask(edit.task)
      case "add-link":
        return this.#addLink(edit.link)
      case "remove-link":
        return this.#removeLink(edit.link)
      case "change-link":
        return this.#changeLink(edit.link)
      case "assignments":
        return this.#replaceAssignments(edit.task, edit.assignments)
      case "plan":
        return this.#build(edit.input)
    }
  }

  #replaceTask(row: PlanTask): void {
    const task = this.#net.indexOf.get(row.id)
    assert(task !== undefined, `no task ${row.id} in the plan`)
    const before = this.#tasks[task]!
    this.#tasks[task] = row
    const net = this.#net
    const isSummary = (net.flags[task]! & SUMMARY) !== 0
    if (isSummary || changesShape(before, row)) return this.#rebuild()
    for (let place = net.warnings.length - 1; place >= 0; place -= 1)
      if (net.warnings[place]!.code === "missing-date" && net.warnings[place]!.task === row.id)
        net.warnings.splice(place, 1)
    const kept = net.flags[task]! & (INACTIVE | LIMITING)
    writeTask(net, task, row, isSummary, net.calendarTable, warning => void net.warnings.push(warning))
    net.flags[task]! |= kept
    if (before.hasFixedDuration !== row.hasFixedDuration || before.isElapsed !== row.isElapsed)
      this.#writeShares(task, this.#assignmentsOf(row.id))
    this.#dates.touchTask(task)
  }

  #addLink(link: PlanLink): void {
    const net = this.#net
    const [from, to] = [net.indexOf.get(link.from), net.indexOf.get(link.to)]
    const place = this.#links.push(link) - 1
    this.#linkPlaces?.set(link.id, place)
    if (from === undefined || to === undefined) return this.#rebuild()
    if (isInactive(net, from)) return
    // Whatever is there to tell of a link is told by a full build: a ring, or too many links.
    const added = addLinkSlots(net.links, { flags: net.flags, children: net.children }, link, place, from, to)
    if (!added || !this.#slotsOf(place, from).every(slot => this.#orderSlot(slot))) return this.#rebuild()
    if (net.flags[from]! & SUMMARY) net.flags[from]! |= LIMITING
    this.#dates.touchLink(from, this.#slotsOf(place, from))
  }

  #orderSlot(slot: number): boolean {
    const { links, flags } = this.#net
    if (flags[links.to[slot]!]! & SUMMARY) return true
    const [from, to] = [links.from[slot]!, links.to[slot]!]
    if (from !== to && this.#net.rank[from]! < this.#net.rank[to]!) return true
    return this.#dates.whileReordered(() => putBefore(this.#net, from, to))
  }

  #removeLink(link: PlanLink): void {
    const net = this.#net
    const place = this.#placeOf(link)
    this.#removed.add(place)
    this.#linkPlaces!.delete(link.id)
    const from = net.indexOf.get(this.#links[place]!.from)
    // A suspended link may count again once another is gone.
    if (from === undefined || net.warnings.some(({ about, code }) => about === link.id || code === "suspended-link"))
      return this.#rebuild()
    const slots = this.#slotsOf(place, from)
    this.#dates.touchLink(from, slots)
    for (const slot of slots) net.links.remove(slot)
  }

  #changeLink(link: PlanLink): void {
    const net = this.#net
    const place = this.#placeOf(link)
    const before = this.#links[place]!
    assert(before.from === link.from && before.to === link.to, "a link keeps its ends")
    this.#links[place] = link
    const [from, to] = [net.indexOf.get(link.from), net.indexOf.get(link.to)]
    if (from === undefined || to === undefined || net.warnings.some(({ about }) => about === link.id))
      return this.#rebuild()
    if (isInactive(net, from)) return
    const slots = this.#slotsOf(place, from)
    this.#dates.touchLink(from, slots)
    for (const slot of slots) net.links.remove(slot)
    addLinkSlots(net.links, { flags: net.flags, children: net.children }, link, place, from, to)
    this.#dates.touchLink(from, this.#slotsOf(place, from))
  }

  #placeOf({ id }: PlanLink): number {
    const place = this.#placesOfLinks().get(id)
    assert(place !== undefined, `no link ${id} in the plan`)
    return place
  }

  #placesOfLinks(): Map<string, number> {
    if (this.#linkPlaces === null) {
      this.#linkPlaces = new Map()
      for (const [place, link] of this.#links.entries())
        if (!this.#removed.has(place)) this.#linkPlaces.set(link.id, place)
    }
    return this.#linkPlaces
  }

  /** The slots of a link: the drawn one and those that drive. */
  #slotsOf(place: number, from: number): number[] {
    const { links } = this.#net
    const found = new Set<number>()
    for (let slot = links.drawnFirst[from]!; slot >= 0; slot = links.drawnNext[slot]!)
      if (links.link[slot] === place) found.add(slot)
    for (let slot = links.outFirst[from]!; slot >= 0; slot = links.outNext[slot]!)
      if (links.link[slot] === place) found.add(slot)
    return [...found]
  }

  #replaceAssignments(id: string, assignments: readonly PlanAssignment[]): void {
    const task = this.#net.indexOf.get(id)
    assert(task !== undefined, `no task ${id} in the plan`)
    this.#assignmentsOf(id)
    this.#assignments!.set(id, assignments)
    if (assignments.some(({ resource }) => !this.hasResource(resource))) return this.#rebuild()
    this.#writeShares(task, assignments)
    this.#dates.touchTask(task)
  }

  #writeShares(task: number, assignments: readonly PlanAssignment[]): void {
    replaceShares(
      this.#net.shares,
      task,
      this.#tasks[task]!,
      assignments,
      this.#input.resources,
      this.#net.calendarTable,
    )
  }

  #assignmentsOf(id: string): readonly PlanAssignment[] {
    this.#assignments ??= Map.groupBy(this.#input.assignments, ({ task }) => task)
    return this.#assignments.get(id) ?? []
  }
}

/** Whether a change of a row is one of the outline, the calendars or what takes part, which a full build is for. */
function changesShape(before: PlanTask, after: PlanTask): boolean {
  return (
    before.parent !== after.parent ||
    before.calendar !== after.calendar ||
    before.ignoresResourceCalendars !== after.ignoresResourceCalendars ||
    before.isActive !== after.isActive ||
    !sameValue(before.farLinks, after.farLinks)
  )
}
