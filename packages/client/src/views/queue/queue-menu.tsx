import { inboxIcon, ellipsisIcon } from "../../ui/icons.ts"
import { IconMenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { savedViewEntries } from "../../parts/saved-views-menu.ts"
import type { SavedView } from "../../parts/saved-views.ts"
import { USUAL_QUEUES, type UsualQueue } from "../../parts/service/usual-queues.ts"
import { listWords } from "../../text/list.ts"
import { serviceWords } from "../../text/service.ts"
import type { JSX } from "solid-js"
import type { QueueState } from "./queue-state.ts"

export interface QueueMenuProps {
  readonly queue: QueueState
  /** The saved queue that is shown, and the filter as it stands in an address. */
  readonly view: string | undefined
  readonly filterText: string
  readonly onView: (view: SavedView | undefined) => void
  readonly onUsual: (queue: UsualQueue) => void
}

/** The queues of a service and its other saved views, and what can be done with the one that is shown. */
export function QueueMenu(props: QueueMenuProps): JSX.Element {
  const entries = (): readonly MenuEntry[] => {
    const { workspace, space, act } = props.queue
    return [
      { kind: "heading", label: listWords().views },
      {
        label: serviceWords().queue,
        icon: inboxIcon,
        checked: props.view === undefined,
        exclusive: true,
        onSelect: () => props.onView(undefined),
      },
      ...USUAL_QUEUES.map(id => ({
        label: serviceWords().queues[id],
        icon: inboxIcon,
        checked: props.view === id,
        exclusive: true,
        onSelect: () => props.onUsual(id),
      })),
      ...savedViewEntries({
        workspace,
        space,
        act,
        anchor: () => document.querySelector("[data-queue-menu]") ?? { x: innerWidth - 40, y: 100 },
        current: props.view,
        filterText: props.filterText,
        settings: () => ({ queue: true }),
        onView: view => props.onView(view),
      }),
    ]
  }
  return (
    <IconMenuButton icon={ellipsisIcon} label={listWords().viewMenu} data-queue-menu="" align="end" entries={entries} />
  )
}
