import { expect, test } from "vitest"
import { paragraphsOf, plainTextOf, type ProseNode } from "@weft/model/schema/prose"
import { partQuoted } from "@weft/model/service/quoted-tail"

const parted = (text: string) => {
  const { own, quoted } = partQuoted(paragraphsOf(text))
  return [plainTextOf(own), plainTextOf(quoted)]
}

test("TALK-1 what a message ends with as a quote is folded, with the line that introduces it", () => {
  expect(parted("Yes.\n\n> Is it on?\n> Really?")).toEqual(["Yes.\n", "> Is it on?\n> Really?"])
  expect(parted("Yes.\nOn Mon, 12 May 2026 at 10:02, Ana Alves wrote:\n> Is it on?")).toEqual([
    "Yes.",
    "On Mon, 12 May 2026 at 10:02, Ana Alves wrote:\n> Is it on?",
  ])
  expect(parted("Ja.\nAm 12.05.26 um 10:02 schrieb Ana Alves:\nLäuft es?\nAna")).toEqual([
    "Ja.",
    "Am 12.05.26 um 10:02 schrieb Ana Alves:\nLäuft es?\nAna",
  ])
  expect(parted("Done\n-----Original Message-----\nFrom: Ana")).toEqual([
    "Done",
    "-----Original Message-----\nFrom: Ana",
  ])
  const quote: ProseNode = { element: "blockquote", attributes: {}, content: paragraphsOf("Is it on?") }
  expect(partQuoted([...paragraphsOf("Yes."), quote]).quoted).toEqual([quote])
})

test("TALK-1 answers between quotes, and messages of nothing else, stand whole", () => {
  for (const text of [
    "> Is it on?\nYes.\n> Really?\nReally.",
    "> Is it on?",
    "On Monday Ana wrote:\n> Is it on?",
    "Hello",
    "",
    "She said > 5 is too much",
    "Yes.\nOn Monday Ana wrote:",
    "Yes.\nOn Monday Ana wrote:\n> Is it on?\nIt is.",
  ])
    expect(parted(text), text).toEqual([text, ""])
})
