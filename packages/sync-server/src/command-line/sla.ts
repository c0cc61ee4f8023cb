import { dirname, join } from "node:path"
import { isRefusal } from "@weft/model/base/result"
import { jsonFault } from "@weft/model/exchange/json-fault"
import type { Clock } from "@weft/model/service/clock"
import type { Holiday } from "@weft/model/service/holiday"
import { readHolidayFeed } from "@weft/model/service/holiday-feed"
import { findingsOf } from "@weft/model/service/policy-findings"
import { PolicyBook } from "@weft/model/service/policy-book"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { holidaysOfCountry, HOLIDAYS_SOURCE } from "../holidays/country-holidays.ts"
import { errorLine, readFileArguments, sizeName } from "./arguments.ts"
import { DONE, FAILED, type Command, type CommandWorld } from "./command.ts"
import type { SlaCalendar } from "./sla-calendar.ts"
import { readSlaFile, type SlaFile } from "./sla-file.ts"
import { clockRow, policyRows } from "./sla-rows.ts"
import { SlaFaults } from "./sla-reader.ts"
import {
  eventFaultSentence,
  feedSentence,
  feedWarningSentence,
  findingSentence,
  unusableSentence,
} from "./sla-sentences.ts"

const HELP = `pnpm weft sla FILE.json... [--json]

Computes the clocks of tickets from what happened to them: first and next response, updates, assignment, resolution, and
what is held in a queue or a state. A file holds { calendar, policy, now, events }; README.md describes each field and
has examples.

  --json  for other commands' sake: what is printed is JSON in any case

Prints one line of JSON a file:
  { file, now,
    clocks: [{ ticket, target, audience, policy, version, cycle, state, unit, promised, elapsed, paused, remaining,
               start, due, breached, breachedAt, stoppedAt, stoppedBy, exemption, earlierBreaches,
               steps: [{ step, at, actions }],
               ledger: [{ from, to, did, amount, because, state, status, policy, version }] }],
    policies: [{ ticket, audience, from, policy, version, because, why }],
    warnings: [{ code, ticket, event, text }] }
or { file, error } for one that cannot be read. The exit status is 1 then; the others are done all the same.

${HOLIDAYS_SOURCE}.`

export const slaCommand: Command = {
  name: "sla",
  summary: "computes the clocks of tickets: what is due when, what was met, what was missed",
  help: HELP,
  run,
}

const MOST_BYTES = 256 * 1024 * 1024
const MOST_FEED_BYTES = 8 * 1024 * 1024
/** Holidays are laid out this many years beyond the present of a file. */
const YEARS_AHEAD = 5

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const named = readFileArguments(args, HELP, world)
  if (typeof named === "number") return named
  let status = DONE
  for (const file of named.files) {
    const line = await lineOf(file, world)
    world.print(JSON.stringify(typeof line === "string" ? { file, error: line } : { file, ...line }))
    if (typeof line !== "string") continue
    world.complain(`${file}: ${line}`)
    status = FAILED
  }
  return status
}

/** What is printed of a file, or in words why there is nothing. */
async function lineOf(file: string, world: CommandWorld): Promise<object | string> {
  try {
    const text = await textOf(file, world)
    if (text.why !== null) return text.why
    const faults = new SlaFaults()
    const content = parsed(text.text, faults)
    const read = faults.first === null ? readSlaFile(content, faults) : null
    if (faults.first !== null || read === null) return faults.first ?? "The file cannot be read."
    const warnings: SlaWarning[] = []
    const calendars = await Promise.all(
      read.calendars.map(calendar => withHolidays(calendar, read, file, world, warnings)),
    )
    const failed = calendars.find(calendar => typeof calendar === "string")
    return failed ?? clocksIn({ ...read, calendars: calendars.filter(one => typeof one !== "string") }, warnings)
  } catch (error) {
    return `The file breaks off or is damaged: ${errorLine(error)}. Copy or save it again.`
  } finally {
    world.progress("")
  }
}

interface SlaWarning {
  readonly code: string
  readonly ticket: string | null
  readonly event: string | null
  readonly text: string
}

