import { createMemo, createSignal, createUniqueId, Show, untrack, type JSX } from "solid-js"
import { findBest } from "../commands/find.ts"
import type { CommandHost } from "../commands/command-host.ts"
import type { SearchedTexts } from "../data/search/found-text.ts"
import { recentPlaces, rememberPlace } from "../data/recent-places.ts"
import { useWorkspace } from "../data/context.ts"
import { StatusGlyph } from "../parts/status-glyph.tsx"
import { commandWords } from "../text/commands.ts"
import { t } from "../text/index.ts"
import { Dialog } from "../ui/dialog.tsx"
import { cornerDownRightIcon, squareKanbanIcon } from "../ui/icons.ts"
import { createListNavigation } from "../ui/list-navigation.ts"
import { Listbox, optionElementId } from "../ui/listbox.tsx"
import type { Option } from "../ui/option.ts"
import { actionEntries, itemEntries, placeEntries, textEntries, type PaletteEntry } from "./palette-entries.ts"
import { createTextSearch } from "./palette-texts.ts"
import "./palette.css"

export interface PaletteProps {
  readonly host: CommandHost
  readonly onClose: () => void
  readonly onGo: (href: string) => void
}

type EntryOption = Option & { readonly entry: PaletteEntry }

/** How many of what was opened lately are offered before anything is typed. */
const SHOWN_RECENT = 8

/** One field that finds every item, place and action of the workspace. */
export function Palette(props: PaletteProps): JSX.Element {
  const workspace = useWorkspace()
  const listId = createUniqueId()
  const [query, setQuery] = createSignal("")
  const recent = recentPlaces(localStorage, workspace.id)
  // What can be done is what could be when the palette was opened: its own dialog takes the keyboard from the screen.
  const actions = untrack(() => actionEntries(props.host))
  const spacesReady = () => workspace.spaces().filter(id => workspace.space(id).ready()).length
  const entries = createMemo(() => {
    spacesReady()
    return [...itemEntries(workspace), ...placeEntries(workspace), ...actions]
  })
  const searched = createTextSearch(workspace, query)
  /** What is called so; what the texts say comes after it, and later. */
  const named = createMemo((): readonly EntryOption[] =>
    query().trim() === ""
      ? usual(entries(), recent)
      : grouped(findBest(entries(), query(), recent).map(({ entry }) => entry)),
  )
  const options = createMemo((): readonly EntryOption[] => {
    const found = searched()?.found ?? []
    const listed = new Set(named().map(({ id }) => id))
    return [...named(), ...textEntries(workspace, found, listed).map(entry => optionOf(entry, commandWords().inTexts))]
  })
  const navigation = createListNavigation(options)
  const isShared = () => workspace.sync().relay.state !== "none"

  const choose = ({ entry }: EntryOption) => {
    rememberPlace(localStorage, workspace.id, entry.id)
    props.onClose()
    // Whatever is done or shown takes the focus after the dialog has given it back.
    requestAnimationFrame(() => {
      if (entry.kind === "action") props.host.run(entry.command)
      else props.onGo(entry.href)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || navigation.move(event)) return
    const active = navigation.active()
    if (event.key !== "Enter" || active === undefined) return
    event.preventDefault()
    choose(active)
  }

  return (
    <Dialog open atTop hidesTitle size="wide" title={commandWords().palette} onClose={() => props.onClose()}>
      <div class="palette">
        <input
          class="palette-input"
          type="text"
          role="combobox"
          aria-label={commandWords().palette}
          aria-expanded={options().length > 0}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={navigation.active() && optionElementId(listId, navigation.active()!.id)}
          placeholder={commandWords().placeholder}
          autocomplete="off"
          spellcheck={false}
          autofocus
          value={query()}
          onInput={event => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Listbox
          id={listId}
          label={commandWords().palette}
          options={options()}
          active={navigation.active()?.id}
          onActivate={navigation.activate}
          onChoose={choose}
          query={query()}
        />
        <Show when={options().length === 0}>
          <p class="palette-note" role="status">
            {commandWords().nothing(query())}
          </p>
        </Show>
        <Show when={searched()}>{told => <p class="palette-foot">{searchedWords(told(), isShared())}</p>}</Show>
      </div>
    </Dialog>
  )
}

/** How much of the texts was searched, and what was not. */
function searchedWords({ searched, waiting, leftOut }: SearchedTexts, isShared: boolean): string {
  const words = commandWords()
  if (waiting > 0) return words.readingTexts(waiting)
  const said = [words.searchedTexts(searched)]
  if (leftOut > 0) said.push(words.leftOutTexts(leftOut))
  if (isShared) said.push(words.onlyHere)
  return said.join(" ")
}

/** Before anything is typed: what was opened lately, what can be done here, and where one can go. */
function usual(entries: readonly PaletteEntry[], recent: readonly string[]): readonly EntryOption[] {
  const wanted = new Set(recent)
  const byId = new Map(entries.filter(({ id }) => wanted.has(id)).map(entry => [entry.id, entry]))
  const latest = recent.flatMap(id => byId.get(id) ?? []).slice(0, SHOWN_RECENT)
  const shown = new Set(latest.map(({ id }) => id))
  const words = commandWords()
  const others = (kind: PaletteEntry["kind"]) => entries.filter(entry => entry.kind === kind && !shown.has(entry.id))
  return [
    ...latest.map(entry => optionOf(entry, words.recent)),
    ...others("action").map(entry => optionOf(entry, words.actions)),
    ...others("place").map(entry => optionOf(entry, words.places)),
  ]
}

/** What was found, kinds together, the kind of the best first. */
function grouped(found: readonly PaletteEntry[]): readonly EntryOption[] {
  const words = commandWords()
  const names = { item: words.items, action: words.actions, place: words.places, text: words.inTexts }
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  return kinds.flatMap(kind => found.filter(entry => entry.kind === kind).map(entry => optionOf(entry, names[kind])))
}

function optionOf(entry: PaletteEntry, group: string): EntryOption {
  const { id } = entry
  switch (entry.kind) {
    case "text":
    case "item": {
      const { item, space } = entry
      const ofText = entry.kind === "text" ? { context: entry.context } : {}
      return {
        ...ofText,
        id,
        entry,
        group,
        label: item.title || t().item.untitled,
        hint: [
          ...(entry.kind === "text" && entry.of === "comments" ? [commandWords().comment] : []),
          entry.key.toUpperCase(),
          ...(item.archived ? [commandWords().archived] : []),
        ].join(" · "),
        glyph: () => <StatusGlyph category={space.live.plain.statuses.get(item.status ?? "")?.category ?? "waiting"} />,
      }
    }
    case "place":
      return { id, entry, group, label: entry.label, hint: entry.hint, icon: squareKanbanIcon }
    case "action":
      return { id, entry, group, label: entry.label, shortcut: entry.shortcut, icon: cornerDownRightIcon }
  }
}
