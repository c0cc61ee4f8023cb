import { expect } from "vitest"
import { TextSelection } from "@tiptap/pm/state"
import { addRowAfter } from "@tiptap/pm/tables"
import { createItem } from "@weft/model/actions/item"
import { addComment, react, trashComment } from "@weft/model/actions/work"
import type { CommentId, ItemId } from "@weft/model/base/ids"
import { bodiesOf, bodyOf, DESCRIPTION, plainText } from "@weft/model/replica/prose"
import { buildProse, readProse } from "@weft/model/replica/prose-tree"
import { reactionsOf, type Comment } from "@weft/model/schema/conversation"
import { paragraphsOf, type ProseElement, type ProseNode } from "@weft/model/schema/prose"
import type * as Y from "yjs"
import { SPACE, type Person } from "../support/person.ts"
import { ProsePeer, proseSchema } from "../support/prose-peer.ts"
import { scenario } from "../support/two-replicas.ts"

const { marks, nodes } = proseSchema

function makeItem(person: Person): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title: "Floor plan" })
  return id
}

const textOf = (person: Person, item: ItemId): Y.Doc => person.replica.open(`text/${SPACE}/${item}`).doc
const commentsOf = (person: Person, item: ItemId): Y.Doc => person.replica.open(`comments/${SPACE}/${item}`).doc

const commentRow = (person: Person, item: ItemId, comment: CommentId) =>
  person.replica.open(`comments/${SPACE}/${item}`).rows("comments").get(comment) as Comment | undefined

/** Types in a document, as somebody's editor does over their replica of it. */
function type(person: Person, path: string, how: (doc: Y.Doc) => void): void {
  const { doc } = person.replica.open(path)
  const note = (bytes: Uint8Array) => person.outbox.push({ path, bytes })
  doc.on("update", note)
  how(doc)
  doc.off("update", note)
}

/** An item with this description. */
function describe(person: Person, content: readonly ProseNode[]): ItemId {
  const item = makeItem(person)
  type(person, `text/${SPACE}/${item}`, doc =>
    doc.getXmlFragment(DESCRIPTION).insert(0, buildProse(content) as Y.XmlElement[]),
  )
  return item
}

/** Writes in a description and closes it. */
function write(person: Person, item: ItemId, how: (peer: ProsePeer) => void): void {
  type(person, `text/${SPACE}/${item}`, doc => withEditor(new ProsePeer(null, doc), how))
}

/** Writes in a comment and closes it. */
function rewrite(person: Person, item: ItemId, comment: CommentId, how: (peer: ProsePeer) => void): void {
  type(person, `comments/${SPACE}/${item}`, doc => withEditor(new ProsePeer(null, doc, bodyOf(doc, comment)), how))
}

function withEditor(peer: ProsePeer, how: (peer: ProsePeer) => void): void {
  how(peer)
  peer.close()
}

const read = (person: Person, item: ItemId) => readProse(textOf(person, item).getXmlFragment(DESCRIPTION))
const letters = (person: Person, item: ItemId) => plainText(textOf(person, item).getXmlFragment(DESCRIPTION))

function say(person: Person, item: ItemId, text: string, content?: readonly ProseNode[]): CommentId {
  const id = person.newId<CommentId>()
  person.do(addComment, { id, item, text, ...(content === undefined ? {} : { content }) })
  return id
}

scenario("F5 two write in one line of a description at different places, and one makes it a heading", {
  given: ana => describe(ana, paragraphsOf("Book a van for Friday")),
  ana: (ana, item) =>
    write(ana, item, peer => {
      peer.dispatch(peer.state.tr.insertText("big ", peer.find("van")))
      peer.dispatch(peer.state.tr.addMark(peer.find("big"), peer.find("big") + 3, marks["bold"]!.create()))
    }),
  ben: (ben, item) =>
    write(ben, item, peer => {
      const end = peer.find("Friday") + 6
      peer.dispatch(peer.state.tr.insertText(" morning", end))
    }),
  outcome: ({ person }, item) => {
    expect(letters(person, item)).toBe("Book a big van for Friday morning")
    expect(JSON.stringify(read(person, item))).toContain('{"text":"big","marks":{"bold":{}}}')
  },
})

