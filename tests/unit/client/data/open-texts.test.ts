import { expect, test } from "vitest"
import type { ToWorker } from "../../../../packages/client/src/data/messages.ts"
import { OpenTexts } from "../../../../packages/client/src/data/open-texts.ts"

const PATH = "text/erp/i1"
const bytes = (...values: number[]) => new Uint8Array(values)

function opening() {
  const posted: ToWorker["do"][] = []
  const texts = new OpenTexts(message => posted.push(message.do))
  const heard = (name: string, log: string[]) => ({
    whole: (state: Uint8Array, edition: number) => log.push(`${name} whole ${state.join()} ${edition}`),
    update: (update: Uint8Array) => log.push(`${name} update ${update.join()}`),
  })
  return { posted, texts, heard }
}

test("PROSE-10 a text can be open in several parts of a screen, and who has it keeps what was typed there", () => {
  const { posted, texts, heard } = opening()
  const log: string[] = []
  const one = texts.open(PATH, heard("one", log))
  texts.whole(PATH, bytes(1), 0)
  const other = texts.open(PATH, heard("other", log))
  texts.update(PATH, bytes(2))
  one.update(bytes(3), 0)
  texts.whole(PATH, bytes(1, 2, 3), 0)
  other.update(bytes(4), 0)
  expect(log).toEqual(["one whole 1 0", "one update 2", "other whole 1,2,3 0", "one update 4"])
  expect(posted).toEqual(["open-text", "open-text", "update-text", "update-text"])
})

test("PROSE-10 a text that begins anew, or is told again as it stands, is another for all who have it", () => {
  const { texts, heard } = opening()
  const log: string[] = []
  texts.open(PATH, heard("one", log))
  texts.open(PATH, heard("other", log))
  texts.whole(PATH, bytes(1), 0)
  texts.whole(PATH, bytes(2), 1)
  texts.whole(PATH, bytes(3), 1)
  expect(log).toEqual([
    "one whole 1 0",
    "other whole 1 0",
    "one whole 2 1",
    "other whole 2 1",
    "one whole 3 1",
    "other whole 3 1",
  ])
})

test("PROSE-10 the worker hears that a text is closed when the last part of the screen has closed it, once", () => {
  const { posted, texts, heard } = opening()
  const [one, other] = [texts.open(PATH, heard("one", [])), texts.open(PATH, heard("other", []))]
  one.close()
  one.close()
  expect(posted).not.toContain("close-text")
  other.close()
  expect(posted.filter(did => did === "close-text")).toHaveLength(1)
})
