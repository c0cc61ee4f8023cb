import type { MemberId, SpaceId, TeamId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import { MOST_TASKS, MOST_WORKING_DAYS, wordsIn, type FulfilmentTask } from "@weft/model/schema/offering-content"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { sameIds } from "../../../parts/same-ids.ts"
import { spaceName } from "../../../parts/space-link.ts"
import { catalogueWords } from "../../../text/catalogue.ts"
import { language } from "../../../text/index.ts"
import { refusalWords } from "../../../text/refusals.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { plusIcon, trash2Icon } from "../../../ui/icons.ts"
import { PickerButton } from "../../../ui/picker.tsx"
import { NumberInput } from "../number-input.tsx"
import { ConditionField } from "./condition-field.tsx"
import type { OfferingDraft } from "./offering-draft.ts"
import { movedBefore, replaced } from "./rows.ts"
import { SortedRows } from "./sorted-rows.tsx"
import { WordingFields } from "./wording-fields.tsx"

export interface TasksEditorProps {
  readonly draft: OfferingDraft
  readonly space: SpaceId
  readonly mayManage: boolean
}

/** The tasks that a request brings with it, in order; each may wait for those above. */
export function TasksEditor(props: TasksEditorProps): JSX.Element {
  const words = () => catalogueWords().editor
  const tasks = () => props.draft.content().tasks
  const keys = createMemo(() => tasks().map(({ key }) => key), [], {
    equals: sameIds,
  })
  const edit = (next: readonly FulfilmentTask[]) => props.draft.edit({ tasks: next })
  const add = () => {
    const key = props.draft.newKey()
    const last = tasks().at(-1)
    edit([
      ...tasks(),
      {
        key,
        title: {},
        description: {},
        team: null,
        person: null,
        space: null,
        from: "opening",
        workingDays: last?.from === "opening" ? last.workingDays : 1,
        after: [],
        onlyIf: null,
      },
    ])
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-part="${key}"] input`)?.focus())
  }
  const nameOf = (key: string) => {
    const place = tasks().findIndex(task => task.key === key)
    return wordsIn(tasks()[place]?.title ?? {}, language()) || words().task(place + 1)
  }
  return (
    <>
      <Show when={tasks().length > 0} fallback={<p class="page-empty">{words().noTasks}</p>}>
        <SortedRows
          kind="fulfilment task"
          keys={keys()}
          name={nameOf}
          mayMove={props.mayManage}
          onMove={(key, before) => edit(movedBefore(tasks(), key, before))}
        >
          {key => (
            <Show when={tasks().find(task => task.key === key)}>
              {task => (
                <TaskEditor
                  {...props}
                  task={task()}
                  name={nameOf(key)}
                  nameOf={nameOf}
                  above={tasks()
                    .slice(
                      0,
                      tasks().findIndex(other => other.key === key),
                    )
                    .map(other => other.key)}
                  onTask={changes => edit(replaced(tasks(), key, changes))}
                  onRemove={() =>
                    edit(
                      tasks()
                        .filter(other => other.key !== key)
                        .map(other => ({ ...other, after: other.after.filter(waited => waited !== key) })),
                    )
                  }
                />
              )}
            </Show>
          )}
        </SortedRows>
      </Show>
      <Show when={props.mayManage}>
        <Button
          kind="quiet"
          size="small"
          class="part-add"
          icon={plusIcon}
          disabled={tasks().length >= MOST_TASKS}
          onClick={add}
        >
          {words().addTask}
        </Button>
      </Show>
    </>
  )
}

interface TaskEditorProps extends TasksEditorProps {
  readonly task: FulfilmentTask
  readonly name: string
  readonly nameOf: (key: string) => string
  /** The tasks that it can wait for. */
  readonly above: readonly string[]
  readonly onTask: (changes: Partial<FulfilmentTask>) => void
  readonly onRemove: () => void
}

function TaskEditor(props: TaskEditorProps): JSX.Element {
  const words = () => catalogueWords().editor
  const fault = () => {
    const found = props.draft.faultOf(props.task.key)
    return found === undefined ? undefined : refusalWords(found.fault, {})
  }
  const hasMore = untrack(() => props.task.onlyIf !== null || Object.keys(props.task.description).length > 0)
  const waited = () => {
    const names = props.task.after.map(props.nameOf)
    return names.length === 0 ? words().nothing : names.join(", ")
  }
  return (
    <fieldset class="part-editor" data-part={props.task.key} aria-label={props.name}>
      <WordingFields
        label={words().taskTitle}
        wording={props.task.title}
        error={fault()}
        onWording={title => props.onTask({ title })}
      />
      <div class="part-line">
        <WhoField {...props} />
        <WhereField {...props} />
        <span class="part-space" />
        <IconButton icon={trash2Icon} label={words().removeTask(props.name)} onClick={() => props.onRemove()} />
      </div>
      <div class="part-line">
        <DueField {...props} />
        <Show when={props.above.length > 0}>
          <Field label={words().after}>
            {attributes => (
              <PickerButton
                id={attributes.id}
                aria-label={`${words().after}: ${waited()}`}
                pickerLabel={words().after}
                multiple
                options={props.above.map(key => ({ id: key, label: props.nameOf(key) }))}
                selected={props.task.after}
                onChange={after => props.onTask({ after })}
              >
                {waited()}
              </PickerButton>
            )}
          </Field>
        </Show>
      </div>
      <details class="part-more" open={hasMore}>
        <summary>{words().moreOfTask}</summary>
        <WordingFields
          label={words().descriptionIn}
          isLong
          wording={props.task.description}
          onWording={description => props.onTask({ description })}
        />
        <Show when={props.draft.content().form.length > 0 || props.task.onlyIf !== null}>
          <ConditionField
            label={words().done}
            condition={props.task.onlyIf}
            fields={props.draft.content().form}
            onCondition={onlyIf => props.onTask({ onlyIf })}
          />
        </Show>
      </details>
    </fieldset>
  )
}

/** A person or a team, told apart by the first letter of the choice. */
function WhoField(props: TaskEditorProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => catalogueWords().editor
  const named = (table: "members" | "teams", letter: string) =>
    living(workspace.live.table(table))
      .sort((one, other) => compareText(one.name, other.name))
      .map(({ id, name }) => ({ value: `${letter}${id}`, label: name }))
  const chosen = () => {
    const { person, team } = props.task
    return person !== null ? `p${person}` : team !== null ? `t${team}` : ""
  }
  const choose = (value: string) =>
    props.onTask({
      person: value.startsWith("p") ? (value.slice(1) as MemberId) : null,
      team: value.startsWith("t") ? (value.slice(1) as TeamId) : null,
    })
  return (
    <Field label={words().team}>
      {attributes => (
        <Select
          attributes={attributes}
          value={chosen()}
          options={[{ value: "", label: words().nobody }, ...named("teams", "t"), ...named("members", "p")]}
          onValue={choose}
        />
      )}
    </Field>
  )
}

function WhereField(props: TaskEditorProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => catalogueWords().editor
  const others = () => workspace.spaces().filter(id => id !== props.space && workspace.mayWrite(`space/${id}`))
  return (
    <Field label={words().space}>
      {attributes => (
        <Select
          attributes={attributes}
          value={(props.task.space ?? "") as string}
          options={[
            { value: "", label: words().thisSpace },
            ...others().map(id => ({ value: id as string, label: spaceName(workspace, id) })),
          ]}
          onValue={space => props.onTask({ space: space === "" ? null : (space as SpaceId) })}
        />
      )}
    </Field>
  )
}

const ORIGINS = ["opening", "before-due", "due"] as const

/** So many working days after or before something; before is kept as less than nothing. */
function DueField(props: TaskEditorProps): JSX.Element {
  const words = () => catalogueWords().editor
  const origin = () => (props.task.from === "opening" ? "opening" : props.task.workingDays < 0 ? "before-due" : "due")
  const write = (from: (typeof ORIGINS)[number], days: number) =>
    props.onTask({ from: from === "opening" ? "opening" : "due", workingDays: from === "before-due" ? -days : days })
  const days = () => Math.abs(props.task.workingDays)
  return (
    <Field label={words().due}>
      {attributes => (
        <span class="due-field">
          <NumberInput
            id={attributes.id}
            label={words().workingDays}
            value={days()}
            least={0}
            most={MOST_WORKING_DAYS}
            onValue={value => write(origin(), value)}
          />
          <span>{words().workingDays}</span>
          <Select
            label={words().due}
            value={origin()}
            options={ORIGINS.map(value => ({ value, label: words().froms[value] }))}
            onValue={value => write(value, value === "before-due" ? Math.max(1, days()) : days())}
          />
        </span>
      )}
    </Field>
  )
}
