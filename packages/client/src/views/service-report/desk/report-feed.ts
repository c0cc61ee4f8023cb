import { archivePath } from "@weft/model/schema/archive-path"
import type { Item } from "@weft/model/schema/item"
import type { TicketEventRow } from "@weft/model/schema/service"
import { isEvaluated, wasNeverMerged } from "@weft/model/service/evaluation/evaluated-tickets"
import { mergedTickets } from "@weft/model/service/merged-tickets"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketEventOf } from "@weft/model/service/space-tickets"
import { createSignal, onCleanup, type Accessor } from "solid-js"
import { itemKey } from "../../../data/context.ts"
import { spaceReady } from "../../../data/space-ready.ts"
import type { SpaceData, Workspace } from "../../../data/workspace.ts"
import type { OpenDesk } from "./open-desk.ts"
import type { FedTicket } from "./report-messages.ts"

/** Rows that are handed over in one turn: a few milliseconds' worth, so that the page goes on in between. */
const SLICE = 4_000

/** How long changes are collected before they are handed over, in milliseconds. */
const CALM_MILLIS = 400

/** When nothing of an archive has come for so long, what came is all that can be had now; in milliseconds. */
const QUIET_MILLIS = 3_000

const TERMS = ["serviceCalendars", "servicePolicies", "policyVersions"] as const

export interface Handing {
  readonly done: number
  readonly total: number
}

/** How the tickets of a space come to the desk that counts them, and are kept in step there. */
export interface ReportFeed {
  /** How far the first handing over, or the reading of the archive, is; nothing while all is there. Followed. */
  readonly handing: Accessor<Handing | null>
  /** Goes up whenever the desk knows something new; 0 until it knows all that is here. Followed. */
  readonly edition: Accessor<number>
  /** Whether something of a ticket has been handed over. */
  readonly isKnown: (ticket: string) => boolean
  /** Hands all over anew, where that was stopped. */
  readonly handAll: () => void
  /** Reads the archive of some quarters and hands over what it tells of tickets. */
  readonly readArchive: (quarters: readonly string[]) => Promise<void>
  /** Stops handing over, and the reading of the archive; what was handed over stays. */
  readonly stop: () => void
}

