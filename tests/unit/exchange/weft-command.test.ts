import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, test } from "vitest"
import { runCommandLine } from "@weft/sync-server/command-line/commands"
import { table } from "@weft/sync-server/command-line/table"
import { realFile } from "../../support/shared-data.ts"
import { card, comment, trelloFile } from "./trello-file.ts"

const WEFT = fileURLToPath(new URL("../../../packages/sync-server/src/weft.ts", import.meta.url))

interface Ended {
  readonly status: number
  readonly out: string
  readonly complaints: string
}

/** Runs the command line in a process of its own, as people do. */
function weft(...args: readonly string[]): Promise<Ended> {
  return new Promise(resolve => {
    execFile(process.execPath, [WEFT, ...args], (error, out, complaints) => {
      resolve({ status: error === null ? 0 : Number(error.code), out, complaints })
    })
  })
}

const folder = mkdtempSync(join(tmpdir(), "weft-command-"))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const one = card(1, { dueComplete: true, idMembersVoted: ["a", "b"] })
const BOARD = JSON.stringify(trelloFile([one, card(2)], { actions: [comment(1, one, "hello")] }))

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as Record<string, unknown>)

describe("pnpm weft import", () => {
  test("IMPORT-24 with --json prints one object a file, and goes on after one that cannot be read", async () => {
    const good = written("good.json", BOARD)
    const bad = written("bad.json", BOARD.slice(0, 200))
    const { status, out, complaints } = await weft("import", bad, good, join(folder, "none.json"), "--json")
    expect(status).toBe(1)
    const [first, second, third, ...more] = linesOf(out)
    expect(more).toEqual([])
    expect(first).toEqual({ file: bad, error: expect.stringContaining("line 1, column") })
    expect(second).toMatchObject({
      file: good,
      kind: "trello",
      makes: { spaces: 1, boards: 1, statuses: 2, items: 2, labels: 2, members: 2, comments: 1, checks: 0 },
      leftOut: [
        { what: "votes", count: 2, reason: "Weft has no votes.", examples: ["Card 1"] },
        { what: "complete-marks", count: 1, examples: ["Card 1"] },
      ],
      people: [
        { name: "Ana", username: "ana", becomes: "new" },
        { name: "Ben", username: "ben", becomes: "new" },
      ],
      warnings: [expect.stringContaining("automation")],
    })
    expect(third).toEqual({ file: join(folder, "none.json"), error: "There is no such file." })
    expect(complaints.split("\n").filter(line => line !== "")).toHaveLength(2)
  })

  test("IMPORT-24 of a real board says what it holds", async context => {
    const { status, out } = await weft("import", realFile(context, "import/trello-project100.json"), "--json")
    expect(status).toBe(0)
    expect(linesOf(out)[0]).toMatchObject({ makes: { items: 3, labels: 6, customFields: 5, options: 4, members: 1 } })
  })

  test("IMPORT-24 of files of every program says their kind, what they make and what could not be read", async context => {
    const real = (name: string) => realFile(context, `import/${name}`)
    const table = written("Haus.csv", "Nr.;Titel;Stand;Fällig\n1;Dach;Offen;31.02.2026\n2;Keller;Fertig;1.3.2026\n")
    const { status, out } = await weft(
      "import",
      real("wekan-board.csv"),
      real("deck.json"),
      real("testdata_ticktick_export.csv"),
      table,
      "--json",
    )
    expect(status).toBe(0)
    expect(linesOf(out)).toMatchObject([
      { kind: "wekan", makes: { items: 25, statuses: 4, labels: 5, members: 4 }, notices: [] },
      {
        kind: "deck",
        makes: { spaces: 2, items: 13, labels: 8 },
        boards: [
          { name: "My test board", makes: { items: 6 } },
          { name: "Shared board", makes: { items: 7 } },
        ],
      },
      { kind: "ticktick", makes: { items: 11, archivedItems: 2 } },
      {
        kind: "table",
        makes: { items: 2, statuses: 2 },
        columns: [{ use: "key" }, { use: "title" }, { use: "status" }, { column: "Fällig", use: "due" }],
        dateOrder: "dmy",
        notices: [{ line: 2, column: "Fällig", what: "wrong-date", found: "31.02.2026" }],
      },
    ])
  })

  test("IMPORT-24 without --json prints a text for people", async () => {
    const { status, out } = await weft("import", written("text.json", BOARD))
    expect(status).toBe(0)
    for (const words of ['the Trello board "House"', "2  items", "Doing  active", "2  votes", "becomes a placeholder"])
      expect(out).toContain(words)
  })

  test("says how it is used", async () => {
    const help = await weft("import", "--help")
    expect([help.status, help.out]).toEqual([0, expect.stringContaining("--json")])
    expect((await weft("--help")).out).toContain("import")
    for (const args of [[], ["import"], ["import", "--jsn", "x"], ["exprot"]])
      expect((await weft(...args)).status).toBe(2)
  })

  test("says of every kind of file what is wrong with it and what to do", async () => {
    const files: Readonly<Record<string, string | Uint8Array>> = {
      empty: "",
      page: "<html>",
      csv: 'Task Name,Folder\n"a,b',
      lone: "Task Name",
      ids: "Id,Title\n1,a\n1,b",
      other: '{"boards":[]}',
      bytes: new Uint8Array([0x7b, 0xff, 0xfe]),
      packed: "PK\u0003\u0004",
      date: JSON.stringify(trelloFile([card(1, { due: "soon" })])),
      twins: JSON.stringify(trelloFile([card(1), card(1)])),
    }
    const complaints: Record<string, string> = {}
    const status = await runCommandLine(["import", ...Object.keys(files)], {
      readFile: path => {
        const file = files[path]!
        return Promise.resolve(typeof file === "string" ? new TextEncoder().encode(file) : file)
      },
      print: line => expect.unreachable(line),
      complain: line => (complaints[line.slice(0, line.indexOf(":"))] = line),
      progress: () => {},
      dataFolder: "",
      now: () => 0,
      createName: () => "",
      openFile: async () => "There is no such file.",
    })
    expect(status).toBe(1)
    expect(complaints["empty"]).toContain("The file is empty.")
    expect(complaints["page"]).toContain("web page")
    expect(complaints["csv"]).toContain("line 2, column 1 is never closed")
    expect(complaints["lone"]).toContain("no rows")
    expect(complaints["ids"]).toContain('Lines 2 and 3 have the same Id: "1"')
    expect(complaints["other"]).toContain("lacks id, name, lists, cards")
    expect(complaints["bytes"]).toContain("UTF-8")
    expect(complaints["packed"]).toContain("Unpack it")
    expect(complaints["date"]).toContain('cards[0].due is no date: "soon"')
    expect(complaints["twins"]).toContain("two records")
    for (const line of Object.values(complaints)) expect(line).toMatch(/Export it again|export again|Unpack/)
  })
})

test("a table keeps names on their line and cannot steer a terminal", () => {
  expect(
    table([
      ["a", "long name"],
      ["bcd", "\u001b[2Jx\ny"],
      ["e", ""],
    ]),
  ).toBe("  a    long name\n  bcd   [2Jx y\n  e")
})
