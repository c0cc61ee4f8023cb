import type { PlanRowReport } from "@weft/model/exchange/plan-space/import-plan"
import { createMemo, createSignal, Index, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { todayOf } from "../../../data/world.ts"
import { format } from "../../../text/index.ts"
import { planExchange } from "../../../text/plan-exchange.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Select } from "../../../ui/field.tsx"
import { Part } from "../part.tsx"
import type { PlanPreviewProps } from "./plan-preview.tsx"
import { planFieldWords, planValueWords } from "./plan-values.ts"
import { ToldRows } from "./told-rows.tsx"

/** What somebody decides about one field that both sides changed. */
interface Conflict {
  readonly row: string
  readonly name: string
  readonly field: string
  readonly ours: unknown
  readonly theirs: unknown
}

/** Choices that are drawn at once; more come on request, so that a plan of thousands does not stall the page. */
const SHOWN = 50

/** What an import into a plan that is there changes, what stands, what is to be chosen, and what the file has no more. */
export function PlanChanges(props: PlanPreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const words = planExchange
  const preview = () => props.previewed.preview
  const snapshot = createMemo(() => workspace.snapshot(props.previewed.space))
  const today = () => todayOf(workspace.now())
  const inState = (state: PlanRowReport["state"]) => preview().rows.filter(row => row.state === state)
  const conflicts = createMemo((): readonly Conflict[] => {
    // Whatever was taken from the file is no conflict for the preview any more, but it can be chosen otherwise.
    const { takes } = props.previewed.choices
    return preview().rows.flatMap(row => [
      ...row.kept
        .filter(({ changedInBoth }) => changedInBoth)
        .map(({ field, ours, theirs }) => ({ row: row.id, name: row.name, field, ours, theirs })),
      ...row.updated
        .filter(({ field }) => takes[row.id]?.includes(field))
        .map(({ field, from, to }) => ({ row: row.id, name: row.name, field, ours: from, theirs: to })),
    ])
  })
  const ordered = createMemo(() => [...conflicts()].sort((left, right) => compare(left, right)))
  const detailsOf = (fields: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]) =>
    fields.map(({ field, from, to }) =>
      field === "rank"
        ? planFieldWords(field)
        : words().fromTo(
            planFieldWords(field),
            planValueWords(field, from, snapshot(), today()),
            planValueWords(field, to, snapshot(), today()),
          ),
    )
  const updated = createMemo(() =>
    inState("updated").map(row => ({ id: row.id, name: row.name, details: detailsOf(row.updated) })),
  )
  const stands = createMemo(() =>
    preview().rows.flatMap(row =>
      row.kept
        .filter(({ changedInBoth }) => !changedInBoth)
        .map(({ field, ours, theirs }) => ({
          id: `${row.id} ${field}`,
          name: row.name,
          details: [
            `${planFieldWords(field)}. ${words().ours(planValueWords(field, ours, snapshot(), today()))}. ${words().theirs(planValueWords(field, theirs, snapshot(), today()))}`,
          ],
        })),
    ),
  )
  const otherNotes = createMemo(() =>
    preview()
      .rows.filter(({ hasOtherNotes }) => hasOtherNotes)
      .map(({ id, name }) => ({ id, name, details: [] })),
  )
  const fresh = createMemo(() =>
    inState("new")
      .filter(({ kind }) => kind === "items" || kind === "dependencies" || kind === "resources")
      .map(({ id, name }) => ({ id, name, details: [] })),
  )
  const trashed = createMemo(() =>
    inState("trashed")
      .filter(({ kind }) => kind === "items")
      .map(({ id, name }) => ({ id, name, details: [] })),
  )
  const isSame = () => {
    const { new: made, updated: changed, restored } = preview().states
    return made + changed + restored + conflicts().length + preview().gone.length + trashed().length === 0
  }
  return (
    <Part title={words().again}>
      <Show when={isSame()}>
        <p>{words().same}</p>
      </Show>
      <Show when={conflicts().length > 0}>
        <Conflicts
          {...props}
          conflicts={ordered()}
          valueOf={(field, value) => planValueWords(field, value, snapshot(), today())}
        />
      </Show>
      <Show when={preview().gone.length > 0}>
        <Gone {...props} />
      </Show>
      <ToldRows title={words().newRows(fresh().length)} rows={fresh()} />
      <ToldRows title={words().updatedRows(updated().length)} rows={updated()} />
      <ToldRows title={words().keptRows(stands().length)} rows={stands()} />
      <ToldRows title={words().otherNotes(otherNotes().length)} rows={otherNotes()} />
      <ToldRows title={words().trashedRows(trashed().length)} rows={trashed()} />
      <Show when={preview().space !== "trashed" && (trashed().length > 0 || props.previewed.choices.restore)}>
        <Checkbox checked={props.previewed.choices.restore} onChange={restore => props.onChoose({ restore })}>
          {words().restoreTrashed}
        </Checkbox>
      </Show>
    </Part>
  )
}

