import { setCurrency, setItemCost, setRate, trashRate, type SetItemCost } from "@weft/model/actions/cost"
import type { ItemId, MemberId, ResourceId } from "@weft/model/base/ids"
import { costsOf, type CostRow, type SpaceCosts } from "@weft/model/plan/costs-of-space"
import { personOf } from "@weft/model/plan/plan-of-space"
import { itemCostId } from "@weft/model/schema/money"
import { living } from "@weft/model/schema/snapshot"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { plusIcon, trash2Icon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { PageSection } from "../../ui/page.tsx"
import { DayField } from "./form-parts.tsx"
import { MoneyInput } from "./money-input.tsx"
import { currencyOf, moneyWords } from "./money-words.ts"
import { useProject } from "./project-state.ts"
import { StandingValues } from "./standing-values.tsx"
import { ScrollRegion } from "../../ui/scroll-region.tsx"

/** The currencies that are offered; one that is in use stands first, whatever it is. */
const CURRENCIES = ["EUR", "CHF", "GBP", "USD", "DKK", "SEK", "NOK", "PLN", "CZK", "JPY"]

/** What a project costs, for whoever manages it. */
export function CostSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().cost
  const costs = createMemo(() => costsOf(state.snapshot(), state.input(), state.schedule()))
  return (
    <Show when={state.mayMoney()} fallback={<EmptyState title={words().forbidden}>{words().forbiddenBody}</EmptyState>}>
      <Lock locked={!state.workspace.mayWrite(`money/${state.space.id}`)}>
        <div class="project-stack">
          <RatesSection costs={costs()} />
          <CostTable costs={costs()} />
        </div>
      </Lock>
    </Show>
  )
}

function RatesSection(props: { readonly costs: SpaceCosts }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().cost
  const rates = createMemo(() =>
    living(state.snapshot().rates).sort(
      (one, other) =>
        state.nameOf(one.resource).localeCompare(state.nameOf(other.resource)) ||
        ((one.from ?? "") < (other.from ?? "") ? -1 : 1),
    ),
  )
  const currencies = () => [...new Set([currencyOf(state), ...CURRENCIES])].map(value => ({ value, label: value }))
  const unrated = () => props.costs.unrated.map(state.nameOf).sort((one, other) => one.localeCompare(other))
  return (
    <PageSection title={words().rates} hint={words().ratesHint}>
      <p class="project-note">{words().confidential}</p>
      <div class="project-fields">
        <Field label={words().currency}>
          {attributes => (
            <Select
              attributes={attributes}
              value={currencyOf(state)}
              options={currencies()}
              onValue={currency => void state.act(setCurrency, { currency }, words().did.currency)}
            />
          )}
        </Field>
      </div>
      <Show when={rates().length > 0} fallback={<p class="page-empty">{words().noRates}</p>}>
        <ul class="page-rows">
          <For each={rates()}>
            {({ id, resource, from, perHour, conflicts }) => {
              const name = () => state.nameOf(resource)
              return (
                <li class="page-row project-rate">
                  <span class="project-grow">{name()}</span>
                  <span class="project-note">
                    {words().from} {from === null ? words().always : format().shortDate(from, state.today())}
                  </span>
                  <MoneyInput
                    label={words().rateOf(name())}
                    value={perHour}
                    onSave={amount => {
                      if (resource !== null)
                        state.act(setRate, { resource, from, perHour: amount ?? 0 }, words().did.rate(name()))
                    }}
                  />
                  <IconButton
                    icon={trash2Icon}
                    label={words().deleteRate(name())}
                    onClick={() => void state.act(trashRate, { id }, words().did.rate(name()))}
                  />
                  <StandingValues
                    kind="rates"
                    id={id}
                    conflicts={conflicts}
                    nameOf={field => (field === "perHour" ? words().perHour : undefined)}
                    wordsOf={(_field, value) => moneyWords(state, Number(value))}
                    says={words().did.rate(name())}
                  />
                </li>
              )
            }}
          </For>
        </ul>
      </Show>
      <NewRate />
      <Show when={props.costs.unrated.length > 0}>
        <p class="project-note project-soon">{words().unrated(format().list(unrated()))}</p>
      </Show>
    </PageSection>
  )
}

