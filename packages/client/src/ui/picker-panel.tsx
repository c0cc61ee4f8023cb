import { createMemo, createSignal, createUniqueId, onMount, Show, untrack, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { plusIcon } from "./icons.ts"
import { createListNavigation } from "./list-navigation.ts"
import { Listbox, optionElementId } from "./listbox.tsx"
import { BEST_OPTIONS, bestOptions, foldText, type Option } from "./option.ts"
import "./picker.css"

export interface PickerPanelProps {
  readonly label: string
  readonly options: readonly Option[]
  readonly selected: readonly string[]
  readonly multiple: boolean
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  readonly onChange: (selected: readonly string[]) => void
  readonly onCreate?: ((name: string) => void) | undefined
  readonly onClose: () => void
}

/** The id of the row that makes a new option. No real option has a space in its id. */
const CREATE_ID = "create new"

/** The inside of a picker: type to filter, arrows to move, Enter to choose. With several, Enter goes on. */
export function PickerPanel(props: PickerPanelProps): JSX.Element {
  let input!: HTMLInputElement
  const listId = createUniqueId()
  const [query, setQuery] = createSignal(untrack(() => props.query ?? ""))
  const selected = createMemo(() => new Set(props.selected))

  // What was chosen when the list opened stands first, and stays there while it is chosen from.
  const first = new Set(untrack(() => props.selected))
  const ordered = createMemo(() =>
    props.multiple && props.options.every(option => option.group === undefined)
      ? [...props.options].sort((left, right) => Number(first.has(right.id)) - Number(first.has(left.id)))
      : props.options,
  )
  const isNew = () =>
    query().trim() !== "" && !props.options.some(option => foldText(option.label) === foldText(query().trim()))
  const shown = createMemo((): readonly Option[] => {
    const best = bestOptions(ordered(), query())
    if (!props.onCreate || !isNew()) return best
    return [...best, { id: CREATE_ID, label: t().picker.create(query().trim()), icon: plusIcon }]
  })
  const navigation = createListNavigation(
    shown,
    untrack(() => props.selected[0]),
  )

  onMount(() => input.focus())

  const choose = (option: Option) => {
    if (option.id === CREATE_ID) props.onCreate?.(query().trim())
    else if (!props.multiple) props.onChange([option.id])
    else if (selected().has(option.id)) props.onChange(props.selected.filter(id => id !== option.id))
    else props.onChange([...props.selected, option.id])
    if (!props.multiple) return props.onClose()
    if (query() !== "") setQuery("")
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || navigation.move(event)) return
    if (event.key === "Tab") {
      event.preventDefault()
      props.onClose()
    }
    const active = navigation.active()
    if (event.key !== "Enter" || !active) return
    event.preventDefault()
    choose(active)
    if (event.metaKey || event.ctrlKey) props.onClose()
  }

  return (
    <div class="picker">
      <input
        ref={input}
        class="picker-input"
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={navigation.active() && optionElementId(listId, navigation.active()?.id ?? "")}
        placeholder={props.label}
        autocomplete="off"
        spellcheck={false}
        value={query()}
        onInput={event => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Listbox
        id={listId}
        label={props.label}
        options={shown()}
        active={navigation.active()?.id}
        onActivate={navigation.activate}
        onChoose={choose}
        selected={selected()}
        multiple={props.multiple}
        query={query()}
      />
      <Show when={shown().length === 0}>
        <p class="picker-note" role="status">
          {query() === "" ? t().picker.noOptions : t().picker.noMatch(query())}
        </p>
      </Show>
      <Show when={query() !== "" && shown().length === BEST_OPTIONS}>
        <p class="picker-note">{t().picker.showingBest(BEST_OPTIONS, props.options.length)}</p>
      </Show>
    </div>
  )
}
