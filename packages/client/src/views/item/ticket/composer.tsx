import type { StatusId } from "@weft/model/base/ids"
import { workflowOf } from "@weft/model/tasks/workflow"
import { createSignal, For, Show, type JSX } from "solid-js"
import { StatusGlyph } from "../../../parts/status-glyph.tsx"
import { serviceWords } from "../../../text/service.ts"
import { Button } from "../../../ui/button.tsx"
import { Icon, type IconShape } from "../../../ui/icon.tsx"
import { lockIcon, quoteIcon, replyIcon } from "../../../ui/icons.ts"
import { openMenu } from "../../../ui/menu.tsx"
import { CommentField, type Quoted } from "../comment-field.tsx"
import type { Comments } from "../comments.ts"
import { useItem } from "../item-context.ts"
import { createReferences } from "../references.tsx"
import { TypingHere } from "../typing.tsx"
import type { Messages } from "./messages.ts"

/** Whom one speaks to: the requester, the team, or the requester's own words are written down. */
const MODES = ["reply", "note", "heard"] as const
export type ComposerMode = (typeof MODES)[number]

const ICONS: Readonly<Record<ComposerMode, IconShape>> = { reply: replyIcon, note: lockIcon, heard: quoteIcon }

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
  const item = useItem()
  const references = createReferences(item)
  const [status, setStatus] = createSignal<StatusId | null>(null)
  const modes = () => MODES.filter(mode => (mode === "note" ? props.mayNote : props.mayReply))
  const name = (mode: ComposerMode) => {
    const requester = props.messages.requester()
    return {
      reply: requester === "" ? serviceWords().reply : serviceWords().replyTo(requester),
      note: serviceWords().note,
      heard: serviceWords().heard,
    }[mode]
  }
  const statusRow = () => item.setup().statuses.get(status() ?? "")
  const chooseStatus = (anchor: HTMLElement) =>
    openMenu({
      anchor,
      label: serviceWords().andSet,
      align: "end",
      entries: () => [
        {
          label: serviceWords().keepStatus,
          checked: status() === null,
          exclusive: true,
          onSelect: () => setStatus(null),
        },
        ...workflowOf(item.setup()).map(row => ({
          label: row.name,
          checked: status() === row.id,
          exclusive: true,
          onSelect: () => setStatus(row.id),
        })),
      ],
    })
  const sendWords = (): string =>
    ({ reply: serviceWords().send, note: serviceWords().addNote, heard: serviceWords().addHeard })[props.mode]
  const field = (mode: ComposerMode, label: string, onSend: ComposerSend) => (
    <CommentField
      references={references}
      mayWrite={true}
      quoted={mode === "note" ? props.quoted : null}
      label={label}
      {...(mode === "note" ? {} : { draft: mode })}
      button={(send, isEmpty) => (
        <span class="composer-foot">
          <span class="composer-whom">{mode === "note" ? serviceWords().onlyTeam : ""}</span>
          <Show when={mode === "reply"}>
            <button
              type="button"
              class="composer-status"
              aria-haspopup="menu"
              onClick={event => chooseStatus(event.currentTarget)}
            >
              <Show when={statusRow()} fallback={serviceWords().keepStatus}>
                {row => (
                  <>
                    {serviceWords().andSet} <StatusGlyph category={row().category} size={14} /> {row().name}
                  </>
                )}
              </Show>
            </button>
          </Show>
          <Button kind="primary" shortcut="mod+enter" disabled={isEmpty()} onClick={send}>
            {sendWords()}
          </Button>
        </span>
      )}
      onSend={onSend}
    />
  )
  const reply: ComposerSend = content => {
    const isDone = props.messages.reply(content, status())
    if (isDone) setStatus(null)
    return isDone
  }
  return (
    <div class="composer" data-mode={props.mode}>
      <TypingHere field="comment" />
      <div class="composer-box">
        <div class="composer-modes" role="tablist">
          <For each={modes()}>
            {mode => (
              <button
                type="button"
                role="tab"
                class="composer-mode"
                aria-selected={props.mode === mode}
                onClick={() => props.onMode(mode)}
              >
                <Icon icon={ICONS[mode]} size={14} />
                {name(mode)}
              </button>
            )}
          </For>
        </div>
        <Show when={props.mode === "reply"}>{field("reply", serviceWords().writeReply, reply)}</Show>
        <Show when={props.mode === "note"}>{field("note", serviceWords().writeNote, props.notes.add)}</Show>
        <Show when={props.mode === "heard"}>{field("heard", serviceWords().writeHeard, props.messages.hear)}</Show>
      </div>
    </div>
  )
}

type ComposerSend = Messages["hear"]
