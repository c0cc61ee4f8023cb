import { renameBaseline, restoreBaseline, saveBaseline, trashBaseline } from "@weft/model/actions/baseline"
import { newId, type BaselineId } from "@weft/model/base/ids"
import { takeBaseline } from "@weft/model/plan/baseline"
import { baselineOf, newestBaselines } from "@weft/model/plan/baselines-of-space"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { AddLine } from "../../parts/add-line.tsx"
import { finishDay, startDay } from "../../parts/instant-day.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { whenWords } from "../../parts/when.ts"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { IconButton } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { Icon } from "../../ui/icon.tsx"
import { flagIcon, trash2Icon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"
import { differencesOf, type Difference } from "./differences.ts"
import { useProject } from "./project-state.ts"
import { ScrollRegion } from "../../ui/scroll-region.tsx"

/** What the plan said on some days, and how any two of them differ. */
export function BaselinesSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().baselines
  const [withCosts, setWithCosts] = createSignal(true)
  const taken = createMemo(() => newestBaselines(state.snapshot().baselines))
  const deleted = createMemo(() => [...state.snapshot().baselines.values()].filter(row => row.deleted !== null))
  const take = (name: string) =>
    void state.act(
      saveBaseline,
      { id: newId<BaselineId>(state.workspace.random), name, withCosts: state.mayMoney() && withCosts() },
      words().did(name),
    )
  return (
    <>
      <PageSection title={words().list} hint={words().hint}>
        <Lock locked={!state.mayWrite()}>
          <Show when={taken().length > 0} fallback={<p class="page-empty">{words().empty}</p>}>
            <ul class="page-rows">
              <For each={taken()}>
                {({ id, name, takenAt, takenBy }) => (
                  <li class="page-row">
                    <Icon icon={flagIcon} />
                    <NameInput
                      label={words().nameOf(name)}
                      value={name}
                      onName={name => void state.act(renameBaseline, { id, name }, words().did(name))}
                    />
                    <span class="project-note project-when">
                      {words().taken(state.nameOf(takenBy), whenWords(takenAt, state.today()))}
                    </span>
                    <IconButton
                      icon={trash2Icon}
                      label={words().deleteNamed(name)}
                      onClick={() => void state.act(trashBaseline, { id }, words().did(name))}
                    />
                  </li>
                )}
              </For>
            </ul>
          </Show>
          <AddLine label={words().take} onAdd={take}>
            <Show when={state.mayMoney()}>
              <Checkbox checked={withCosts()} onChange={setWithCosts}>
                {words().withCosts}
              </Checkbox>
            </Show>
          </AddLine>
          <FoldedDeletedRows
            rows={deleted()}
            nameOf={({ name }) => name}
            onRestore={({ id, name }) => void state.act(restoreBaseline, { id }, words().did(name))}
          />
        </Lock>
      </PageSection>
      <Show when={taken().length > 0}>
        <CompareSection taken={taken()} />
      </Show>
    </>
  )
}

/** Stands for the plan as it is now. No id has a space in it. */
const NOW = "the plan now"

function CompareSection(props: { readonly taken: readonly { readonly id: BaselineId; readonly name: string }[] }) {
  const state = useProject()
  const words = () => projectWords().baselines
  const [earlier, setEarlier] = createSignal<string>()
  const [later, setLater] = createSignal<string>(NOW)
  const [changedOnly, setChangedOnly] = createSignal(true)
  const known = (id: string | undefined, fallback: string) =>
    id === NOW || props.taken.some(row => row.id === id) ? id! : fallback
  const from = () => known(earlier(), props.taken[0]?.id ?? NOW)
  const to = () => known(later(), NOW)
  const rowsOf = (id: string) =>
    id === NOW ? takeBaseline(state.input(), state.schedule()) : baselineOf(state.snapshot(), id as BaselineId)
  const options = () => [
    ...props.taken.map(({ id, name }) => ({ value: id as string, label: name })),
    { value: NOW, label: words().now },
  ]
  const differences = createMemo(() => differencesOf(state.input(), rowsOf(from()), rowsOf(to())))
  const shown = () => differences().filter(({ change }) => !changedOnly() || change !== "same")
  const count = (change: Difference["change"]) =>
    format().number(differences().filter(one => one.change === change).length)
  return (
    <PageSection title={words().compare}>
      <div class="project-fields">
        <Field label={words().earlier}>
          {attributes => <Select attributes={attributes} value={from()} options={options()} onValue={setEarlier} />}
        </Field>
        <Field label={words().later}>
          {attributes => <Select attributes={attributes} value={to()} options={options()} onValue={setLater} />}
        </Field>
      </div>
      <p class="project-sum">{words().sum(count("added"), count("removed"), count("moved"))}</p>
      <Checkbox checked={changedOnly()} onChange={setChangedOnly}>
        {words().changedOnly}
      </Checkbox>
      <Show when={shown().length > 0} fallback={<p class="page-empty">{words().same}</p>}>
        <ScrollRegion label={words().table}>
          <table class="project-table" aria-label={words().table}>
            <thead>
              <tr>
                <th>{words().columns.activity}</th>
                <th>{words().columns.change}</th>
                <th class="numeric">{words().columns.start}</th>
                <th class="numeric">{words().columns.finish}</th>
                <th class="numeric">{words().columns.length}</th>
                <th class="numeric">{words().columns.work}</th>
              </tr>
            </thead>
            <tbody>
              <For each={shown()}>{row => <DifferenceRow row={row} />}</For>
            </tbody>
          </table>
        </ScrollRegion>
      </Show>
    </PageSection>
  )
}

function DifferenceRow(props: { readonly row: Difference }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().baselines
  const perDay = () => state.plan().minutesPerDay
  const row = () => props.row.after ?? props.row.before
  const title = () => (state.snapshot().items.has(props.row.id) ? state.titleOf(props.row.id) : words().unknown)
  const shift = (tenths: number | undefined) => {
    if (tenths === undefined || tenths === 0) return ""
    return `${tenths > 0 ? "+" : "−"}${format().duration(Math.abs(tenths) / 10, perDay())}`
  }
  return (
    <tr data-change={props.row.change}>
      <th scope="row">{title()}</th>
      <td>
        <span class="project-chip" data-tone={props.row.change}>
          {words().changes[props.row.change]}
        </span>
      </td>
      <td class="numeric">
        {startDay(row()!.start, state.today())} <Shift text={shift(props.row.variance?.start)} />
      </td>
      <td class="numeric">
        {finishDay(row()!.finish, state.today())} <Shift text={shift(props.row.variance?.finish)} />
      </td>
      <td class="numeric">
        {format().duration(row()!.duration / 10, perDay())} <Shift text={shift(props.row.variance?.duration)} />
      </td>
      <td class="numeric">
        {row()!.work === 0 ? projectWords().none : format().duration(row()!.work / 10, perDay())}{" "}
        <Shift text={shift(props.row.variance?.work)} />
      </td>
    </tr>
  )
}

/** How far something is from what it was: later and more is told as late, earlier and less in ink. */
function Shift(props: { readonly text: string }): JSX.Element {
  return (
    <Show when={props.text !== ""}>
      <span class="project-shift" data-late={props.text.startsWith("+") ? "" : undefined}>
        {props.text}
      </span>
    </Show>
  )
}
