import type { BroughtBackKind, PastRecord } from "@weft/model/actions/bring-back"
import { itemOfChange, type PastChange, type PastStep } from "@weft/model/history/past-change"
import { versionsOf, type Version } from "@weft/model/history/versions"
import { LogFold, type LogRow } from "@weft/model/replica/history/fold-log"
import { DELETED, familyField } from "@weft/model/schema/change"
import { kindNamed, type KindName } from "@weft/model/schema/kinds"
import type { AnyRow } from "@weft/model/schema/record"
import type { FromHistory, PastItems, ToldChange, ToldPast, ToHistory } from "./history-messages.ts"
import { readLog, type AskLog } from "./read-log.ts"

/** A version is sent with this many changes; all of them are sent when they are asked for. */
const MOST_TOLD = 60

/** What people change and look back at. Transitions say again what a status says, and bases of imports are nobody's. */
const TOLD_KINDS: ReadonlySet<KindName> = new Set([
  "items",
  "checklists",
  "checks",
  "relations",
  "attachments",
  "labels",
  "boards",
  "views",
  "itemTemplates",
] satisfies KindName[])

/** What is not brought back with an item: who made it and when, what the relay gave it, and where it stands on a board. */
const NOT_BROUGHT_BACK: ReadonlySet<string> = new Set([
  "createdAt",
  "createdBy",
  "number",
  "movedTo",
  "parentBefore",
  "claimed",
  "rank",
  "place",
])

/** A row of one of the logs that are read. */
interface Place {
  readonly log: LogFold
  readonly step: number
}

/** Nobody is at one version for less than no time. */
const NO_PAUSE = -1

/** How many logs of comments are read at once. */
const LOGS_AT_ONCE = 6

/** Reads the past of a space or of one item, and answers how things stood. */
export class PastReader {
  readonly #ask: AskLog
  readonly #tell: (message: FromHistory) => void
  #space = new LogFold("space/")
  #text: LogFold | null = null
  #comments: LogFold[] = []
  #item: string | null = null
  #byStep = false
  #versions: readonly Version[] = []
  /** The rows of all logs in the order in which they arrived. */
  #places: readonly Place[] = []
  #isStopped = false
  #rows = 0

  constructor(ask: AskLog, tell: (message: FromHistory) => void) {
    this.#ask = ask
    this.#tell = tell
  }

  receive(message: ToHistory): void {
    switch (message.do) {
      case "read":
        return void this.#read(message)
      case "stop":
        this.#isStopped = true
        return
      case "records": {
        const past = this.#itemsAt(message.version, message.items)
        return this.#tell({ tell: "records", request: message.request, past })
      }
      case "changes": {
        const changes = this.#told(this.#versions[message.version]?.changes ?? [])
        return this.#tell({ tell: "changes", request: message.request, changes })
      }
    }
  }

  async #read({ workspace, space, item, comments, byStep = false }: Extract<ToHistory, { do: "read" }>): Promise<void> {
    const members = new Map<string, string>()
    this.#space = new LogFold(`space/${space}`, members)
    this.#item = item
    this.#byStep = byStep
    const ended = [await this.#readOne(workspace, `space/${space}`, this.#space)]
    if (item !== null && ended[0] === "whole") {
      this.#text = new LogFold(`text/${space}/${item}`, members)
      ended.push(await this.#readBeside(workspace, `text/${space}/${item}`, this.#text))
    }
    this.#comments = comments.map(of => new LogFold(`comments/${space}/${of}`, members))
    for (let first = 0; first < comments.length && ended.at(-1) === "whole"; first += LOGS_AT_ONCE) {
      const some = comments.slice(first, first + LOGS_AT_ONCE)
      const read = some.map((of, index) =>
        this.#readBeside(workspace, `comments/${space}/${of}`, this.#comments[first + index]!),
      )
      for (const end of await Promise.all(read)) if (end !== "whole" || ended.at(-1) === "whole") ended.push(end)
    }
    this.#tell({ tell: "past", past: this.#past(ended.find(end => end !== "whole") ?? "whole") })
  }

  /** Reads a log beside that of the space: a text or comments that nobody has written yet are a document that the relay does not know. */
  async #readBeside(workspace: string, path: string, fold: LogFold): ReturnType<typeof readLog> {
    const ended = await this.#readOne(workspace, path, fold)
    return ended === "forbidden" ? "whole" : ended
  }

