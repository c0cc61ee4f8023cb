import { AUDIENCES, TICKET_EVENT_KINDS } from "@weft/model/schema/service"
import { TARGET_KINDS, type Condition, type Policy, type PolicyVersion } from "@weft/model/service/policy"
import type { EscalationAction, EscalationStep, Target, TargetKind } from "@weft/model/service/policy"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { zoneClock } from "@weft/model/service/zone-clock"
import { readSlaCalendar, type SlaCalendar } from "./sla-calendar.ts"
import { SlaReader, type SlaFaults } from "./sla-reader.ts"

/** What a file asks: calendars, policies, and what happened until when. */
export interface SlaFile {
  readonly calendars: readonly SlaCalendar[]
  readonly policies: readonly Policy[]
  readonly now: number
  readonly events: readonly TicketEvent[]
}

/** Reads the content of a file; the faults say what in it cannot be taken. */
export function readSlaFile(content: unknown, faults: SlaFaults): SlaFile {
  const file = new SlaReader(content, "", faults, ["calendar", "policy", "now", "events"])
  const calendars = file.oneOrMore("calendar").map(([value, path]) => readSlaCalendar(value, path, faults))
  const zone = calendars[0]?.zone ?? "UTC"
  const clock = faults.first === null ? zoneClock(zone) : zoneClock("UTC")
  const instant = (reader: SlaReader, field: string) => reader.instant(field, wall => clock.firstAt(wall))
  const policies = file
    .oneOrMore("policy")
    .map(([value, path], place) => readPolicy(value, path, place, calendars[0]?.id ?? "", faults, instant))
  const now = instant(file, "now")
  const events = file.list("events").map(([value, path], place) => readEvent(value, path, place, faults, instant))
  return { calendars, policies, now, events }
}

type ReadInstant = (reader: SlaReader, field: string) => number

const VERSION_FIELDS = [
  "when",
  "calendar",
  "targets",
  "onChange",
  "appliesTo",
  "onReopen",
  "from",
  "until",
  "version",
] as const

function readPolicy(
  value: unknown,
  path: string,
  place: number,
  calendar: string,
  faults: SlaFaults,
  instant: ReadInstant,
): Policy {
  const reader = new SlaReader(value, path, faults, ["id", "name", "audience", "versions", ...VERSION_FIELDS])
  const name = reader.text("name", `policy ${place + 1}`)
  const versions = reader.has("versions")
    ? reader.list("versions").map(([value, path], index) => {
        const version = new SlaReader(value, path, faults, VERSION_FIELDS)
        return readVersion(version, index, calendar, faults, instant)
      })
    : [readVersion(reader, 0, calendar, faults, instant)]
  return { id: reader.text("id", name), name, audience: reader.choice("audience", AUDIENCES, "customer"), versions }
}

function readVersion(
  reader: SlaReader,
  place: number,
  calendar: string,
  faults: SlaFaults,
  instant: ReadInstant,
): PolicyVersion {
  return {
    version: reader.whole("version", place + 1),
    from: reader.has("from") ? instant(reader, "from") : 0,
    until: reader.has("until") ? instant(reader, "until") : null,
    conditions: readConditions(reader, "when"),
    calendar: reader.text("calendar", calendar),
    targets: reader.entries("targets").map(([key, value, path]) => readTarget(key, value, path, faults)),
    onChange: reader.choice("onChange", ["keep", "restart"], "keep"),
    appliesTo: reader.choice("appliesTo", ["new-tickets", "open-tickets"], "new-tickets"),
    onReopen: reader.choice("onReopen", ["restart", "continue"], "restart"),
  }
}

/** `{ "priority": ["high"], "queue": { "not": ["spam"] } }`: all of them have to hold. */
function readConditions(reader: SlaReader, field: string): Condition[] {
  return reader.entries(field).map(([fact, value, path]) => {
    const isNegated = typeof value === "object" && value !== null && !Array.isArray(value)
    const values = isNegated
      ? new SlaReader(value, path, reader.faults, ["not"]).texts("not")
      : reader.texts(field, fact)
    return { fact, values, isNegated }
  })
}

const TARGET_FIELDS = ["kind", "in", "pausesIn", "while", "steps"] as const

/** `"4h"`, or an object where more is to be said. */
function readTarget(key: string, value: unknown, path: string, faults: SlaFaults): Target {
  const whole = typeof value === "object" ? value : { in: value }
  const reader = new SlaReader(whole, path, faults, TARGET_FIELDS)
  const isKind = (TARGET_KINDS as readonly string[]).includes(key)
  if (!isKind && !reader.has("kind"))
    faults.note(path, `is no target; there are ${TARGET_KINDS.join(", ")}. Another name needs "kind": "held"`)
  const kind = reader.choice("kind", TARGET_KINDS, isKind ? (key as TargetKind) : "held")
  if (kind === "held" && !reader.has("while")) faults.note(path, `needs "while", the facts as long as which it runs`)
  return {
    key,
    kind,
    promise: reader.amount("in", { isSigned: false }),
    pausesIn: reader.has("pausesIn") ? reader.texts("pausesIn") : kind === "resolution" ? ["paused"] : [],
    while: readConditions(reader, "while"),
    steps: reader.list("steps").map(([value, path], place) => readStep(value, path, place, faults)),
  }
}

/** `"-15m"`, or an object with conditions and actions. */
function readStep(value: unknown, path: string, place: number, faults: SlaFaults): EscalationStep {
  const whole = typeof value === "string" ? { at: value } : value
  const reader = new SlaReader(whole, path, faults, ["id", "at", "when", "do"])
  return {
    id: reader.text("id", typeof value === "string" ? value : `step ${place + 1}`),
    offset: reader.amount("at", { isSigned: true }),
    conditions: readConditions(reader, "when"),
    actions: reader.list("do").map(([value, path]) => readAction(value, path, faults)),
  }
}

function readAction(value: unknown, path: string, faults: SlaFaults): EscalationAction {
  const reader = new SlaReader(value, path, faults, ["notify", "reassign", "queue", "priority", "note"])
  if (reader.has("notify")) return { action: "notify", whom: reader.text("notify", "") }
  if (reader.has("priority")) return { action: "raise-priority", priority: reader.text("priority", "") }
  if (reader.has("note")) return { action: "add-note", text: reader.text("note", "") }
  if (!reader.has("reassign") && !reader.has("queue"))
    faults.note(path, `does nothing; an action is one of notify, reassign, queue, priority, note`)
  return { action: "reassign", owner: reader.text("reassign", ""), queue: reader.text("queue", "") }
}

const EVENT_FIELDS = ["id", "ticket", "kind", "at", "by", "message", "facts", "target", "reason"] as const

function readEvent(value: unknown, path: string, place: number, faults: SlaFaults, instant: ReadInstant): TicketEvent {
  const reader = new SlaReader(value, path, faults, EVENT_FIELDS)
  if (!reader.has("kind")) faults.note(`${path}.kind`, `is missing; there are ${TICKET_EVENT_KINDS.join(", ")}`)
  return {
    id: reader.text("id", `event ${String(place + 1).padStart(7, "0")}`),
    ticket: reader.text("ticket", "ticket"),
    kind: reader.choice("kind", TICKET_EVENT_KINDS, "changed"),
    at: instant(reader, "at"),
    by: reader.text("by", ""),
    message: reader.text("message", ""),
    facts: Object.fromEntries(
      reader.entries("facts").map(([fact, value, path]) => {
        if (typeof value !== "string") faults.note(path, "has to be a text")
        return [fact, String(value)]
      }),
    ),
    target: reader.text("target", ""),
    reason: reader.text("reason", ""),
  }
}
