import type { ItemTypeId, MemberId, OrganisationId } from "@weft/model/base/ids"
import { compareRanked, compareText } from "@weft/model/base/rank"
import { PRIORITIES } from "@weft/model/schema/item"
import {
  COST_READERS,
  isCurrency,
  OFFERING_AUDIENCES,
  type OfferingContent,
  type OfferingCost,
} from "@weft/model/schema/offering-content"
import { living } from "@weft/model/schema/snapshot"
import { createSignal, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { readMoneyIn, typedMoneyIn } from "../../../parts/money.ts"
import { catalogueWords } from "../../../text/catalogue.ts"
import { t } from "../../../text/index.ts"
import { refusalWords } from "../../../text/refusals.ts"
import { Field, Select, TextInput } from "../../../ui/field.tsx"
import { PickerButton } from "../../../ui/picker.tsx"
import { NumberInput } from "../number-input.tsx"
import type { OfferingDraft } from "./offering-draft.ts"
import { WordingFields } from "./wording-fields.tsx"

export interface SaysEditorProps {
  readonly draft: OfferingDraft
  readonly space: SpaceData
}

/** What an offering says of itself: words, for whom it is, what it costs, who has to approve. */
export function SaysEditor(props: SaysEditorProps): JSX.Element {
  const words = () => catalogueWords().editor
  const content = () => props.draft.content()
  const edit = (fields: Partial<OfferingContent>) => props.draft.edit(fields)
  const faultOf = (fault: string) =>
    props.draft.faults().some(found => found.fault === fault) ? refusalWords(fault, {}) : undefined
  const types = () =>
    living(props.space.live.table("itemTypes"))
      .filter(({ behaviour }) => behaviour === "ticket")
      .sort(compareRanked)
      .map(({ id, name }) => ({ value: id as string, label: name }))
  return (
    <div class="says-editor">
      <WordingFields
        label={words().titleIn}
        wording={content().title}
        error={faultOf("title-missing")}
        onWording={title => edit({ title })}
      />
      <WordingFields
        label={words().descriptionIn}
        isLong
        wording={content().description}
        onWording={description => edit({ description })}
      />
      <div class="says-grid">
        <Field label={words().audience} error={faultOf("audience-without-organisations")}>
          {attributes => (
            <Select
              attributes={attributes}
              value={content().audience}
              options={OFFERING_AUDIENCES.map(value => ({ value, label: catalogueWords().audiences[value] }))}
              onValue={audience => edit({ audience })}
            />
          )}
        </Field>
        <Show when={content().audience === "organisations"}>
          <OrganisationsField {...props} />
        </Show>
        <Field label={words().level} hint={words().levelHint}>
          {attributes => <TextInput {...attributes} value={content().level} onValue={level => edit({ level })} />}
        </Field>
        <Field label={words().type}>
          {attributes => (
            <Select
              attributes={attributes}
              value={(content().type ?? "") as string}
              options={[{ value: "", label: words().firstType }, ...types()]}
              onValue={type => edit({ type: type === "" ? null : (type as ItemTypeId) })}
            />
          )}
        </Field>
        <Field label={words().priority}>
          {attributes => (
            <Select
              attributes={attributes}
              value={content().priority}
              options={PRIORITIES.map(value => ({ value, label: t().priorities[value] }))}
              onValue={priority => edit({ priority })}
            />
          )}
        </Field>
        <CostFields {...props} />
        <ApprovalFields {...props} />
      </div>
    </div>
  )
}

function OrganisationsField(props: SaysEditorProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => catalogueWords().editor
  const table = () => workspace.withContacts().table("organisations")
  const chosen = () => props.draft.content().organisations
  const names = () => chosen().map(id => table().get(id)?.name ?? catalogueWords().somebody)
  return (
    <Field label={words().organisations}>
      {attributes => (
        <PickerButton
          id={attributes.id}
          aria-label={`${words().organisations}: ${names().join(", ")}`}
          pickerLabel={words().organisations}
          multiple
          options={living(table())
            .sort((one, other) => compareText(one.name, other.name))
            .map(({ id, name }) => ({ id, label: name }))}
          selected={chosen()}
          onChange={organisations => props.draft.edit({ organisations: organisations as readonly OrganisationId[] })}
        >
          {names().join(", ") || words().chooseOrganisations}
        </PickerButton>
      )}
    </Field>
  )
}

const NO_COST: OfferingCost = { amount: 0, currency: "EUR", shownTo: "everybody" }

/** An amount, which takes the cost away when it is emptied, with its currency and who sees it. */
function CostFields(props: SaysEditorProps): JSX.Element {
  const words = () => catalogueWords().editor
  const cost = () => props.draft.content().cost
  const [typed, setTyped] = createSignal<string>()
  const [currency, setCurrency] = createSignal<string>()
  const standing = () => cost() ?? NO_COST
  const shown = () => typed() ?? typedMoneyIn(standing().currency, cost()?.amount ?? null)
  const write = (text: string) => {
    setTyped(text)
    const amount = readMoneyIn(standing().currency, text)
    if (amount === null) props.draft.edit({ cost: null })
    else if (amount !== undefined) props.draft.edit({ cost: { ...standing(), amount } })
  }
  const writeCurrency = (text: string) => {
    const letters = text.trim().toUpperCase()
    setCurrency(letters)
    const known = cost()
    if (known === null || !isCurrency(letters)) return
    // What somebody typed stays as it is written, also where the currency has other decimals.
    const amount = readMoneyIn(letters, typedMoneyIn(known.currency, known.amount)) ?? known.amount
    props.draft.edit({ cost: { ...known, currency: letters, amount } })
  }
  const isWrong = () => {
    const text = typed()
    return text !== undefined && readMoneyIn(standing().currency, text) === undefined
  }
  return (
    <>
      <Field label={words().cost} error={isWrong() ? refusalWords("amount-not-possible", {}) : undefined}>
        {attributes => (
          <TextInput
            {...attributes}
            inputmode="decimal"
            value={shown()}
            onValue={write}
            onBlur={() => !isWrong() && setTyped(undefined)}
          />
        )}
      </Field>
      <Show when={cost()}>
        {known => (
          <>
            <Field
              label={words().currency}
              error={isCurrency(currency() ?? known().currency) ? undefined : refusalWords("currency-unknown", {})}
            >
              {attributes => (
                <TextInput
                  {...attributes}
                  maxLength={3}
                  value={currency() ?? known().currency}
                  onValue={writeCurrency}
                />
              )}
            </Field>
            <Field label={words().shownTo}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={known().shownTo}
                  options={COST_READERS.map(value => ({ value, label: words().costReaders[value] }))}
                  onValue={shownTo => props.draft.edit({ cost: { ...known(), shownTo } })}
                />
              )}
            </Field>
          </>
        )}
      </Show>
    </>
  )
}

