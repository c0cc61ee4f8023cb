import { expect, test } from "vitest"
import { createItem } from "@weft/model/actions/item"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "@weft/model/actions/service-terms"
import { createSpace } from "@weft/model/actions/space"
import { createItemType } from "@weft/model/actions/workflow"
import type { Shifts, WeekPattern } from "@weft/model/time/calendar-definition"
import { device, item, member } from "./world.ts"
import type { Tab } from "./tab.ts"

const SPACE = "S0"
const SPACE_PATH = `space/${SPACE}`
const SETUP_PATH = `setup/${SPACE}`
const PATHS = ["people", "directory", "settings", SETUP_PATH, SPACE_PATH]

const ALL_DAY: Shifts = [{ from: 0, to: 14_400 }]
const ALL_WEEK: WeekPattern = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY]

/** A service whose first reply is due at once, with a step that leaves a note and gives the ticket to Ben. */
async function foundService(tab: Tab): Promise<void> {
  await tab.watch(...PATHS)
  const statuses = { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" }
  const words = { board: "Board", type: "Task", statuses }
  await tab.perform(createSpace, SPACE, { id: SPACE as never, name: "Help desk", kind: "service", prefix: "HD", words })
  await tab.perform(createItemType, SPACE, { id: "IT" as never, name: "Incident", behaviour: "ticket" })
  const hours = { pattern: ALL_WEEK, holidays: [] }
  await tab.perform(createServiceCalendar, SPACE, { id: "C1" as never, name: "Always", zone: "UTC", hours })
  await tab.perform(createServicePolicy, SPACE, { id: "P1" as never, name: "Gold", audience: "customer" })
  const actions = [
    { action: "reassign", owner: "ben", queue: "" },
    { action: "add-note", text: "Call them now" },
  ] as const
  const step = { id: "late", offset: { unit: "time", amount: 0 }, conditions: [], actions } as const
  const target = { key: "first", kind: "first-response", pausesIn: [], while: [], steps: [step] } as const
  await tab.perform(publishPolicy, SPACE, {
    ...{ id: "V1" as never, policy: "P1" as never, calendar: "C1" as never, from: 0 },
    terms: {
      ...{ conditions: [], targets: [{ ...target, promise: { unit: "time", amount: 1 } }] },
      ...{ onChange: "keep", appliesTo: "open-tickets", onReopen: "restart" },
    },
  })
  await tab.perform(createItem, SPACE, {
    id: item("T1"),
    title: "VPN drops",
    type: "IT" as never,
    owner: member("ana"),
  })
}

test("SLA-34 where there is no relay the device does what ladders say, once, also after a restart", async () => {
  const ours = device({ seed: 71, haste: 50 })
  const worker = ours.worker()
  const tab = worker.tab("W", { me: "ana" })
  await foundService(tab)
  await tab.until(() => tab.rows(SPACE_PATH, "escalations").length === 2)
  expect(tab.row(SPACE_PATH, "items", "T1")?.owner).toBe("ben")
  expect(
    tab
      .rows(SPACE_PATH, "escalations")
      .map(({ step }) => step)
      .toSorted(),
  ).toEqual(["@breach", "late"])
  const notes = `comments/${SPACE}/T1`
  await tab.watch(notes)
  expect(tab.rows(notes, "comments")).toMatchObject([{ author: "relay", text: "Call them now" }])
  await tab.saved()
  worker.kill()
  const again = ours.worker().tab("W", { me: "ana" })
  await again.watch(...PATHS)
  await again.perform(createItem, SPACE, { id: item("T2"), title: "Printer", type: "IT" as never })
  await again.until(() => again.rows(SPACE_PATH, "escalations").length === 4)
  expect(again.rows(SPACE_PATH, "ticketEvents").filter(({ by }) => by === "relay")).toHaveLength(2)
})

test("SLA-34 of two workers of one device one does it", async () => {
  const ours = device({ seed: 72, haste: 50 })
  const [one, other] = [ours.worker().tab("W", { me: "ana" }), ours.worker().tab("W", { me: "ana" })]
  await foundService(one)
  await other.watch(...PATHS)
  await other.until(() => other.rows(SPACE_PATH, "escalations").length === 2)
  expect(one.rows(SPACE_PATH, "ticketEvents").filter(({ by }) => by === "relay")).toHaveLength(1)
})
