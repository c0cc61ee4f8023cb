import { expect } from "vitest"
import { setStatus } from "@weft/model/actions/item"
import { runMacro, saveMacro } from "@weft/model/actions/macro"
import { sendReply } from "@weft/model/actions/message"
import { saveTextModule, trashTextModule } from "@weft/model/actions/text-module"
import { restoreRecords } from "@weft/model/actions/trash"
import type { ItemId, MacroId, TextModuleId } from "@weft/model/base/ids"
import { bodiesOf } from "@weft/model/replica/prose"
import { editProse } from "@weft/model/replica/prose-rewrite"
import { readProse } from "@weft/model/replica/prose-tree"
import {
  beginDraft,
  beginDraftAnew,
  currentDraft,
  draftText,
  leftInDraft,
  replyIdOf,
  takeIntoDraft,
} from "@weft/model/replica/reply-draft"
import { paragraphsOf, plainTextOf } from "@weft/model/schema/prose"
import type { Message } from "@weft/model/schema/service"
import type { MacroStep, SentDraft } from "@weft/model/schema/talk"
import type * as Y from "yjs"
import { itemOf, SPACE, statusNamed, type Person } from "../support/person.ts"
import { openTicket } from "../support/tickets.ts"
import { scenario } from "../support/two-replicas.ts"

const commentsPath = (ticket: ItemId) => `comments/${SPACE}/${ticket}`

const sentOf = (person: Person, ticket: ItemId) =>
  [...person.replica.open(commentsPath(ticket)).rows("sentDrafts").values()] as unknown as SentDraft[]

/** Which draft somebody writes in now, as far as their device knows. */
const draftOf = (person: Person, ticket: ItemId) => currentDraft(sentOf(person, ticket))

/** Does something to the texts beside a ticket, as somebody's open editor does. */
function inTexts(person: Person, ticket: ItemId, how: (doc: Y.Doc) => void): void {
  const path = commentsPath(ticket)
  const { doc } = person.replica.open(path)
  const note = (bytes: Uint8Array) => person.outbox.push({ path, bytes })
  doc.on("update", note)
  how(doc)
  doc.off("update", note)
}

/** Makes the draft that stands say something. */
function write(person: Person, ticket: ItemId, text: string): void {
  const draft = draftOf(person, ticket)
  inTexts(person, ticket, doc => {
    beginDraft(doc, draft, person.random)
    editProse(draftText(doc, draft), text)
  })
}

function draftWords(person: Person, ticket: ItemId): string {
  const { doc } = person.replica.open(commentsPath(ticket))
  return plainTextOf(readProse(draftText(doc, draftOf(person, ticket))))
}

/** Presses Send, having seen what the draft says here. */
function send(person: Person, ticket: ItemId) {
  const draft = draftOf(person, ticket)
  const { doc } = person.replica.open(commentsPath(ticket))
  const content = readProse(draftText(doc, draft))
  const id = replyIdOf(doc, ticket, draft)
  return person.do(sendReply, { id, item: ticket, text: plainTextOf(content), content, needsRelay: false, draft })
}

/** What the requester was told, in order. */
function told(person: Person, ticket: ItemId): string[] {
  const document = person.replica.open(`public/${SPACE}/${ticket}`)
  const bodies = bodiesOf(document.doc)
  return ([...document.rows("messages").values()] as unknown as Message[])
    .filter(({ deleted }) => deleted === null)
    .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
    .map(({ id }) => bodies.get(id) ?? "")
}

/** What the last draft that was sent says beyond what was sent of it. */
function left(person: Person, ticket: ItemId) {
  const { doc } = person.replica.open(commentsPath(ticket))
  return leftInDraft(doc, draftOf(person, ticket) - 1, told(person, ticket).map(paragraphsOf))
}

scenario("T41 two agents write in one draft of the reply: both texts stand, and neither can be read as a message", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    write(ana, ticket, "Hello,\nwe look at it.")
    return ticket
  },
  ana: (ana, ticket) => write(ana, ticket, "Hello Paul,\nwe look at it."),
  ben: (ben, ticket) => write(ben, ticket, "Hello,\nwe look at it today."),
  outcome: ({ person }, ticket) => {
    expect(draftWords(person, ticket)).toBe("Hello Paul,\nwe look at it today.")
    expect(told(person, ticket)).toEqual([])
    expect([...person.replica.open(`public/${SPACE}/${ticket}`).doc.share.keys()]).not.toContain("draft-0")
  },
})

