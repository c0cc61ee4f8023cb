import { describe, expect, test } from "vitest"
import { readFileSync } from "node:fs"
import { living } from "@weft/model/schema/snapshot"
import { MORNING, Person } from "../../support/person.ts"
import { realFile } from "../../support/shared-data.ts"
import { boardIn, bringBoard, itemCalled, previewIn, refusalOf, seenOf } from "./board-files.ts"

const HEAD = [
  ...["Folder Name", "List Name", "Title", "Kind", "Tags", "Content", "Is Check list", "Start Date", "Due Date"],
  ...["Reminder", "Repeat", "Priority", "Status", "Created Time", "Completed Time", "Order", "Timezone", "Is All Day"],
  ...["Is Floating", "Column Name", "Column Order", "View Mode", "taskId", "parentId"],
]
const PREAMBLE = '"Date: 2026-02-27+0000"\n"Version: 7.1"\n"Status: \n0 Normal\n1 Completed\n2 Archived"\n'
const quoted = (cells: readonly string[]) => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(",")
type Cells = Readonly<Record<string, string>>
const ticktick = (...rows: readonly Cells[]) =>
  PREAMBLE + [quoted(HEAD), ...rows.map(cells => quoted(HEAD.map(head => cells[head] ?? "")))].join("\n") + "\n"
const task = (id: string, more: Cells = {}): Cells => ({
  "List Name": "Home",
  Title: `Task ${id}`,
  Status: "0",
  Priority: "0",
  "Created Time": "2026-01-05T10:00:00+0000",
  Order: id,
  taskId: id,
  ...more,
})

describe("a TickTick backup", () => {
  test("IMPORT-26 comes over with lists as labels, tags, checklists, priorities, sub-tasks, states and zones", () => {
    const ana = new Person("ana", 1, MORNING)
    const board = boardIn(
      ticktick(
        task("1", { "Folder Name": "Work", Tags: "#urgent, calls", Priority: "5", Timezone: "America/New_York" }),
        task("2", {
          parentId: "1",
          "Column Name": "Doing",
          "Is Check list": "Y",
          Content: "Before\n▪Ring up\n▫Write",
          "Due Date": "2026-07-01T14:30:00+0000",
          Timezone: "America/New_York",
        }),
        task("3", { Status: "1", "Completed Time": "2026-02-03T10:00:00+0000", "Column Name": "Doing" }),
        task("4", { Status: "2", Order: "-5" }),
        task("5", { "Is All Day": "true", "Due Date": "2026-06-30T22:00:00+0000", Timezone: "Europe/Berlin" }),
      ),
    )
    bringBoard(ana, board)
    expect(itemCalled(ana, board, "Task 1")).toMatchObject({ status: "To do", priority: "high" })
    expect(itemCalled(ana, board, "Task 1").labels).toEqual(["Work / Home", "calls", "urgent"])
    const second = itemCalled(ana, board, "Task 2")
    expect(second).toMatchObject({ parent: "Task 1", status: "Doing", due: "2026-07-01T10:30[America/New_York]" })
    const { checks, statuses, items } = seenOf(ana, board)
    expect(living(checks).map(({ title, done, item }) => [title, done, item])).toEqual([
      ["Ring up", true, second.id],
      ["Write", false, second.id],
    ])
    expect(itemCalled(ana, board, "Task 3")).toMatchObject({ category: "done", archived: false })
    expect(itemCalled(ana, board, "Task 4")).toMatchObject({ category: "done", archived: true })
    expect(itemCalled(ana, board, "Task 5").due).toBe("2026-07-01")
    expect(living(statuses).map(({ name }) => name)).toEqual(expect.arrayContaining(["To do", "Doing", "Done"]))
    const inOrder = living(items).sort((left, right) => (left.rank < right.rank ? -1 : 1))
    expect(inOrder.map(({ title }) => title)).toEqual(["Task 4", "Task 1", "Task 2", "Task 3", "Task 5"])
  })

  test("IMPORT-26 of real files comes over whole, with cells of several lines and dates without a zone", async context => {
    const read = (name: string) => boardIn(readFileSync(realFile(context, `import/testdata_ticktick_${name}.csv`)))
    const ana = new Person("ana", 1, MORNING)
    const whole = read("export")
    expect(previewIn(ana, whole).counts).toMatchObject({ items: 11, archivedItems: 2, descriptions: 11 })
    bringBoard(ana, whole)
    expect(itemCalled(ana, whole, "Another subtask").parent).toBe("Task with reminder and dates")
    // Midnight in Berlin, where all other rows of the file are.
    expect(itemCalled(ana, whole, "Welcome task").due).toBe("2023-06-14")
    expect(read("multiline").cards.map(({ name }) => name)).toEqual(["Task with multiline description", "Regular task"])
    expect(read("space_dates").cards[0]).toMatchObject({
      start: "2026-02-20T10:00[Europe/Berlin]",
      due: "2026-02-27T14:59[Europe/Berlin]",
    })
  })

  test("IMPORT-31 numbers that are none and parents that are not there are told of by line and column", async context => {
    const board = boardIn(readFileSync(realFile(context, "import/testdata_ticktick_invalid_numbers.csv")))
    expect(board.notices).toEqual([
      { what: "wrong-number", line: 8, column: "Priority", found: "p1" },
      { what: "unknown-parent", line: 9, column: "parentId", found: "xyz" },
    ])
    expect(board.cards).toHaveLength(2)
  })

  test("IMPORT-31 parents in a ring are parted", () => {
    const rows = [task("1", { parentId: "3" }), task("2", { parentId: "1" }), task("3", { parentId: "2" })]
    const board = boardIn(ticktick(...rows))
    expect(board.cards.map(({ values }) => values?.parent)).toEqual([null, "1", "2"])
    expect(board.notices).toMatchObject([{ what: "unknown-parent", line: 8, found: "3" }])
  })

  test("IMPORT-17 of TickTick, reminders and recurrences are counted", () => {
    const board = boardIn(ticktick(task("1", { Reminder: "PT0S", Repeat: "RRULE:FREQ=WEEKLY", Kind: "NOTE" })))
    const { leftOut } = previewIn(new Person("ana", 1, MORNING), board)
    expect(leftOut.map(({ what }) => what)).toEqual(["reminders", "special-cards", "recurrences"])
  })

  test("IMPORT-33 with an id twice, or without its columns, is refused by its lines", () => {
    expect(refusalOf(ticktick(task("1"), task("2"), task("1")))).toBe(
      "duplicate-row, line 10, earlier 8, column taskId, id 1",
    )
    expect(refusalOf(ticktick(task("1")).replace('"Status","Created Time"', '"State","Created Time"'))).toBe(
      "missing-columns, line 7, columns status",
    )
  })
})
