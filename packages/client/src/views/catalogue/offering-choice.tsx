import type { OfferingId } from "@weft/model/base/ids"
import { wordsIn } from "@weft/model/schema/offering-content"
import type { CatalogueEntry } from "@weft/model/service/catalogue"
import { createMemo, createSignal, createUniqueId, Show, type JSX } from "solid-js"
import { catalogueWords } from "../../text/catalogue.ts"
import { language } from "../../text/index.ts"
import { TextInput } from "../../ui/field.tsx"
import { searchIcon } from "../../ui/icons.ts"
import { createListNavigation } from "../../ui/list-navigation.ts"
import { Listbox, optionElementId } from "../../ui/listbox.tsx"
import { bestOptions, type Option } from "../../ui/option.ts"

export interface OfferingChoiceProps {
  readonly catalogue: readonly CatalogueEntry[]
  readonly onChoose: (offering: OfferingId) => void
}

/** Everything that can be asked for, by service; typing finds, arrows and Enter choose. */
export function OfferingChoice(props: OfferingChoiceProps): JSX.Element {
  const listId = createUniqueId()
  const [query, setQuery] = createSignal("")
  const all = createMemo(() => props.catalogue.flatMap(optionsOf))
  const options = createMemo(() => bestOptions(all(), query()))
  const navigation = createListNavigation(options)
  const choose = (option: Option) => props.onChoose(option.id as OfferingId)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || navigation.move(event) || event.key !== "Enter") return
    event.preventDefault()
    const active = navigation.active()
    if (active !== undefined) choose(active)
  }
  const activeElement = () => {
    const active = navigation.active()
    return active === undefined ? undefined : optionElementId(listId, active.id)
  }
  return (
    <div class="offering-choice">
      <TextInput
        icon={searchIcon}
        role="combobox"
        aria-label={catalogueWords().search}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={activeElement()}
        placeholder={catalogueWords().search}
        value={query()}
        onValue={setQuery}
        onKeyDown={onKeyDown}
        autocomplete="off"
        autofocus
      />
      <Listbox
        id={listId}
        label={catalogueWords().dialog.choose}
        options={options()}
        active={navigation.active()?.id}
        onActivate={navigation.activate}
        onChoose={choose}
        query={query()}
      />
      <Show when={options().length === 0}>
        <p class="offering-choice-none">
          {query().trim() === "" ? catalogueWords().noOfferings : catalogueWords().nothingFound(query().trim())}
        </p>
      </Show>
    </div>
  )
}

function optionsOf({ service, offerings }: CatalogueEntry): readonly Option[] {
  return offerings.map(({ offering, version }) => ({
    id: offering.id,
    label: wordsIn(version.content?.title ?? {}, language()) || offering.name,
    group: service.name,
    keywords: `${offering.name} ${service.name} ${wordsIn(version.content?.description ?? {}, language())}`,
  }))
}
