import type { MemberId, RotaId, RotaTurnId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { rotaTurnId } from "../schema/assignment-rules.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { firstInstantOn, storedZoneClock } from "../service/zone-clock.ts"
import { addDays, isCalendarDate, type CalendarDate } from "../time/calendar-date.ts"
import { isZone } from "../time/zone.ts"
import { defineAction, type ActionContext } from "./define.ts"

const MINUTES_PER_DAY = 1440

/** The most turns that are planned at once: a year of days. */
export const MOST_TURNS = 366

export interface SetRota {
  readonly id: RotaId
  readonly name: string
  readonly zone: string
  /** At which minute of the day one hands over to the next. */
  readonly handoverMinute: number
}

/** Makes a rota in which nobody is on call yet. */
export const createRota = defineAction<SetRota>("rota.create", ({ snapshot, write }, { id, ...rota }) => {
  if (snapshot.rotas.has(id)) return refuse("exists")
  const answer = refusedRota(rota)
  if (answer !== undefined) return answer
  write.create("rotas", id, { ...rota, name: rota.name.trim() })
})

/** Changes a rota; turns that are planned stay when they were. */
export const patchRota = defineAction<SetRota>("rota.patch", ({ snapshot, write }, { id, ...rota }) => {
  if (!isThere(snapshot, id)) return refuse("not-found")
  const answer = refusedRota(rota)
  if (answer !== undefined) return answer
  write.patch("rotas", id, { ...rota, name: rota.name.trim() })
})

export const trashRota = defineAction<{ readonly rota: RotaId }>("rota.trash", ({ snapshot, write, me }, { rota }) => {
  if (!isThere(snapshot, rota)) return refuse("not-found")
  write.trash("rotas", rota, me)
})

export interface PlanTurns {
  readonly rota: RotaId
  /** In the order in which they follow each other; again from the first after the last. */
  readonly people: readonly MemberId[]
  readonly firstDay: CalendarDate
  /** How many days a turn lasts. */
  readonly days: number
  readonly turns: number
}

/**
 * Plans who is on call after whom. Each turn begins when the one before ends, at the minute of the day at which the rota
 * hands over, whatever the clocks do in between. Planned again from the same day, a turn is the later one's (MERGE T62).
 */
export const planTurns = defineAction<PlanTurns>("rota.plan", (context, { rota, people, firstDay, days, turns }) => {
  const { snapshot } = context
  if (!isThere(snapshot, rota)) return refuse("not-found")
  if (people.length === 0 || people.some(id => !snapshot.members.has(id))) return refuse("member-missing")
  if (!isCalendarDate(firstDay)) return refuse("date-missing")
  const isWithin = (value: number) => Number.isSafeInteger(value) && value >= 1 && value <= MOST_TURNS
  if (!isWithin(days) || !isWithin(turns)) return refuse("turns-out-of-range", { most: MOST_TURNS })
  for (let turn = 0; turn < turns; turn += 1) {
    const [from, to] = [turn, turn + 1].map(count => handoverOn(snapshot, rota, addDays(firstDay, count * days)))
    writeTurn(context, { rota, member: people[turn % people.length]!, from: from!, to: to!, isOverride: false })
  }
})

export interface OverrideTurn {
  readonly rota: RotaId
  readonly member: MemberId
  /** Milliseconds since 1970, the end not included. */
  readonly from: number
  readonly to: number
}

/** Lets somebody stand in for whoever is on call. Where several stand in at once, the one counts that was said last. */
export const overrideTurn = defineAction<OverrideTurn>("rota.override", (context, { rota, member, from, to }) => {
  if (!isThere(context.snapshot, rota)) return refuse("not-found")
  if (!context.snapshot.members.has(member)) return refuse("member-missing")
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0) return refuse("date-missing")
  if (to <= from) return refuse("period-backwards")
  writeTurn(context, { rota, member, from, to, isOverride: true })
})

export const trashTurn = defineAction<{ readonly turn: RotaTurnId }>(
  "rota.trash-turn",
  ({ snapshot, write, me }, { turn }) => {
    if (snapshot.rotaTurns.get(turn)?.deleted !== null) return refuse("not-found")
    write.trash("rotaTurns", turn, me)
  },
)

interface Turn extends OverrideTurn {
  readonly isOverride: boolean
}

function writeTurn({ snapshot, write, now }: ActionContext, turn: Turn): void {
  const id = rotaTurnId(turn.rota, turn.from, turn.isOverride)
  if (!snapshot.rotaTurns.has(id)) return write.create("rotaTurns", id, { ...turn, saidAt: now })
  write.restore("rotaTurns", id)
  // All of it under one stamp: of two who plan it at once one has the whole turn.
  for (const [field, value] of Object.entries({ ...turn, saidAt: now })) write.always("rotaTurns", id, field, value)
}

/** When a rota hands over on a day, in milliseconds since 1970. */
export function handoverOn({ rotas }: Pick<Snapshot, "rotas">, rota: RotaId, day: CalendarDate): number {
  const { zone, handoverMinute } = rotas.get(rota)!
  return firstInstantOn(storedZoneClock(zone), day, handoverMinute)
}

function isThere({ rotas }: Pick<Snapshot, "rotas">, rota: RotaId): boolean {
  return rotas.get(rota)?.deleted === null
}

function refusedRota({ name, zone, handoverMinute }: Omit<SetRota, "id">) {
  if (name.trim() === "") return refuse("name-missing")
  if (!isZone(zone)) return refuse("unknown-zone", { zone })
  const isMinute = Number.isSafeInteger(handoverMinute) && handoverMinute >= 0 && handoverMinute < MINUTES_PER_DAY
  return isMinute ? undefined : refuse("not-a-time")
}
