import type { Editor } from "@tiptap/core"
import { createEffect, createMemo, createSignal, on, untrack, type Accessor } from "solid-js"
import { editorWords } from "../../text/editor.ts"
import { announce } from "../../ui/live-region.tsx"
import { foldText, type Option } from "../../ui/option.ts"
import type { References } from "../references.ts"
import { BLOCKS, makeBlock, type BlockName, type BlockNeeds } from "./blocks.ts"
import { triggerAt, type Trigger } from "./trigger.ts"

/** One row of the list under the caret. */
export type Suggestion = Pick<Option, "id" | "label" | "hint" | "icon" | "glyph">

/** Words that are used again and again. */
export interface Snippets {
  readonly find: (query: string) => readonly Suggestion[]
  /** What one of them says here; null where it cannot be said, and whoever picked it was told why. */
  readonly text: (id: string) => string | null
}

export interface SuggestingOptions extends BlockNeeds {
  readonly snippets: Accessor<Snippets | undefined>
  readonly editor: Accessor<Editor | null>
  readonly references: Accessor<References>
  readonly isSmall: Accessor<boolean>
  readonly takesFiles: Accessor<boolean>
}

/** What is offered while somebody types a sign and what they look for. */
export interface Suggesting {
  readonly listId: string
  readonly trigger: Accessor<Trigger | null>
  readonly rows: Accessor<readonly Suggestion[]>
  readonly active: Accessor<number>
  readonly pick: (index: number) => void
  /** Looks at what stands before the caret; call after every transaction. */
  readonly follow: (editor: Editor) => void
  /** Answers whether a key was meant for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean
  readonly close: () => void
}

let lists = 0

/** Makes the suggestions of an editor. The text says to assistive technology which of them is active. */
export function createSuggesting(options: SuggestingOptions): Suggesting {
  const listId = `prose-suggestions-${++lists}`
  const [trigger, setTrigger] = createSignal<Trigger | null>(null, { equals: sameTrigger })
  const [active, setActive] = createSignal(0)
  /** Where the sign stands whose suggestions were sent away. */
  let dismissed: number | null = null
  const rows = createMemo((): readonly Suggestion[] => {
    const sought = trigger()
    if (sought === null) return []
    if (sought.sought === "person") return options.references().findPeople(sought.query)
    if (sought.sought === "item") return options.references().findItems(sought.query)
    const snippets = options.snippets()?.find(sought.query) ?? []
    const told = snippets.map(row => ({ ...row, id: SNIPPET + row.id }))
    return sought.sought === "snippet" ? told : [...told, ...blocksFor(foldText(sought.query), options)]
  })
  const pick = (index: number) => {
    const [sought, row, editor] = [trigger(), rows()[index], options.editor()]
    if (sought === null || row === undefined || editor === null) return
    setTrigger(null)
    insert(editor, sought, row, options)
  }
  const onKey = (event: KeyboardEvent): boolean => {
    const amount = rows().length
    if (trigger() === null || !actOn(event.key, amount)) return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const actOn = (key: string, amount: number): boolean => {
    if (key === "Escape") {
      dismissed = trigger()!.from
      setTrigger(null)
      return true
    }
    if (amount === 0) return false
    if (key === "ArrowDown" || key === "ArrowUp")
      setActive(index => (index + (key === "ArrowDown" ? 1 : -1) + amount) % amount)
    else if (key === "Enter" || key === "Tab") pick(active())
    else return false
    return true
  }
  createEffect(() => {
    const element = options.editor()?.view.dom
    const isOpen = trigger() !== null
    if (element === undefined) return
    set(element, "aria-controls", isOpen ? listId : null)
    set(element, "aria-activedescendant", isOpen && rows().length > 0 ? `${listId}-${active()}` : null)
  })
  createEffect(
    on(
      () => trigger() !== null,
      isOpen => isOpen && announce(editorWords().found(untrack(rows).length)),
      { defer: true },
    ),
  )
  return {
    listId,
    trigger,
    rows,
    active,
    pick,
    follow(editor) {
      const typed = editor.isFocused && editor.isEditable ? triggerAt(editor.state) : null
      const sought = typed?.sought === "snippet" && untrack(options.snippets) === undefined ? null : typed
      if (sought?.from !== dismissed) dismissed = null
      const next = dismissed === null ? sought : null
      if (!sameTrigger(next, trigger())) setActive(0)
      setTrigger(next)
    },
    onKey,
    close: () => setTrigger(null),
  }
}

function sameTrigger(left: Trigger | null, right: Trigger | null): boolean {
  return left?.from === right?.from && left?.query === right?.query && left?.sought === right?.sought
}

function blocksFor(query: string, { isSmall, takesFiles }: SuggestingOptions): readonly Suggestion[] {
  return BLOCKS.filter(block => (!isSmall() || block.isSmall === true) && (block.name !== "file" || takesFiles()))
    .map(({ name, icon, typed }) => ({ id: name, label: editorWords().blocks[name], icon, hint: typed }))
    .filter(({ id, label }) => foldText(label).includes(query) || id.startsWith(query))
}

/** What the ids of snippets begin with among those of other suggestions. */
const SNIPPET = "snippet:"

/** Writes letters in the place of a range, a paragraph a line. */
export function insertLines(
  editor: Editor,
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
) {
  const lines = text.split("\n")
  const content = lines.map(line => ({
    type: "paragraph",
    ...(line !== "" && { content: [{ type: "text", text: line }] }),
  }))
  editor
    .chain()
    .focus()
    .insertContentAt({ from, to }, lines.length === 1 ? { type: "text", text } : content)
    .run()
}

function insert(
  editor: Editor,
  { sought, from, to }: Trigger,
  row: Suggestion,
  needs: Pick<SuggestingOptions, keyof BlockNeeds | "snippets">,
): void {
  const range = { from, to }
  if (row.id.startsWith(SNIPPET)) {
    const text = needs.snippets()?.text(row.id.slice(SNIPPET.length)) ?? null
    if (text !== null && text !== "") insertLines(editor, text, range)
    return
  }
  if (sought === "block") {
    editor.chain().focus().deleteRange(range).run()
    return makeBlock(editor, row.id as BlockName, needs)
  }
  const node =
    sought === "person"
      ? { type: "mention", attrs: { member: row.id, label: row.label } }
      : { type: "itemLink", attrs: { item: row.id, label: `${row.hint ?? ""} ${row.label}`.trim() } }
  editor
    .chain()
    .focus()
    .insertContentAt(range, [node, { type: "text", text: " " }])
    .run()
}

function set(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
