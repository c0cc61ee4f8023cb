import { claimItem } from "@weft/model/actions/claim"
import { setUsualTerms } from "@weft/model/actions/service-terms"
import {
  newId,
  type ItemId,
  type PolicyVersionId,
  type ServiceCalendarId,
  type ServicePolicyId,
} from "@weft/model/base/ids"
import type { Filter } from "@weft/model/query/filter"
import { matcherOf } from "@weft/model/query/matching"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { nextInQueue, queueOf, QUEUE_GROUPS, type QueuedTicket, type QueueGroup } from "@weft/model/service/queue"
import { shownStatus } from "@weft/model/tasks/workflow"
import { addDays } from "@weft/model/time/calendar-date"
import { createMemo, createSignal, type Accessor } from "solid-js"
import { createSetupSnapshot, createToday, itemKey, useWorkspace } from "../../data/context.ts"
import { createLiveTickets, type LiveTickets } from "../../data/live-tickets.ts"
import { createTicketRows } from "../../data/ticket-rows.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { useAct, type Act } from "../../parts/acting.ts"
import { createFilterReader } from "../../parts/filter-reader.ts"
import { deviceZone } from "../../parts/when.ts"
import { serviceWords } from "../../text/service.ts"
import { showToast } from "../../ui/toast.tsx"
import { rowElementId } from "./row-element.ts"
import { createTicketMarks, type TicketMarks } from "./ticket-marks.ts"

export type QueueLine =
  | { readonly line: "group"; readonly group: QueueGroup; readonly count: number; readonly top: number }
  | { readonly line: "ticket"; readonly group: QueueGroup; readonly ticket: QueuedTicket; readonly top: number }

export const TICKET_HEIGHT = 56
const GROUP_HEIGHT = 32

/** A queue while it is shown. */
export interface QueueState {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly tickets: LiveTickets
  readonly act: Act
  readonly marks: (ticket: string) => TicketMarks
  readonly today: Accessor<string>
  /** Workflow, types and people of the space. Followed. */
  readonly setup: Accessor<Snapshot>
  /** All that is shown, in order, each with how far it lies below the top, px. */
  readonly lines: Accessor<readonly QueueLine[]>
  /** How high all of it is, px. */
  readonly height: Accessor<number>
  readonly isEmpty: Accessor<boolean>
  /** How many tickets there are, whatever the filter hides. */
  readonly total: Accessor<number>
  readonly hasTerms: Accessor<boolean>
  readonly isFolded: (group: QueueGroup) => boolean
  readonly fold: (group: QueueGroup) => void
  /** The ticket that the keyboard is on. */
  readonly active: Accessor<string | null>
  readonly setActive: (ticket: string | null) => void
  /** Goes so many tickets down, or up; answers where that is. */
  readonly go: (by: number) => string | null
  /** Takes the most pressing ticket that nobody has, and tells which once it is taken. */
  readonly takeNext: (onTaken: (ticket: string) => void) => void
  /** Takes a ticket: at once, unless it is urgent and the person wants to see first what that displaces. */
  readonly take: (ticket: string) => void
  /** Shows what taking a ticket would do to everything else, beside its row. */
  readonly preview: (ticket: string, onTaken?: () => void) => void
  /** Promises what services usually do, where nothing is promised. */
  readonly promiseUsual: () => void
  readonly mayPromise: Accessor<boolean>
  readonly mayWrite: Accessor<boolean>
}

