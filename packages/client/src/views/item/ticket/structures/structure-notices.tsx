import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { charterOf, isClosedProject } from "@weft/model/plan/charter-of-space"
import type { Item } from "@weft/model/schema/item"
import type { Relation } from "@weft/model/schema/work"
import { freezesMet } from "@weft/model/service/freezes-met"
import { shownStatus } from "@weft/model/tasks/workflow"
import { leaveProject } from "@weft/model/actions/promote"
import { createMemo, For, Show, untrack, type JSX } from "solid-js"
import { createSetupSnapshot, itemKey } from "../../../../data/context.ts"
import { createRow, createRowsWhere } from "../../../../data/rows-where.ts"
import { itemHref, spaceName } from "../../../../parts/space-link.ts"
import { format } from "../../../../text/index.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { Button } from "../../../../ui/button.tsx"
import { folderInputIcon, gitMergeIcon, infoIcon, replyIcon, triangleAlertIcon } from "../../../../ui/icons.ts"
import { Icon, type IconShape } from "../../../../ui/icon.tsx"
import { useItem } from "../../item-context.ts"
import { offerWords } from "./offered-words.ts"
import { openStructureDialog } from "./open-dialog.ts"
import type { TicketGroup } from "./ticket-group.ts"

/** What somebody who opens the ticket should know of the tickets, projects and tasks around it, each with what to do about it. */
export function StructureNotices(props: { readonly group: TicketGroup }): JSX.Element {
  return (
    <div class="item-notices structure-notices">
      <MergedNotice group={props.group} />
      <For each={props.group.knownErrors()}>{problem => <KnownErrorNotice problem={problem} />}</For>
      <FreezeNotices />
      <OpenReportsNotice group={props.group} />
      <ProjectNotice />
      <TaskNotices />
    </div>
  )
}

function Notice(props: {
  readonly icon: IconShape
  readonly tone?: "soon"
  readonly children: JSX.Element
  readonly actions?: JSX.Element
}): JSX.Element {
  return (
    <div class="item-notice" role="note" data-tone={props.tone}>
      <Icon icon={props.icon} />
      <div class="item-notice-text">{props.children}</div>
      {props.actions}
    </div>
  )
}

function MergedNotice(props: { readonly group: TicketGroup }): JSX.Element {
  const { space, open } = useItem()
  return (
    <Show when={props.group.survivor()} keyed>
      {survivor => {
        const key = () => {
          const row = space.live.row("items", survivor)
          return itemKey(space, { id: survivor, number: row?.read("number") ?? null })
        }
        return (
          <Notice
            icon={gitMergeIcon}
            actions={
              <Button size="small" onClick={() => open(survivor)}>
                {structureWords().merge.open(key())}
              </Button>
            }
          >
            {structureWords().merge.mergedInto(key())}
          </Notice>
        )
      }}
    </Show>
  )
}

function KnownErrorNotice(props: { readonly problem: Item }): JSX.Element {
  const { space, open, id, mayWrite } = useItem()
  const words = () => structureWords().problem
  return (
    <Notice
      icon={infoIcon}
      actions={
        <Show when={mayWrite()}>
          <Button size="small" icon={replyIcon} onClick={() => offerWords(id, props.problem.workaround)}>
            {words().intoReply}
          </Button>
        </Show>
      }
    >
      <button type="button" class="structure-link" onClick={() => open(props.problem.id)}>
        {words().knownErrorIs(itemKey(space, props.problem))}
      </button>{" "}
      {props.problem.title}
      <p class="structure-workaround">{props.problem.workaround}</p>
    </Notice>
  )
}

function FreezeNotices(): JSX.Element {
  const { space, row, today, setup } = useItem()
  const met = createMemo(() => {
    const changeFreezes = space.live.table("changeFreezes")
    const window = { type: row.read("type"), start: row.read("start"), due: row.read("due") }
    return freezesMet({ changeFreezes, itemTypes: setup().itemTypes }, window)
  })
  const day = (moment: string | null) => (moment === null ? "" : format().shortDate(moment.slice(0, 10), today()))
  return (
    <For each={met()}>
      {({ name, start, end }) => (
        <Notice icon={triangleAlertIcon} tone="soon">
          {structureWords().change.frozen(name, day(start), day(end))}
        </Notice>
      )}
    </For>
  )
}

