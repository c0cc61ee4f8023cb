import { splitBlock, toggleMark, wrapIn } from "@tiptap/pm/commands"
import { NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state"
import { sinkListItem, wrapInList } from "@tiptap/pm/schema-list"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import { DESCRIPTION, plainText } from "@weft/model/replica/prose"
import { buildProse, readProse } from "@weft/model/replica/prose-tree"
import { paragraphsOf, type ProseNode } from "@weft/model/schema/prose"
import { describe, expect, test } from "vitest"
import * as Y from "yjs"
import { exchange, ProsePeer, proseSchema } from "../../../support/prose-peer.ts"

function docOf(nodes: readonly ProseNode[]): Y.Doc {
  const doc = new Y.Doc()
  doc.getXmlFragment(DESCRIPTION).insert(0, buildProse(nodes) as Y.XmlElement[])
  return doc
}

function pair(nodes: readonly ProseNode[]): readonly [ProsePeer, ProsePeer] {
  const update = Y.encodeStateAsUpdate(docOf(nodes))
  const [ana, ben] = [new ProsePeer(1), new ProsePeer(2)]
  for (const peer of [ana, ben]) Y.applyUpdate(peer.doc, update)
  return [ana, ben]
}

const { marks, nodes } = proseSchema

const EDITS: readonly ((tr: Transaction, at: number, random: Random) => unknown)[] = [
  (tr, at, random) => tr.insertText("abc😀é x"[below(8, random)]!.replace(/[\ud800-\udfff]/, "y"), at),
  (tr, at) => tr.insertText("word ", at),
  (tr, at, random) => tr.delete(Math.max(0, at - below(6, random)), at),
  (tr, at, random) => tr.addMark(Math.max(0, at - below(8, random)), at, marks["bold"]!.create()),
  (tr, at, random) => tr.removeMark(Math.max(0, at - below(8, random)), at, marks["bold"]!),
  (tr, at, random) =>
    tr.addMark(Math.max(0, at - below(8, random)), at, marks["link"]!.create({ href: "https://a.b" })),
  (tr, at) => tr.split(at),
  (tr, at) => tr.setBlockType(at, at, nodes["heading"]!, { level: 2 }),
  (tr, at) => tr.setBlockType(at, at, nodes["paragraph"]!),
  (tr, at) => tr.insert(at, nodes["mention"]!.create({ member: "m1", label: "Ana" })),
  (tr, at) => tr.insert(at, nodes["horizontalRule"]!.create()),
  (tr, at) => {
    const range = tr.doc.resolve(at).blockRange()
    return range && tr.wrap(range, [{ type: nodes["blockquote"]! }])
  },
]

function editAtRandom(peer: ProsePeer, random: Random): void {
  const { tr } = peer.state
  const edit = EDITS[below(EDITS.length, random)]!
  try {
    edit(tr, below(tr.doc.content.size + 1, random), random)
    tr.doc.check()
  } catch {
    // Not every edit can be made everywhere.
    return
  }
  peer.dispatch(tr)
}

describe("the editor's document and the text", () => {
  test("PROSE-4 are alike after any edits by two, apart and together, and both hold the same", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed)
      const [ana, ben] = pair(paragraphsOf("Book a van.\nPack the kitchen.\n\nCancel the power."))
      for (let round = 0; round < 12; round++) {
        for (const peer of [ana, ben]) for (let edits = below(5, random); edits > 0; edits--) editAtRandom(peer, random)
        if (below(2, random) === 0) exchange(ana, ben)
      }
      exchange(ana, ben)
      expect(ana.stored, `seed ${seed}`).toEqual(ben.stored)
      expect(ana.state.doc.toJSON(), `seed ${seed}`).toEqual(ben.state.doc.toJSON())
      const reader = new ProsePeer(3)
      Y.applyUpdate(reader.doc, Y.encodeStateAsUpdate(ana.doc))
      expect(reader.state.doc.toJSON(), `seed ${seed}`).toEqual(ana.state.doc.toJSON())
      expect(() => ana.state.doc.check(), `seed ${seed}`).not.toThrow()
    }
  })

  test("PROSE-4 keep their node where nobody wrote, so that the screen need not look at it", () => {
    const [ana, ben] = pair(paragraphsOf("One\nTwo\nThree"))
    const [first, , third] = ana.state.doc.children
    ben.dispatch(ben.state.tr.insertText(" more", ben.find("Two") + 3))
    exchange(ana, ben)
    expect(ana.state.doc.textContent).toBe("OneTwo moreThree")
    expect(ana.state.doc.child(0)).toBe(first)
    expect(ana.state.doc.child(2)).toBe(third)
  })

  test("opening and closing a text writes nothing, whatever stands in it", () => {
    const doc = docOf(paragraphsOf("One\n\nTwo"))
    const before = Y.encodeStateVector(doc)
    const peer = new ProsePeer(1, doc)
    peer.dispatch(peer.state.tr.setSelection(TextSelection.atEnd(peer.state.doc)))
    expect(Y.encodeStateVector(doc)).toEqual(before)
    expect(new ProsePeer(4).stored).toEqual([])
  })

  test("the selection stays at its letters while others write before, inside other lines, and after", () => {
    const [ana, ben] = pair(paragraphsOf("One\nTwo three\nFour"))
    const from = ana.find("three")
    ana.dispatch(ana.state.tr.setSelection(TextSelection.create(ana.state.doc, from, from + 5)))
    const selected = () => ana.state.doc.textBetween(ana.state.selection.from, ana.state.selection.to)
    for (const [letters, written] of [
      ["One", "Zero "],
      ["three", "or "],
      ["Four", "Five "],
      ["Two", "And "],
    ] as const) {
      ben.dispatch(ben.state.tr.insertText(written, ben.find(letters)))
      exchange(ana, ben)
      expect(selected()).toBe("three")
    }
    ben.dispatch(ben.state.tr.split(ben.find("Two")))
    exchange(ana, ben)
    expect(selected()).toBe("three")
  })

  test("a caret stays behind the letter that was typed last", () => {
    const [ana, ben] = pair(paragraphsOf("Base"))
    ana.dispatch(ana.state.tr.setSelection(TextSelection.create(ana.state.doc, 5)))
    ben.dispatch(ben.state.tr.insertText(" theirs", 5))
    exchange(ana, ben)
    expect(ana.state.selection.head).toBe(5)
  })

  test("undo takes back what was done here and leaves what others wrote", () => {
    const [ana, ben] = pair(paragraphsOf("Base"))
    ana.dispatch(ana.state.tr.insertText(" mine", 5))
    ben.dispatch(ben.state.tr.insertText("Theirs ", 1))
    exchange(ana, ben)
    expect(plainText(ana.fragment)).toBe("Theirs Base mine")
    ana.binding.history.undo()
    expect(plainText(ana.fragment)).toBe("Theirs Base")
    expect(ana.state.doc.textContent).toBe("Theirs Base")
    ana.binding.history.redo()
    expect(ana.state.doc.textContent).toBe("Theirs Base mine")
    ana.binding.history.undo()
    ana.binding.history.undo()
    expect(ana.state.doc.textContent).toBe("Theirs Base")
  })

  test("undo leaves the line that somebody else has written in, with what they wrote", () => {
    const [ana, ben] = pair(paragraphsOf("Base"))
    ana.dispatch(ana.state.tr.insert(6, nodes["paragraph"]!.create(null, proseSchema.text("mine"))))
    exchange(ana, ben)
    ben.dispatch(ben.state.tr.insertText("theirs ", ben.find("mine")))
    exchange(ana, ben)
    ana.binding.history.undo()
    exchange(ana, ben)
    expect(plainText(ben.fragment)).toBe("Base\ntheirs ")
    ana.binding.history.redo()
    expect(plainText(ana.fragment)).toContain("theirs ")
  })

  test("lists and quotes are written as such and come back", () => {
    const [ana, ben] = pair(paragraphsOf("One\nTwo"))
    ana.dispatch(ana.state.tr.setSelection(TextSelection.create(ana.state.doc, 2)))
    ana.do(wrapInList(nodes["bulletList"]!))
    ana.dispatch(ana.state.tr.setSelection(TextSelection.create(ana.state.doc, ana.find("Two"))))
    ana.do(wrapIn(nodes["blockquote"]!))
    ana.dispatch(ana.state.tr.setSelection(TextSelection.create(ana.state.doc, ana.find("One") + 3)))
    ana.do(splitBlock)
    ana.do(sinkListItem(nodes["listItem"]!))
    ana.do(toggleMark(marks["bold"]!))
    exchange(ana, ben)
    expect(ben.stored.map(node => "element" in node && node.element)).toEqual(["bulletList", "blockquote"])
    expect(ben.state.doc.toJSON()).toEqual(ana.state.doc.toJSON())
  })
})

