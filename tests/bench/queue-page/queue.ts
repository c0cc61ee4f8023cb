import { newId, type ItemId, type MemberId, type SpaceId, type WorkspaceId } from "@weft/model/base/ids"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import { ranksBetween } from "@weft/model/base/rank"
import { TICKET_EVENT_KINDS } from "@weft/model/schema/service"
import type { KindName } from "@weft/model/schema/kinds"
import { blankRow } from "@weft/model/schema/row"
import { createComponent } from "solid-js"
import { render } from "solid-js/web"
import { columnarRows } from "../../../packages/client/src/data/columnar.ts"
import { WorkspaceProvider } from "../../../packages/client/src/data/context.ts"
import type { ToTab } from "../../../packages/client/src/data/messages.ts"
import { Workspace } from "../../../packages/client/src/data/workspace.ts"
import { QueueScreen } from "../../../packages/client/src/views/queue/queue-screen.tsx"

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 23, 10)
const SPACE = "bench" as SpaceId
const EVENTS = 8

type PlainRow = Readonly<Record<string, unknown>> & { readonly id: string }
type PlainTables = Map<KindName, PlainRow[]>

/** A service with so many tickets of eight events, of which so many are open. */
function serviceOf(tickets: number, open: number): readonly (readonly [path: string, tables: PlainTables])[] {
  const random = seededRandom(19)
  const row = (kind: KindName, id: string, fields: object) =>
    ({ ...blankRow(kind, id), ...fields }) as unknown as PlainRow
  const setup: PlainTables = new Map([
    ["profiles", [row("profiles", SPACE, { name: "Desk", kind: "service", prefix: "DESK" })]],
    ["itemTypes", [row("itemTypes", "incident", { name: "Incident", behaviour: "ticket" })]],
    [
      "statuses",
      [
        row("statuses", "todo", { name: "To do", category: "waiting" }),
        row("statuses", "doing", { name: "Doing", category: "active" }),
        row("statuses", "done", { name: "Done", category: "done" }),
      ],
    ],
    [
      "serviceCalendars",
      [row("serviceCalendars", "hours", { name: "Hours", zone: "Europe/Berlin", definition: WEEK })],
    ],
    ["servicePolicies", [row("servicePolicies", "usual", { name: "Usual" })]],
    [
      "policyVersions",
      [row("policyVersions", "usual-1", { policy: "usual", version: 1, from: 0, calendar: "hours", terms: TERMS })],
    ],
  ])
  const ranks = ranksBetween(null, null, tickets, random)
  const items: PlainRow[] = []
  const events: PlainRow[] = []
  for (let index = 0; index < tickets; index += 1) {
    const isOpen = index % Math.floor(tickets / open) === 0
    const id = newId<ItemId>(random)
    const at = NOW - (isOpen ? 1 + below(40, random) : 100 + below(3_000, random)) * HOUR
    const standing = { type: "incident", status: isOpen ? "doing" : "done", createdAt: at, number: index + 1 }
    items.push(row("items", id, { ...standing, title: `Ticket ${index}`, rank: ranks[index] }))
    events.push(...eventsOf({ id, at, isOpen, random }).map(event => row("ticketEvents", event.id, event)))
  }
  return [
    [`setup/${SPACE}`, setup],
    [
      `space/${SPACE}`,
      new Map([
        ["items", items],
        ["ticketEvents", events],
      ]),
    ],
  ]
}

interface Told {
  readonly id: string
  readonly at: number
  readonly isOpen: boolean
  readonly random: Random
}

function eventsOf({ id, at, isOpen, random }: Told) {
  return Array.from({ length: EVENTS }, (_, place) => {
    const isFirst = place === 0
    const kind = isFirst ? "opened" : TICKET_EVENT_KINDS[1 + (place % 4)]!
    const state = isFirst ? "waiting" : place === EVENTS - 1 && !isOpen ? "done" : "active"
    const facts = isFirst || place === EVENTS - 1 ? { state } : {}
    const told = kind === "opened" || Object.keys(facts).length === 0 ? kind : "changed"
    const after = isFirst ? 0 : place * 600_000 + below(300_000, random)
    return { id: newId(random), item: id, kind: told, at: Math.min(NOW, at + after), by: "ana", message: "", facts }
  })
}

const DAY = [{ from: 8 * 600, to: 18 * 600 }]
const WEEK = { pattern: [[], DAY, DAY, DAY, DAY, DAY, []], weeks: [], exceptions: [], holidays: [] }
const TERMS = {
  conditions: [],
  targets: (["first-response", "next-response", "resolution"] as const).map((kind, place) => ({
    key: kind,
    kind,
    promise: { unit: "time", amount: (place + 1) * 8 * HOUR },
    pausesIn: [],
    while: [],
    steps: [],
  })),
  onChange: "keep",
  appliesTo: "open-tickets",
  onReopen: "restart",
}

export interface QueueFigures {
  /** From when the queue is asked for until it is painted, in milliseconds, each time anew. */
  readonly opened: readonly number[]
  /** From an event of one ticket until the queue is painted with it. */
  readonly followed: readonly number[]
}

/** Opens the queue of a service some times, on rows that are in the tab. */
async function measure(tickets: number, open: number, times: number): Promise<QueueFigures> {
  let tell: (message: ToTab) => void = () => {}
  const workspace = new Workspace({
    id: "bench" as WorkspaceId,
    me: "ana" as MemberId,
    port: { post: () => {}, listen: receive => void (tell = receive), close: () => {} },
    space: SPACE,
    now: () => NOW,
    random: seededRandom(2),
    storage: { getItem: () => null, setItem: () => {}, removeItem: () => {} },
  })
  for (const [path, tables] of serviceOf(tickets, open)) {
    const rows = columnarRows(
      [...tables].map(([kind, list]) => [kind, new Map(list.map(row => [row.id, row]))] as never),
    )
    tell({ tell: "rows", path, rows, cached: false })
  }
  const opened: number[] = []
  const followed: number[] = []
  for (let time = 0; time < times; time += 1) {
    const place = document.createElement("div")
    place.style.cssText = "display: flex; flex-direction: column; height: 800px"
    document.body.append(place)
    await painted()
    const began = performance.now()
    const dispose = render(
      () =>
        createComponent(WorkspaceProvider, {
          value: workspace,
          get children() {
            return createComponent(QueueScreen, {
              space: workspace.space(SPACE),
              filter: [],
              onFilter: () => {},
              view: undefined,
              onView: () => {},
              onUsual: () => {},
              openItem: null,
              onRequest: undefined,
              onReport: () => undefined,
              onOpenItem: () => {},
            })
          },
        }),
      place,
    )
    while (place.querySelector(".queue-row") === null) await painted()
    await painted()
    opened.push(performance.now() - began)
    const item = [...workspace.space(SPACE).live.plain.items.values()].find(({ status }) => status === "doing")!.id
    const told = { item, kind: "agent-reply", at: NOW - time, by: "ana", message: `m${time}` }
    const before = performance.now()
    tell({
      tell: "patches",
      path: `space/${SPACE}`,
      patches: [
        { kind: "ticketEvents", id: `told${time}`, set: { ...blankRow("ticketEvents", `told${time}`), ...told } },
      ],
    })
    await painted()
    followed.push(performance.now() - before)
    dispose()
    place.remove()
  }
  return { opened, followed }
}

/** Resolves when what was drawn until now is on the screen. */
function painted(): Promise<void> {
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
}

Object.assign(window, { measureQueue: measure })
