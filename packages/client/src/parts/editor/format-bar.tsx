import type { Editor } from "@tiptap/core"
import { safeAddress } from "@weft/model/schema/prose"
import { createSignal, For, Show, type Accessor, type JSX } from "solid-js"
import { editorWords } from "../../text/editor.ts"
import { IconButton } from "../../ui/button.tsx"
import {
  boldIcon,
  checkIcon,
  codeIcon,
  externalLinkIcon,
  italicIcon,
  linkIcon,
  strikethroughIcon,
  unlinkIcon,
} from "../../ui/icons.ts"
import type { IconShape } from "../../ui/option.ts"

const MARKS: readonly {
  readonly mark: "bold" | "italic" | "strike" | "code"
  readonly icon: IconShape
  readonly shortcut: string
}[] = [
  { mark: "bold", icon: boldIcon, shortcut: "mod+b" },
  { mark: "italic", icon: italicIcon, shortcut: "mod+i" },
  { mark: "strike", icon: strikethroughIcon, shortcut: "mod+shift+s" },
  { mark: "code", icon: codeIcon, shortcut: "mod+e" },
]

export interface FormatBarProps {
  readonly editor: Editor
  /** Changes with every transaction, so that what is pressed is followed. */
  readonly tick: Accessor<number>
  readonly place: Accessor<{ readonly left: number; readonly top: number }>
  readonly ref: (bar: HTMLDivElement) => void
}

/** The marks of what is selected. The arrow keys go along it, and Escape goes back to the text. */
export function FormatBar(props: FormatBarProps): JSX.Element {
  const [isLinking, setLinking] = createSignal(false)
  const isActive = (mark: string) => {
    props.tick()
    return props.editor.isActive(mark)
  }
  const href = (): string => {
    props.tick()
    return String(props.editor.getAttributes("link")["href"] ?? "")
  }
  const back = () => {
    setLinking(false)
    props.editor.commands.focus()
  }
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLDivElement }) => {
    if (event.key === "Escape") {
      event.preventDefault()
      event.stopPropagation()
      return back()
    }
    if ((event.key !== "ArrowRight" && event.key !== "ArrowLeft") || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll("button")]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[(at + (event.key === "ArrowRight" ? 1 : -1) + buttons.length) % buttons.length]?.focus()
  }
  return (
    <div
      ref={bar => props.ref(bar)}
      class="prose-format"
      role="toolbar"
      aria-label={editorWords().toolbar}
      style={{ left: `${props.place().left}px`, top: `${props.place().top}px` }}
      onKeyDown={onKeyDown}
      onPointerDown={event => {
        // A press must not take the selection from the text.
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault()
      }}
    >
      <Show
        when={!isLinking()}
        fallback={<LinkForm href={href()} onDone={address => setLink(props.editor, address)} onClose={back} />}
      >
        <For each={MARKS}>
          {({ mark, icon, shortcut }) => (
            <IconButton
              icon={icon}
              size="small"
              label={editorWords()[mark]}
              shortcut={shortcut}
              pressed={isActive(mark)}
              onClick={() => props.editor.chain().toggleMark(mark).run()}
            />
          )}
        </For>
        <IconButton
          icon={linkIcon}
          size="small"
          label={editorWords().link}
          shortcut="mod+shift+k"
          pressed={isActive("link")}
          data-link=""
          onClick={() => setLinking(true)}
        />
        <Show when={safeAddress(href())}>
          {address => (
            <>
              <IconButton
                icon={externalLinkIcon}
                size="small"
                label={editorWords().openLink}
                onClick={() => window.open(address(), "_blank", "noopener,noreferrer")}
              />
              <IconButton
                icon={unlinkIcon}
                size="small"
                label={editorWords().removeLink}
                onClick={() => props.editor.chain().extendMarkRange("link").unsetMark("link").run()}
              />
            </>
          )}
        </Show>
      </Show>
    </div>
  )
}

function setLink(editor: Editor, address: string): void {
  const chain = editor.chain().extendMarkRange("link")
  if (address === "") chain.unsetMark("link").run()
  else chain.setMark("link", { href: address }).run()
}

interface LinkFormProps {
  readonly href: string
  readonly onDone: (address: string) => void
  readonly onClose: () => void
}

function LinkForm(props: LinkFormProps): JSX.Element {
  const [isWrong, setWrong] = createSignal(false)
  let input!: HTMLInputElement
  const done = () => {
    const typed = input.value.trim()
    const address = typed === "" ? "" : (safeAddress(typed) ?? safeAddress(`https://${typed}`))
    if (address === null) return setWrong(true)
    props.onDone(address)
    props.onClose()
  }
  return (
    <form
      class="prose-link-form"
      onSubmit={event => {
        event.preventDefault()
        done()
      }}
    >
      <input
        ref={element => {
          input = element
          queueMicrotask(() => element.focus())
        }}
        type="text"
        inputMode="url"
        aria-label={editorWords().address}
        aria-invalid={isWrong()}
        placeholder={editorWords().addressHint}
        value={props.href}
        onInput={() => setWrong(false)}
      />
      <IconButton icon={checkIcon} size="small" type="submit" label={editorWords().setLink} />
      <Show when={isWrong()}>
        <p role="alert">{editorWords().noAddress}</p>
      </Show>
    </form>
  )
}
