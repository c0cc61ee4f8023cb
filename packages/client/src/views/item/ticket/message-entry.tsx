import { splitOffTicket } from "@weft/model/actions/split-off"
import { newId, type ItemId } from "@weft/model/base/ids"
import { plainTextOf } from "@weft/model/schema/prose"
import type { Message } from "@weft/model/schema/service"
import { partQuoted } from "@weft/model/service/quoted-tail"
import { createMemo, Show, type JSX } from "solid-js"
import { Avatar } from "../../../parts/avatar.tsx"
import { isoTime } from "../../../parts/iso-time.ts"
import { ProseView } from "../../../parts/prose-view.tsx"
import type { References } from "../../../parts/references.ts"
import { whenWords } from "../../../parts/when.ts"
import { itemPanel } from "../../../text/item-panel.ts"
import { serviceWords } from "../../../text/service.ts"
import { structureWords } from "../../../text/ticket-structures.ts"
import { talkWords } from "../../../text/talk.ts"
import { IconButton } from "../../../ui/button.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { gitBranchIcon, replyIcon } from "../../../ui/icons.ts"
import { useItem } from "../item-context.ts"
import { createPeople } from "../people.ts"
import type { Messages } from "./messages.ts"

/** A title is one line of what was said, no longer than this. */
const MOST_TITLE_LETTERS = 120

export interface MessageEntryProps {
  readonly message: Message
  readonly messages: Messages
  readonly references: References
}

/** One message of the conversation with the requester: theirs on paper of the frame, ours with a line of its own. */
export function MessageEntry(props: MessageEntryProps): JSX.Element {
  const { today, workspace, id, key, act, open, mayWrite } = useItem()
  const people = createPeople()
  const isOurs = () => props.message.from === "agent"
  const author = () => (isOurs() ? people(props.message.author) : undefined)
  const requester = () => props.message.sender || props.messages.requester() || serviceWords().somebodyOutside
  const content = createMemo(() => props.messages.content(props.message), undefined, {
    equals: (left, right) => JSON.stringify(left) === JSON.stringify(right),
  })
  const parts = createMemo(() => partQuoted(content()))
  const splitOff = () => {
    const text = plainTextOf(content()).trim()
    const made = newId<ItemId>(workspace.random)
    const title = text.split("\n")[0]!.slice(0, MOST_TITLE_LETTERS)
    if (act(splitOffTicket, { ticket: id, id: made, title, text }, structureWords().step.splitOff(key()))) open(made)
  }
  const received = () => props.messages.receivedAt(props.message)
  return (
    <li class="talk-message" data-from={props.message.from}>
      <Show when={isOurs()} fallback={<span class="talk-requester">{requester().slice(0, 2)}</span>}>
        <Avatar person={author()} size={28} decorative />
      </Show>
      <div class="talk-paper">
        <div class="talk-head">
          <span class="talk-author">{isOurs() ? (author()?.name ?? itemPanel().somebody) : requester()}</span>
          <Show when={isOurs()}>
            <span class="talk-kind">
              <Icon icon={replyIcon} size={14} />
              {serviceWords().replyTo(props.messages.requester() || serviceWords().requester)}
            </span>
          </Show>
          <span class="talk-space" />
          <Show when={!isOurs() && mayWrite()}>
            <span class="talk-actions">
              <IconButton
                icon={gitBranchIcon}
                size="small"
                label={structureWords().merge.splitOff}
                onClick={splitOff}
              />
            </span>
          </Show>
          <Show when={props.messages.isUnsent(props.message)}>
            <span class="talk-unsent">{serviceWords().notSent}</span>
          </Show>
          <Show
            when={received()}
            fallback={
              <time class="activity-when" datetime={isoTime(props.message.at)}>
                {whenWords(props.message.at, today())}
              </time>
            }
          >
            {at => (
              <time class="activity-when" datetime={isoTime(at())}>
                {talkWords().receivedLater(whenWords(at(), today()), whenWords(props.message.at, today()))}
              </time>
            )}
          </Show>
        </div>
        <ProseView content={parts().own} references={props.references} />
        <Show when={parts().quoted.length > 0}>
          <details class="talk-quoted">
            <summary>{talkWords().quoted}</summary>
            <ProseView content={parts().quoted} references={props.references} />
          </details>
        </Show>
      </div>
    </li>
  )
}
