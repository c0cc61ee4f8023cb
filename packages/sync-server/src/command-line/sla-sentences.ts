import { unreachable } from "@weft/model/base/assert"
import { MOST_FEED_DAYS, type FeedWarning } from "@weft/model/service/holiday-feed"
import type { Condition } from "@weft/model/service/policy"
import type { Choice } from "@weft/model/service/policy-book"
import type { PolicyFinding } from "@weft/model/service/policy-findings"
import type { EventFault } from "@weft/model/service/ticket-event"

/** Why a calendar cannot be used, where, and what to do. */
export function unusableSentence(path: string, reason: string, detail: Readonly<Record<string, unknown>> = {}): string {
  switch (reason) {
    case "no-working-time":
      return `${path}: The calendar has no working time, so no clock could ever run. Give at least one day hours, as in "week": { "mon-fri": "08:00-17:00" }.`
    case "unknown-zone":
      return `${path}.zone: There is no such zone. Write one such as "Europe/Berlin".`
    case "unknown-country":
      return `${path}.holidays.country: There are no holidays of "${String(detail["country"])}". Write an ISO code such as "DE", or "DE-BY" for a part.`
    case "unknown-part":
      return `${path}.holidays.country: "${String(detail["country"])}" has no part "${String(detail["part"])}". There are ${String(detail["known"])}.`
    default:
      return `${path}: The calendar cannot be used (${reason}). Look at its spans.`
  }
}

/** Why a file of holidays cannot be taken. */
export function feedSentence(where: string, reason: string): string {
  return reason === "too-many-days"
    ? `${where} has more than ${MOST_FEED_DAYS} days in those years. Name one with the holidays alone.`
    : `${where} is no iCalendar file. It begins with BEGIN:VCALENDAR.`
}

export function feedWarningSentence(file: string, { line, name, warning }: FeedWarning): string {
  const where = `${file}, line ${line}: "${name}"`
  switch (warning) {
    case "not-a-whole-day":
      return `${where} has a time of day and is left out. Holidays are whole days.`
    case "no-date":
      return `${where} has no date and is left out.`
    case "recurrence-not-read":
      return `${where} recurs in a way that is not read; only its first day is taken. List the others by themselves.`
    default:
      return unreachable(warning)
  }
}

export function eventFaultSentence({ fault, event }: EventFault, ticket: string): string {
  const where = `Ticket "${ticket}"${event === "" ? "" : `, event "${event}"`}`
  switch (fault) {
    case "no-time":
      return `${where}: Its time is none of 1984 to 2149, so it is left out. Correct it.`
    case "in-the-future":
      return `${where}: It lies after now, so it does not count yet.`
    case "before-opening":
      return `${where}: It lies before the ticket was opened, so it counts as at the opening.`
    case "opened-again":
      return `${where}: The ticket is open already, so it counts as a change of its facts.`
    case "told-differently":
      return `${where}: The same id is told with another time or kind; the earliest counts. Give each event its own id.`
    case "unknown-state":
      return `${where}: There is no such state; the state stays as it was. There are backlog, waiting, active, paused, done, cancelled.`
    case "never-opened":
      return `${where}: It was not opened up to now, so no clock runs. Add an event of the kind "opened".`
    default:
      return unreachable(fault)
  }
}

export function findingSentence(finding: PolicyFinding): string {
  const at =
    "version" in finding ? `Policy "${finding.policy}", version ${finding.version}` : `Policy "${finding.policy}"`
  switch (finding.finding) {
    case "overlap":
      return `${at}: Some tickets match it and "${finding.other}", which stands first and is theirs.`
    case "never-chosen":
      return `${at}: It is never chosen, as "${finding.other}" before it matches all that it does. Move it up or narrow the other.`
    case "never-matches":
      return `${at}: Its conditions on "${finding.fact}" cannot hold together. Take one of them away.`
    case "same-policy":
      return `${at}: There are two of this id. Give each its own.`
    case "same-version":
      return `${at}: There are two versions of this number. Give each its own.`
    case "versions-overlap":
      return `${at}: It is still valid when version ${finding.other} begins, which is chosen from then on.`
    case "ends-before-it-begins":
      return `${at}: It ends before it begins, so it is never valid. Correct its times.`
    case "unusable-calendar":
      return `${at}: Its calendar "${finding.calendar}" cannot be used (${finding.reason}). Name one of the file.`
    case "same-target":
      return `${at}: It promises "${finding.target}" twice. Keep one of them.`
    case "bad-promise":
      return `${at}: "${finding.target}" promises no amount of time. Give it at least a minute or a day.`
    case "answer-after-resolution":
      return `${at}: An answer may come later than the resolution has to. Make "${finding.target}" shorter.`
    case "same-step":
      return `${at}: "${finding.target}" has the step "${finding.step}" twice. Give each its own id.`
    case "bad-step":
      return `${at}: The step "${finding.step}" of "${finding.target}" is counted in days, the target in hours. Write hours.`
    default:
      return unreachable(finding)
  }
}

/** Which policy it is and why, and what was passed over before it. */
export function whySentence({ bound, isByHand, passedOver }: Choice): string {
  const passed = passedOver.map(({ policy, condition }) =>
    condition === null ? `"${policy}" has no version of that time` : `"${policy}" wants ${conditionText(condition)}`,
  )
  const rest = passed.length === 0 ? "" : ` Passed over: ${passed.join("; ")}.`
  if (bound === null) return `No policy matches.${rest}`
  if (isByHand) return "Chosen by hand."
  const held = bound.version.conditions.map(conditionText)
  return `${held.length === 0 ? "It has no conditions" : `All hold: ${held.join(", ")}`}.${rest}`
}

function conditionText({ fact, values, isNegated }: Condition): string {
  return `${fact} ${isNegated ? "not " : ""}${values.map(value => JSON.stringify(value)).join(" or ")}`
}
