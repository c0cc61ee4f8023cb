import { expect, test } from "vitest"
import * as Y from "yjs"
import { appendParagraphs, DESCRIPTION, plainText } from "@weft/model/replica/prose"
import { editProse } from "@weft/model/replica/prose-rewrite"
import { openTextReplica } from "../../../packages/client/src/data/open-text.ts"
import type { TextListener } from "../../../packages/client/src/data/open-texts.ts"
import { readTypedDuration } from "../../../packages/client/src/text/typed-duration.ts"
import { readTypedNumber } from "../../../packages/client/src/parts/typed-number.ts"
import { webAddress } from "../../../packages/client/src/views/item/web-address.ts"

test("durations are read in both languages, as people write them", () => {
  const minutes: Record<string, number> = {
    "2 h": 120,
    "3 d": 1440,
    "3T": 1440,
    "1 d 4 h": 720,
    "1.5h": 90,
    "1,5 Std": 90,
    "2w": 4800,
    "45 min": 45,
    "1:30": 90,
    "2": 120,
    "2 Tage 30 Minuten": 990,
  }
  for (const [text, expected] of Object.entries(minutes)) expect(readTypedDuration(text), text).toBe(expected)
})

test("what is no duration is not taken for one", () => {
  for (const text of ["", "soon", "2 x", "-3 d", "3 d later on", "1:75", "9".repeat(40) + " d"])
    expect(readTypedDuration(text), text).toBeUndefined()
})

test("a duration that was formatted reads back, in English and in German", () => {
  for (const text of ["2\u202fh 45\u202fmin", "3\u202fd 4\u202fh", "3\u202fT 4\u202fh"])
    expect(readTypedDuration(text), text).toBeDefined()
})

test("numbers are read by the decimal mark of the language", () => {
  expect(readTypedNumber("1,234.5", ".")).toBe(1234.5)
  expect(readTypedNumber("1.234,5", ",")).toBe(1234.5)
  expect(readTypedNumber("1\u202f234,5 ", ",")).toBe(1234.5)
  expect(readTypedNumber("−3", ".")).toBe(-3)
  for (const text of ["", "1e5", "12 apples", "0x10", "1.2.3"]) expect(readTypedNumber(text, "."), text).toBeUndefined()
})

test("only addresses of the web become links", () => {
  expect(webAddress("https://trello.com/c/abc")).toBe("https://trello.com/c/abc")
  for (const text of ["javascript:alert(1)", "data:text/html,x", "ftp://a.b", "trello.com", "http://", " https://a.b"])
    expect(webAddress(text), text).toBeNull()
})

/** A text that is open here, and the data worker's replica of it. */
function openHere(text: string) {
  const worker = new Y.Doc()
  const fragment = worker.getXmlFragment(DESCRIPTION)
  if (text !== "") appendParagraphs(fragment, text)
  let listener: TextListener | undefined
  const received: number[] = []
  const replica = openTextReplica(
    {
      openText: (_path, heard) => {
        listener = heard
        return {
          update: (bytes, edition) => {
            received.push(edition)
            Y.applyUpdate(worker, bytes, "tab")
          },
          close: () => undefined,
        }
      },
    },
    "text/S/I",
  )
  worker.on("update", (update: Uint8Array, origin: unknown) => origin !== "tab" && listener?.update(update))
  return {
    replica,
    arrive: (edition: number) => listener?.whole(Y.encodeStateAsUpdate(worker), edition),
    others: (wanted: string) => editProse(fragment, wanted),
    inWorker: () => plainText(fragment),
    here: () => plainText(replica.doc()!.getXmlFragment(DESCRIPTION)),
    write: (wanted: string) => editProse(replica.doc()!.getXmlFragment(DESCRIPTION), wanted),
    received,
  }
}

test("a text is not there to be written before it has arrived; then both ends follow each other", () => {
  const here = openHere("Standing")
  expect(here.replica.doc()).toBeUndefined()
  here.others("Standing, before")
  here.arrive(0)
  expect(here.here()).toBe("Standing, before")
  expect(here.received).toEqual([])
  here.write("Standing text")
  expect(here.inWorker()).toBe("Standing text")
  here.others("Standing text of all")
  expect(here.here()).toBe("Standing text of all")
  expect(here.received).not.toEqual([])
})

test("a text that begins anew is another document, and what is written belongs to it", () => {
  const here = openHere("Standing")
  here.arrive(3)
  const before = here.replica.doc()
  here.arrive(4)
  expect(here.replica.doc()).not.toBe(before)
  here.write("Anew")
  expect(new Set(here.received)).toEqual(new Set([4]))
})