/** Begins to hand over at once, and goes on until the part of the screen that it is called in goes. */
export function createReportFeed(workspace: Workspace, space: SpaceData, desk: OpenDesk): ReportFeed {
  const { live } = space
  const [handing, setHanding] = createSignal<Handing | null>({ done: 0, total: 1 })
  const [edition, setEdition] = createSignal(0)
  const known = new Set<string>()
  const pending = { items: new Set<string>(), events: new Set<string>(), areTermsNew: false }
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  let isStopped = false
  let stopReading = () => {}
  const nextTurn = () => new Promise<void>(resolve => setTimeout(resolve))

  const ticketOf = (item: Item): FedTicket => ({
    id: item.id,
    key: itemKey(space, item),
    title: item.title,
    wasNeverMerged: wasNeverMerged(live.plain.items, item),
    isArchived: item.archived,
  })
  const tellItems = (ids: Iterable<string>) => {
    const { items } = live.plain
    const rows = [...ids].map(id => [id, items.get(id)] as const)
    const gone = rows.filter(([, row]) => row === undefined || !isEvaluated(row)).map(([id]) => id)
    const tickets = rows.flatMap(([, row]) => (row !== undefined && isEvaluated(row) ? [ticketOf(row)] : []))
    desk.tell({ tell: "tickets", tickets, gone })
  }
  const tellEvents = (rows: readonly TicketEventRow[], gone: readonly string[]) => {
    const events = rows.filter(row => row.deleted === null).map(ticketEventOf)
    for (const { ticket } of events) known.add(ticket)
    desk.tell({
      tell: "events",
      events,
      gone: [...gone, ...rows.flatMap(row => (row.deleted === null ? [] : [row.id]))],
    })
  }
  const tellMerged = () => desk.tell({ tell: "merged", merged: mergedTickets(live.plain.items) })
  const tellTerms = () => desk.tell({ tell: "terms", terms: serviceTermsOf(live.plain) })

  /** Hands rows over slice by slice; answers whether that went to its end. */
  const inSlices = async <Row>(rows: Iterable<Row>, hand: (slice: readonly Row[]) => void, after: () => void) => {
    let slice: Row[] = []
    for (const row of rows) {
      slice.push(row)
      if (slice.length < SLICE) continue
      hand(slice)
      slice = []
      after()
      await nextTurn()
      if (isOver || isStopped) return false
    }
    hand(slice)
    return true
  }
  const handAll = async () => {
    isStopped = false
    setHanding({ done: 0, total: 1 })
    await spaceReady(space)
    if (isOver) return
    const { items, ticketEvents } = live.plain
    let done = 0
    const step = () => setHanding({ done: (done += SLICE), total: items.size + ticketEvents.size + SLICE })
    tellTerms()
    tellMerged()
    if (!(await inSlices(items.keys(), tellItems, step))) return
    if (!(await inSlices(ticketEvents.values(), slice => tellEvents(slice, []), step))) return
    setHanding(null)
    setEdition(1)
    if (pending.items.size + pending.events.size > 0 || pending.areTermsNew) soon()
  }

  const flush = () => {
    const { ticketEvents } = live.plain
    if (pending.areTermsNew) tellTerms()
    if (pending.items.size > 0) {
      tellItems(pending.items)
      tellMerged()
    }
    const told = [...pending.events].map(id => [id, ticketEvents.get(id)] as const)
    const rows = told.flatMap(([, row]) => (row === undefined ? [] : [row]))
    if (told.length > 0)
      tellEvents(
        rows,
        told.filter(([, row]) => row === undefined).map(([id]) => id),
      )
    pending.items.clear()
    pending.events.clear()
    pending.areTermsNew = false
    setEdition(before => before + 1)
  }
  const soon = () => {
    clearTimeout(timer)
    // What changes before all is handed over goes after it.
    if (edition() > 0) timer = setTimeout(flush, CALM_MILLIS)
  }
  const note = (into: Set<string>) => (changed: ReadonlyMap<string, unknown>) => {
    for (const id of changed.keys()) into.add(id)
    soon()
  }
  const stops = [
    live.observe("items", note(pending.items)),
    live.observe("ticketEvents", note(pending.events)),
    ...TERMS.map(kind =>
      live.observe(kind, () => {
        pending.areTermsNew = true
        soon()
      }),
    ),
  ]
  onCleanup(() => {
    isOver = true
    stopReading()
    clearTimeout(timer)
    for (const stop of stops) stop()
  })
  void handAll()

  const readArchive = async (quarters: readonly string[]) => {
    isStopped = false
    for (const [done, quarter] of quarters.entries()) {
      setHanding({ done, total: quarters.length })
      const rows = await readQuarter(quarter)
      const hand = (slice: readonly TicketEventRow[]) => tellEvents(slice, [])
      if (rows === null || !(await inSlices(rows, hand, () => undefined))) break
    }
    setHanding(null)
    setEdition(before => before + 1)
  }
  /**
   * What an archive document tells of tickets; nothing where the reading was stopped. A document that is not on this device
   * comes bit by bit: it is read once all its tickets are there, or nothing more has come for a while.
   */
  const readQuarter = (quarter: string) =>
    new Promise<readonly TicketEventRow[] | null>(resolve => {
      const { live: archive, release } = workspace.watched(archivePath(space.id, quarter))
      const rows = () => [...archive.plain.ticketEvents.values()]
      const wanted = [...live.plain.items.values()].filter(({ archivedIn }) => archivedIn === quarter)
      let quiet: ReturnType<typeof setTimeout> | undefined
      const end = (read: readonly TicketEventRow[] | null) => {
        clearTimeout(quiet)
        stop()
        release()
        resolve(read)
      }
      const stop = archive.observe("ticketEvents", () => {
        const here = new Set(rows().map(({ item }) => item))
        if (wanted.every(({ id }) => known.has(id) || here.has(id))) return end(rows())
        clearTimeout(quiet)
        quiet = setTimeout(() => end(rows()), QUIET_MILLIS)
      })
      stopReading = () => end(null)
    })
  return {
    handing,
    edition,
    isKnown: ticket => known.has(ticket),
    handAll: () => void handAll(),
    readArchive,
    stop: () => {
      isStopped = true
      stopReading()
      setHanding(null)
    },
  }
}
