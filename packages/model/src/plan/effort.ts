import type { Tenths } from "../time/instant.ts"

/** What holds still when one of duration, work and units is edited. */
export const EFFORTS = ["fixed-units", "fixed-duration", "fixed-work"] as const
export type Effort = (typeof EFFORTS)[number]

export interface Share {
  readonly resource: string
  /** 1 is full time. */
  readonly units: number
  readonly work: Tenths
}

/** How long a task takes and who works on it; work is duration times units unless somebody finishes earlier. */
export interface Staffing {
  readonly effort: Effort
  /** Whether whoever joins takes work off the others. Fixed work always is. */
  readonly isEffortDriven: boolean
  readonly duration: Tenths
  readonly shares: readonly Share[]
}

const whole = (value: number) => Math.max(0, Math.round(value))

/** How long the longest share takes; the given duration where nobody works. */
function longest(shares: readonly Share[], duration: Tenths): Tenths {
  const lengths = shares.filter(({ units, work }) => units > 0 && work > 0).map(({ units, work }) => work / units)
  return lengths.length === 0 ? duration : whole(Math.max(...lengths))
}

/** Somebody says how long it takes: people do more or less in it, or where the work is fixed, with more or less of their time. */
export function withDuration(staffing: Staffing, duration: Tenths): Staffing {
  const { effort, shares } = staffing
  const next = shares.map(share => {
    if (effort !== "fixed-work") return { ...share, work: whole(duration * share.units) }
    return duration > 0 ? { ...share, units: share.work / duration } : share
  })
  return { ...staffing, duration, shares: next }
}

/** Somebody says how much one person has to do: it takes longer, or where the duration is fixed, more of their time. */
export function withWork(staffing: Staffing, resource: string, work: Tenths): Staffing {
  const { effort, duration } = staffing
  const shares = staffing.shares.map(share => {
    if (share.resource !== resource) return share
    const units = effort === "fixed-duration" && duration > 0 ? work / duration : share.units
    return { ...share, work, units }
  })
  return { ...staffing, shares, duration: effort === "fixed-duration" ? duration : longest(shares, duration) }
}

/** Somebody says how much of their time one person gives: it takes shorter, or where the duration is fixed, more gets done. */
export function withUnits(staffing: Staffing, resource: string, units: number): Staffing {
  const { effort, duration } = staffing
  const shares = staffing.shares.map(share => {
    if (share.resource !== resource) return share
    return { ...share, units, work: effort === "fixed-duration" ? whole(duration * units) : share.work }
  })
  return { ...staffing, shares, duration: effort === "fixed-duration" ? duration : longest(shares, duration) }
}

/** Somebody joins. The first one does all of it; others share it, or where it is not effort-driven, add to it. */
export function withPerson(staffing: Staffing, resource: string, units: number): Staffing {
  const { duration } = staffing
  const joined = [...staffing.shares, { resource, units, work: whole(duration * units) }]
  if (staffing.shares.length === 0 || !isDriven(staffing)) return { ...staffing, shares: joined }
  return redistributed(staffing, joined)
}

/** Somebody leaves. Where it is effort-driven the others do that work as well. */
export function withoutPerson(staffing: Staffing, resource: string): Staffing {
  const left = staffing.shares.filter(share => share.resource !== resource)
  if (left.length === 0 || left.length === staffing.shares.length || !isDriven(staffing)) {
    const duration = staffing.effort === "fixed-duration" ? staffing.duration : longest(left, staffing.duration)
    return { ...staffing, shares: left, duration }
  }
  return redistributed(staffing, left)
}

const isDriven = ({ effort, isEffortDriven }: Staffing) => isEffortDriven || effort === "fixed-work"

/** Spreads all the work that there was over some people by their units; a fixed duration takes less of their time instead. */
function redistributed(staffing: Staffing, people: readonly Share[]): Staffing {
  const { effort, duration } = staffing
  const work = staffing.shares.reduce((sum, share) => sum + share.work, 0)
  const units = people.reduce((sum, share) => sum + share.units, 0)
  if (!(units > 0)) return { ...staffing, shares: people }
  const shares = people.map(share => {
    const part = whole((work * share.units) / units)
    return { ...share, work: part, units: effort === "fixed-duration" && duration > 0 ? part / duration : share.units }
  })
  return { ...staffing, shares, duration: effort === "fixed-duration" ? duration : whole(work / units) }
}