scenario("T41 two agents begin the draft of one ticket at the same time: what both wrote stands", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => write(ana, ticket, "Which router?"),
  ben: (ben, ticket) => write(ben, ticket, "Since when?"),
  outcome: ({ person }, ticket) => {
    expect(draftWords(person, ticket).split("\n").sort()).toEqual(["Since when?", "Which router?"])
  },
})

scenario("T42 two agents send the draft that both see: it is sent once, and the next draft is empty", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    write(ana, ticket, "Please start it again.")
    return ticket
  },
  ana: (ana, ticket) => void send(ana, ticket),
  ben: (ben, ticket) => void send(ben, ticket),
  outcome: ({ person }, ticket) => {
    expect(told(person, ticket)).toEqual(["Please start it again."])
    expect(draftWords(person, ticket)).toBe("")
    expect(left(person, ticket)).toEqual([])
  },
})

scenario("T42 two agents send one draft, and one of them had written more: one message, and the rest is kept", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    write(ana, ticket, "Please start it again.")
    return ticket
  },
  ana: (ana, ticket) => void send(ana, ticket),
  ben: (ben, ticket) => {
    write(ben, ticket, "Please start it again.\nCall me if that does not help.")
    send(ben, ticket)
  },
  outcome: ({ person }, ticket) => {
    const [message, ...others] = told(person, ticket)
    expect(others).toEqual([])
    const beyond = plainTextOf(left(person, ticket))
    expect([message, beyond].filter(words => words !== "").join("\n")).toBe(
      "Please start it again.\nCall me if that does not help.",
    )
  },
})

scenario("T42 two agents write a draft each without knowing of the other, and send it: both are sent", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => {
    write(ana, ticket, "Which router?")
    send(ana, ticket)
  },
  ben: (ben, ticket) => {
    write(ben, ticket, "Since when?")
    send(ben, ticket)
  },
  outcome: ({ person, later }, ticket) => {
    const inOrder = later === "ben" ? ["Which router?", "Since when?"] : ["Since when?", "Which router?"]
    expect(told(person, ticket)).toEqual(inOrder)
    expect(draftWords(person, ticket)).toBe("")
    expect(left(person, ticket)).toEqual([])
  },
})

scenario("T43 one sends a draft while the other goes on writing in it: that is in the next draft, once", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    write(ana, ticket, "We look at it.")
    return ticket
  },
  ana: (ana, ticket) => void send(ana, ticket),
  ben: (ben, ticket) => write(ben, ticket, "We look at it this afternoon.\nStay on the line."),
  outcome: ({ person }, ticket) => {
    expect(told(person, ticket)).toEqual(["We look at it."])
    expect(plainTextOf(left(person, ticket))).toBe("this afternoon\nStay on the line.")
  },
  afterwards: ({ ana, ben, share }, ticket) => {
    for (const person of [ana, ben]) {
      const words = left(person, ticket)
      inTexts(person, ticket, doc => takeIntoDraft(doc, commentsPath(ticket), 0, 1, words))
    }
    share()
    expect(draftWords(ben, ticket)).toBe("this afternoon\nStay on the line.")
    expect(left(ana, ticket)).toEqual([])
    send(ana, ticket)
    share()
    expect(told(ben, ticket)).toEqual(["We look at it.", "this afternoon\nStay on the line."])
    expect(draftWords(ben, ticket)).toBe("")
  },
})

scenario("T45 one writes a text module anew while the other deletes it: it is deleted, with what was written", {
  given: ana => {
    const id = ana.newId<TextModuleId>()
    ana.do(saveTextModule, { id, name: "Greeting", text: { en: "Hello", de: "Hallo" } })
    return id
  },
  ana: (ana, id) => ana.do(saveTextModule, { id, name: "Greeting", text: { de: "Guten Tag" } }),
  ben: (ben, module) => ben.do(trashTextModule, { module }),
  outcome: ({ snapshot }, id) => {
    const { deleted, text } = snapshot.textModules.get(id)!
    expect(text).toEqual({ en: "Hello", de: "Guten Tag" })
    expect(deleted).toMatchObject({ by: "ben", editedAfter: true })
  },
  afterwards: ({ ben, share, ana }, id) => {
    ben.do(restoreRecords, { records: [{ kind: "textModules", id }] })
    share()
    expect(ana.snapshot.textModules.get(id)?.deleted).toBeNull()
  },
})

