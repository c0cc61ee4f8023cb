import type { Clock } from "@weft/model/service/clock"
import { ledgerOf, type LedgerLine } from "@weft/model/service/ledger"
import { createMemo, For, Show, type JSX } from "solid-js"
import { amountWords } from "../../../../parts/service/shown-clock.ts"
import { spanWords } from "../../../../parts/service/span-words.ts"
import { clockWords } from "../../../../text/clocks.ts"
import { serviceWords } from "../../../../text/service.ts"
import { useItem } from "../../item-context.ts"
import { targetWords } from "../../../../parts/service/target-words.ts"

/** What a clock counted, line by line: from when to when, why, under which policy and on which hours. */
export function ClockLedger(props: { readonly clock: Clock }): JSX.Element {
  const { today, setup, space } = useItem()
  const lines = createMemo(() => ledgerOf(props.clock))
  const because = ({ because: why, status }: LedgerLine) =>
    setup().statuses.get(status)?.name ?? serviceWords().because[why.reason === "policy" ? "policy" : why.kind]
  const policy = ({ policy: id, version }: Pick<LedgerLine, "policy" | "version">) =>
    clockWords().byPolicy(space.live.table("servicePolicies").get(id)?.name ?? "", version)
  /** Only where it went from one to another, a line says which. */
  const isOfSeveral = () => new Set(lines().map(policy)).size > 1
  const hours = () => space.live.table("serviceCalendars").get(props.clock.basis.calendar.id)
  return (
    <>
      <table class="ticket-ledger" aria-label={serviceWords().ledger(targetWords(props.clock))}>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{clockWords().ledgerParts.when}</th>
            <th scope="col">{clockWords().ledgerParts.why}</th>
            <th scope="col">{clockWords().ledgerParts.amount}</th>
          </tr>
        </thead>
        <tbody>
          <For each={lines()}>
            {line => (
              <tr data-did={line.did}>
                <td>{spanWords(line.from, line.to, today())}</td>
                <td>
                  {because(line)} · {serviceWords().did[line.did]}
                  <Show when={isOfSeveral()}>
                    <br />
                    {policy(line)}
                  </Show>
                </td>
                <td>{amountWords(props.clock.promise.unit, line.amount)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="ticket-clock-note">
        {policy(props.clock)}
        <Show when={hours()}>
          {calendar => (
            <>
              <br />
              {clockWords().countedOn(calendar().name, calendar().zone)}
            </>
          )}
        </Show>
      </p>
    </>
  )
}
