import { evaluate, type Evaluation } from "@weft/model/service/evaluation/evaluate"
import { withoutMerging } from "@weft/model/service/evaluation/evaluated-tickets"
import { measuredIn } from "@weft/model/service/evaluation/measure"
import { partsOf, stretchOf, type Period } from "@weft/model/service/evaluation/period"
import { selected, type Selection } from "@weft/model/service/evaluation/selection"
import { reportOf, type Report } from "@weft/model/service/evaluation/tables"
import { PolicyBook } from "@weft/model/service/policy-book"
import { withConversationsOf } from "@weft/model/service/space-tickets"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { reportFile, type FileWords } from "./report-file.ts"
import type { DeskNews, FedTicket, ListedLine, Listing, Question, WantedMeasure } from "./report-messages.ts"

/** How a long reading goes on: in turns, with a pause after each. */
export interface Turns {
  readonly onProgress: (done: number, total: number) => void
  readonly pause: () => Promise<void>
  readonly isStopped: () => boolean
}

/** The tickets of a service, kept where reading all of them holds nobody up, and what was counted of them last. */
export class ReportDesk {
  readonly #tickets = new Map<string, FedTicket>()
  readonly #events = new Map<string, Map<string, TicketEvent>>()
  readonly #ticketOf = new Map<string, string>()
  #merged: ReadonlyMap<string, readonly string[]> = new Map()
  #book = new PolicyBook({ policies: [], calendars: [] })
  /** Changes with all that is told, so that nothing is read twice and nothing old is shown. */
  #edition = 0
  #last: { readonly key: string; readonly evaluation: Evaluation } | null = null
  #question: Question | null = null

  hear(news: Exclude<DeskNews, { readonly tell: "stop" }>): void {
    this.#edition += 1
    switch (news.tell) {
      case "terms":
        this.#book = new PolicyBook(news.terms)
        return
      case "tickets":
        for (const ticket of news.tickets) this.#tickets.set(ticket.id, ticket)
        for (const id of news.gone) this.#tickets.delete(id)
        return
      case "events":
        for (const event of news.gone) this.#drop(event)
        for (const event of news.events) this.#put(event)
        return
      case "merged":
        this.#merged = news.merged
    }
  }

  #put(event: TicketEvent): void {
    this.#ticketOf.set(event.id, event.ticket)
    const known = this.#events.get(event.ticket)
    if (known === undefined) this.#events.set(event.ticket, new Map([[event.id, event]]))
    else known.set(event.id, event)
  }

  /** What went to the archive happened all the same. */
  #drop(event: string): void {
    const ticket = this.#ticketOf.get(event)
    if (ticket === undefined || this.#tickets.get(ticket)?.isArchived) return
    this.#events.get(ticket)?.delete(event)
    this.#ticketOf.delete(event)
  }

  /** The figures that a question asks for; nothing where it was stopped. */
  async report(question: Question, turns: Turns): Promise<Report | null> {
    const evaluation = await this.#evaluation(question.period, question.now, turns)
    if (evaluation === null) return null
    this.#question = question
    const { period, step, split, filter, backlogOn } = question
    const backlogAt = stretchOf({ ...period, to: backlogOn }).end
    return reportOf(evaluation, { split, filter, parts: partsOf(period, step), backlogAt })
  }

  /** What is behind a figure of the last report: the first so many lines, and how many there are. */
  list(selection: Selection, most: number): Listing {
    const all = this.#selected(selection)
    return { lines: this.#linesOf(all.slice(0, most)), total: all.length }
  }

  /** What is behind figures of the last report, whole, as a file. */
  file(selections: readonly Selection[], words: FileWords): string {
    return reportFile(
      selections.flatMap(selection => this.#linesOf(this.#selected(selection))),
      words,
    )
  }

  /** Measures, each in its own period; nothing where it was stopped. */
  async measures(
    wanted: readonly WantedMeasure[],
    now: number,
    turns: Turns,
  ): Promise<Readonly<Record<string, number | null>> | null> {
    const values: Record<string, number | null> = {}
    // Periods are read one after another, those that are the same once.
    const sorted = wanted.toSorted((one, other) => (keyOf(one.period) < keyOf(other.period) ? -1 : 1))
    let read: { readonly key: string; readonly evaluation: Evaluation } | null = null
    for (const { id, measure, period } of sorted) {
      if (read?.key !== keyOf(period)) {
        const evaluation = await this.#read(period, now, turns)
        if (evaluation === null) return null
        read = { key: keyOf(period), evaluation }
      }
      values[id] = measuredIn(read.evaluation, measure)
    }
    return values
  }

  async #evaluation(period: Period, now: number, turns: Turns): Promise<Evaluation | null> {
    const key = `${this.#edition} ${Math.floor(now / STALE_MILLIS)} ${keyOf(period)}`
    if (this.#last?.key === key) return this.#last.evaluation
    const evaluation = await this.#read(period, now, turns)
    if (evaluation !== null) this.#last = { key, evaluation }
    return evaluation
  }

  async #read(period: Period, now: number, { onProgress, pause, isStopped }: Turns): Promise<Evaluation | null> {
    const total = this.#tickets.size
    const reading = evaluate(this.#book, this.#histories(), stretchOf(period), now)
    for (;;) {
      const turn = reading.next()
      if (turn.done === true) return turn.value
      onProgress(turn.value, total)
      await pause()
      if (isStopped()) return null
    }
  }

  /** The events of each ticket as reports read them, made one by one as they are asked for. */
  #histories(): ReadonlyMap<string, readonly TicketEvent[]> {
    const histories = new Map<string, readonly TicketEvent[]>()
    for (const { id, wasNeverMerged } of this.#tickets.values()) {
      const own = this.#own(id)
      const others = this.#merged.get(id)
      const told =
        others === undefined
          ? own
          : withConversationsOf(
              own,
              others.map(other => this.#own(other)),
            )
      histories.set(id, wasNeverMerged ? withoutMerging(told) : told)
    }
    return histories
  }

  #own(ticket: string): readonly TicketEvent[] {
    const events = this.#events.get(ticket)
    return events === undefined ? [] : [...events.values()]
  }

  #selected(selection: Selection) {
    return this.#last === null || this.#question === null
      ? []
      : selected(this.#last.evaluation, this.#question, selection)
  }

  #linesOf(counted: ReturnType<typeof selected>): ListedLine[] {
    return counted.flatMap(one => {
      const ticket = this.#tickets.get(one.ticket)
      return ticket === undefined ? [] : [{ counted: one, ticket }]
    })
  }
}

/** For so long what was counted stands, if nothing happened: the present goes on all the while. */
const STALE_MILLIS = 60_000

const keyOf = ({ zone, from, to }: Period) => `${from} ${to} ${zone}`
