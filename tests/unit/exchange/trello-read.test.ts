import { readFileSync } from "node:fs"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import { MAX_FILE_BYTES } from "@weft/model/exchange/file-text"
import { jsonFault } from "@weft/model/exchange/json-fault"
import { previewBoard } from "@weft/model/exchange/board/preview"
import { readTrello } from "@weft/model/exchange/trello/read"
import { MORNING, Person } from "../../support/person.ts"
import { realFile } from "../../support/shared-data.ts"
import { spaceOf } from "./importing.ts"
import { card, checklist, comment, trelloFile, trelloId } from "./trello-file.ts"

function refusalOf(file: object | string | Uint8Array): Refusal {
  const read = readTrello(typeof file === "string" || file instanceof Uint8Array ? file : JSON.stringify(file))
  if (!isRefusal(read)) throw new Error("the file was read")
  return read
}

const said = (file: object | string | Uint8Array) => {
  const { reason, detail } = refusalOf(file)
  return [reason, ...Object.entries(detail).map(([name, value]) => `${name} ${value}`)].join(", ")
}

const whole = trelloFile([card(1, { due: "2021-05-06T07:08:00.000Z", idLabels: ["x"] })], {
  checklists: [checklist(1, card(1), ["a"])],
  actions: [comment(1, card(1), "hello")],
  customFields: [{ id: "f", name: "Size", type: "list", pos: 1, options: [{ id: "o", value: { text: "S" }, pos: 1 }] }],
})

describe("a file that is no board", () => {
  test("IMPORT-20 is refused by what it is", () => {
    expect(said("")).toBe("empty-file")
    expect(said(" \n\t")).toBe("empty-file")
    expect(said("<!doctype html><title>Log in</title>")).toBe("web-page")
    expect(said("PK\u0003\u0004rest")).toBe("archive")
    expect(said(new Uint8Array([0x1f, 0x8b, 8, 0]))).toBe("archive")
    expect(said(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toBe("archive")
    expect(said(new Uint8Array([0x7b, 0xff, 0xfe]))).toBe("not-text")
    expect(said(new Uint8Array(MAX_FILE_BYTES + 1))).toBe("too-big, megabytes 64")
    expect(said("[]")).toBe("not-trello, missing id, name, lists, cards")
    expect(said("17")).toBe("not-trello, missing id, name, lists, cards")
    expect(said({ id: "x", name: "y", boards: [] })).toBe("not-trello, missing lists, cards")
  })

  test("IMPORT-20 of another program is refused", context => {
    for (const name of ["deck.json", "wekan-board.csv", "testdata_ticktick_export.csv"]) {
      const read = readTrello(readFileSync(realFile(context, `import/${name}`)))
      expect(isRefusal(read), name).toBe(true)
    }
  })

  test("a byte order mark is no part of the text", () => {
    expect(isRefusal(readTrello(`\ufeff${JSON.stringify(whole)}`))).toBe(false)
    expect(isRefusal(readTrello(new TextEncoder().encode(`\ufeff${JSON.stringify(whole)}`)))).toBe(false)
  })
})

describe("broken JSON", () => {
  test("IMPORT-21 is refused with the line and column where it breaks", () => {
    expect(said('{\n  "id": "x",\n  "name": oops }')).toBe("broken-json, line 3, column 11")
    expect(said('{ "id": "x" ')).toBe("broken-json, line 1, column 13")
    expect(said('{ "id": "x", }')).toBe("broken-json, line 1, column 14")
    expect(said("[1 2]")).toBe("broken-json, line 1, column 4")
    expect(said('{"a" 1}')).toBe("broken-json, line 1, column 6")
    expect(said('"\n"')).toBe("broken-json, line 1, column 1")
    expect(said("{}{}")).toBe("broken-json, line 1, column 3")
    expect(said(`${"[".repeat(200_000)}`)).toBe("broken-json, line 1, column 200001")
  })

  test("the place of a fault lies inside the text, and before it the text could go on", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("}", "]", ",", '"', "x", ""), (json, at, letter) => {
        const position = at % (json.length + 1)
        const broken = json.slice(0, position) + letter + json.slice(position + 1)
        try {
          JSON.parse(broken)
        } catch {
          const { line, column } = jsonFault(broken)
          expect(line).toBe(1)
          expect(column - 1).toBeGreaterThanOrEqual(0)
          expect(column - 1).toBeLessThanOrEqual(broken.length)
        }
      }),
      { seed: 7, numRuns: 2_000 },
    )
  })
})

