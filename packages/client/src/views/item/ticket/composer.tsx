import { For, Show, untrack, type JSX } from "solid-js"
import { useCommands } from "../../../commands/command-host.ts"
import { serviceWords } from "../../../text/service.ts"
import { Button } from "../../../ui/button.tsx"
import { Icon, type IconShape } from "../../../ui/icon.tsx"
import { lockIcon, quoteIcon, replyIcon } from "../../../ui/icons.ts"
import { CommentField, type Quoted } from "../comment-field.tsx"
import type { Comments } from "../comments.ts"
import { useItem } from "../item-context.ts"
import { createReferences } from "../references.tsx"
import { TypingHere } from "../typing.tsx"
import type { Messages } from "./messages.ts"
import { ReplyComposer } from "./reply-composer.tsx"
import { createReplyDraft } from "./reply-draft.ts"
import { useTicketKeys } from "./ticket-keys.ts"
import { useTicketMacros } from "./ticket-macros.ts"

/** Whom one speaks to: the requester, the team, or the requester's own words are written down. */
const MODES = ["reply", "note", "heard"] as const
export type ComposerMode = (typeof MODES)[number]

const ICONS: Readonly<Record<ComposerMode, IconShape>> = { reply: replyIcon, note: lockIcon, heard: quoteIcon }

const KEYS: Readonly<Record<ComposerMode, string | undefined>> = { reply: "r", note: "shift+r", heard: undefined }

export interface ComposerProps {
  readonly messages: Messages
  readonly notes: Comments
  readonly mayReply: boolean
  readonly mayNote: boolean
  readonly quoted: Quoted | null
  readonly mode: ComposerMode
  readonly onMode: (mode: ComposerMode) => void
}

/** The field at the foot of a ticket. It says on its first line to whom one speaks, and is of another paper for the team. */
export function Composer(props: ComposerProps): JSX.Element {
  const references = createReferences(useItem())
  let box!: HTMLDivElement
  const draft = untrack(() => createReplyDraft(props.notes, props.messages))
  const chooseMacro = useTicketMacros(
    untrack(() => props.messages),
    () => box,
  )
  const write = (mode: ComposerMode) => {
    if (!modes().includes(mode)) return
    props.onMode(mode)
    focusField(box, FIELD_FRAMES)
  }
  useCommands({
    "write-reply": { run: () => write("reply"), may: () => props.mayReply },
    "write-note": { run: () => write("note"), may: () => props.mayNote },
  })
  useTicketKeys({ r: () => write("reply"), R: () => write("note") })
  const modes = () => MODES.filter(mode => (mode === "note" ? props.mayNote : props.mayReply))
  const name = (mode: ComposerMode) => {
    const requester = props.messages.requester()
    return {
      reply: requester === "" ? serviceWords().reply : serviceWords().replyTo(requester),
      note: serviceWords().note,
      heard: serviceWords().heard,
    }[mode]
  }
  return (
    <div class="composer" data-mode={props.mode}>
      <TypingHere field="reply" />
      <TypingHere field="comment" />
      <div class="composer-box" ref={box}>
        <div class="composer-modes" role="tablist">
          <For each={modes()}>
            {mode => (
              <button
                type="button"
                role="tab"
                class="composer-mode"
                aria-selected={props.mode === mode}
                data-tooltip={name(mode)}
                data-tooltip-shortcut={KEYS[mode]}
                onClick={() => props.onMode(mode)}
              >
                <Icon icon={ICONS[mode]} size={14} />
                {name(mode)}
              </button>
            )}
          </For>
        </div>
        <Show when={props.mode === "reply"}>
          <ReplyComposer messages={props.messages} draft={draft} references={references} onMacro={chooseMacro} />
        </Show>
        <Show when={props.mode === "note"}>
          <CommentField
            references={references}
            mayWrite={true}
            quoted={props.quoted}
            label={serviceWords().writeNote}
            button={(send, isEmpty) => (
              <SendFoot
                words={serviceWords().addNote}
                whom={serviceWords().onlyTeam}
                isEmpty={isEmpty()}
                onSend={send}
              />
            )}
            onSend={props.notes.add}
          />
        </Show>
        <Show when={props.mode === "heard"}>
          <CommentField
            references={references}
            mayWrite={true}
            quoted={null}
            draft="heard"
            label={serviceWords().writeHeard}
            button={(send, isEmpty) => (
              <SendFoot words={serviceWords().addHeard} whom="" isEmpty={isEmpty()} onSend={send} />
            )}
            onSend={props.messages.hear}
          />
        </Show>
      </div>
    </div>
  )
}

/** How many frames the field of another mode, which comes with its editor, is waited for. */
const FIELD_FRAMES = 60

function focusField(box: HTMLElement, frames: number): void {
  requestAnimationFrame(() => {
    const field = box.querySelector<HTMLElement>("[contenteditable=true]")
    if (field !== null) field.focus()
    else if (frames > 0) focusField(box, frames - 1)
  })
}

interface SendFootProps {
  readonly words: string
  readonly whom: string
  readonly isEmpty: boolean
  readonly onSend: () => void
}

function SendFoot(props: SendFootProps): JSX.Element {
  return (
    <span class="composer-foot">
      <span class="composer-whom">{props.whom}</span>
      <Button kind="primary" shortcut="mod+enter" disabled={props.isEmpty} onClick={() => props.onSend()}>
        {props.words}
      </Button>
    </span>
  )
}
