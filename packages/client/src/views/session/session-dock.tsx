import { endSession, joinSession, leadSession, setTimer } from "@weft/model/actions/planning-session"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { PlanningSession } from "@weft/model/schema/planning-session"
import { createSignal, For, Show, untrack, type JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { sessionWords } from "../../text/session.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { checkIcon, chevronDownIcon, chevronUpIcon, clockIcon, ellipsisIcon, usersIcon } from "../../ui/icons.ts"
import { Icon } from "../../ui/icon.tsx"
import { IconMenuButton, MenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { SessionBallot } from "./session-ballot.tsx"
import { SessionClock } from "./session-clock.tsx"
import { SessionDecisions } from "./session-decisions.tsx"
import { createSessionState, SessionProvider, useSession } from "./session-state.ts"
import "./session-dock.css"

export interface SessionDockProps {
  readonly space: SpaceData
  readonly session: PlanningSession
  /** The item that is open beside the view, which is what is most often voted on. */
  readonly openItem: ItemId | null
  /** Goes where somebody goes, by their connection. */
  readonly onFollow: (peer: string) => void
}

/** Minutes that are offered for what is talked about. */
const MINUTES = [1, 2, 5, 10, 15, 30] as const

/** A planning session at the foot of its space's views: who leads and takes part, the clock, the vote, what was decided. */
export function SessionDock(props: SessionDockProps): JSX.Element {
  const state = createSessionState(
    untrack(() => props.space),
    () => props.session,
  )
  const [isFolded, setFolded] = createSignal(false)
  return (
    <SessionProvider value={state}>
      <section class="session-dock" aria-label={sessionWords().region(props.session.name)}>
        <SessionHead isFolded={isFolded()} onFold={setFolded} onFollow={props.onFollow} />
        <Show when={state.isIn() && !isFolded()}>
          <div class="session-body">
            <SessionBallot openItem={props.openItem} />
            <SessionDecisions />
          </div>
        </Show>
      </section>
    </SessionProvider>
  )
}

function SessionHead(props: {
  readonly isFolded: boolean
  readonly onFold: (folded: boolean) => void
  readonly onFollow: (peer: string) => void
}): JSX.Element {
  const state = useSession()
  const { act } = state
  const words = sessionWords
  const session = () => ({ session: state.session().id })
  const leader = () => state.nameOf(state.session().facilitator)
  /** A connection of whoever leads, where they are here. */
  const leaderPeer = () =>
    state.workspace.presence.peers("people").find(({ member }) => member === state.session().facilitator)?.peer
  const follow = () => {
    const peer = leaderPeer()
    if (peer !== undefined && !state.leads()) props.onFollow(peer)
  }
  const join = () => {
    if (act(joinSession, session(), "")) follow()
  }
  const times = (): readonly MenuEntry[] => [
    ...MINUTES.map(minutes => ({
      label: words().minutes(minutes),
      onSelect: () => void act(setTimer, { ...session(), minutes }, ""),
    })),
    { kind: "separator" as const },
    {
      label: words().stopTimer,
      disabled: state.session().timeUpAt === null,
      onSelect: () => void act(setTimer, { ...session(), minutes: null }, ""),
    },
  ]
  const more = (): readonly MenuEntry[] => [
    ...(state.leads() ? [] : [{ label: words().lead, onSelect: () => void act(leadSession, session(), "") }]),
    { label: words().end, danger: true, onSelect: () => void act(endSession, session(), words().steps.end) },
  ]
  return (
    <div class="session-head">
      <Icon icon={usersIcon} />
      <span class="session-name">{state.session().name}</span>
      <span class="session-lead">{state.leads() ? words().youLead : words().leads(leader())}</span>
      <span class="session-people">
        <For each={state.session().people}>{member => <Participant member={member} />}</For>
      </span>
      <span class="session-room" />
      <SessionClock />
      <Show
        when={state.isIn()}
        fallback={
          <Show when={state.mayWrite()}>
            <Button kind="primary" size="small" onClick={join}>
              {words().join}
            </Button>
          </Show>
        }
      >
        <Show when={!state.leads() && leaderPeer() !== undefined}>
          <Button size="small" onClick={follow}>
            {words().follow(leader())}
          </Button>
        </Show>
        <Show when={state.leads()}>
          <MenuButton kind="quiet" size="small" icon={clockIcon} menuLabel={words().timer} entries={times} align="end">
            {words().timer}
          </MenuButton>
        </Show>
        <Show when={state.mayWrite()}>
          <IconMenuButton icon={ellipsisIcon} label={words().more} entries={more} align="end" />
        </Show>
        <IconButton
          icon={props.isFolded ? chevronUpIcon : chevronDownIcon}
          label={props.isFolded ? words().unfold : words().fold}
          onClick={() => props.onFold(!props.isFolded)}
        />
      </Show>
    </div>
  )
}

/** Somebody who takes part: whether they are here, and during a vote whether they have voted. */
function Participant(props: { readonly member: MemberId }): JSX.Element {
  const state = useSession()
  const name = () => state.nameOf(props.member)
  const isVoting = () => state.session().ballot?.isRevealed === false
  const says = () =>
    state.hasVoted(props.member) ? sessionWords().hasVoted(name()) : sessionWords().hasNotVoted(name())
  return (
    <span
      class="session-person"
      data-away={state.here().has(props.member) ? undefined : ""}
      data-voted={isVoting() && state.hasVoted(props.member) ? "" : undefined}
      data-tooltip={isVoting() ? says() : undefined}
    >
      <Avatar person={{ id: props.member, name: name() }} size={24} />
      <Show when={isVoting() && state.hasVoted(props.member)}>
        <span class="session-tick">
          <Icon icon={checkIcon} size={12} />
        </span>
      </Show>
      <Show when={isVoting()}>
        <span class="visually-hidden">{says()}</span>
      </Show>
    </span>
  )
}
