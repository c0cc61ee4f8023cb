import { Editor, type Extensions } from "@tiptap/core"
import { Dropcursor, Gapcursor, Placeholder } from "@tiptap/extensions"
import { createEffect, createSignal, on, onCleanup, Show, untrack, type JSX } from "solid-js"
import * as Y from "yjs"
import type { PeerCaret } from "../../data/presence.ts"
import { editorWords } from "../../text/editor.ts"
import { triangleAlertIcon } from "../../ui/icons.ts"
import { showToast } from "../../ui/toast.tsx"
import type { AttachedFile } from "../attach-files.ts"
import type { References } from "../references.ts"
import { proseExtensions } from "./extensions.ts"
import { heldBy, isForeign } from "./foreign.ts"
import { FormatBar } from "./format-bar.tsx"
import { PeerCarets, showPeers, type CaretPeer } from "./peer-carets.ts"
import { readOfficeLists } from "./office-lists.ts"
import type { Place } from "./places.ts"
import type { HeldSelection } from "./prose-binding.ts"
import { bindingOf, proseSync } from "./prose-sync.ts"
import { referenceViews } from "./reference-views.tsx"
import { createSuggesting, insertLines, type Snippets } from "./suggesting.ts"
import { Suggestions } from "./suggestions.tsx"
import { TableBar } from "./table-bar.tsx"
import "../prose.css"
import "./prose-editor.css"

export interface ProseEditorProps {
  /** The text. With another one the editor begins anew. */
  readonly fragment: Y.XmlFragment
  readonly label: string
  readonly placeholder: string
  readonly references: References
  readonly mayWrite: boolean
  /** A comment's: offers only what is of use in a few lines. */
  readonly isSmall?: boolean
  /** Attaches files that were pasted, dropped or chosen; without it they are somebody else's matter. */
  readonly onFiles?: ((files: readonly File[]) => Promise<readonly AttachedFile[]>) | undefined
  readonly peers?: readonly CaretPeer[]
  /** Tells where one writes here; null where one does not. */
  readonly onCaret?: (caret: PeerCaret | null) => void
  /** Words that are used again and again, offered while somebody types. */
  readonly snippets?: Snippets | undefined
  readonly onChange?: () => void
  /** Control or command with Enter. */
  readonly onSubmit?: () => void
  readonly ref?: (handle: ProseEditorHandle) => void
}

export interface ProseEditorHandle {
  readonly focus: () => void
  /** Writes letters where the caret is, a paragraph a line. */
  readonly insert: (text: string) => void
}

/** How often others are told at most where one writes, in milliseconds. */
const TELL_EVERY_MS = 60

/** The nodes of tables, once somebody needed them. */
const [tables, setTables] = createSignal<Extensions>([])

async function loadTables(): Promise<boolean> {
  if (tables().length > 0) return true
  const part = await import("./tables.ts").catch(() => null)
  if (part === null) showToast({ text: editorWords().missingPart, icon: triangleAlertIcon })
  else setTables(part.tables)
  return part !== null
}

/** Colours code. Without the part, which only costs the colours, it reads as it is. */
async function highlight(editor: Editor): Promise<void> {
  const part = await import("./highlighting.ts").catch(() => null)
  if (part !== null && !editor.isDestroyed) editor.registerPlugin(part.highlighting())
}

