import { describe, expect, test } from "vitest"
import * as Y from "yjs"
import { below, seededRandom, type Random } from "../base/random.ts"
import { editProse } from "./prose-rewrite.ts"
import { appendParagraphs, bodiesOf, descriptionOf, plainText, writeProse } from "./prose.ts"

function prose(text: string): { doc: Y.Doc; fragment: Y.XmlFragment } {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment("description")
  if (text !== "") appendParagraphs(fragment, text)
  return { doc, fragment }
}

function randomText(random: Random): string {
  const letters = ["a", "b", "\n", " ", "😀", "😁", "é"]
  return Array.from({ length: below(9, random) }, () => letters[below(letters.length, random)]).join("")
}

function sync(left: Y.Doc, right: Y.Doc): void {
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left))
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right))
}

describe("editing prose", () => {
  test("PROSE-1 any text becomes any other, emoji and empty lines included", () => {
    const random = seededRandom(7)
    for (let round = 0; round < 3000; round++) {
      const { fragment } = prose(randomText(random))
      for (let edit = 0; edit < 3; edit++) {
        const wanted = randomText(random)
        editProse(fragment, wanted)
        expect(plainText(fragment)).toBe(wanted)
      }
    }
  })

  test("PROSE-2 what others write elsewhere in the text is kept", () => {
    const ana = prose("Book a van.\nPack the kitchen.\nCancel the power.")
    const ben = prose("")
    sync(ana.doc, ben.doc)
    editProse(ana.fragment, "Book a big van.\nPack the kitchen.\nCancel the power.")
    editProse(ben.fragment, "Book a van.\nPack the kitchen first.\nWater the plants.\nCancel the power.")
    sync(ana.doc, ben.doc)
    const both = "Book a big van.\nPack the kitchen first.\nWater the plants.\nCancel the power."
    expect(plainText(ana.fragment)).toBe(both)
    expect(plainText(ben.fragment)).toBe(both)
  })

  test("PROSE-2 two who write in one line at different places keep both", () => {
    const ana = prose("Book a van for Friday")
    const ben = prose("")
    sync(ana.doc, ben.doc)
    editProse(ana.fragment, "Book a big van for Friday")
    editProse(ben.fragment, "Book a van for Friday morning")
    sync(ana.doc, ben.doc)
    expect(plainText(ben.fragment)).toBe("Book a big van for Friday morning")
  })

  test("PROSE-1 blocks of another editor, with breaks, pictures or parts inside, become the wanted text", () => {
    for (const wanted of ["one\ntwo", "a\nb\nc", "one two three", "", "picture"]) {
      const doc = new Y.Doc()
      const fragment = doc.getXmlFragment("description")
      const [heading, list, bare] = [new Y.XmlElement("heading"), new Y.XmlElement("list"), new Y.XmlText("bare\ntext")]
      const withBreak = new Y.XmlText("one\nhalf")
      withBreak.insertEmbed(2, { image: "x" })
      heading.insert(0, [withBreak])
      list.insert(0, [new Y.XmlText("two"), new Y.XmlText("three")])
      fragment.insert(0, [heading, list, bare])
      editProse(fragment, wanted)
      expect(plainText(fragment)).toBe(wanted)
    }
  })
})

describe("writing the first text", () => {
  const path = "text/S0/i1"
  const description = (text: string, source?: string) =>
    ({ do: "prose", document: path, root: "description", text, ...(source === undefined ? {} : { source }) }) as const

  test("PROSE-3 two devices that import the same text have it once", () => {
    const [ana, ben] = [new Y.Doc(), new Y.Doc()]
    for (const doc of [ana, ben]) writeProse(doc, path, description("Two\nlines", "file"))
    sync(ana, ben)
    expect(descriptionOf(ana)).toBe("Two\nlines")
    expect(descriptionOf(ben)).toBe("Two\nlines")
  })

  test("PROSE-3 a text that stands is not written again, nor one that was taken out", () => {
    const doc = new Y.Doc()
    writeProse(doc, path, description("first", "file"))
    writeProse(doc, path, description("second"))
    expect(descriptionOf(doc)).toBe("first")
    const fragment = doc.getXmlFragment("description")
    fragment.delete(0, fragment.length)
    writeProse(doc, path, description("first", "file"))
    expect(descriptionOf(doc)).toBe("")
  })

  test("a comment has one body, under its id", () => {
    const doc = new Y.Doc()
    writeProse(doc, "comments/S0/i1", { do: "prose", document: "comments/S0/i1", root: "c1", text: "Yes.\nDo it." })
    writeProse(doc, "comments/S0/i1", { do: "prose", document: "comments/S0/i1", root: "c1", text: "No." })
    expect(bodiesOf(doc)).toEqual(new Map([["c1", "Yes.\nDo it."]]))
  })
})