describe("a board with faults", () => {
  test("IMPORT-22 is refused with the path of the first one", () => {
    expect(said(trelloFile([card(1), card(2), card(3, { name: 7 })]))).toBe(
      "wrong-type, where cards[2].name, wanted text, found number",
    )
    expect(said(trelloFile([card(1, { id: null })]))).toBe("missing, where cards[0].id")
    expect(said(trelloFile([card(1, { id: "" })]))).toBe("missing, where cards[0].id")
    expect(said(trelloFile([card(1, { due: "tomorrow" })]))).toBe("wrong-date, where cards[0].due, found tomorrow")
    expect(said(trelloFile([card(1, { idLabels: "red" })]))).toBe(
      "wrong-type, where cards[0].idLabels, wanted list, found text",
    )
    expect(said(trelloFile([card(1, { idLabels: [1] })]))).toBe(
      "wrong-type, where cards[0].idLabels[0], wanted text, found number",
    )
    expect(said(trelloFile([card(1, { closed: "yes" })]))).toBe(
      "wrong-type, where cards[0].closed, wanted truth, found text",
    )
    expect(said(trelloFile([], { lists: [null] }))).toBe("wrong-type, where lists[0], wanted object, found nothing")
    expect(said(trelloFile([], { lists: {} }))).toBe("wrong-type, where lists, wanted list, found object")
    expect(said(trelloFile([card(1, { name: "x".repeat(20_001) })]))).toBe("too-long, where cards[0].name, most 20000")
    expect(said(trelloFile([card(1), card(1)]))).toBe(`duplicate-id, where cards, id ${trelloId(101)}`)
    expect(said(trelloFile(Array.from({ length: 20_001 }, (_, index) => card(index))))).toBe(
      "too-many, where cards, found 20001, most 20000",
    )
    const badges = { actions: [{ ...comment(1, card(1), "x"), data: [] }] }
    expect(said(trelloFile([], badges))).toBe("wrong-type, where actions[0].data, wanted object, found list")
  })

  test("IMPORT-22 fields that Weft does not know may hold anything", () => {
    expect(isRefusal(readTrello(JSON.stringify(trelloFile([card(1, { future: [1, {}] })], { other: 7 }))))).toBe(false)
  })

  test("IMPORT-11 people are the board's members and whom its cards and comments name, and nobody else", () => {
    const actor = (id: string, name: string, type = "updateCard") => ({
      type,
      id: `action ${id}`,
      idMemberCreator: id,
      memberCreator: { id, fullName: name },
      data: { text: "hello", card: { id: card(1)["id"] } },
    })
    const read = readTrello(
      JSON.stringify(
        trelloFile([card(1, { idMembers: ["left"] })], {
          members: [{ id: "member", username: "only-a-username" }],
          actions: [actor("left", "Left"), actor("moved", "Moved"), actor("wrote", "Wrote", "commentCard")],
        }),
      ),
    )
    if (isRefusal(read)) throw new Error(read.reason)
    expect(read.people.map(person => person.name)).toEqual(["only-a-username", "Left", "Wrote"])
  })

  test("labels are read from older exports too", () => {
    const older = { ...card(1), idLabels: undefined, labels: [{ id: "red", name: "Red" }] }
    const read = readTrello(JSON.stringify(trelloFile([older])))
    expect(isRefusal(read) ? read : read.cards[0]?.labels).toEqual(["red"])
  })

  test("IMPORT-23 no truncation of a real file throws, and each is refused as broken", context => {
    for (const name of ["trello-project100.json", "trello-small.json"]) {
      const text = readFileSync(realFile(context, `import/${name}`), "utf8").trimEnd()
      for (let length = 100; length < text.length; length += 100)
        expect(refusalOf(text.slice(0, length)).reason, `${name} cut at ${length}`).toBe("broken-json")
    }
  })

  test("IMPORT-23 no wrong type anywhere throws, neither on reading nor in the preview", () => {
    const paths = pathsOf(whole)
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1e300, "", [], {}, null, "__proto__"))
    const ana = new Person("ana", 1, MORNING)
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, value) => {
        const read = readTrello(JSON.stringify(replaced(whole, path, value)))
        if (!isRefusal(read)) previewBoard(read, spaceOf(ana, read))
      }),
      { seed: 11, numRuns: 2_000 },
    )
  })
})

type Path = readonly (string | number)[]

/** Every place in a JSON value. */
function pathsOf(value: unknown, above: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [above]
  return [above, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...above, key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((inner, index) => (String(index) === key ? replaced(inner, rest, by) : inner))
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) }
}
