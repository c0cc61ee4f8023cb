import type { SpaceId } from "@weft/model/base/ids"
import { filterFromText } from "@weft/model/query/filter-address"
import { matcherOf } from "@weft/model/query/matching"
import { shownStatus } from "@weft/model/tasks/workflow"
import { createMemo, For, Show, type JSX } from "solid-js"
import { createSetupSnapshot, createToday, useWorkspace } from "../data/context.ts"
import { createTicketRows } from "../data/ticket-rows.ts"
import { createFilterReader } from "../parts/filter-reader.ts"
import { savedViews } from "../parts/saved-views.ts"
import { USUAL_QUEUES, usualQueueFilter } from "../parts/service/usual-queues.ts"
import { serviceWords } from "../text/service.ts"
import { Icon } from "../ui/icon.tsx"
import { inboxIcon } from "../ui/icons.ts"
import { queueHref } from "./addresses.ts"

export interface ServiceQueuesProps {
  readonly space: SpaceId
  /** The view that is shown. */
  readonly view: string | undefined
  readonly onNavigate: () => void
}

/** The queues of the service that is shown, each with how many open tickets stand in it. */
export function ServiceQueues(props: ServiceQueuesProps): JSX.Element {
  const workspace = useWorkspace()
  const space = createMemo(() => workspace.space(props.space))
  const queues = createMemo(() => [
    ...USUAL_QUEUES.map(id => ({ id, name: serviceWords().queues[id], filter: usualQueueFilter(id)! })),
    ...savedViews(workspace, space()).filter(({ queue, pinned }) => queue && pinned),
  ])
  const counts = createCounts(space, () => queues().map(({ filter }) => filter))
  return (
    <ul class="sidebar-views" aria-label={serviceWords().queuesOfService}>
      <For each={queues()}>
        {(queue, place) => (
          <li>
            <a
              class="sidebar-entry"
              href={queueHref(workspace.id, props.space, { view: queue.id })}
              aria-current={props.view === queue.id ? "page" : undefined}
              data-focus="inside"
              onClick={() => props.onNavigate()}
            >
              <Icon icon={inboxIcon} />
              <span class="sidebar-name">{queue.name}</span>
              <Show when={counts()[place()]}>
                {count => (
                  <span class="sidebar-count" aria-label={serviceWords().openTickets(count())}>
                    {count()}
                  </span>
                )}
              </Show>
            </a>
          </li>
        )}
      </For>
    </ul>
  )
}

/** How many open tickets each of some filters lets through, in their order. Followed. */
function createCounts(space: () => ReturnType<ReturnType<typeof useWorkspace>["space"]>, filters: () => string[]) {
  const workspace = useWorkspace()
  const setup = createSetupSnapshot(workspace, space)
  const reader = createFilterReader(
    workspace,
    createToday(() => workspace.now()),
  )
  const tickets = createMemo(() => createTicketRows(space(), () => setup().itemTypes))
  const open = createMemo(() =>
    tickets()().filter(item => {
      const category = shownStatus(item, setup())?.category
      return category !== "done" && category !== "cancelled"
    }),
  )
  return createMemo(() => {
    const tests = filters().map(text => matcherOf(filterFromText(text), setup(), reader()))
    return tests.map(matches => open().filter(matches).length)
  })
}
