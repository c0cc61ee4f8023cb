import { setCustomValue } from "@weft/model/actions/item"
import type { CustomFieldId, ItemId, MemberId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import type { CustomValue } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import type { CustomField } from "@weft/model/schema/workflow"
import { fits, showsField } from "@weft/model/tasks/custom-value"
import { dayOf } from "@weft/model/time/moment"
import { createMemo, For, Match, Show, Switch, type JSX } from "solid-js"
import { itemKey } from "../../data/context.ts"
import { openItemPicker } from "../../parts/item-picker.tsx"
import { LineInput } from "../../parts/line-input.tsx"
import { openPersonPicker } from "../../parts/people-picker.tsx"
import { PersonChip } from "../../parts/person-chip.tsx"
import { itemPanel } from "../../text/item-panel.ts"
import { format, t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Chip } from "../../ui/chip.tsx"
import { openDatePicker } from "../../ui/date-picker.tsx"
import { xIcon } from "../../ui/icons.ts"
import { openPicker } from "../../ui/picker.tsx"
import { useItem } from "./item-context.ts"
import { HiddenValues } from "./hidden-values.tsx"
import { createPeople } from "./people.ts"
import { Property, PropertyButton } from "./property.tsx"
import { valueWords } from "./value-words.ts"
import { readNumberHere } from "../../parts/typed-number.ts"

/** The custom fields of the space, and values of fields that are there no more (MERGE F7). */
export function CustomProperties(): JSX.Element {
  const { row, setup } = useItem()
  const fields = createMemo(() => living(setup().customFields).sort(compareRanked))
  const shown = createMemo(() => fields().filter(field => showsField(field, row.read("type"))))
  const hidden = createMemo(() =>
    fields().filter(field => !showsField(field, row.read("type")) && row.read("custom")[field.id] !== undefined),
  )
  const orphans = () => {
    const known = new Set<string>(fields().map(field => field.id))
    return Object.keys(row.read("custom")).filter(id => !known.has(id))
  }
  return (
    <>
      <For each={shown()}>{field => <CustomProperty field={field} />}</For>
      <HiddenValues fields={hidden()} />
      <For each={orphans()}>{id => <OrphanProperty id={id as CustomFieldId} />}</For>
    </>
  )
}

interface Editing<V> {
  readonly value: () => V | undefined
  readonly set: (value: CustomValue | null) => void
}

interface FieldProps<V> extends Editing<V> {
  readonly field: CustomField
}

function CustomProperty(props: { readonly field: CustomField }): JSX.Element {
  const { row, id, act, key, workspace, space } = useItem()
  const value = (): CustomValue | undefined => row.read("custom")[props.field.id]
  const isFit = () => {
    const standing = value()
    return standing === undefined || fits(props.field, standing, workspace.snapshot(space.id))
  }
  const set = (wanted: CustomValue | null) =>
    void act(
      setCustomValue,
      { items: [id], field: props.field.id, value: wanted },
      itemPanel().did.custom(props.field.name, key()),
    )
  const is = (...types: readonly CustomField["type"][]) => types.includes(props.field.type)
  return (
    <Property label={props.field.name} name={`custom-${props.field.id}`} empty={value() === undefined}>
      <Show when={isFit()} fallback={<Misfit value={value()} onRemove={() => set(null)} />}>
        <Switch>
          <Match when={is("text")}>
            <TextField field={props.field} value={() => value() as string | undefined} set={set} />
          </Match>
          <Match when={is("number", "money")}>
            <NumberField field={props.field} value={() => value() as number | undefined} set={set} />
          </Match>
          <Match when={is("date")}>
            <DateField field={props.field} value={() => value() as string | undefined} set={set} />
          </Match>
          <Match when={is("flag")}>
            <span class="property-static">
              <Checkbox label={props.field.name} checked={value() === true} onChange={checked => set(checked)} />
            </span>
          </Match>
          <Match when={is("select", "multi")}>
            <ChoiceField field={props.field} value={() => [value() ?? []].flat() as readonly string[]} set={set} />
          </Match>
          <Match when={is("person")}>
            <PersonField field={props.field} value={() => value() as MemberId | undefined} set={set} />
          </Match>
          <Match when={is("item")}>
            <ItemField field={props.field} value={() => value() as ItemId | undefined} set={set} />
          </Match>
        </Switch>
      </Show>
    </Property>
  )
}

/** A value whose field is deleted or not known: shown, kept, and removed only by a person. */
function OrphanProperty(props: { readonly id: CustomFieldId }): JSX.Element {
  const { row, id, act, key, setup } = useItem()
  const name = () => setup().customFields.get(props.id)?.name ?? itemPanel().unknown
  return (
    <Property label={name()} name={`custom-${props.id}`}>
      <Misfit
        value={row.read("custom")[props.id]}
        onRemove={() =>
          act(setCustomValue, { items: [id], field: props.id, value: null }, itemPanel().did.custom(name(), key()))
        }
      />
    </Property>
  )
}

function Misfit(props: { readonly value: CustomValue | undefined; readonly onRemove: () => void }): JSX.Element {
  const { setup } = useItem()
  const words = () => valueWords(props.value, setup())
  return (
    <span class="property-static property-misfit" data-tooltip={itemPanel().doesNotFitHint}>
      <span class="property-text" data-deleted="">
        {words()}
      </span>
      <Chip>{itemPanel().doesNotFit}</Chip>
      <IconButton icon={xIcon} size="small" label={t().general.removeNamed(words())} onClick={() => props.onRemove()} />
    </span>
  )
}

function TextField(props: FieldProps<string>): JSX.Element {
  return (
    <LineInput
      label={props.field.name}
      value={props.value() ?? ""}
      placeholder={itemPanel().noValue}
      onSave={text => props.set(text.trim() === "" ? null : text.trim())}
    />
  )
}

function NumberField(props: FieldProps<number>): JSX.Element {
  const shown = () => {
    const value = props.value()
    if (value === undefined) return ""
    return props.field.type === "money" ? format().quantity(value, props.field.currency) : format().number(value)
  }
  const save = (text: string): string | undefined => {
    if (text.trim() === "") return void props.set(null)
    const value = readNumberHere(text.replace(props.field.currency, ""))
    if (value === undefined) return itemPanel().notANumber
    props.set(value)
    return undefined
  }
  return (
    <LineInput
      label={props.field.name}
      value={shown()}
      placeholder={itemPanel().noValue}
      inputmode="decimal"
      class="numeric"
      onSave={save}
    />
  )
}

function DateField(props: FieldProps<string>): JSX.Element {
  const { today } = useItem()
  const day = () => {
    const value = props.value()
    return value === undefined ? undefined : dayOf(value)
  }
  const shown = () => {
    const value = day()
    return value === undefined ? "" : format().shortDate(value, today())
  }
  return (
    <PropertyButton
      label={props.field.name}
      empty={day() === undefined ? t().time.noDate : undefined}
      onPress={anchor =>
        openDatePicker({
          anchor,
          label: props.field.name,
          value: day(),
          today: today(),
          onPick: picked => props.set(picked ?? null),
        })
      }
    >
      <span class="property-text numeric">{shown()}</span>
    </PropertyButton>
  )
}

function ChoiceField(props: FieldProps<readonly string[]>): JSX.Element {
  const { setup } = useItem()
  const chosen = () => props.value() ?? []
  const optionOf = (id: string) => setup().options.get(id as never)
  const shown = () => chosen().flatMap(id => optionOf(id) ?? [])
  const choices = () => {
    const all = living(setup().options)
      .filter(option => option.field === props.field.id)
      .sort(compareRanked)
    return [...all, ...shown().filter(option => option.deleted !== null)].map(option => ({
      id: option.id as string,
      label: option.deleted === null ? option.name : t().general.deletedName(option.name),
    }))
  }
  const isMultiple = () => props.field.type === "multi"
  const choose = (next: readonly string[]) => {
    if (isMultiple()) return props.set(next.length === 0 ? null : next)
    const [only] = next
    // Choosing what is chosen already empties a field with one choice.
    props.set(only === undefined || only === chosen()[0] ? null : only)
  }
  return (
    <PropertyButton
      label={props.field.name}
      empty={chosen().length === 0 ? itemPanel().noValue : undefined}
      onPress={anchor =>
        openPicker({
          anchor,
          label: props.field.name,
          options: choices,
          selected: chosen,
          multiple: isMultiple(),
          onChange: choose,
        })
      }
    >
      <For each={shown()}>
        {option => (
          <span class="property-text" data-deleted={option.deleted === null ? undefined : ""}>
            {option.name}
          </span>
        )}
      </For>
    </PropertyButton>
  )
}

function PersonField(props: FieldProps<MemberId>): JSX.Element {
  const { workspace, me } = useItem()
  const people = createPeople()
  const person = () => people(props.value() ?? null)
  return (
    <PropertyButton
      label={props.field.name}
      empty={person() === undefined ? itemPanel().nobody : undefined}
      onPress={anchor =>
        openPersonPicker({
          anchor,
          label: props.field.name,
          members: () => workspace.live.table("members"),
          me,
          selected: () => [props.value() ?? []].flat(),
          onPick: picked => props.set(picked),
        })
      }
    >
      <PersonChip person={person()} />
    </PropertyButton>
  )
}

function ItemField(props: FieldProps<ItemId>): JSX.Element {
  const { workspace, space, id } = useItem()
  const linked = () => {
    const value = props.value()
    return value === undefined ? undefined : space.live.row("items", value)
  }
  return (
    <PropertyButton
      label={props.field.name}
      empty={linked() === undefined ? itemPanel().noValue : undefined}
      onPress={anchor =>
        openItemPicker({
          anchor,
          label: props.field.name,
          snapshot: () => workspace.snapshot(space.id),
          selected: () => props.value() ?? null,
          offers: item => item.id !== id,
          none: itemPanel().noValue,
          onPick: picked => props.set(picked),
        })
      }
    >
      <Show when={linked()}>
        {item => (
          <>
            <span class="property-key">{itemKey(space, { id: item().plain.id, number: item().read("number") })}</span>
            <span class="property-text" data-deleted={item().read("deleted") === null ? undefined : ""}>
              {item().read("title")}
            </span>
          </>
        )}
      </Show>
    </PropertyButton>
  )
}