/** An incident was closed by itself, and others who reported it wait on. */
function OpenReportsNotice(props: { readonly group: TicketGroup }): JSX.Element {
  const { id, mayWrite } = useItem()
  const waiting = () => (props.group.isClosed(id) ? props.group.openReports().length : 0)
  return (
    <Show when={waiting() > 0}>
      <Notice
        icon={triangleAlertIcon}
        tone="soon"
        actions={
          <Show when={mayWrite()}>
            <Button size="small" onClick={() => openStructureDialog(id, { ask: "reply-to-all", solves: true })}>
              {structureWords().incident.solveAll}
            </Button>
          </Show>
        }
      >
        {structureWords().incident.solvedAlone(waiting())}
      </Notice>
    </Show>
  )
}

/** The project that the ticket became, and that it is over. */
function ProjectNotice(): JSX.Element {
  const { row } = useItem()
  return (
    <Show when={row.read("becameProject")} keyed>
      {project => <OpenProjectNotice project={project} />}
    </Show>
  )
}

function OpenProjectNotice(props: { readonly project: SpaceId }): JSX.Element {
  const { workspace, id, act, key, mayWrite } = useItem()
  const words = () => structureWords().promote
  const project = untrack(() => props.project)
  const isClosed = () =>
    isClosedProject(charterOf({ space: project, charters: workspace.setup(project).live.table("charters") }))
  const name = () => spaceName(workspace, project)
  return (
    <Notice
      icon={folderInputIcon}
      actions={
        <>
          <Show when={isClosed() && mayWrite()}>
            <TellButton />
          </Show>
          <a class="button" data-kind="plain" data-size="small" href={`/w/${workspace.id}/s/${project}`}>
            {words().open}
          </a>
          <Show when={mayWrite()}>
            <Button
              size="small"
              kind="quiet"
              onClick={() => void act(leaveProject, { ticket: id }, structureWords().step.project(key()))}
            >
              {words().leave}
            </Button>
          </Show>
        </>
      }
    >
      {isClosed() ? words().becameClosed(name()) : words().became(name())}
    </Notice>
  )
}

/** The tasks of other spaces that the ticket became, once they are done. */
function TaskNotices(): JSX.Element {
  const { space, id } = useItem()
  const relations = createRowsWhere("relations", () => ({
    live: space.live,
    matches: (relation: Relation) =>
      relation.deleted === null && relation.type === "becomes" && relation.from === id && relation.toSpace !== null,
    compare: (left, right) => (left.id < right.id ? -1 : 1),
  }))
  return (
    <For each={relations()}>
      {({ to, toSpace }) => (
        <Show when={to !== null && toSpace !== null}>
          <TaskNotice task={to!} space={toSpace!} />
        </Show>
      )}
    </For>
  )
}

function TaskNotice(props: { readonly task: ItemId; readonly space: SpaceId }): JSX.Element {
  const { workspace, mayWrite } = useItem()
  const words = () => structureWords().promote
  const { task, there } = untrack(() => ({ task: props.task, there: workspace.space(props.space) }))
  const setup = createSetupSnapshot(workspace, () => there)
  const row = createRow("items", () => ({ live: there.live, id: task }))
  const isDone = () => {
    const standing = row()
    return standing !== undefined && shownStatus({ status: standing.read("status") }, setup())?.category === "done"
  }
  const key = () => itemKey(there, { id: task, number: row()?.read("number") ?? null })
  return (
    <Show when={isDone()}>
      <Notice
        icon={folderInputIcon}
        actions={
          <>
            <Show when={mayWrite()}>
              <TellButton />
            </Show>
            <a class="button" data-kind="plain" data-size="small" href={itemHref(workspace.id, there.id, task)}>
              {words().open}
            </a>
          </>
        }
      >
        {words().taskDone(key(), spaceName(workspace, there.id))}
      </Notice>
    </Show>
  )
}

function TellButton(): JSX.Element {
  const { id } = useItem()
  const words = () => structureWords().promote
  return (
    <Button size="small" onClick={() => openStructureDialog(id, { ask: "tell", text: words().doneText })}>
      {words().tell}
    </Button>
  )
}
