import type { TicketEvent } from "@weft/model/service/ticket-event"

/*
 * Clocks counted tick by tick, in the plainest way there is: every tick looks at the ticket and adds one to what runs.
 * It shares nothing with the engine but the events.
 */

export interface CountedTarget {
  readonly kind: "first-response" | "next-response" | "update" | "assignment" | "resolution"
  readonly ticks: number
  readonly pausesWhilePaused: boolean
}

/** Two policies: that of high priority, and that of every other. */
export type CountedPolicies = Readonly<Record<"high" | "other", readonly CountedTarget[]>>

export interface CountedClock {
  readonly target: string
  readonly cycle: number
  readonly state: string
  readonly elapsed: number
  readonly paused: number
  readonly breachedAt: number | null
}

interface Running {
  readonly kind: CountedTarget["kind"]
  readonly cycle: number
  readonly start: number
  /** Working ticks that ran and rested, by policy, as if each had always been the one. */
  readonly ran: { high: number; other: number }
  readonly rested: { high: number; other: number }
  /** The first tick after which each promise was used up. */
  readonly usedUpAt: { high: number | null; other: number | null }
  exempt: boolean
}

export function count(
  events: readonly TicketEvent[],
  policies: CountedPolicies,
  worked: Uint8Array,
  end: number,
  tick: number,
  origin: number,
): CountedClock[] {
  let [state, owner, priority, answered, owed] = ["waiting", "", "", false, false]
  let policySince = 0
  const running = new Map<string, Running>()
  const cycles = new Map<string, number>()
  const finished: (CountedClock & { readonly start: number })[] = []
  const last = new Map<string, number>()
  const policy = () => (priority === "high" ? "high" : "other")
  const promiseOf = (kind: string, of: "high" | "other") => policies[of].find(target => target.kind === kind)!
  const begin = (kind: CountedTarget["kind"], now: number) => {
    if (running.has(kind)) return
    const cycle = (cycles.get(kind) ?? 0) + 1
    cycles.set(kind, cycle)
    running.set(kind, {
      kind,
      cycle,
      start: now,
      ran: { high: 0, other: 0 },
      rested: { high: 0, other: 0 },
      usedUpAt: { high: null, other: null },
      exempt: false,
    })
  }
  const finish = (kind: CountedTarget["kind"], now: number, how: "met" | "ended" | "open") => {
    const clock = running.get(kind)
    if (clock === undefined) return
    running.delete(kind)
    const of = policy()
    const usedUp = clock.usedUpAt[of]
    const isLate = usedUp !== null && usedUp < now
    const isPaused = state === "paused" && promiseOf(kind, of).pausesWhilePaused
    const plain = isLate ? "breached" : how === "open" ? (isPaused ? "paused" : "running") : how
    last.set(kind, finished.length)
    finished.push({
      target: kind,
      cycle: clock.cycle,
      state: clock.exempt ? "exempt" : plain,
      elapsed: clock.ran[of],
      paused: clock.rested[of],
      breachedAt: isLate ? Math.max(usedUp, policySince, clock.start) : null,
      start: clock.start,
    })
  }
  const isClosed = () => state === "done" || state === "cancelled"
  const kinds = ["first-response", "next-response", "update", "assignment", "resolution"] as const
  const happen = (event: TicketEvent, now: number) => {
    if (event.kind === "opened") {
      priority = event.facts["priority"] ?? ""
      for (const kind of ["first-response", "assignment", "resolution"] as const) begin(kind, now)
    }
    if (event.kind === "agent-reply") {
      answered = true
      owed = false
      for (const kind of ["first-response", "next-response", "update"] as const) finish(kind, now, "met")
      if (!isClosed()) begin("update", now)
    }
    if (event.kind === "customer-message" && answered) {
      owed = true
      if (!isClosed()) begin("next-response", now)
    }
    if (event.kind === "exempted")
      for (const kind of kinds) {
        const clock = running.get(kind)
        const place = last.get(kind)
        if (clock !== undefined) clock.exempt = true
        else if (place !== undefined) finished[place] = { ...finished[place]!, state: "exempt" }
      }
    const wasClosed = isClosed()
    const nextPriority = event.facts["priority"] ?? priority
    if (event.facts["owner"] !== undefined) owner = event.facts["owner"]
    const nextState = event.facts["state"] ?? state
    const closes = !wasClosed && (nextState === "done" || nextState === "cancelled")
    if (closes) {
      owed = false
      for (const kind of kinds) finish(kind, now, kind === "resolution" && nextState === "done" ? "met" : "ended")
    }
    state = nextState
    const policyBefore = policy()
    // What a closed ticket is called shows when it is opened again.
    priority = nextPriority
    if (policyBefore !== policy()) policySince = now
    if (isClosed()) return
    if (owner !== "") finish("assignment", now, "met")
    else begin("assignment", now)
    if (!wasClosed) return
    begin("resolution", now)
    if (!answered) begin("first-response", now)
    if (answered) begin("update", now)
    if (owed) begin("next-response", now)
  }
  let place = 0
  for (let now = 0; ; now += 1) {
    while (place < events.length && events[place]!.at === origin + now * tick) happen(events[place++]!, now)
    for (const clock of running.values())
      for (const of of ["high", "other"] as const) {
        const { ticks, pausesWhilePaused } = promiseOf(clock.kind, of)
        const rests = pausesWhilePaused && state === "paused"
        if (clock.ran[of] >= ticks && clock.usedUpAt[of] === null && !rests) clock.usedUpAt[of] = now
      }
    if (now === end) break
    if (worked[now] === 0) continue
    for (const clock of running.values())
      for (const of of ["high", "other"] as const) {
        const rests = promiseOf(clock.kind, of).pausesWhilePaused && state === "paused"
        if (rests) clock.rested[of] += 1
        else clock.ran[of] += 1
      }
  }
  for (const kind of [...running.keys()]) finish(kind as CountedTarget["kind"], end, "open")
  return finished.toSorted(
    (one, other) =>
      kinds.indexOf(one.target as (typeof kinds)[number]) - kinds.indexOf(other.target as (typeof kinds)[number]) ||
      one.cycle - other.cycle,
  )
}