function clocksIn(file: SlaFile, warnings: readonly SlaWarning[]): object | string {
  const book = new PolicyBook(file)
  for (const { id, path, zone } of file.calendars) {
    const reason = book.whyUnusable(id)
    if (reason !== null) return unusableSentence(path, reason)
    if (file.calendars.filter(one => one.id === id).length > 1)
      return `${path} has the id "${id}" of another calendar. Give each its own (zone ${zone}).`
  }
  const findings = findingsOf(file, book)
  const fatal = findings.find(
    ({ finding }) => finding === "unusable-calendar" || finding === "same-target" || finding === "same-policy",
  )
  if (fatal !== undefined) return findingSentence(fatal)
  const tickets = Map.groupBy(file.events, ({ ticket }) => ticket)
  const read = [...tickets].map(([ticket, events]) => ticketClocks(book, ticket, events, file.now))
  const clock = file.calendars[0]!.zone
  return {
    now: clockRow.time(file.now, clock),
    clocks: read.flatMap(({ clocks }) => clocks.map(one => clockRow.of(one))),
    policies: read.flatMap(one => policyRows(one, book, clock)),
    warnings: [
      ...warnings,
      ...findings.map(finding => ({
        code: finding.finding,
        ticket: null,
        event: null,
        text: findingSentence(finding),
      })),
      ...read.flatMap(({ clocks }) => clocks.filter(neverEnds).map(neverDueWarning)),
      ...read.flatMap(({ ticket, faults }) =>
        faults.map(fault => ({
          code: fault.fault,
          ticket,
          event: fault.event || null,
          text: eventFaultSentence(fault, ticket),
        })),
      ),
    ],
  }
}

/** Whether a clock runs on a calendar that has no more working time for it. */
function neverEnds({ due, stoppedAt, isPaused }: Clock): boolean {
  return due === null && stoppedAt === null && !isPaused
}

function neverDueWarning({ ticket, target, basis }: Clock): SlaWarning {
  const text = `Ticket "${ticket}": "${target}" is never due, as the calendar "${basis.calendar.id}" has no more working time up to 2149. Give it a week with hours.`
  return { code: "never-due", ticket, event: null, text }
}

/** A calendar with the holidays of its country and of its feed, or in words why it has none. */
async function withHolidays(
  calendar: SlaCalendar,
  { events, now }: SlaFile,
  file: string,
  world: CommandWorld,
  warnings: SlaWarning[],
): Promise<SlaCalendar | string> {
  const first = events.reduce((least, { at }) => Math.min(least, at), now)
  const [from, to] = [new Date(first).getUTCFullYear() - 1, new Date(now).getUTCFullYear() + YEARS_AHEAD]
  const holidays: Holiday[] = [...calendar.holidays]
  if (calendar.country !== "") {
    const found = await holidaysOfCountry(calendar.country, from, to, "en")
    if (isRefusal(found)) return unusableSentence(calendar.path, found.reason, found.detail)
    holidays.push(...found)
  }
  if (calendar.feed !== "") {
    const bytes = await world.readFile(join(dirname(file), calendar.feed), MOST_FEED_BYTES)
    if (typeof bytes === "string") return `${calendar.path}.holidays.ics: ${calendar.feed} cannot be read. ${bytes}`
    const feed = readHolidayFeed(new TextDecoder().decode(bytes), from, to)
    if (isRefusal(feed)) return feedSentence(`${calendar.path}.holidays.ics: ${calendar.feed}`, feed.reason)
    holidays.push(...feed.holidays)
    for (const warning of feed.warnings)
      warnings.push({
        code: warning.warning,
        ticket: null,
        event: null,
        text: feedWarningSentence(calendar.feed, warning),
      })
  }
  return { ...calendar, holidays }
}

async function textOf(file: string, world: CommandWorld) {
  const why = (sentence: string) => ({ text: "", why: sentence })
  const pieces = await world.openFile(file)
  if (typeof pieces === "string") return why(pieces)
  const decoder = new TextDecoder("utf-8", { fatal: true })
  let [text, bytes] = ["", 0]
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes > MOST_BYTES) return why(`The file is larger than ${sizeName(MOST_BYTES)}. Split it by tickets.`)
    text += decoder.decode(piece, { stream: true })
    world.progress(`Reading ${file}: ${sizeName(bytes)}`)
  }
  return { text: text + decoder.decode(), why: null }
}

function parsed(text: string, faults: SlaFaults): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown
  } catch {
    const { line, column } = jsonFault(text)
    faults.note(`Line ${line}, column ${column}`, "is where the file stops being JSON")
    return null
  }
}
