import type { StatusId } from "@weft/model/base/ids"
import { isEmptyProse, plainTextOf } from "@weft/model/schema/prose"
import type { TextModule } from "@weft/model/schema/talk"
import { workflowOf } from "@weft/model/tasks/workflow"
import { createEffect, createMemo, createSignal, For, on, Show, type JSX } from "solid-js"
import type { ProseEditorHandle } from "../../../parts/editor/prose-editor.tsx"
import type { References } from "../../../parts/references.ts"
import { talkLanguageEntries } from "../../../parts/talk/talk-language.ts"
import { moduleSnippets, moduleWords, textModulesOf } from "../../../parts/talk/text-modules.ts"
import { StatusGlyph } from "../../../parts/status-glyph.tsx"
import { format } from "../../../text/index.ts"
import { talkWords } from "../../../text/talk.ts"
import { serviceWords } from "../../../text/service.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { fileTextIcon, zapIcon } from "../../../ui/icons.ts"
import { IconMenuButton, openMenu, type MenuEntry } from "../../../ui/menu.tsx"
import type { Anchor } from "../../../ui/overlays.tsx"
import { useItem } from "../item-context.ts"
import { createWriters } from "../typing.tsx"
import type { Messages } from "./messages.ts"
import type { ReplyDraft } from "./reply-draft.ts"
import { ReplyField } from "./reply-field.tsx"
import { hasOfferedWords, takeOfferedWords } from "./structures/offered-words.ts"

export interface ReplyComposerProps {
  readonly messages: Messages
  readonly draft: ReplyDraft
  readonly references: References
  /** Lets somebody choose a macro beside a control. */
  readonly onMacro: (anchor: Anchor) => void
}

/** Where agents write a reply together: what was not sent of the last one, the draft, and what sends it. */
export function ReplyComposer(props: ReplyComposerProps): JSX.Element {
  const { workspace, space, id, row } = useItem()
  const [status, setStatus] = createSignal<StatusId | null>(null)
  const [isAsking, setAsking] = createSignal(false)
  const writers = createWriters(() => "reply")
  let handle: ProseEditorHandle | undefined
  const isEmpty = () => isEmptyProse(props.draft.content())
  const takeOffered = () => {
    if (!hasOfferedWords(id) || handle === undefined) return
    handle.focus()
    handle.insert(takeOfferedWords(id) ?? "")
  }
  createEffect(takeOffered)
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
  const words = (module: TextModule) =>
    moduleWords(module, { workspace, space, item: row.plain, sender: props.messages.requester() })
  const snippets = createMemo(() => moduleSnippets(space, words))
  const moduleEntries = (put: (text: string) => void): readonly MenuEntry[] => {
    const modules = textModulesOf(space)
    return [
      ...(modules.length === 0
        ? [{ kind: "heading", label: talkWords().noModulesYet } as const]
        : modules.map(module => ({ label: module.name, icon: fileTextIcon, onSelect: () => put(words(module)) }))),
      { kind: "separator" },
      ...talkLanguageEntries(),
    ]
  }
  const names = () => format().list(writers().map(({ name }) => name))
  return (
    <>
      <LeftWords draft={props.draft} />
      <ReplyField
        draft={props.draft}
        references={props.references}
        snippets={snippets()}
        ref={made => {
          handle = made
          takeOffered()
        }}
        onSend={send}
      >
        <Show
          when={isAsking()}
          fallback={
            <div class="composer-foot">
              <IconMenuButton
                icon={fileTextIcon}
                label={talkWords().modules}
                entries={() => moduleEntries(text => handle?.insert(text))}
              />
              <IconButton
                icon={zapIcon}
                label={talkWords().runMacroHere}
                shortcut="shift+m"
                aria-haspopup="dialog"
                onClick={event => props.onMacro(event.currentTarget)}
              />
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
