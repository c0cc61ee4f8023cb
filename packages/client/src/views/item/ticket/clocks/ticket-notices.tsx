import { putAwayNotices } from "@weft/model/actions/notice"
import type { Escalation } from "@weft/model/schema/escalation"
import { isTold, lastOfEach, putAwayIn } from "@weft/model/service/notices"
import { toldOtherwise } from "@weft/model/service/revision"
import { createMemo, For, type JSX } from "solid-js"
import type { LiveTickets } from "../../../../data/live-tickets.ts"
import { teamsOf } from "../../../../parts/service/live-notices.ts"
import { noticeWords } from "../../../../parts/service/notice-words.ts"
import { whenWords } from "../../../../parts/when.ts"
import { clockWords } from "../../../../text/clocks.ts"
import { Button } from "../../../../ui/button.tsx"
import { Icon } from "../../../../ui/icon.tsx"
import { bellIcon, infoIcon } from "../../../../ui/icons.ts"
import { useItem } from "../../item-context.ts"
import { targetWords } from "../../../../parts/service/target-words.ts"

/** What whoever looks is told of the ticket and has not put away, and what is otherwise by now than people were told. */
export function TicketNotices(props: { readonly tickets: LiveTickets }): JSX.Element {
  const { id, space, workspace, me, today, act } = useItem()
  const escalations = createMemo(() =>
    [...space.live.table("escalations").values()]
      .filter(({ item, deleted }) => item === id && deleted === null)
      .sort((one, other) => one.doneAt - other.doneAt),
  )
  const unread = () => {
    const putAway = putAwayIn(workspace.live.table("putAwayNotices"))
    const reader = { me, teams: teamsOf(workspace) }
    return lastOfEach(escalations().filter(notice => isTold(notice, reader))).filter(({ id }) => !putAway.has(id))
  }
  const revised = () => toldOtherwise(escalations(), props.tickets.clocks(id).clocks)
  const putAway = ({ id: notice }: Escalation) => act(putAwayNotices, { notices: [notice] }, clockWords().step.putAway)
  return (
    <>
      <For each={unread()}>
        {notice => (
          <div class="ticket-notice" data-step={notice.step} role="note">
            <Icon icon={bellIcon} size={14} />
            <span>
              {noticeWords(notice, today())}
              <span class="ticket-notice-when">{whenWords(notice.at, today())}</span>
            </span>
            <Button size="small" kind="quiet" onClick={() => putAway(notice)}>
              {clockWords().putAway}
            </Button>
          </div>
        )}
      </For>
      <For each={revised()}>
        {({ escalation, state }) => (
          <div class="ticket-notice" data-step="revised" role="note">
            <Icon icon={infoIcon} size={14} label={clockWords().recomputed} />
            <span>
              {clockWords().toldLate(targetWords(escalation), whenWords(escalation.doneAt, today()))}{" "}
              {clockWords().nowIs[state]}
            </span>
          </div>
        )}
      </For>
    </>
  )
}