/** Texts that no editor of this build writes. */
const FOREIGN: Readonly<Record<string, ProseNode>> = {
  "a kind of another build": {
    element: "callout",
    attributes: { tone: "warning", onclick: "alert(1)" },
    content: paragraphsOf("Mind the gap"),
  },
  "a list in a heading": { element: "heading", attributes: { level: 1 }, content: paragraphsOf("Block in a line") },
  "a level that no heading has": {
    element: "heading",
    attributes: { level: 42 },
    content: [{ text: "Deep", marks: {} }],
  },
  "a row without a table": { element: "tableRow", attributes: {}, content: [] },
  "the document itself": { element: "doc", attributes: {}, content: paragraphsOf("Nested") },
  "a name of the editor's own": { element: "foreignBlock", attributes: { held: 7 }, content: [] },
  "a text as an element": { element: "text", attributes: {}, content: [] },
  "a script": { element: "script", attributes: { src: "https://evil.example/x.js" }, content: [] },
  "a name that breaks objects": { element: "__proto__", attributes: { constructor: "x" }, content: [] },
  "a mention of a thing that is no id": {
    element: "paragraph",
    attributes: {},
    content: [{ element: "mention", attributes: { member: { $ne: 1 } }, content: [] }],
  },
  "a link that runs something": {
    element: "paragraph",
    attributes: {},
    content: [{ text: "press", marks: { link: { href: "javascript:alert(1)" } } }],
  },
  "marks and attributes of another build": {
    element: "paragraph",
    attributes: { indent: 3, style: "color:red" },
    content: [{ text: "coloured", marks: { colour: { value: "red" }, bold: {} } }],
  },
}

