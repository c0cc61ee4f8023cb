import { expect, test } from "vitest"
import * as Y from "yjs"
import { editProse } from "@weft/model/replica/prose-rewrite"
import { sendReply } from "@weft/model/actions/message"
import { saveTextModule, trashTextModule } from "@weft/model/actions/text-module"
import { createItem } from "@weft/model/actions/item"
import type { ItemId, MessageId, TextModuleId } from "@weft/model/base/ids"
import { readProse } from "@weft/model/replica/prose-tree"
import { draftText } from "@weft/model/replica/reply-draft"
import { paragraphsOf, plainTextOf } from "@weft/model/schema/prose"
import {
  fillVariables,
  firstNameOf,
  moduleText,
  MODULE_VARIABLES,
  unknownVariablesIn,
  variablesIn,
} from "@weft/model/service/text-module"
import { unsentWords } from "@weft/model/service/unsent-words"
import { saidIn } from "../../../packages/client/src/data/worker/said-pieces.ts"
import { foundSpace, MORNING, Person, SPACE } from "../../support/person.ts"

const MODULE = "M1" as TextModuleId

function someone(): { readonly ana: Person; readonly ticket: ItemId } {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  const ticket = ana.newId<ItemId>()
  ana.do(createItem, { id: ticket, title: "VPN drops" })
  return { ana, ticket }
}

test("MODULE-1 variables are filled with what is known, and those that nobody knows stand and are named", () => {
  const facts = { "requester.first": "Paula", number: "SUP-12", due: "" }
  expect(fillVariables("Hello {requester.first}, {number} is due {due}. {due}!", facts)).toEqual({
    text: "Hello Paula, SUP-12 is due {due}. {due}!",
    unfilled: ["due"],
  })
  expect(fillVariables("{title} {owner}", {}).unfilled).toEqual(["title", "owner"])
  for (const variable of MODULE_VARIABLES)
    expect(fillVariables(`a {${variable}} b`, { [variable]: "{due}" })).toEqual({ text: "a {due} b", unfilled: [] })
})

test("MODULE-1 braces that name no variable are letters, and are told to whoever writes them", () => {
  expect(variablesIn("{ title } {Title} {x.y} { } {title}{title}")).toEqual(["title"])
  expect(fillVariables("if (x) { y } {requster}", { title: "T" })).toEqual({
    text: "if (x) { y } {requster}",
    unfilled: [],
  })
  expect(unknownVariablesIn("{requster} {requester} {a.b} {requster}")).toEqual(["requster", "a.b"])
})

test("MODULE-2 a module speaks the chosen language, or the first other one that it has", () => {
  expect(moduleText({ text: { en: "Hello", de: "Hallo" } }, "de")).toBe("Hallo")
  expect(moduleText({ text: { en: "Hello", de: " " } }, "de")).toBe("Hello")
  expect(moduleText({ text: { de: "Hallo" } }, "en")).toBe("Hallo")
  expect(moduleText({ text: {} }, "en")).toBe("")
})

test("MODULE-1 a first name is the first word, or the one behind the comma", () => {
  const names = ["Paula Okafor", " Paula ", "Okafor, Paula Jane", "", ","]
  expect(names.map(firstNameOf)).toEqual(["Paula", "Paula", "Paula", "", ""])
})

test("MODULE-3 a module needs a name and words in one language, and a language that is not given stays", () => {
  const { ana } = someone()
  expect(ana.try(saveTextModule, { id: MODULE, name: " ", text: { en: "Hello" } })).toMatchObject({
    reason: "name-missing",
  })
  expect(ana.try(saveTextModule, { id: MODULE, name: "Hello", text: { en: " " } })).toMatchObject({
    reason: "text-missing",
  })
  ana.do(saveTextModule, { id: MODULE, name: "Hello", text: { en: "Hello", de: "Hallo" } })
  ana.do(saveTextModule, { id: MODULE, name: "Hi", text: { en: "Hi" } })
  expect(ana.snapshot.textModules.get(MODULE)).toMatchObject({ name: "Hi", text: { en: "Hi", de: "Hallo" } })
  ana.do(trashTextModule, { module: MODULE })
  expect(ana.snapshot.textModules.get(MODULE)?.deleted?.by).toBe("ana")
})

test("MODULE-4 a reply in which a variable stands is not sent, and the refusal names it", () => {
  const { ana, ticket } = someone()
  const reply = { id: ana.newId<MessageId>(), item: ticket, needsRelay: false, draft: 0 }
  expect(ana.try(sendReply, { ...reply, text: "Dear {requester.first}, {nothing}" })).toMatchObject({
    reason: "variable-unfilled",
    detail: { variable: "requester.first" },
  })
  expect(ana.replica.open(`public/${SPACE}/${ticket}`).rows("messages").size).toBe(0)
  ana.do(sendReply, { ...reply, text: "Dear {nothing}" })
  expect(ana.replica.open(`public/${SPACE}/${ticket}`).rows("messages").size).toBe(1)
})

test("DRAFT-1 what a draft says beyond what was sent of it is whole lines, and the words that a line grew by", () => {
  const left = (draft: string, ...sent: string[]) =>
    plainTextOf(unsentWords(paragraphsOf(draft), sent.map(paragraphsOf)))
  expect(left("Hello.", "Hello.")).toBe("")
  expect(left("Hello. Bye.", "Hello.")).toBe("Bye.")
  expect(left("Hello.\n\nBye.\n", "Hello.")).toBe("Bye.")
  expect(left("Hello Paula, we look.\nNow.", "Hello, we look.")).toBe("Paula\nNow.")
  // What was taken out since says nothing, and several messages of one draft count together.
  expect(left("Hello.", "Hello.\nBye.")).toBe("")
  expect(left("Which?\nSince when?", "Since when?", "Which?")).toBe("")
  expect(left("Something else entirely", "Hello.")).toBe("Something else entirely")
})

test("DRAFT-2 what is sent stays in its draft, which comes back when the reply is taken back", () => {
  const { ana, ticket } = someone()
  const comments = ana.replica.open(`comments/${SPACE}/${ticket}`)
  draftText(comments.doc, 0)
  const sent = ana.do(sendReply, { id: ana.newId<MessageId>(), item: ticket, text: "Yes", needsRelay: false, draft: 0 })
  expect(comments.proseRoot("reply-draft")).toBe("draft-1")
  ana.undo(sent)
  expect(comments.proseRoot("reply-draft")).toBe("draft-0")
  expect(readProse(draftText(comments.doc, 0))).toEqual([])
})

test("DRAFT-3 what is set aside of a draft says what was written there, as comments do", () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  editProse(draftText(theirs, 0), "Hello")
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
  let update = new Uint8Array()
  mine.on("update", (bytes: Uint8Array) => (update = new Uint8Array(bytes)))
  editProse(draftText(mine, 0), "Hello Paula")
  expect(saidIn(`comments/${SPACE}/i1`, [{ update }], mine, theirs)).toEqual([
    { did: "wrote", id: "draft-0", text: "Hello Paula" },
  ])
})
