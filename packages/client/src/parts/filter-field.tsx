import { completeFilter, type FilterCompletion } from "@weft/model/query/complete-filter"
import { kindOfField, type Filter } from "@weft/model/query/filter"
import { filterToText } from "@weft/model/query/filter-address"
import { printFilter } from "@weft/model/query/print-filter"
import { readFilter, type FilterFault } from "@weft/model/query/read-filter"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { createMemo, createSignal, createUniqueId, onCleanup, onMount, Show, untrack, type JSX } from "solid-js"
import { filteringWords } from "../text/filtering.ts"
import { language } from "../text/index.ts"
import { Listbox, optionElementId } from "../ui/listbox.tsx"
import type { Option } from "../ui/option.ts"
import "./filter-field.css"

export interface FilterFieldProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly setup: Snapshot
  readonly onClose: () => void
}

/** How long somebody who writes has to rest before what they wrote is asked, ms. */
const REST = 120

type CompletionOption = Option & { readonly completion: FilterCompletion }

/**
 * A filter as it is written, with completion. What can be read holds at once; while it cannot, the last filter that could
 * stays in force and the place at fault is underlined.
 */
export function FilterField(props: FilterFieldProps): JSX.Element {
  let field!: HTMLDivElement
  let input!: HTMLInputElement
  let mirror!: HTMLDivElement
  const listId = createUniqueId()
  const noteId = createUniqueId()
  const [text, setText] = createSignal(untrack(() => printFilter(props.filter, props.setup, language())))
  const [cursor, setCursor] = createSignal(untrack(text).length)
  const [active, setActive] = createSignal(-1)
  const [isListOpen, setListOpen] = createSignal(true)
  const reading = createMemo(() => readFilter(text(), props.setup))
  const fault = (): FilterFault | null => {
    const read = reading()
    return "fault" in read ? read.fault : null
  }
  const completions = createMemo(() => completeFilter(text(), cursor(), props.setup, language()))
  const options = createMemo((): readonly CompletionOption[] =>
    isListOpen() && !isComplete(completions(), text())
      ? completions().options.map((completion, index) => ({ id: String(index), label: completion.text, completion }))
      : [],
  )
  /** What is being written has a fault in it all the time; it is told once there is nothing that would complete it. */
  const toldFault = () => {
    const found = fault()
    if (found === null || text() === "") return null
    const isUnderCursor = found.offset + found.length >= completions().from && options().length > 0
    return isUnderCursor ? null : found
  }

  let rest: ReturnType<typeof setTimeout> | undefined
  const apply = () => {
    clearTimeout(rest)
    const read = reading()
    if ("filter" in read && filterToText(read.filter) !== filterToText(props.filter)) props.onFilter(read.filter)
  }
  const write = (next: string, at: number) => {
    setText(next)
    setCursor(at)
    setActive(-1)
    setListOpen(true)
    clearTimeout(rest)
    rest = setTimeout(apply, REST)
  }
  const put = (from: number, to: number, written: string) => {
    const next = text().slice(0, from) + written + text().slice(to).trimStart()
    write(next, from + written.length)
    input.value = next
    input.setSelectionRange(from + written.length, from + written.length)
    input.focus()
  }
  const choose = ({ completion }: CompletionOption) => {
    const { from, to } = completions()
    put(from, to, completion.text + afterwards(completion, props.setup))
  }

  onMount(() => {
    input.focus()
    input.setSelectionRange(text().length, text().length)
  })
  onCleanup(() => clearTimeout(rest))

  const close = () => {
    apply()
    props.onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const all = options()
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length > 0) {
      const step = event.key === "ArrowDown" ? 1 : -1
      setActive(index => (index < 0 && step < 0 ? all.length - 1 : (index + step + all.length) % all.length))
    } else if (event.key === "Tab" && !event.shiftKey && all.length > 0 && (active() >= 0 || isTyping(completions())))
      choose(all[Math.max(0, active())]!)
    else if (event.key === "Enter") {
      const chosen = all[active()]
      if (chosen !== undefined) choose(chosen)
      else if (fault() === null) close()
      else setListOpen(false)
    } else if (event.key === "Escape") {
      if (isListOpen() && active() >= 0) setActive(-1)
      else close()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const follow = () => {
    mirror.scrollLeft = input.scrollLeft
    setCursor(input.selectionStart ?? text().length)
  }

  return (
    <div
      ref={field}
      class="filter-field"
      onFocusOut={event => {
        const to = event.relatedTarget
        if (fault() === null && to instanceof Node && !field.contains(to)) close()
      }}
    >
      <div class="filter-field-line">
        <div ref={mirror} class="filter-field-mirror" aria-hidden="true">
          <FaultyText text={text()} fault={fault()} />
        </div>
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={filteringWords().field}
          aria-expanded={options().length > 0}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={active() < 0 ? undefined : optionElementId(listId, String(active()))}
          aria-invalid={fault() === null ? undefined : true}
          aria-describedby={noteId}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={filteringWords().placeholder}
          value={text()}
          onInput={event => write(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          onKeyUp={follow}
          onClick={follow}
          onScroll={follow}
        />
      </div>
      <div class="filter-field-panel">
        <Show when={options().length > 0}>
          <Listbox
            id={listId}
            label={filteringWords().completions}
            options={options()}
            active={active() < 0 ? undefined : String(active())}
            onActivate={id => setActive(Number(id))}
            onChoose={choose}
          />
        </Show>
        <p id={noteId} class="filter-field-note" role="status">
          <Show when={toldFault()} fallback={filteringWords().hint}>
            {told => (
              <>
                {filteringWords().faults[told().expected]}{" "}
                <Show when={told().nearest}>
                  {name => (
                    <button
                      type="button"
                      class="filter-field-nearest"
                      onClick={() => put(told().offset, told().offset + told().length, name())}
                    >
                      {filteringWords().nearest(name())}
                    </button>
                  )}
                </Show>
              </>
            )}
          </Show>
        </p>
      </div>
    </div>
  )
}

/** The text behind the field, invisible but for the line below what is at fault. */
function FaultyText(props: { readonly text: string; readonly fault: FilterFault | null }): JSX.Element {
  return (
    <Show when={props.fault} fallback={props.text}>
      {fault => (
        <>
          {props.text.slice(0, fault().offset)}
          <mark>{props.text.slice(fault().offset, fault().offset + fault().length) || "\u00a0"}</mark>
          {props.text.slice(fault().offset + fault().length)}
        </>
      )}
    </Show>
  )
}

function isTyping({ from, to }: { readonly from: number; readonly to: number }): boolean {
  return to > from
}

/** Whether what stands at the cursor is the only thing that completes it. */
function isComplete({ from, to, options }: ReturnType<typeof completeFilter>, text: string): boolean {
  return options.length === 1 && options[0]!.text === text.slice(from, to)
}

/** What is written after a completion, so that the next one is offered at once. */
function afterwards(completion: FilterCompletion, setup: Snapshot): string {
  if (completion.kind !== "field") return completion.kind === "operator" && completion.text === ":" ? "" : " "
  const kind = kindOfField(completion.field, setup)
  return kind === "choice" || kind === "person" || kind === "flag" ? ":" : " "
}
