import type { MemberId, SpaceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import type { FileWarning } from "@weft/model/exchange/plan-file/plan-file"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { todayOf } from "../../../data/world.ts"
import { finishDay, startDay } from "../../../parts/instant-day.ts"
import { format, locale } from "../../../text/index.ts"
import { planExchange } from "../../../text/plan-exchange.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { Part } from "../part.tsx"
import { PlanChanges } from "./plan-changes.tsx"
import type { PlanImportChoices, PreviewedPlan } from "./plan-import.ts"
import { twoInstants } from "./plan-values.ts"
import { ToldRows } from "./told-rows.tsx"
import "./plan-preview.css"

export interface PlanPreviewProps {
  readonly previewed: PreviewedPlan
  readonly onChoose: (choices: Partial<PlanImportChoices>) => void
  /** Reads a table as any other list. */
  readonly onTable: () => void
}

/** What importing a plan would do: what it holds, when it lies, who its people are, and what differs from before. */
export function PlanPreviewView(props: PlanPreviewProps): JSX.Element {
  const wasImported = () => props.previewed.preview.rows.some(({ kind, state }) => kind === "items" && state !== "new")
  return (
    <div class="import-preview">
      <PlanTarget {...props} />
      <Show when={wasImported() || props.previewed.preview.gone.length > 0}>
        <PlanChanges {...props} />
      </Show>
      <Contents {...props} />
      <Dates {...props} />
      <Show when={people(props.previewed).length > 0}>
        <People {...props} />
      </Show>
      <Notes {...props} />
    </div>
  )
}

/** The value of the choice that stands for the plan's own space. No space's id has a space in it. */
const OWN = "own space"

function PlanTarget(props: PlanPreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const words = planExchange
  const nameOf = (id: SpaceId) => workspace.setup(id).live.table("profiles").get(id)?.name ?? ""
  const preview = () => props.previewed.preview
  const own = () =>
    props.previewed.choices.target !== null || preview().space === "new"
      ? words().newSpace(preview().name)
      : words().earlierSpace(nameOf(props.previewed.space) || preview().name)
  const options = () => [
    { value: OWN, label: own() },
    ...living(workspace.live.table("places"))
      .sort(compareRanked)
      .filter(({ id }) => id !== props.previewed.space || props.previewed.choices.target !== null)
      .map(({ id }) => ({ value: id as string, label: nameOf(id) })),
  ]
  const choose = (value: string) =>
    props.onChoose({
      target: value === OWN ? null : (value as SpaceId),
      restore: false,
      takes: {},
      removes: {},
    })
  return (
    <>
      <p class="plan-import-file">
        <span class="import-hint">
          {words().programs[props.previewed.plan.program]}, {props.previewed.file}
        </span>
        <Show when={props.previewed.plan.program === "table"}>
          <Button kind="quiet" size="small" onClick={() => props.onTable()}>
            {words().noPlan}
          </Button>
        </Show>
      </p>
      <Field label={words().into}>
        {attributes => (
          <Select
            attributes={attributes}
            value={props.previewed.choices.target ?? OWN}
            options={options()}
            onValue={choose}
          />
        )}
      </Field>
      <Show when={preview().space === "trashed"}>
        <div class="import-note">
          <p>{words().spaceInTrash}</p>
          <Checkbox checked={props.previewed.choices.restore} onChange={restore => props.onChoose({ restore })}>
            {words().restoreSpace}
          </Checkbox>
        </div>
      </Show>
    </>
  )
}

const KINDS = [
  "items",
  "dependencies",
  "resources",
  "assignments",
  "calendars",
  "calendarWeeks",
  "calendarExceptions",
  "baselines",
] as const

function Contents(props: PlanPreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const today = () => todayOf(workspace.now())
  const words = planExchange
  const facts = () => factsShown(props.previewed)
  const counted = () => KINDS.filter(kind => (props.previewed.preview.counts[kind] ?? 0) > 0)
  return (
    <Part
      title={words().holds}
      hint={words().span(startDay(facts().start, today()), finishDay(facts().finish, today()))}
    >
      <dl class="plan-import-counts">
        <For each={counted()}>
          {kind => (
            <div>
              <dt>{words().kinds[kind]}</dt>
              <dd>{format().number(props.previewed.preview.counts[kind] ?? 0)}</dd>
            </div>
          )}
        </For>
      </dl>
    </Part>
  )
}

function factsShown({ plan, choices }: PreviewedPlan) {
  return choices.keepsDates ? plan.pinned : plan.facts
}

function Dates(props: PlanPreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const today = () => todayOf(workspace.now())
  const words = planExchange
  const moved = () => factsShown(props.previewed).moved
  const hasDates = () => props.previewed.plan.file.tasks.some(({ stored }) => stored.start !== null)
  const unmoved = () => {
    if (props.previewed.plan.file.hasNoStart) return words().noStart
    return hasDates() ? words().notMoved : ""
  }
  const pins = () => props.previewed.plan.pins.length
  const rows = createMemo(() =>
    moved().map(({ task, name, stored, computed, because }) => {
      const isStart = stored.start !== computed.start
      const [was, is] = isStart
        ? twoInstants(stored.start, computed.start, today())
        : twoInstants(stored.finish, computed.finish, today())
      return { id: task, name: words().movedRow(name, was, is), details: [words().because[because]] }
    }),
  )
  return (
    <Show when={pins() > 0 || moved().length > 0} fallback={<p class="import-hint">{unmoved()}</p>}>
      <div class="plan-import-dates">
        <Show when={pins() > 0}>
          <Checkbox
            checked={props.previewed.choices.keepsDates}
            onChange={keepsDates => props.onChoose({ keepsDates })}
          >
            {words().keepsDates(pins())}
          </Checkbox>
        </Show>
        <Show when={moved().length > 0} fallback={<p class="import-hint">{unmoved()}</p>}>
          <ToldRows title={words().moved(moved().length)} hint={words().movedHint} rows={rows()} />
        </Show>
      </div>
    </Show>
  )
}

/** The resources of a file that may be people and are new here; whom the others stand for is said in the space itself. */
function people({ plan, preview }: PreviewedPlan) {
  const fresh = new Set(
    preview.rows.filter(({ kind, state }) => kind === "resources" && state === "new").map(({ name }) => name),
  )
  return plan.file.resources.filter(({ kind, name }) => kind === "work" && name !== "" && fresh.has(name))
}

/** People who are listed at once; more are folded away. */
const MOST_OPEN = 8

const RESOURCE = "resource of the space"
const PLACEHOLDER = "place holder"

function People(props: PlanPreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const words = planExchange
  const members = createMemo(() => {
    const collator = new Intl.Collator(locale())
    return living(workspace.live.table("members"))
      .filter(member => !member.placeholder)
      .sort((left, right) => collator.compare(left.name, right.name))
  })
  const matched = (person: { readonly id: string; readonly name: string; readonly email: string }): string => {
    const chosen = props.previewed.choices.people[person.id]
    if (chosen !== undefined) return chosen === null ? RESOURCE : chosen === "placeholder" ? PLACEHOLDER : chosen
    return props.previewed.people[person.id] ?? RESOURCE
  }
  const matchedCount = () =>
    people(props.previewed).filter(person => ![RESOURCE, PLACEHOLDER].includes(matched(person))).length
  const choose = (id: string, value: string) =>
    props.onChoose({
      people: {
        ...props.previewed.choices.people,
        [id]: value === RESOURCE ? null : value === PLACEHOLDER ? "placeholder" : (value as MemberId),
      },
    })
  return (
    <Part title={words().people} hint={words().peopleHint}>
      <details class="import-details" open={people(props.previewed).length <= MOST_OPEN}>
        <summary>{words().peopleRows(people(props.previewed).length, matchedCount())}</summary>
        <ul class="import-rows">
          <For each={people(props.previewed)}>
            {person => (
              <li>
                <span class="import-name">
                  {person.name} <span class="import-hint">{person.email}</span>
                </span>
                <Select
                  label={words().personIs(person.name)}
                  value={matched(person)}
                  options={[
                    { value: RESOURCE, label: words().resource },
                    // A placeholder is a person of the workspace, whom not everybody may add.
                    ...(workspace.mayWrite("people") ? [{ value: PLACEHOLDER, label: words().placeholder }] : []),
                    ...members().map(({ id, name }) => ({ value: id as string, label: name })),
                  ]}
                  onValue={value => choose(person.id, value)}
                />
              </li>
            )}
          </For>
        </ul>
      </details>
    </Part>
  )
}

function Notes(props: PlanPreviewProps): JSX.Element {
  const words = planExchange
  const plan = () => props.previewed.plan
  const customValues = () =>
    plan().program === "gantt-project"
      ? plan().file.tasks.reduce((sum, { custom }) => sum + Object.keys(custom).length, 0)
      : 0
  const moneyWords = () => {
    const { money } = props.previewed.preview
    return money === "none" ? null : words().money[money]
  }
  const names = createMemo(() => new Map(plan().file.tasks.map(({ id, name }) => [id, name])))
  const warnings = createMemo(() =>
    plan().file.warnings.map((warning, index) => ({
      id: String(index),
      name: warningWords(warning, names()),
      details: [],
    })),
  )
  const guesses = () => props.previewed.preview.guesses.map(({ item, name }) => ({ id: item, name, details: [] }))
  return (
    <Part title={words().notes}>
      <Show when={plan().program === "microsoft-project"}>
        <p class="import-hint">{plan().isTooLargeToKeep ? words().tooLarge : words().keptUnknown}</p>
      </Show>
      <Show when={moneyWords()}>{said => <p class="import-hint">{said()}</p>}</Show>
      <Show when={customValues() > 0}>
        <p class="import-hint">{words().customValues(customValues())}</p>
      </Show>
      <Show when={plan().file.unread?.length}>
        <p class="import-hint">{words().unread(format().list(plan().file.unread ?? []))}</p>
      </Show>
      <Show when={plan().file.hasRowIds}>
        <p class="import-hint">{words().knownByName}</p>
      </Show>
      <ToldRows title={words().guessed(guesses().length)} rows={guesses()} />
      <ToldRows title={words().warnings(warnings().length)} rows={warnings()} />
    </Part>
  )
}

function warningWords({ code, task, about, found, line, column }: FileWarning, names: ReadonlyMap<string, string>) {
  const words = planExchange()
  const name = task === null ? "" : (names.get(task) ?? "")
  const at = line === 0 ? "" : words.warningAt(line, column)
  return at + words.warning[code](found || about, name === "" ? "" : words.ofTask(name))
}
