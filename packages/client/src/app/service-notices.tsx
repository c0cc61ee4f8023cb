import { putAwayNotices } from "@weft/model/actions/notice"
import type { SpaceId } from "@weft/model/base/ids"
import { BREACH_STEP, type Escalation } from "@weft/model/schema/escalation"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useCommands } from "../commands/command-host.ts"
import { createToday, itemKey, useWorkspace } from "../data/context.ts"
import { useAct } from "../parts/acting.ts"
import { createNotices } from "../parts/service/live-notices.ts"
import { noticeWords } from "../parts/service/notice-words.ts"
import { whenWords } from "../parts/when.ts"
import { clockWords } from "../text/clocks.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { Icon } from "../ui/icon.tsx"
import { bellIcon, checkIcon } from "../ui/icons.ts"
import { openOverlay } from "../ui/overlays.tsx"
import { queueHref } from "./addresses.ts"
import "../ui/popover.css"
import "./service-notices.css"

export interface ServiceNoticesProps {
  readonly space: SpaceId
  readonly onNavigate: () => void
}

/** How many notices of a service wait for whoever works here, beside its name; pressed, it lists them. */
export function ServiceNotices(props: ServiceNoticesProps): JSX.Element {
  const workspace = useWorkspace()
  const space = createMemo(() => workspace.space(props.space))
  const notices = createNotices(workspace, space)
  return (
    <Show when={notices().length > 0}>
      <NoticesButton {...props} notices={notices()} />
    </Show>
  )
}

function NoticesButton(props: ServiceNoticesProps & { readonly notices: readonly Escalation[] }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space)
  const today = createToday(() => workspace.now())
  let button!: HTMLButtonElement
  const putAway = (notices: readonly Escalation[]) =>
    act(putAwayNotices, { notices: notices.map(({ id }) => id) }, clockWords().step.putAway)
  const open = () =>
    openOverlay({
      // Where the sidebar is folded away there is nothing to open beside.
      anchor: button.offsetParent === null ? { x: innerWidth / 2, y: 64 } : button,
      label: clockWords().notices,
      content: close => (
        <NoticeList
          notices={props.notices}
          lineOf={notice => lineOf(notice)}
          onPutAway={notices => {
            const isLast = notices.length === props.notices.length
            if (putAway(notices) && isLast) close()
          }}
          onOpen={() => {
            close()
            props.onNavigate()
          }}
        />
      ),
    })
  const lineOf = (notice: Escalation): NoticeLine => {
    const { live } = workspace.space(props.space)
    const item = live.table("items").get(notice.item ?? "")
    return {
      href: queueHref(workspace.id, props.space, { item: notice.item ?? "" }),
      words: noticeWords(notice, today()),
      ticket: item === undefined ? "" : `${itemKey(workspace.space(props.space), item)} ${item.title}`,
      when: whenWords(notice.at, today()),
    }
  }
  useCommands({ notices: { run: open } })
  return (
    <button
      ref={button}
      type="button"
      class="sidebar-notices"
      aria-haspopup="dialog"
      aria-label={clockWords().noticesOf(props.notices.length)}
      data-tooltip={clockWords().noticesOf(props.notices.length)}
      onClick={open}
    >
      <Icon icon={bellIcon} size={14} />
      {props.notices.length}
    </button>
  )
}

interface NoticeLine {
  readonly href: string
  readonly words: string
  readonly ticket: string
  readonly when: string
}

/** The notices of a service, the latest first, each with the way to its ticket. */
function NoticeList(props: {
  readonly notices: readonly Escalation[]
  readonly lineOf: (notice: Escalation) => NoticeLine
  readonly onPutAway: (notices: readonly Escalation[]) => void
  readonly onOpen: () => void
}): JSX.Element {
  return (
    <div class="popover notices" tabIndex={-1} ref={panel => queueMicrotask(() => panel.focus())}>
      <div class="notices-head">
        <h2>{clockWords().notices}</h2>
        <Button size="small" kind="quiet" onClick={() => props.onPutAway(props.notices)}>
          {clockWords().putAllAway}
        </Button>
      </div>
      <ul>
        <For each={props.notices}>
          {notice => (
            <li class="notice" data-late={notice.step === BREACH_STEP ? "" : undefined}>
              <a href={props.lineOf(notice).href} onClick={() => props.onOpen()}>
                <span class="notice-words">{props.lineOf(notice).words}</span>
                <span class="notice-ticket">{props.lineOf(notice).ticket}</span>
                <span class="notice-when">
                  {props.lineOf(notice).when}
                  <Show when={notice.told.length === 0}> · {clockWords().toEverybody}</Show>
                </span>
              </a>
              <IconButton
                icon={checkIcon}
                size="small"
                label={clockWords().putAway}
                onClick={() => props.onPutAway([notice])}
              />
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
