import { setStatus } from "@weft/model/actions/item"
import type { SpaceId } from "@weft/model/base/ids"
import type { FulfilmentLink, Request } from "@weft/model/schema/catalogue"
import type { Item } from "@weft/model/schema/item"
import type { OfferingContent } from "@weft/model/schema/offering-content"
import { fulfilmentProgress, isLate, type TaskStanding } from "@weft/model/service/fulfilment"
import { allowsTransition, shownStatus, statusesFor } from "@weft/model/tasks/workflow"
import { dayOf } from "@weft/model/time/moment"
import { createMemo, Index, Show, type JSX } from "solid-js"
import { itemKey, memberNamed } from "../../../../data/context.ts"
import { DueDate } from "../../../../parts/due-date.tsx"
import { ProgressMeter } from "../../../../parts/progress-meter.tsx"
import { itemHref, spaceName } from "../../../../parts/space-link.ts"
import { StatusGlyph } from "../../../../parts/status-glyph.tsx"
import { catalogueWords } from "../../../../text/catalogue.ts"
import { t } from "../../../../text/index.ts"
import { Button } from "../../../../ui/button.tsx"
import { useItem } from "../../item-context.ts"

export interface FulfilmentTasksProps {
  readonly content: OfferingContent
  readonly links: Request["tasks"]
}

/** A task where it lies now; nothing of it where its space is not here. */
interface LyingTask extends TaskStanding {
  readonly space: SpaceId
  readonly item: Item | undefined
}

/** The tasks that fulfil a request, wherever they lie: how many are done, who is late, and the way on when all are. */
export function FulfilmentTasks(props: FulfilmentTasksProps): JSX.Element {
  const { today } = useItem()
  const lying = createTaskReader()
  const tasks = createMemo(() =>
    props.content.tasks.flatMap(({ key }) => {
      const link = props.links[key]
      return link === undefined ? [] : [lying(link)]
    }),
  )
  const progress = createMemo(() => fulfilmentProgress(tasks(), today()))
  return (
    <Show when={tasks().length > 0}>
      <div class="fulfilment">
        <header class="fulfilment-head">
          <h4>{catalogueWords().section.fulfilment}</h4>
          <ProgressMeter
            done={progress().done}
            total={progress().total}
            label={catalogueWords().section.fulfilment}
            showsNumber
            width={64}
            tone="good"
          />
          <Show when={progress().late.length > 0}>
            <span class="fulfilment-late">{catalogueWords().section.late(progress().late.length)}</span>
          </Show>
        </header>
        <ul class="fulfilment-tasks">
          <Index each={tasks()}>{task => <TaskRow task={task()} />}</Index>
        </ul>
        <Show when={progress().isComplete}>
          <AllDone />
        </Show>
      </div>
    </Show>
  )
}

/** Where a task lies now, also after it was moved to another space. Followed. */
function createTaskReader(): (link: FulfilmentLink) => LyingTask {
  const { workspace } = useItem()
  return ({ item: id, space }) => {
    const first = workspace.spaces().includes(space) ? workspace.space(space).live.table("items").get(id) : undefined
    const home = first?.movedTo ?? space
    const isHere = workspace.spaces().includes(home)
    const live = isHere ? workspace.space(home).live : undefined
    const item = home === space ? first : live?.table("items").get(id)
    if (item === undefined || live === undefined) return { space: home, item, category: "unknown", due: null }
    const category = live.table("statuses").get(item.status ?? "")?.category ?? "waiting"
    const due = item.due === null ? null : dayOf(item.due)
    return { space: home, item, category: item.deleted === null ? category : "gone", due }
  }
}

function TaskRow(props: { readonly task: LyingTask }): JSX.Element {
  const { workspace, space, open, today } = useItem()
  const isSettled = () => ["done", "cancelled", "gone"].includes(props.task.category)
  const category = () =>
    props.task.category === "unknown" || props.task.category === "gone" ? null : props.task.category
  const who = () => {
    const { owner = null, team = null } = props.task.item ?? {}
    return (
      memberNamed(workspace.live, owner)?.name ??
      workspace.live.table("teams").get(team ?? "")?.name ??
      catalogueWords().section.nobody
    )
  }
  return (
    <li class="fulfilment-task" data-late={isLate(props.task, today()) ? "" : undefined}>
      <StatusGlyph category={category() ?? "waiting"} />
      <Show
        when={props.task.item}
        fallback={<span class="property-empty fulfilment-title">{catalogueWords().section.notHere}</span>}
      >
        {item => (
          <>
            <Show
              when={props.task.space === space.id}
              fallback={
                <a class="fulfilment-title item-line" href={itemHref(workspace.id, props.task.space, item().id)}>
                  <TaskTitle task={props.task} item={item()} isSettled={isSettled()} />
                </a>
              }
            >
              <button type="button" class="fulfilment-title item-line" onClick={() => open(item().id)}>
                <TaskTitle task={props.task} item={item()} isSettled={isSettled()} />
              </button>
            </Show>
            <span class="fulfilment-who">{props.task.category === "gone" ? catalogueWords().section.gone : who()}</span>
            <Show when={props.task.due}>
              {due => <DueDate date={due()} today={today()} settled={isSettled()} brief />}
            </Show>
          </>
        )}
      </Show>
    </li>
  )
}

function TaskTitle(props: { readonly task: LyingTask; readonly item: Item; readonly isSettled: boolean }): JSX.Element {
  const { workspace, space } = useItem()
  const key = () => itemKey(workspace.space(props.task.space), props.item)
  return (
    <>
      <span class="property-key">{key()}</span>
      <span class="item-line-text" data-settled={props.isSettled ? "" : undefined}>
        {props.item.title || t().item.untitled}
      </span>
      <Show when={props.task.space !== space.id}>
        <span class="item-path-in">{spaceName(workspace, props.task.space)}</span>
      </Show>
    </>
  )
}

/** All is done: says so, and offers to solve the ticket as long as it is open. */
function AllDone(): JSX.Element {
  const { row, id, act, key, setup, mayWrite } = useItem()
  const solved = createMemo(() => {
    const standing = { status: row.read("status") }
    const category = shownStatus(standing, setup())?.category
    if (category === "done" || category === "cancelled") return undefined
    const type = setup().itemTypes.get(row.read("type") ?? "")
    return statusesFor(type, setup()).find(
      status => status.category === "done" && allowsTransition(type, standing.status, status.id),
    )
  })
  return (
    <p class="fulfilment-done">
      {catalogueWords().section.allDone}
      <Show when={mayWrite() && solved()}>
        {status => (
          <Button
            size="small"
            onClick={() => act(setStatus, { items: [id], status: status().id }, catalogueWords().step.solve(key()))}
          >
            {catalogueWords().section.solve(status().name)}
          </Button>
        )}
      </Show>
    </p>
  )
}
