import type { Snapshot } from "@weft/model/schema/snapshot"
import { splitFamily } from "@weft/model/schema/change"
import { dayOf, writeInstant, type Instant } from "@weft/model/time/instant"
import { startDay } from "../../../parts/instant-day.ts"
import { format } from "../../../text/index.ts"
import { planWords } from "../../../text/plan.ts"
import { planExchange } from "../../../text/plan-exchange.ts"

/** What a field of a plan's record is called, by its stored name. */
export function planFieldWords(field: string): string {
  const names = planExchange().fields
  const name = splitFamily(field)?.[0] ?? field
  return names[name as keyof typeof names] ?? names.other
}

/** When two instants are, with their hours where they are of one day. */
export function twoInstants(one: Instant, other: Instant, today: string): readonly [string, string] {
  const isOneDay = dayOf(one) === dayOf(other)
  const hour = (instant: Instant) => (isOneDay ? ` ${writeInstant(instant).slice(11, 16)}` : "")
  return [startDay(one, today) + hour(one), startDay(other, today) + hour(other)]
}

const INSTANTS = new Set(["plannedStart", "plannedFinish", "constraintAt", "deadlineAt", "start", "finish", "dataDate"])
const LENGTHS = new Set(["durationTenths", "workTenths", "overtimeTenths", "delayTenths", "levellingDelay"])

/** The value of a field of a plan's record in words. */
export function planValueWords(field: string, value: unknown, snapshot: Snapshot, today: string): string {
  const words = planExchange().values
  if (value === null || value === undefined || value === "") return words.none
  if (typeof value === "boolean") return value ? words.yes : words.no
  if (typeof value === "number") {
    if (INSTANTS.has(field)) return startDay(value, today)
    return LENGTHS.has(field) ? planExchange().work(format().number(value / 600)) : format().number(value)
  }
  if (field === "lag" && typeof value === "object" && "amount" in value && "kind" in value) {
    const { amount, kind } = value as { readonly amount: number; readonly kind: string }
    return kind.includes("percent")
      ? `${format().number(amount)} %`
      : planExchange().work(format().number(amount / 600))
  }
  if (typeof value !== "string") return words.other
  if (field === "constraint") {
    const kinds = planWords().constraints
    return kinds[value.toUpperCase() as keyof typeof kinds] ?? value
  }
  if (value === "auto" || value === "manual") return words[value]
  const row = snapshot.items.get(value) ?? snapshot.calendars.get(value)
  if (row !== undefined) return "title" in row ? row.title : row.name
  return value.length > 80 ? `${value.slice(0, 80)}…` : value
}