/** @param filter which tickets are shown, followed */
export function createQueueState(space: SpaceData, filter: Accessor<Filter>): QueueState {
  const workspace = useWorkspace()
  const act = useAct(() => space.id)
  const tickets = createLiveTickets(space, () => workspace.now())
  const today = createToday(() => workspace.now())
  const setup = createSetupSnapshot(workspace, () => space)
  const all = createTicketRows(space, () => setup().itemTypes)
  const reader = createFilterReader(workspace, today)
  const rows = createMemo(() => (filter().length === 0 ? all() : all().filter(matcherOf(filter(), setup(), reader()))))
  const [folded, setFolded] = createSignal<ReadonlySet<QueueGroup>>(new Set<QueueGroup>(["solved"]))
  const [active, setActive] = createSignal<string | null>(null)
  const mayWrite = () => workspace.mayWrite(`space/${space.id}`)

  const groups = createMemo(() => {
    const midnight = (day: string) => new Date(`${day}T00:00`).getTime()
    const day = { now: tickets.now(), start: midnight(today()), end: midnight(addDays(today(), 1)) }
    const snapshot = setup()
    return queueOf(
      rows().flatMap((item): readonly QueuedTicket[] => {
        const category = shownStatus(item, snapshot)?.category ?? "waiting"
        const isClosed = category === "done" || category === "cancelled"
        if (isClosed && !tickets.isFresh(item.id)) return []
        const closing = isClosed ? tickets.closing(item.id) : null
        return [
          {
            id: item.id,
            category,
            owner: item.owner,
            createdAt: item.createdAt,
            due: isClosed ? null : tickets.due(item.id),
            closedAt: closing?.at ?? 0,
            isAskedAgain: closing?.isAskedAgain ?? false,
          },
        ]
      }),
      day,
    )
  })
  const laid = createMemo(() => layLines(groups(), folded()))
  const shown = () => laid().lines.flatMap(line => (line.line === "ticket" ? [line.ticket.id] : []))
  const claim = (ticket: string) => act(claimItem, { item: ticket as ItemId }, serviceWords().step.take(keyOf(ticket)))
  const preview = async (ticket: string, onTaken?: () => void) => {
    const { openDisplacement } = await import("../../parts/displacement/open-displacement.tsx")
    const anchor = document.getElementById(rowElementId(ticket)) ?? document.body
    openDisplacement({ anchor, workspace, space, ticket: ticket as ItemId, ...(onTaken !== undefined && { onTaken }) })
  }
  // Whether somebody is behind is known only from all their spaces, which an ordinary take does not wait for.
  const isPreviewed = (ticket: string) =>
    space.live.plain.items.get(ticket)?.priority === "urgent" &&
    [...workspace.live.plain.preferences.values()].some(({ previewsUrgent }) => previewsUrgent)
  const keyOf = (ticket: string) => {
    const item = space.live.plain.items.get(ticket)
    return item === undefined ? "" : itemKey(space, item)
  }
  return {
    workspace,
    space,
    tickets,
    marks: createTicketMarks(workspace, space, today),
    act,
    today,
    setup,
    lines: () => laid().lines,
    height: () => laid().height,
    isEmpty: () => QUEUE_GROUPS.every(group => (groups().get(group)?.length ?? 0) === 0),
    total: () => all().length,
    hasTerms: () => space.live.table("policyVersions").size > 0,
    isFolded: group => folded().has(group),
    fold: group =>
      setFolded(before => {
        const after = new Set(before)
        if (!after.delete(group)) after.add(group)
        return after
      }),
    active,
    setActive,
    go: by => {
      const ids = shown()
      const at = ids.indexOf(active() ?? "")
      const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, at + by))] ?? null
      setActive(next)
      return next
    },
    takeNext: onTaken => {
      const next = nextInQueue(groups())
      if (next === null) return void showToast({ text: serviceWords().nothingToTake })
      const taken = () => {
        setActive(next.id)
        onTaken(next.id)
      }
      if (isPreviewed(next.id)) void preview(next.id, taken)
      else if (claim(next.id)) taken()
    },
    take: ticket => void (isPreviewed(ticket) ? preview(ticket) : claim(ticket)),
    preview: (ticket, onTaken) => void preview(ticket, onTaken),
    promiseUsual: () => {
      const { random } = workspace
      const words = serviceWords()
      const made = {
        calendar: newId<ServiceCalendarId>(random),
        policy: newId<ServicePolicyId>(random),
        version: newId<PolicyVersionId>(random),
      }
      const names = { calendarName: words.usualHours, policyName: words.usualPolicy, zone: deviceZone() }
      act(setUsualTerms, { ...made, ...names }, words.step.terms)
    },
    mayPromise: () => workspace.mayWrite(`setup/${space.id}`),
    mayWrite,
  }
}

function layLines(
  groups: ReadonlyMap<QueueGroup, readonly QueuedTicket[]>,
  folded: ReadonlySet<QueueGroup>,
): { readonly lines: readonly QueueLine[]; readonly height: number } {
  const lines: QueueLine[] = []
  let top = 0
  for (const group of QUEUE_GROUPS) {
    const queued = groups.get(group) ?? []
    if (queued.length === 0) continue
    lines.push({ line: "group", group, count: queued.length, top })
    top += GROUP_HEIGHT
    if (folded.has(group)) continue
    for (const ticket of queued) {
      lines.push({ line: "ticket", group, ticket, top })
      top += TICKET_HEIGHT
    }
  }
  return { lines, height: top }
}