/** Where people write prose: by themselves, or several at once. */
export function ProseEditor(props: ProseEditorProps): JSX.Element {
  let root!: HTMLDivElement
  let mount!: HTMLDivElement
  let bar: HTMLDivElement | undefined
  const [editor, setEditor] = createSignal<Editor | null>(null, { equals: false })
  const [tick, setTick] = createSignal(0)
  const [hasFocus, setFocus] = createSignal(false)
  const suggesting = createSuggesting({
    editor,
    references: () => props.references,
    snippets: () => props.snippets,
    isSmall: () => props.isSmall === true,
    takesFiles: () => props.onFiles !== undefined,
    loadTables: async () => ((await loadTables()) ? editor() : null),
    chooseFiles: () => chooseFiles(chosen => takeFiles(chosen)),
  })

  const place = (position: () => number, above: number) => () => {
    tick()
    const view = editor()?.view
    if (view === undefined) return { left: 0, top: 0 }
    const { left, top, bottom } = view.coordsAtPos(Math.min(position(), view.state.doc.content.size))
    const frame = root.getBoundingClientRect()
    const most = Math.max(0, frame.width - WIDEST)
    return { left: Math.min(most, left - frame.left), top: (above > 0 ? top - above : bottom + 4) - frame.top }
  }

  const onKey = (event: KeyboardEvent): boolean => {
    if (event.isComposing) return false
    if (suggesting.onKey(event)) return true
    // The editor would swallow it, and nobody without a mouse would ever come out.
    if (event.key === "Escape") return true
    const isModified = event.metaKey || event.ctrlKey
    if (isModified && event.key === "Enter" && props.onSubmit !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      props.onSubmit()
      return true
    }
    if (event.altKey && event.key === "F10" && bar !== undefined) {
      event.preventDefault()
      bar.querySelector("button")?.focus()
      return true
    }
    if (isModified && event.shiftKey && event.key.toLowerCase() === "k" && bar !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      bar.querySelector<HTMLButtonElement>("[data-link]")?.click()
      return true
    }
    return false
  }

  const takeFiles = (given: Iterable<File> | null | undefined, position?: number): boolean => {
    const all = [...(given ?? [])]
    const standing = editor()
    if (all.length === 0 || props.onFiles === undefined || standing === null || !props.mayWrite) return false
    const binding = bindingOf(standing.state)
    const at = binding.place(position ?? standing.state.selection.to, -1)
    void attach(all, props.onFiles, at)
    return true
  }
  /** Attaches files, and puts them where they were dropped, wherever that is by then. */
  const attach = async (
    given: readonly File[],
    onFiles: NonNullable<ProseEditorProps["onFiles"]>,
    at: Place | null,
  ): Promise<void> => {
    const attached = await onFiles(given)
    const now = editor()
    if (now === null || now.isDestroyed || attached.length === 0) return
    const found = at === null ? null : bindingOf(now.state).position(at)
    const nodes = attached.map(({ id, name }) => ({ type: "attachment", attrs: { attachment: id, label: name } }))
    now.commands.insertContentAt(found ?? now.state.doc.content.size, nodes)
  }

  /** The text that was shown last, what was selected in it, and whether somebody wrote in it. */
  let before:
    { readonly fragment: Y.XmlFragment; readonly held: HeldSelection | null; readonly hadFocus: boolean } | undefined
  createEffect(
    on([() => props.fragment, tables, () => props.references], ([fragment, extra, references]) => {
      const made = new Editor({
        element: mount,
        injectCSS: false,
        editable: untrack(() => props.mayWrite),
        extensions: [
          proseSync(fragment),
          ...proseExtensions({
            references,
            views: referenceViews(references),
            checkLabel: text => (text === "" ? editorWords().emptyCheck : editorWords().check(text)),
            tables: extra,
          }),
          PeerCarets,
          Gapcursor,
          Dropcursor.configure({ class: "prose-drop", color: false }),
          Placeholder.configure({ placeholder: () => props.placeholder, showOnlyWhenEditable: true }),
        ],
        editorProps: {
          attributes: {
            role: "textbox",
            "aria-multiline": "true",
            "aria-label": untrack(() => props.label),
            class: "prose",
          },
          handleDOMEvents: { keydown: (_view, event) => onKey(event) },
          // Rules for what is typed reckon with one letter at a time. Several at once, of a phone's keyboard or of
          // dictation, would be lost where they hold a whole pattern, such as two stars at each end: they stand as they are.
          handleTextInput: (view, _from, _to, text, insert) => {
            if ([...text].length < 2) return false
            view.dispatch(insert())
            return true
          },
          transformPastedHTML: readOfficeLists,
          handlePaste: (_view, event) => {
            const data = event.clipboardData
            // Text that comes with files means that they are only another form of it.
            if (data === null || data.types.includes("text/plain") || data.types.includes("text/html")) return false
            const isTaken = takeFiles(data.files)
            if (isTaken) event.stopPropagation()
            return isTaken
          },
          handleDrop: (view, event) => {
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
            const isTaken = takeFiles(event.dataTransfer?.files, at)
            if (isTaken) {
              event.preventDefault()
              event.stopPropagation()
            }
            return isTaken
          },
        },
        onTransaction: ({ editor: changed, transaction }) => {
          setTick(count => count + 1)
          // Whoever dispatches does not follow what is looked at here.
          untrack(() => follow(changed))
          if (transaction.docChanged) untrack(() => props.onChange?.())
        },
        onFocus: () => setFocus(true),
        onBlur: ({ event }) => {
          if (event.relatedTarget instanceof Node && root.contains(event.relatedTarget)) return
          setFocus(false)
          suggesting.close()
          props.onCaret?.(null)
        },
      })
      const binding = bindingOf(made.state)
      binding.show()
      // The same text with more kinds of nodes: the caret stays where it was.
      if (before?.fragment === fragment) binding.select(before.held)
      else if (before?.hadFocus === true) made.commands.setTextSelection(made.state.doc.content.size)
      setEditor(made)
      // At once: what is typed before the next frame would be taken for commands of the screen.
      if (before?.hadFocus === true) made.view.focus()
      asked.clear()
      follow(made)
      onCleanup(() => {
        clearTimeout(timer)
        timer = undefined
        before = { fragment, held: binding.hold(), hadFocus: untrack(hasFocus) }
        made.destroy()
        binding.destroy()
        setEditor(null)
      })
    }),
  )

  /** Looks at what is typed, and tells where. */
  const follow = (changed: Editor) => {
    suggesting.follow(changed)
    if (props.onCaret !== undefined && changed.isFocused) timer ??= setTimeout(tellCaret, TELL_EVERY_MS)
    if (tables().length === 0 && !asked.has("tables") && holdsTable(changed)) {
      asked.add("tables")
      void loadTables()
    }
    if (!asked.has("colours") && holdsNamedCode(changed)) {
      asked.add("colours")
      void highlight(changed)
    }
  }
  /** Parts are asked for once for each opening: what could not be fetched is not asked for at every letter. */
  const asked = new Set<"tables" | "colours">()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tellCaret = () => {
    timer = undefined
    const standing = editor()
    if (standing === null || !standing.isFocused) return
    const held = bindingOf(standing.state).hold(standing.state.selection)
    props.onCaret?.(
      held && { anchor: Y.relativePositionToJSON(held.anchor), head: Y.relativePositionToJSON(held.head) },
    )
  }
  onCleanup(() => props.onCaret?.(null))

  createEffect(() => {
    const standing = editor()
    if (standing !== null && standing.isEditable !== props.mayWrite) standing.setEditable(props.mayWrite, false)
  })
  createEffect(() => {
    const [standing, peers] = [editor(), props.peers]
    if (standing !== null && peers !== undefined)
      untrack(() => standing.view.dispatch(showPeers(standing.state, peers)))
  })
  untrack(() =>
    props.ref?.({
      focus: () => void editor()?.commands.focus("end"),
      insert: text => {
        const standing = editor()
        if (standing !== null) insertLines(standing, text, standing.state.selection)
      },
    }),
  )

  const selected = () => {
    tick()
    const standing = editor()
    if (standing === null || !props.mayWrite || !hasFocus()) return null
    const { selection } = standing.state
    const isText = !selection.empty && !("node" in selection) && !standing.isActive("codeBlock")
    return isText ? standing : null
  }
  const inTable = () => {
    tick()
    const standing = editor()
    return standing !== null && props.mayWrite && hasFocus() && standing.isActive("table") ? standing : null
  }
  return (
    <div
      ref={root}
      class="prose-editor"
      data-small={props.isSmall === true ? "" : undefined}
      onFocusOut={event => {
        if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) setFocus(false)
      }}
    >
      <div ref={mount} class="prose-mount" />
      <Show when={selected()}>
        {standing => (
          <FormatBar
            ref={element => {
              bar = element
              onCleanup(() => (bar = undefined))
            }}
            editor={standing()}
            tick={tick}
            place={place(() => standing().state.selection.from, 40)}
          />
        )}
      </Show>
      <Show when={inTable()}>{standing => <TableBar editor={standing()} />}</Show>
      <Show when={suggesting.trigger()}>
        {sought => <Suggestions suggesting={suggesting} place={place(() => sought().from, 0)} />}
      </Show>
    </div>
  )
}

/** How wide what floats over the text is at most, in px. */
const WIDEST = 260

/** Whether the text has a table that stands closed because its nodes are not here yet. */
function holdsTable(editor: Editor): boolean {
  return editor.state.doc.children.some(node => {
    const held = isForeign(node) ? heldBy(node) : null
    return held !== null && "element" in held && held.element === "table"
  })
}

/** Whether the text has code that says in which language it is. */
function holdsNamedCode(editor: Editor): boolean {
  return editor.state.doc.children.some(({ type, attrs }) => type.name === "codeBlock" && attrs["language"] !== null)
}

/** Lets somebody choose files of their device. */
function chooseFiles(onChosen: (files: FileList | null) => void): void {
  const input = document.createElement("input")
  input.type = "file"
  input.multiple = true
  input.addEventListener("change", () => onChosen(input.files))
  input.click()
}