scenario("F5 two write in one comment at different places", {
  given: ana => {
    const item = makeItem(ana)
    return { item, comment: say(ana, item, "The suppliers are missing") }
  },
  ana: (ana, { item, comment }) =>
    rewrite(ana, item, comment, peer => peer.dispatch(peer.state.tr.insertText("All of ", 1))),
  ben: (ben, { item, comment }) =>
    rewrite(ben, item, comment, peer => peer.dispatch(peer.state.tr.insertText(" today", peer.find("missing") + 7))),
  outcome: ({ person }, { item, comment }) =>
    expect(bodiesOf(commentsOf(person, item)).get(comment)).toBe("All of The suppliers are missing today"),
})

scenario("F17 two react to one comment, and one takes theirs back", {
  given: ana => {
    const item = makeItem(ana)
    const comment = say(ana, item, "Done")
    ana.do(react, { item, comment, reaction: "eyes", isGiven: true })
    return { item, comment }
  },
  ana: (ana, given) => {
    ana.do(react, { ...given, reaction: "heart", isGiven: true })
    ana.do(react, { ...given, reaction: "eyes", isGiven: false })
  },
  ben: (ben, given) => {
    ben.do(react, { ...given, reaction: "heart", isGiven: true })
    ben.do(react, { ...given, reaction: "eyes", isGiven: true })
  },
  outcome: ({ person }, { item, comment }) => {
    const stored = commentRow(person, item, comment)!.reactions
    expect(reactionsOf(stored)).toEqual([
      { reaction: "heart", members: ["ana", "ben"] },
      { reaction: "eyes", members: ["ben"] },
    ])
  },
})

scenario("F18 one marks a sentence, the other types in it and marks a part otherwise", {
  given: ana => describe(ana, paragraphsOf("Run it on client 200 only")),
  ana: (ana, item) =>
    write(ana, item, peer =>
      peer.dispatch(peer.state.tr.addMark(1, peer.state.doc.content.size - 1, marks["bold"]!.create())),
    ),
  ben: (ben, item) =>
    write(ben, item, peer => {
      const at = peer.find("200")
      peer.dispatch(peer.state.tr.addMark(at, at + 3, marks["code"]!.create()))
      peer.dispatch(peer.state.tr.insertText("test ", peer.find("client")))
    }),
  outcome: ({ person }, item) => {
    expect(letters(person, item)).toBe("Run it on test client 200 only")
    const [line] = read(person, item) as readonly ProseElement[]
    expect(line!.content).toContainEqual({ text: "200", marks: { bold: {}, code: {} } })
  },
})

const cell = (text: string): ProseElement => ({ element: "tableCell", attributes: {}, content: paragraphsOf(text) })
const row = (...cells: readonly string[]): ProseElement => ({
  element: "tableRow",
  attributes: {},
  content: cells.map(cell),
})

scenario("F19 one adds a row to a table, the other writes in a cell", {
  given: ana => describe(ana, [{ element: "table", attributes: {}, content: [row("North", "3"), row("South", "4")] }]),
  ana: (ana, item) =>
    write(ana, item, peer => {
      peer.dispatch(peer.state.tr.setSelection(TextSelection.create(peer.state.doc, peer.find("North"))))
      expect(peer.do(addRowAfter)).toBe(true)
    }),
  ben: (ben, item) =>
    write(ben, item, peer => peer.dispatch(peer.state.tr.insertText(" and West", peer.find("South") + 5))),
  outcome: ({ person }, item) => {
    expect(letters(person, item)).toBe("North\t3\n\t\nSouth and West\t4")
    const peer = new ProsePeer(null, textOf(person, item))
    expect(peer.state.doc.firstChild?.type).toBe(nodes["table"])
    peer.close()
  },
})

scenario("F20 one replies to a comment with a quote, while its author deletes it", {
  given: ana => {
    const item = makeItem(ana)
    return { item, comment: say(ana, item, "Who has the keys?"), reply: ana.newId<CommentId>() }
  },
  ana: (ana, { item, comment }) => void ana.do(trashComment, { item, comment }),
  ben: (ben, { item, comment, reply }) => {
    const quote: ProseElement = {
      element: "blockquote",
      attributes: { comment, member: "ana" },
      content: paragraphsOf("Who has the keys?"),
    }
    ben.do(addComment, { id: reply, item, text: "I do", content: [quote, ...paragraphsOf("I do")] })
  },
  outcome: ({ person }, { item, comment, reply }) => {
    const doc = commentsOf(person, item)
    expect(commentRow(person, item, comment)?.deleted).not.toBeNull()
    expect(commentRow(person, item, reply)?.deleted).toBeNull()
    expect(bodiesOf(doc).get(reply)).toBe("Who has the keys?\nI do")
    expect((readProse(bodyOf(doc, reply)!)[0] as ProseElement).attributes).toEqual({ comment, member: "ana" })
  },
})