function compare(left: Conflict, right: Conflict): number {
  const [one, other] = [`${left.row} ${left.field}`, `${right.row} ${right.field}`]
  return one < other ? -1 : one > other ? 1 : 0
}

interface ConflictsProps extends PlanPreviewProps {
  readonly conflicts: readonly Conflict[]
  readonly valueOf: (field: string, value: unknown) => string
}

/** A choice for each field that both sides changed; ours unless somebody takes theirs. */
function Conflicts(props: ConflictsProps): JSX.Element {
  const words = planExchange
  const [shown, setShown] = createSignal(SHOWN)
  const takes = () => props.previewed.choices.takes
  const takesTheirs = ({ row, field }: Conflict) => takes()[row]?.includes(field) === true
  const choose = ({ row, field }: Conflict, theirs: boolean) => {
    const others = (takes()[row] ?? []).filter(name => name !== field)
    props.onChoose({ takes: { ...takes(), [row]: theirs ? [...others, field] : others } })
  }
  const takeAll = () => {
    const all: Record<string, string[]> = {}
    for (const { row, field } of props.conflicts) (all[row] ??= []).push(field)
    props.onChoose({ takes: all })
  }
  return (
    <div class="plan-import-conflicts">
      <div class="plan-import-conflicts-head">
        <p>{words().conflicts(props.conflicts.length)}</p>
        <Show when={props.conflicts.length > 1}>
          <Button kind="quiet" size="small" onClick={() => props.onChoose({ takes: {} })}>
            {words().allOurs}
          </Button>
          <Button kind="quiet" size="small" onClick={takeAll}>
            {words().allTheirs}
          </Button>
        </Show>
      </div>
      <p class="import-hint">{words().conflictsHint}</p>
      <ul class="import-rows">
        <Index each={props.conflicts.slice(0, shown())}>
          {conflict => (
            <li>
              <span class="import-name">
                {conflict().name} <span class="import-hint">{planFieldWords(conflict().field)}</span>
              </span>
              <Select
                label={words().choiceOf(planFieldWords(conflict().field), conflict().name)}
                value={takesTheirs(conflict()) ? "theirs" : "ours"}
                options={[
                  { value: "ours", label: words().ours(props.valueOf(conflict().field, conflict().ours)) },
                  { value: "theirs", label: words().theirs(props.valueOf(conflict().field, conflict().theirs)) },
                ]}
                onValue={value => choose(conflict(), value === "theirs")}
              />
            </li>
          )}
        </Index>
      </ul>
      <Show when={props.conflicts.length > shown()}>
        <Button kind="quiet" size="small" onClick={() => setShown(amount => amount + SHOWN)}>
          {words().andMore(format().number(props.conflicts.length - shown()))}
        </Button>
      </Show>
    </div>
  )
}

/** What the file has no more: what is checked goes to the trash. */
function Gone(props: PlanPreviewProps): JSX.Element {
  const words = planExchange
  const gone = () => props.previewed.preview.gone
  const [shown, setShown] = createSignal(SHOWN)
  return (
    <div class="plan-import-gone">
      <p>{words().goneRows(gone().length)}</p>
      <p class="import-hint">{words().goneHint}</p>
      <ul>
        <Index each={gone().slice(0, shown())}>
          {row => (
            <li>
              <Checkbox
                checked={row().goes}
                onChange={goes => props.onChoose({ removes: { ...props.previewed.choices.removes, [row().id]: goes } })}
              >
                {row().name} <span class="import-hint">{words().goneKinds[row().kind]}</span>
              </Checkbox>
            </li>
          )}
        </Index>
      </ul>
      <Show when={gone().length > shown()}>
        <Button kind="quiet" size="small" onClick={() => setShown(amount => amount + SHOWN)}>
          {words().andMore(format().number(gone().length - shown()))}
        </Button>
      </Show>
    </div>
  )
}
