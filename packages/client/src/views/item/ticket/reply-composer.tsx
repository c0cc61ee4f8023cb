import type { StatusId } from "@weft/model/base/ids"
import { isEmptyProse, plainTextOf } from "@weft/model/schema/prose"
import { workflowOf } from "@weft/model/tasks/workflow"
import { createEffect, createSignal, For, on, Show, type JSX } from "solid-js"
import type { ProseEditorHandle } from "../../../parts/editor/prose-editor.tsx"
import type { References } from "../../../parts/references.ts"
import { StatusGlyph } from "../../../parts/status-glyph.tsx"
import { format } from "../../../text/index.ts"
import { talkWords } from "../../../text/talk.ts"
import { serviceWords } from "../../../text/service.ts"
import { Button } from "../../../ui/button.tsx"
import { openMenu } from "../../../ui/menu.tsx"
import { useItem } from "../item-context.ts"
import { createWriters } from "../typing.tsx"
import type { Messages } from "./messages.ts"
import type { ReplyDraft } from "./reply-draft.ts"
import { ReplyField } from "./reply-field.tsx"

export interface ReplyComposerProps {
  readonly messages: Messages
  readonly draft: ReplyDraft
  readonly references: References
}

/** Where agents write a reply together: what was not sent of the last one, the draft, and what sends it. */
export function ReplyComposer(props: ReplyComposerProps): JSX.Element {
  const [status, setStatus] = createSignal<StatusId | null>(null)
  const [isAsking, setAsking] = createSignal(false)
  const writers = createWriters(() => "reply")
  let handle: ProseEditorHandle | undefined
  const isEmpty = () => isEmptyProse(props.draft.content())
  const sendNow = () => {
    setAsking(false)
    const [content, draft] = [props.draft.content(), props.draft.draft()]
    if (isEmptyProse(content)) return
    if (props.messages.reply({ id: props.draft.replyId(), draft, content, status: status() })) setStatus(null)
    handle?.focus()
  }
  /** Whoever presses while somebody else writes is asked once. */
  const send = () => {
    if (writers().length === 0 || isAsking()) sendNow()
    else if (!isEmpty()) setAsking(true)
  }
  createEffect(
    on(
      () => props.draft.draft(),
      () => setAsking(false),
    ),
  )
  const names = () => format().list(writers().map(({ name }) => name))
  return (
    <>
      <LeftWords draft={props.draft} />
      <ReplyField draft={props.draft} references={props.references} ref={made => (handle = made)} onSend={send}>
        <Show
          when={isAsking()}
          fallback={
            <div class="composer-foot">
              <span class="composer-whom" />
              <StatusChoice status={status()} onStatus={setStatus} />
              <Button kind="primary" shortcut="mod+enter" disabled={isEmpty()} onClick={send}>
                {serviceWords().send}
              </Button>
            </div>
          }
        >
          <div class="composer-foot composer-asks" role="alert">
            <span class="composer-whom">
              {writers().length === 0
                ? talkWords().wasWriting
                : talkWords().stillWriting(names(), writers().length > 1)}
            </span>
            <Button
              onClick={() => {
                setAsking(false)
                handle?.focus()
              }}
            >
              {talkWords().waitForThem}
            </Button>
            <Button kind="primary" shortcut="mod+enter" onClick={sendNow}>
              {talkWords().sendAsItIs}
            </Button>
          </div>
        </Show>
      </ReplyField>
    </>
  )
}

/** What was written in a draft while it was sent, and is in no message. */
function LeftWords(props: { readonly draft: ReplyDraft }): JSX.Element {
  return (
    <For each={props.draft.left()}>
      {left => (
        <div class="composer-left">
          <p>
            {talkWords().leftInDraft} <q>{plainTextOf(left.content).replaceAll("\n", " ").slice(0, 200)}</q>
          </p>
          <Button size="small" onClick={() => props.draft.take(left)}>
            {talkWords().takeLeft}
          </Button>
          <Button size="small" kind="quiet" onClick={() => props.draft.leave(left)}>
            {talkWords().leaveLeft}
          </Button>
        </div>
      )}
    </For>
  )
}

interface StatusChoiceProps {
  readonly status: StatusId | null
  readonly onStatus: (status: StatusId | null) => void
}

/** The status that the ticket goes to with the reply. */
function StatusChoice(props: StatusChoiceProps): JSX.Element {
  const item = useItem()
  const row = () => item.setup().statuses.get(props.status ?? "")
  const choose = (anchor: HTMLElement) =>
    openMenu({
      anchor,
      label: serviceWords().andSet,
      align: "end",
      entries: () => [
        {
          label: serviceWords().keepStatus,
          checked: props.status === null,
          exclusive: true,
          onSelect: () => props.onStatus(null),
        },
        ...workflowOf(item.setup()).map(({ id, name }) => ({
          label: name,
          checked: props.status === id,
          exclusive: true,
          onSelect: () => props.onStatus(id),
        })),
      ],
    })
  return (
    <button type="button" class="composer-status" aria-haspopup="menu" onClick={event => choose(event.currentTarget)}>
      <Show when={row()} fallback={serviceWords().keepStatus}>
        {shown => (
          <>
            {serviceWords().andSet} <StatusGlyph category={shown().category} size={14} /> {shown().name}
          </>
        )}
      </Show>
    </button>
  )
}
