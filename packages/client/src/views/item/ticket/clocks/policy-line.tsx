import { choosePolicy } from "@weft/model/actions/clocks"
import type { ServicePolicyId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import type { Audience } from "@weft/model/schema/service"
import type { PassedOver } from "@weft/model/service/policy-book"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { LiveTickets } from "../../../../data/live-tickets.ts"
import { factValueWords, factWords } from "../../../../parts/service/fact-words.ts"
import { clockWords } from "../../../../text/clocks.ts"
import { Button } from "../../../../ui/button.tsx"
import { openMenu } from "../../../../ui/menu.tsx"
import { useItem } from "../../item-context.ts"

/** Which policy the ticket has, why that and not those before it, and another one by hand. */
export function PolicyLine(props: { readonly audience: Audience; readonly tickets: LiveTickets }): JSX.Element {
  const { id, space, workspace, mayWrite, act, key } = useItem()
  const choice = createMemo(() => props.tickets.policyChoice(id, props.audience))
  const policies = () =>
    [...space.live.table("servicePolicies").values()]
      .filter(policy => policy.deleted === null && policy.audience === props.audience)
      .sort(compareRanked)
  const nameOf = (policy: string) => space.live.table("servicePolicies").get(policy)?.name ?? ""
  const choose = (policy: ServicePolicyId | null) =>
    act(choosePolicy, { item: id, audience: props.audience, policy }, clockWords().step.policy(key()))
  const chooseAt = (anchor: HTMLElement) =>
    openMenu({
      anchor,
      label: clockWords().choosePolicy,
      entries: () => [
        {
          label: clockWords().backToMatching,
          checked: choice()?.isByHand !== true,
          exclusive: true,
          onSelect: () => void (choice()?.isByHand === true && choose(null)),
        },
        { kind: "separator" },
        ...policies().map(policy => {
          const isChosen = choice()?.isByHand === true && choice()?.bound?.policy.id === policy.id
          return {
            label: policy.name,
            checked: isChosen,
            exclusive: true,
            onSelect: () => void (isChosen || choose(policy.id)),
          }
        }),
      ],
    })
  const whyNot = ({ policy, version, condition }: PassedOver): string => {
    const words = clockWords()
    if (version === null || condition === null) return words.passedOver(nameOf(policy), words.notValid)
    const snapshot = workspace.snapshot(space.id)
    const value = (one: string) => factValueWords(snapshot, condition.fact, one)
    const [fact, wanted] = [factWords(condition.fact), condition.values.map(value).join(words.or)]
    const is = value(choice()?.facts[condition.fact] ?? "")
    const why = condition.isNegated ? words.mustNotBe(fact, wanted) : words.isNot(fact, wanted, is)
    return words.passedOver(nameOf(policy), why)
  }
  const why = (): readonly string[] => {
    const found = choice()
    if (found === null || found.bound === null) return found?.passedOver.map(whyNot) ?? []
    if (found.isByHand) return [clockWords().chosenByHand]
    const { conditions } = found.bound.version
    const own = conditions.length === 0 ? clockWords().noConditions : clockWords().allConditions
    return [own, ...found.passedOver.map(whyNot)]
  }
  return (
    <details class="ticket-policy">
      <summary>
        <span class="ticket-policy-name">{choice()?.bound?.policy.name ?? clockWords().noPolicy}</span>
        <Show when={choice()?.bound}>
          <span class="ticket-policy-how">
            {choice()?.isByHand === true ? clockWords().byHand : clockWords().byMatch}
          </span>
        </Show>
      </summary>
      <ul class="ticket-policy-why" aria-label={clockWords().whyThis}>
        <For each={why()}>{line => <li>{line}</li>}</For>
      </ul>
      <Show when={mayWrite()}>
        <div class="ticket-clock-actions">
          <Button size="small" aria-haspopup="menu" onClick={event => chooseAt(event.currentTarget)}>
            {clockWords().choosePolicy}
          </Button>
        </div>
      </Show>
    </details>
  )
}