describe("what another build or a hostile peer wrote", () => {
  for (const [name, node] of Object.entries(FOREIGN)) {
    test(`PROSE-5 ${name}: it stands, the text around it is written, and all of it is kept`, () => {
      const [ana, ben] = pair([...paragraphsOf("Before"), node, ...paragraphsOf("After")])
      const standing = ana.stored[1]
      expect(() => ana.state.doc.check()).not.toThrow()
      ana.dispatch(ana.state.tr.insertText("!", ana.find("After") + 5))
      ana.dispatch(ana.state.tr.split(ana.find("Before") + 3))
      ben.dispatch(ben.state.tr.insertText("And ", ben.find("Before")))
      exchange(ana, ben)
      expect(ben.state.doc.textContent.startsWith("And Before")).toBe(true)
      expect(ana.stored).toEqual(ben.stored)
      expect(ana.stored).toContainEqual(standing)
      expect(JSON.stringify(ana.stored)).toContain('"After!"')
    })
  }

  test("PROSE-5 marks and attributes of another build stay while the very line is written in", () => {
    const [ana] = pair([FOREIGN["marks and attributes of another build"]!])
    ana.dispatch(ana.state.tr.insertText("!", 4))
    ana.dispatch(ana.state.tr.addMark(1, 4, marks["italic"]!.create()))
    expect(ana.stored).toEqual([
      {
        element: "paragraph",
        attributes: { indent: 3, style: "color:red" },
        content: [
          { text: "col", marks: { bold: {}, colour: { value: "red" }, italic: {} } },
          { text: "!oured", marks: { bold: {}, colour: { value: "red" } } },
        ],
      },
    ])
  })

  test("PROSE-5 a foreign part can be moved and taken out by hand", () => {
    const [ana] = pair([...paragraphsOf("Before"), FOREIGN["a kind of another build"]!])
    const position = ana.state.doc.child(0).nodeSize
    const node = ana.state.doc.child(1)
    ana.dispatch(ana.state.tr.delete(position, position + node.nodeSize).insert(0, node))
    expect(ana.stored[0]).toEqual(FOREIGN["a kind of another build"])
    ana.dispatch(ana.state.tr.setSelection(NodeSelection.create(ana.state.doc, 0)))
    ana.dispatch(ana.state.tr.deleteSelection())
    expect(ana.stored).toEqual(paragraphsOf("Before"))
  })

  test("PROSE-5 embedded things, empty texts, texts among blocks and a thousand levels do not break the editor", () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment(DESCRIPTION)
    const embed = new Y.XmlText("with")
    embed.insertEmbed(2, { image: "data:text/html,<script>alert(1)</script>" })
    const line = new Y.XmlElement("paragraph")
    line.insert(0, [embed, new Y.XmlText(""), new Y.XmlText("letters")])
    fragment.insert(0, [new Y.XmlText("bare"), line, new Y.XmlText("")])
    let deepest = fragment as Y.XmlElement | Y.XmlFragment
    for (let level = 0; level < 1000; level++) {
      const quote = new Y.XmlElement("blockquote")
      deepest.insert(deepest.length, [quote])
      deepest = quote
    }
    const before = Y.encodeStateVector(doc)
    const peer = new ProsePeer(9, doc)
    expect(() => peer.state.doc.check()).not.toThrow()
    expect(Y.encodeStateVector(doc)).toEqual(before)
    peer.dispatch(peer.state.tr.insertText("!", peer.find("letters") + 7))
    expect(plainText(fragment)).toContain("letters!")
    expect(JSON.stringify(fragment.toJSON())).toContain("bare")
    for (let position = 0; position <= peer.state.doc.content.size; position++) {
      const place = peer.binding.place(position, -1)
      if (place !== null) expect(peer.binding.position(place)).toBeLessThanOrEqual(peer.state.doc.content.size)
    }
  })

  test("two who begin to write in one empty line both have their words in it", () => {
    const [ana, ben] = pair(paragraphsOf(""))
    ana.dispatch(ana.state.tr.insertText("Ana", 1))
    ben.dispatch(ben.state.tr.insertText("Ben", 1))
    exchange(ana, ben)
    expect(["AnaBen", "BenAna"]).toContain(ana.state.doc.textContent)
    expect(ana.state.doc.childCount).toBe(1)
    ana.dispatch(ana.state.tr.insertText("+", 4))
    exchange(ana, ben)
    expect(ben.state.doc.textContent).toBe(ana.state.doc.textContent)
    expect(readProse(ben.fragment)).toEqual(readProse(ana.fragment))
  })
})
