import { expect } from "vitest"
import { setAnswer } from "@weft/model/actions/request"
import { offerLaptops, ask, LAPTOP, publish } from "../support/catalogue.ts"
import { fulfilmentItem, requestId, ticketOfDraft } from "@weft/model/schema/catalogue"
import { living } from "@weft/model/schema/snapshot"
import { currentVersion, versionsOf } from "@weft/model/service/catalogue"
import { descriptionOf } from "@weft/model/replica/prose"
import { scenario } from "../support/two-replicas.ts"

const TICKET = ticketOfDraft("draft-1")

scenario("T70 an offering is published twice: both versions are there, and all devices offer the same of them", {
  given: ana => offerLaptops(ana),
  ana: (ana, offering) => void publish(ana, offering, { ...LAPTOP, level: "gold" }),
  ben: (ben, offering) => void publish(ben, offering, { ...LAPTOP, level: "silver" }),
  outcome: ({ snapshot, later }, offering) => {
    expect(versionsOf(snapshot, offering).map(({ version }) => version)).toEqual([2, 2, 1])
    expect(currentVersion(snapshot, offering)!.content!.level).toBe(later === "ana" ? "gold" : "silver")
  },
  afterwards: ({ ana, eve, share }, offering) => {
    publish(ana, offering, LAPTOP)
    share()
    expect(versionsOf(eve.snapshot, offering).map(({ version }) => version)).toEqual([3, 2, 2, 1])
  },
})

scenario("T71 one asks for an offering while another version of it is published: the request keeps its version", {
  given: ana => ({ offering: offerLaptops(ana), first: "" }),
  ana: (ana, given) => {
    given.first = currentVersion(ana.snapshot, given.offering)!.id
    ask(ana, given.offering)
  },
  ben: (ben, { offering }) => void publish(ben, offering, { ...LAPTOP, form: [], tasks: [] }),
  outcome: ({ snapshot }, { offering, first }) => {
    const request = snapshot.requests.get(requestId(TICKET))!
    expect(request).toMatchObject({ version: first, answers: { model: "small" } })
    expect(snapshot.offeringVersions.get(first)!.content).toEqual(LAPTOP)
    expect(currentVersion(snapshot, offering)!.id).not.toBe(first)
    expect(Object.keys(request.tasks).sort()).toEqual(["order", "set-up"])
  },
})

scenario("T72 one draft is handed in on two devices: it is one ticket, with each of its tasks once", {
  given: ana => offerLaptops(ana),
  ana: (ana, offering) => ask(ana, offering, { description: "For the new colleague" }),
  ben: (ben, offering) =>
    ask(ben, offering, { description: "For the new colleague", answers: { model: "large", why: "eyes" } }),
  outcome: ({ snapshot, person, later }) => {
    const items = living(snapshot.items).map(({ id }) => id)
    expect(items.sort()).toEqual([TICKET, ...["order", "set-up"].map(key => fulfilmentItem(TICKET, key))].sort())
    expect(living(snapshot.transitions).filter(({ item }) => item === TICKET)).toHaveLength(1)
    expect(living(snapshot.ticketEvents).filter(({ item }) => item === TICKET)).toHaveLength(1)
    expect(living(snapshot.relations)).toHaveLength(1)
    const answers = { model: later === "ana" ? "small" : "large", why: "eyes" }
    expect(snapshot.requests.get(requestId(TICKET))!.answers).toEqual(answers)
    const { doc } = person.replica.open(`text/${snapshot.space}/${TICKET}`)
    expect(descriptionOf(doc)).toBe("For the new colleague")
  },
})

scenario(
  "T73 one answer is corrected twice: the later stands, and both corrections are told with what was there before",
  {
    given: ana => ask(ana, offerLaptops(ana)),
    ana: ana => void ana.do(setAnswer, { item: TICKET, field: "model", answer: "medium" }),
    ben: ben => {
      ben.do(setAnswer, { item: TICKET, field: "model", answer: "large" })
      ben.do(setAnswer, { item: TICKET, field: "why", answer: "eyes" })
    },
    outcome: ({ snapshot, later }) => {
      const { answers, corrections, conflicts } = snapshot.requests.get(requestId(TICKET))!
      expect(answers).toEqual({ model: later === "ana" ? "medium" : "large", why: "eyes" })
      const told = Object.values(corrections).map(({ field, was, by }) => `${by} ${field} ${was}`)
      expect(told.sort()).toEqual(["ana model small", "ben model small", "ben why null"])
      expect(conflicts.map(({ field }) => field)).toEqual(["answers-model"])
    },
  },
)
