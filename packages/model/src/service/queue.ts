import type { Category } from "../schema/workflow.ts"

/** Where in a queue a ticket stands, the most pressing first. */
export const QUEUE_GROUPS = ["soon", "today", "later", "paused", "solved"] as const
export type QueueGroup = (typeof QUEUE_GROUPS)[number]

/** What a queue knows of a ticket. */
export interface QueuedTicket {
  readonly id: string
  readonly category: Category
  readonly owner: string | null
  readonly createdAt: number
  /** When the first of its open clocks is or was due; nothing where all of them rest or nothing is promised. */
  readonly due: number | null
  /** When it was solved or dropped last, 0 where nothing tells. */
  readonly closedAt: number
  /** Its requester wrote while it was closed by somebody who had not seen that. */
  readonly isAskedAgain: boolean
}

/** The present, and the day that it lies in where the agent is; milliseconds since 1970. */
export interface QueueDay {
  readonly now: number
  readonly start: number
  readonly end: number
}

/** What is due within so many milliseconds is as pressing as what is late. */
const SOON_MILLIS = 3_600_000

/** The group of a ticket; nothing for what was closed before today. */
export function queueGroupOf(ticket: QueuedTicket, { now, start, end }: QueueDay): QueueGroup | null {
  const { category, due, closedAt, isAskedAgain } = ticket
  if (isAskedAgain) return "soon"
  if (category === "done" || category === "cancelled") return closedAt >= start ? "solved" : null
  if (due !== null) return due <= now + SOON_MILLIS ? "soon" : due < end ? "today" : "later"
  return category === "paused" ? "paused" : "later"
}

/** Tickets by group, each in the order in which they are to be worked on: by what is due next, then by age. */
export function queueOf(
  tickets: Iterable<QueuedTicket>,
  day: QueueDay,
): ReadonlyMap<QueueGroup, readonly QueuedTicket[]> {
  const groups = new Map<QueueGroup, QueuedTicket[]>(QUEUE_GROUPS.map(group => [group, []]))
  for (const ticket of tickets) {
    const group = queueGroupOf(ticket, day)
    if (group !== null) groups.get(group)!.push(ticket)
  }
  for (const [group, queued] of groups) queued.sort(group === "solved" ? latestFirst : mostPressingFirst)
  return groups
}

/** The ticket to take next: the most pressing one that nobody has and that does not rest; nothing where there is none. */
export function nextInQueue(groups: ReadonlyMap<QueueGroup, readonly QueuedTicket[]>): QueuedTicket | null {
  for (const group of ["soon", "today", "later"] as const) {
    const free = groups.get(group)?.find(({ owner }) => owner === null)
    if (free !== undefined) return free
  }
  return null
}

function mostPressingFirst(one: QueuedTicket, other: QueuedTicket): number {
  if (one.isAskedAgain !== other.isAskedAgain) return one.isAskedAgain ? -1 : 1
  const [due, otherDue] = [one.due ?? Infinity, other.due ?? Infinity]
  if (due !== otherDue) return due - otherDue
  return one.createdAt - other.createdAt || inByteOrder(one.id, other.id)
}

function latestFirst(one: QueuedTicket, other: QueuedTicket): number {
  return other.closedAt - one.closedAt || inByteOrder(one.id, other.id)
}

const inByteOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
