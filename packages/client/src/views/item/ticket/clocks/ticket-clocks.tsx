import { AUDIENCES, type Audience } from "@weft/model/schema/service"
import type { Clock } from "@weft/model/service/clock"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import type { LiveTickets } from "../../../../data/live-tickets.ts"
import { clockWords } from "../../../../text/clocks.ts"
import { serviceWords } from "../../../../text/service.ts"
import { Icon } from "../../../../ui/icon.tsx"
import { lockIcon } from "../../../../ui/icons.ts"
import { useItem } from "../../item-context.ts"
import { BriefClock } from "./brief-clock.tsx"
import { ClockCard } from "./clock-card.tsx"
import { OutagePart } from "./outage-part.tsx"
import { PolicyLine } from "./policy-line.tsx"
import { TicketNotices } from "./ticket-notices.tsx"
import "./clocks.css"

/** What is promised for the open ticket: to its requester, and for agents alone between teams and by suppliers. */
export function TicketClocks(props: { readonly tickets: LiveTickets }): JSX.Element {
  const { id } = useItem()
  const [isUnfolded, setUnfolded] = createSignal(false)
  const clocks = createMemo(() => latestCycles(props.tickets.clocks(id).clocks))
  const audiences = createMemo(
    () => AUDIENCES.filter(audience => props.tickets.clocks(id).policies[audience] !== undefined),
    [],
    { equals: sameWords },
  )
  return (
    <>
      <Show when={audiences().length > 0}>
        <section class="ticket-clocks" aria-label={serviceWords().clocks} data-unfolded={isUnfolded() ? "" : undefined}>
          <BriefClock clocks={clocks()} isUnfolded={isUnfolded()} onUnfold={setUnfolded} />
          <TicketNotices tickets={props.tickets} />
          <For each={audiences()}>
            {audience => (
              <AudienceClocks
                audience={audience}
                clocks={clocks().filter(clock => clock.audience === audience)}
                tickets={props.tickets}
              />
            )}
          </For>
        </section>
      </Show>
      <OutagePart />
    </>
  )
}

function AudienceClocks(props: {
  readonly audience: Audience
  readonly clocks: readonly Clock[]
  readonly tickets: LiveTickets
}): JSX.Element {
  const targets = createMemo(() => props.clocks.map(({ target }) => target), [], { equals: sameWords })
  return (
    <section class="ticket-clock-group" aria-label={clockWords().groups[props.audience]}>
      <Show when={props.audience !== "customer"}>
        <h3 class="ticket-clock-heading">
          {clockWords().groups[props.audience]}
          <span class="ticket-clock-inside" data-tooltip={clockWords().onlyAgents}>
            <Icon icon={lockIcon} size={14} label={clockWords().onlyAgents} />
          </span>
        </h3>
      </Show>
      <For each={targets()}>
        {target => (
          <Show when={props.clocks.find(clock => clock.target === target)}>
            {clock => <ClockCard clock={clock()} />}
          </Show>
        )}
      </For>
      <PolicyLine audience={props.audience} tickets={props.tickets} />
    </section>
  )
}

/** Of each promise the cycle that runs now, or ran last. */
function latestCycles(clocks: readonly Clock[]): readonly Clock[] {
  const latest = new Map<string, Clock>()
  for (const clock of clocks) latest.set(`${clock.audience} ${clock.target}`, clock)
  return [...latest.values()]
}

function sameWords(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, place) => word === right[place])
}
