import type { Clock } from "@weft/model/service/clock"
import { ledgerOf, type LedgerLine } from "@weft/model/service/ledger"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { LiveTickets } from "../../../data/live-tickets.ts"
import { ClockGlyph } from "../../../parts/service/clock-glyph.tsx"
import { amountWords, shownClock, type ShownClock } from "../../../parts/service/shown-clock.ts"
import { whenWords } from "../../../parts/when.ts"
import { serviceWords } from "../../../text/service.ts"
import { useItem } from "../item-context.ts"

/** The promises to the requester of the open ticket, each with how far it is, and how that was counted on demand. */
export function TicketClocks(props: { readonly tickets: LiveTickets }): JSX.Element {
  const { id } = useItem()
  const clocks = createMemo(() => latestCycles(props.tickets.clocks(id).clocks))
  const keys = createMemo(() => clocks().map(({ audience, target }) => `${audience} ${target}`), [], {
    equals: (left, right) => left.join() === right.join(),
  })
  return (
    <Show when={keys().length > 0}>
      <section class="ticket-clocks" aria-label={serviceWords().clocks}>
        <For each={keys()}>
          {key => (
            <Show when={clocks().find(({ audience, target }) => `${audience} ${target}` === key)}>
              {clock => <TicketClock clock={clock()} />}
            </Show>
          )}
        </For>
      </section>
    </Show>
  )
}

/** Of each promise the cycle that runs now, or ran last. */
function latestCycles(clocks: readonly Clock[]): readonly Clock[] {
  const latest = new Map<string, Clock>()
  for (const clock of clocks) latest.set(`${clock.audience} ${clock.target}`, clock)
  return [...latest.values()]
}

function TicketClock(props: { readonly clock: Clock }): JSX.Element {
  const { today, space } = useItem()
  const shown = createMemo(() => shownClock(props.clock))
  const policy = () => space.live.table("servicePolicies").get(props.clock.policy)?.name ?? ""
  const used = () => Math.min(1, 1 - shown().leftShare)
  const due = () => {
    const { due, stoppedAt } = props.clock
    return due === null || stoppedAt !== null ? policy() : serviceWords().due(whenWords(due, today()), policy())
  }
  return (
    <details class="ticket-clock" data-look={shown().look}>
      <summary>
        <ClockGlyph clock={shown()} />
        <span class="ticket-clock-target">{serviceWords().targets[props.clock.kind]}</span>
        <span class="clock-words" data-look={shown().look}>
          {wordsOf(shown())}
        </span>
        <span class="ticket-clock-bar" style={{ "--used": `${used() * 100}%` }} />
        <span class="ticket-clock-due">{due()}</span>
      </summary>
      <Ledger clock={props.clock} />
    </details>
  )
}

function wordsOf({ clock, words, look }: ShownClock): string {
  const { unit, amount } = clock.promise
  if (look === "met") return serviceWords().usedOf(amountWords(unit, clock.elapsed), amountWords(unit, amount))
  if (look === "late") return words
  if (clock.stoppedAt !== null) return serviceWords().states[clock.state]
  return serviceWords().left(words)
}

/** What a clock counted, line by line. */
function Ledger(props: { readonly clock: Clock }): JSX.Element {
  const { today, setup } = useItem()
  const lines = createMemo(() => ledgerOf(props.clock))
  const because = ({ because: why, status }: LedgerLine) =>
    setup().statuses.get(status)?.name ?? serviceWords().because[why.reason === "policy" ? "policy" : why.kind]
  return (
    <table class="ticket-ledger" aria-label={serviceWords().ledger(serviceWords().targets[props.clock.kind])}>
      <tbody>
        <For each={lines()}>
          {line => (
            <tr data-did={line.did}>
              <td>{whenWords(line.from, today())}</td>
              <td>
                {because(line)} · {serviceWords().did[line.did]}
              </td>
              <td>{amountWords(props.clock.promise.unit, line.amount)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