function ApprovalFields(props: SaysEditorProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => catalogueWords().editor
  const approval = () => props.draft.content().approval
  const members = () => workspace.live.table("members")
  const names = () => (approval()?.approvers ?? []).map(id => members().get(id)?.name ?? catalogueWords().somebody)
  const choose = (ids: readonly string[]) => {
    const approvers = ids as readonly MemberId[]
    const needed = Math.min(approval()?.needed ?? 1, approvers.length)
    props.draft.edit({ approval: approvers.length === 0 ? null : { needed, approvers } })
  }
  return (
    <>
      <Field label={words().approvers}>
        {attributes => (
          <PickerButton
            id={attributes.id}
            aria-label={`${words().approvers}: ${names().join(", ") || words().noApproval}`}
            pickerLabel={words().approvers}
            multiple
            options={living(members())
              .sort((one, other) => compareText(one.name, other.name))
              .map(({ id, name }) => ({ id, label: name }))}
            selected={approval()?.approvers ?? []}
            onChange={choose}
          >
            {names().join(", ") || words().noApproval}
          </PickerButton>
        )}
      </Field>
      <Show when={approval()}>
        {wish => (
          <Field label={words().needed}>
            {attributes => (
              <NumberInput
                id={attributes.id}
                label={words().needed}
                value={wish().needed}
                least={1}
                most={wish().approvers.length}
                onValue={needed => props.draft.edit({ approval: { ...wish(), needed } })}
              />
            )}
          </Field>
        )}
      </Show>
    </>
  )
}
