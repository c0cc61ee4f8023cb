import { BREACH_STEP, type Escalation } from "@weft/model/schema/escalation"
import type { MemberId } from "@weft/model/base/ids"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { createMemo, type Accessor } from "solid-js"
import type { LiveTickets } from "../../../../data/live-tickets.ts"
import { targetWords } from "../../../../parts/service/target-words.ts"
import { clockWords } from "../../../../text/clocks.ts"
import { itemPanel } from "../../../../text/item-panel.ts"
import { useItem } from "../../item-context.ts"
import { createPeople } from "../../people.ts"

/** One line of what was done with the clocks of a ticket. */
export interface ClockNews {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly words: string
}

/** What agents and ladders did with the clocks of the open ticket, for its conversation. Followed. */
export function createClockNews(tickets: LiveTickets): Accessor<readonly ClockNews[]> {
  const { id, space, workspace } = useItem()
  const people = createPeople()
  const name = (member: string) => people(member as MemberId)?.name ?? itemPanel().somebody
  const policyName = (policy: string) => space.live.table("servicePolicies").get(policy)?.name ?? ""
  /** The promise that an event is about, by the last clock of it. */
  const target = ({ target: key, facts }: TicketEvent) => {
    if (key === "") return clockWords().allClocks
    const clock = tickets
      .clocks(id)
      .clocks.findLast(one => one.target === key && (facts["audience"] ?? one.audience) === one.audience)
    return targetWords(clock ?? { kind: "", target: key })
  }
  const wordsOf = (event: TicketEvent): string | null => {
    const { told } = clockWords()
    switch (event.kind) {
      case "exempted":
        return told.exempted(name(event.by), target(event), event.reason)
      case "exemption-withdrawn":
        return told.withdrawn(name(event.by), target(event))
      case "policy-chosen": {
        const policy = event.facts["policy"] ?? ""
        return policy === "" ? told.matching(name(event.by)) : told.chosen(name(event.by), policyName(policy))
      }
      default:
        return null
    }
  }
  const escalated = ({ step, actions, told: whom, ...promise }: Escalation): string => {
    const words = clockWords().told
    const nameOf = (one: string) => people(one as MemberId)?.name ?? workspace.live.table("teams").get(one)?.name
    const names = whom.map(one => nameOf(one) ?? itemPanel().somebody).join(", ") || words.everybody
    if (step === BREACH_STEP) return words.late(targetWords(promise), names)
    const did = actions?.map(action => (action === "notify" ? words.did.notify(names) : words.did[action])) ?? []
    return words.step(targetWords(promise), did.join(", "))
  }
  return createMemo(() => {
    const news: ClockNews[] = []
    for (const event of tickets.events(id)) {
      const words = wordsOf(event)
      if (words !== null) news.push({ id: event.id, at: event.at, words })
    }
    for (const fact of space.live.table("escalations").values())
      if (fact.item === id && fact.deleted === null) news.push({ id: fact.id, at: fact.doneAt, words: escalated(fact) })
    return news
  })
}