function NewRate(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().cost
  const people = createMemo(() => {
    const snapshot = state.snapshot()
    const roles = living(snapshot.resources).map(({ id }) => personOf(snapshot, id))
    const ids = new Set<string>([...living(snapshot.members).map(({ id }) => id), ...roles])
    return [...ids]
      .map(id => ({ value: id, label: state.nameOf(id as MemberId | ResourceId) }))
      .sort((one, other) => one.label.localeCompare(other.label))
  })
  const [who, setWho] = createSignal<string>()
  const [from, setFrom] = createSignal<CalendarDate | null>(null)
  const [amount, setAmount] = createSignal<number | null>(null)
  const chosen = () => who() ?? people()[0]?.value ?? ""
  const add = () => {
    const resource = chosen() as MemberId | ResourceId
    const rate = { resource, from: from(), perHour: amount() ?? 0 }
    if (state.act(setRate, rate, words().did.rate(state.nameOf(resource)))) setAmount(null)
  }
  return (
    <div class="project-fields project-new">
      <Field label={words().person}>
        {attributes => <Select attributes={attributes} value={chosen()} options={people()} onValue={setWho} />}
      </Field>
      <DayField label={words().from} hint={words().fromHint} value={from()} onPick={setFrom} />
      <div class="field">
        <span class="field-label" aria-hidden="true">
          {words().perHour}
        </span>
        <MoneyInput label={words().perHour} value={amount()} onSave={setAmount} />
      </div>
      <Button icon={plusIcon} disabled={amount() === null} onClick={add}>
        {words().addRate}
      </Button>
    </div>
  )
}

const TYPED = ["budget", "fixed", "actualFixed"] as const

function CostTable(props: { readonly costs: SpaceCosts }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().cost
  const levels = createMemo(() => {
    const level = new Map<string, number>()
    for (const { id, parent } of state.input().tasks) level.set(id, parent === null ? 0 : (level.get(parent) ?? 0) + 1)
    return level
  })
  return (
    <PageSection title={words().plan} hint={words().planHint}>
      <ScrollRegion label={words().table}>
        <table class="project-table project-costs" aria-label={words().table}>
          <thead>
            <tr>
              <th>{words().columns.activity}</th>
              <th class="numeric">{words().columns.budget}</th>
              <th class="numeric">{words().columns.fixed}</th>
              <th class="numeric">{words().columns.spentFixed}</th>
              <th class="numeric">{words().columns.planned}</th>
              <th class="numeric">{words().columns.actual}</th>
              <th class="numeric">{words().columns.forecast}</th>
              <th class="numeric">{words().columns.rest}</th>
            </tr>
          </thead>
          <tbody>
            <For each={state.input().tasks.map(({ id }) => id)}>
              {id => (
                <Show when={props.costs.rows.get(id)}>
                  {row => <CostLine row={row()} level={levels().get(id) ?? 0} />}
                </Show>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words().total}</th>
              <td class="numeric">
                {props.costs.total.budget === null ? projectWords().none : moneyWords(state, props.costs.total.budget)}
              </td>
              <td colSpan={2} />
              <Amounts of={props.costs.total} />
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </PageSection>
  )
}

function CostLine(props: { readonly row: CostRow; readonly level: number }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().cost
  const title = () => state.titleOf(props.row.item)
  const said = () => state.snapshot().itemCosts.get(itemCostId(props.row.item))
  const save = (item: ItemId, amounts: Omit<SetItemCost, "item">) =>
    void state.act(setItemCost, { item, ...amounts }, words().did.item(title()))
  const columns = () => ({
    budget: words().columns.budget,
    fixed: words().columns.fixed,
    actualFixed: words().columns.spentFixed,
  })
  return (
    <tr data-summary={state.rowOf(props.row.item)?.isSummary ? "" : undefined}>
      <th scope="row" style={{ "padding-left": `${props.level * 16}px` }}>
        {title()}
      </th>
      <For each={TYPED}>
        {name => (
          <td class="numeric">
            <MoneyInput
              label={words().field(columns()[name], title())}
              value={said()?.[name] ?? null}
              {...(name === "budget" && props.row.budget !== null
                ? { placeholder: moneyWords(state, props.row.budget) }
                : {})}
              onSave={amount => save(props.row.item, { [name]: amount })}
            />
          </td>
        )}
      </For>
      <Amounts of={props.row} />
    </tr>
  )
}

function Amounts(props: { readonly of: Omit<CostRow, "item" | "own"> }): JSX.Element {
  const state = useProject()
  const told = (amount: number) => (amount === 0 ? projectWords().none : moneyWords(state, amount))
  const rest = () => (props.of.isBudgetWhole && props.of.budget !== null ? props.of.budget - props.of.forecast : null)
  return (
    <>
      <td class="numeric">{told(props.of.planned)}</td>
      <td class="numeric">{told(props.of.actual)}</td>
      <td class="numeric">{told(props.of.forecast)}</td>
      <td class="numeric" data-behind={(rest() ?? 0) < 0 ? "" : undefined}>
        {rest() === null ? projectWords().none : moneyWords(state, rest()!)}
        <Show when={(rest() ?? 0) < 0}>
          <span class="project-below">{projectWords().cost.overBudget}</span>
        </Show>
      </td>
    </>
  )
}