  #readOne(workspace: string, path: string, fold: LogFold): ReturnType<typeof readLog> {
    const take = (row: LogRow): void => {
      fold.take(row)
      this.#rows++
    }
    const paused = async (): Promise<void> => {
      this.#tell({ tell: "progress", rows: this.#rows })
      // A task of its own, so that what the person says meanwhile is heard.
      await new Promise(resolve => setTimeout(resolve))
    }
    return readLog({ workspace, path, ask: this.#ask, take, paused, isStopped: () => this.#isStopped })
  }

  #past(ended: ToldPast["ended"]): ToldPast {
    const steps = this.#merged()
    this.#versions = versionsOf(steps, this.#byStep ? NO_PAUSE : undefined)
    const versions = this.#versions.map(({ changes, ...version }) => ({
      ...version,
      changes: this.#told(changes.slice(0, MOST_TOLD)),
      amount: changes.length,
      items: [...new Set(this.#told(changes).flatMap(({ item }) => item ?? []))],
    }))
    return { versions, ended, missing: this.#logs.reduce((missing, log) => missing + log.missing, 0) }
  }

  get #logs(): readonly LogFold[] {
    return [this.#space, ...(this.#text === null ? [] : [this.#text]), ...this.#comments]
  }

  /** The rows of all logs as they arrived, with what they changed of what is looked at. */
  #merged(): PastStep[] {
    const all = this.#logs
      .flatMap(log => log.steps.map((step, index) => ({ step, place: { log, step: index } })))
      .sort((left, right) => left.step.arrivedAt - right.step.arrivedAt)
    this.#places = all.map(({ place }) => place)
    return all.map(({ step }) => ({ ...step, changes: step.changes.filter(change => this.#isTold(change)) }))
  }

  #isTold(change: PastChange): boolean {
    if ("kind" in change && !TOLD_KINDS.has(change.kind)) return false
    if (change.did === "set" && change.field.startsWith("place-")) return false
    return this.#item === null || this.#itemOf(change) === this.#item
  }

  #itemOf(change: PastChange): string | null {
    const last = this.#space.steps.length - 1
    return itemOfChange(change, (kind, id) => this.#space.rowAt(last, kind, id))
  }

  #told(changes: readonly PastChange[]): ToldChange[] {
    return changes.map(change => ({ change, item: this.#itemOf(change) }))
  }

  #itemsAt(version: number, items: readonly string[]): PastItems {
    const end = this.#versions[version]?.lastStep ?? -1
    const step = this.#lastOf(this.#space, end)
    const latest = this.#space.steps.length - 1
    const absent = items.filter(id => this.#space.rowAt(step, "items", id) === undefined)
    const wanted = new Set(items.filter(id => !absent.includes(id)))
    const records: PastRecord[] = []
    for (const id of wanted)
      records.push(pastRecord("items", this.#space.rowAt(step, "items", id)!, this.#space.rowAt(latest, "items", id)))
    for (const kind of ["checklists", "checks"] as const)
      for (const [id, now] of this.#space.rowsAt(latest, kind).entries()) {
        if (!wanted.has(String(now["item"]))) continue
        const then = this.#space.rowAt(step, kind, id)
        // What was added since was not there then: it goes to the trash, from where it comes back.
        records.push(
          then === undefined ? { kind, id, values: {}, members: {}, isDeleted: true } : pastRecord(kind, then, now),
        )
      }
    return { records, absent, text: items.length === 1 ? this.#textAt(end) : null }
  }

  #textAt(end: number): string | null {
    // Where nobody has written a text, there is none to bring back.
    if (this.#text === null || this.#text.steps.length === 0) return null
    for (let step = this.#lastOf(this.#text, end); step >= 0; step--) {
      const wrote = this.#text.steps[step]?.changes.at(-1)
      if (wrote?.did === "wrote") return wrote.after
    }
    return ""
  }

  /** The last row of one log up to a row of all. */
  #lastOf(log: LogFold, end: number): number {
    for (let index = end; index >= 0; index--) {
      const place = this.#places[index]
      if (place?.log === log) return place.step
    }
    return -1
  }
}

/** A record as it stood; an entry of a family that it has only since is empty in it. */
function pastRecord(kind: BroughtBackKind, row: AnyRow, now: AnyRow | undefined): PastRecord {
  const values: Record<string, unknown> = {}
  const members: Record<string, readonly string[]> = {}
  const { fields } = kindNamed(kind)
  for (const [name, field] of Object.entries(fields)) {
    if (NOT_BROUGHT_BACK.has(name)) continue
    if (field.storage === "cell") values[name] = row[name]
    else if (field.storage === "set") members[name] = row[name] as readonly string[]
    else {
      const entries = row[name] as Readonly<Record<string, unknown>>
      const keys = [...Object.keys((now?.[name] as object | undefined) ?? {}), ...Object.keys(entries)]
      for (const key of keys) values[familyField(name, key)] = entries[key] ?? null
    }
  }
  return { kind, id: row.id, values, members, isDeleted: row[DELETED] !== null }
}