scenario("T45 two write a text module in a language each: both stand", {
  given: ana => {
    const id = ana.newId<TextModuleId>()
    ana.do(saveTextModule, { id, name: "Greeting", text: { en: "Hello", de: "Hallo" } })
    return id
  },
  ana: (ana, id) => ana.do(saveTextModule, { id, name: "Greeting", text: { de: "Guten Tag" } }),
  ben: (ben, id) => ben.do(saveTextModule, { id, name: "Good day", text: { en: "Good day" } }),
  outcome: ({ snapshot }, id) =>
    expect(snapshot.textModules.get(id)).toMatchObject({ name: "Good day", text: { en: "Good day", de: "Guten Tag" } }),
})

scenario("T46 one runs a macro while the other moves the ticket on and writes in its draft: all of it stands", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    const [macro, module] = [ana.newId<MacroId>(), ana.newId<TextModuleId>()]
    ana.do(saveTextModule, { id: module, name: "Greeting", text: { en: "Hello {requester.first}." } })
    const steps: MacroStep[] = [
      { does: "status", status: statusNamed(ana.snapshot, "Doing") },
      { does: "priority", priority: "high" },
      { does: "reply", module },
      { does: "note", text: "A known fault" },
    ]
    ana.do(saveMacro, { id: macro, name: "Known fault", steps })
    return { ticket, macro }
  },
  ana: (ana, { ticket, macro }) => {
    const shown = { [ticket]: { number: "SUP-1", due: "", sender: "Paula Okafor" } }
    ana.undoLater = ana.do(runMacro, { macro, items: [ticket], shown, language: "en" })
  },
  ben: (ben, { ticket }) => {
    ben.do(setStatus, { items: [ticket], status: statusNamed(ben.snapshot, "On hold") })
    write(ben, ticket, "Which router?")
  },
  outcome: ({ snapshot, person, later }, { ticket }) => {
    const { status, priority } = itemOf(snapshot, ticket)
    expect(status).toBe(statusNamed(snapshot, later === "ana" ? "Doing" : "On hold"))
    expect(priority).toBe("high")
    expect(draftWords(person, ticket).split("\n").sort()).toEqual(["Hello Paula.", "Which router?"])
    expect([...bodiesOf(person.replica.open(commentsPath(ticket)).doc).values()]).toEqual(["A known fault"])
  },
  afterwards: ({ ana, ben, later, share }, { ticket }) => {
    const { leftAlone } = ana.undo(ana.undoLater!)
    expect(leftAlone.length > 0).toBe(later === "ben")
    share()
    expect(draftWords(ben, ticket)).toBe("Which router?")
    const { status, priority } = itemOf(ben.snapshot, ticket)
    expect(priority).toBe("none")
    if (later === "ben") expect(status).toBe(statusNamed(ben.snapshot, "On hold"))
  },
})

scenario("T44 one takes a reply back that was sent, while the other writes the next: both drafts are kept", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    write(ana, ticket, "Wrong ticket.")
    ana.undoLater = send(ana, ticket)
    return ticket
  },
  ana: ana => void ana.undo(ana.undoLater!),
  ben: (ben, ticket) => write(ben, ticket, "One more question."),
  outcome: ({ person }, ticket) => {
    expect(told(person, ticket)).toEqual([])
    expect(draftWords(person, ticket)).toBe("Wrong ticket.")
  },
  afterwards: ({ ana, ben, share }, ticket) => {
    inTexts(ana, ticket, doc => beginDraftAnew(doc, 0, ana.random))
    write(ana, ticket, "Right ticket.")
    send(ana, ticket)
    share()
    expect(told(ben, ticket)).toEqual(["Right ticket."])
    expect(draftWords(ben, ticket)).toBe("One more question.")
  },
})
