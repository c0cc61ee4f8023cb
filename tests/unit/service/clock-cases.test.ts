import { expect, test } from "vitest"
import {
  at,
  bookOf,
  calendarOf,
  clockOf,
  clocksOf,
  event,
  HOUR,
  policyOf,
  target,
  time,
  workWeek,
} from "./service-notation.ts"

/* The desk works Monday to Friday from 8 to 18 in UTC; 2026-11-23 is a Monday. */
const DESK = calendarOf(workWeek("08:00-18:00"))
const BASIC = bookOf(
  [policyOf([target("first-response", time(4)), target("resolution", time(10), { pausesIn: ["paused"] })])],
  [DESK],
)
const opened = event("opened", "2026-11-23 09:00")

test("SLA-38 a reply that solves counts when the relay received it, and is a first response then", () => {
  const solved = event("changed", "2026-11-23 10:00", { state: "done", status: "done", reply: "m1" })
  const received = event("agent-reply", "2026-11-23 12:00", {}, { message: "m1" })
  const unsent = clocksOf(BASIC, [opened, solved], "2026-11-23 11:00")
  expect(
    unsent.clocks.map(({ state }) => state),
    "until then it stops nothing",
  ).toEqual(["running", "running"])
  for (const told of [
    [opened, solved, received],
    [received, solved, opened],
  ]) {
    const clocks = clocksOf(BASIC, told, "2026-11-24 09:00")
    expect(clockOf(clocks, "first-response")).toMatchObject({ state: "met", stopCause: "reply", elapsed: 3 * HOUR })
    expect(clockOf(clocks, "resolution")).toMatchObject({ state: "met", stopCause: "done", elapsed: 3 * HOUR })
  }
  const late = [opened, solved, { ...received, at: at("2026-11-23 14:00") }]
  expect(clockOf(clocksOf(BASIC, late, "2026-11-24 09:00"), "first-response").state).toBe("breached")
  const early = [opened, solved, { ...received, at: at("2026-11-23 09:59") }]
  expect(clockOf(clocksOf(BASIC, early, "2026-11-24 09:00"), "resolution").stoppedAt).toBe(at("2026-11-23 10:00"))
})

test("SLA-38 a clock rests from when the question was received, and not where the ticket went on before", () => {
  const asked = event("changed", "2026-11-23 10:00", { state: "paused", reply: "m1" })
  const received = event("agent-reply", "2026-11-23 12:00", {}, { message: "m1" })
  const resting = clockOf(clocksOf(BASIC, [opened, asked, received], "2026-11-23 13:00"), "resolution")
  expect(resting).toMatchObject({ state: "paused", elapsed: 3 * HOUR, paused: HOUR })
  const on = event("changed", "2026-11-23 11:00", { state: "active" })
  const running = clockOf(clocksOf(BASIC, [opened, asked, on, received], "2026-11-23 13:00"), "resolution")
  expect(running).toMatchObject({ state: "running", elapsed: 4 * HOUR, paused: 0 })
})

test("SLA-18 an exemption stands where another policy promises the same by another name", () => {
  const [gold, silver] = ["gold", "silver"].map(id => ({
    ...policyOf([target("first-response", time(id === "gold" ? 4 : 2), { key: `${id} answer` })]),
    id,
  }))
  const told = [
    opened,
    event("exempted", "2026-11-23 10:00", {}, { target: "gold answer", reason: "The line was cut" }),
    event("policy-chosen", "2026-11-23 11:00", { policy: "silver" }),
  ]
  const { clocks } = clocksOf(bookOf([gold!, silver!], [DESK]), told, "2026-11-23 17:00")
  expect(clocks).toMatchObject([{ target: "silver answer", state: "exempt", cycle: 1 }])
})
