import { createMemo, For, Show, untrack, type JSX } from "solid-js"
import type { Peer } from "../../data/presence.ts"
import type { OpenItemBeside } from "../../parts/open-item.ts"
import { sameIds } from "../../parts/same-ids.ts"
import { serviceWords } from "../../text/service.ts"
import { Icon } from "../../ui/icon.tsx"
import { chevronDownIcon } from "../../ui/icons.ts"
import { QueueRow } from "./queue-row.tsx"
import type { QueueLine, QueueState } from "./queue-state.ts"

export interface QueueLinesProps {
  readonly queue: QueueState
  /** Those that are drawn. Followed. */
  readonly lines: readonly QueueLine[]
  /** Who else is at which ticket. Followed. */
  readonly peers: ReadonlyMap<string, Peer>
  readonly openItem: string | null
  readonly onOpenItem: OpenItemBeside
}

/** Tickets and the heads of their groups. Rows keep their elements while the queue changes around them: they are told apart by what they show. */
export function QueueLines(props: QueueLinesProps): JSX.Element {
  const byKey = createMemo(() => new Map(props.lines.map(line => [keyOf(line), line])))
  const keys = createMemo(() => [...byKey().keys()], [], { equals: sameIds })
  return (
    <For each={keys()}>
      {key => (
        <Show when={byKey().get(key)}>
          {line => {
            const shown = untrack(line)
            if (shown.line === "group") return <GroupHead queue={props.queue} line={line() as typeof shown} />
            const ticket = () => line() as typeof shown
            return (
              <QueueRow
                queue={props.queue}
                ticket={shown.ticket.id}
                top={ticket().top}
                isAskedAgain={ticket().ticket.isAskedAgain}
                isOpen={props.openItem === shown.ticket.id}
                peer={props.peers.get(shown.ticket.id)}
                onOpen={() => {
                  props.queue.setActive(shown.ticket.id)
                  props.onOpenItem(shown.ticket.id)
                }}
              />
            )
          }}
        </Show>
      )}
    </For>
  )
}

function keyOf(line: QueueLine): string {
  return line.line === "group" ? `group ${line.group}` : line.ticket.id
}

function GroupHead(props: {
  readonly queue: QueueState
  readonly line: Extract<QueueLine, { line: "group" }>
}): JSX.Element {
  return (
    <div
      class="queue-group"
      role="row"
      data-folded={props.queue.isFolded(props.line.group) ? "" : undefined}
      style={{ top: `${props.line.top}px` }}
    >
      <button
        type="button"
        role="gridcell"
        tabIndex={-1}
        aria-expanded={!props.queue.isFolded(props.line.group)}
        onClick={() => props.queue.fold(props.line.group)}
      >
        <Icon icon={chevronDownIcon} size={14} />
        <span>{serviceWords().groups[props.line.group]}</span>
        <span class="queue-group-count">{props.line.count}</span>
      </button>
    </div>
  )
}
