import type { MemberId, SpaceId } from "@weft/model/base/ids"
import type { RecordState } from "@weft/model/exchange/three-way"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { CATEGORIES } from "@weft/model/schema/workflow"
import { createMemo, For, Index, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { exchange } from "../../text/exchange.ts"
import { format, locale, t } from "../../text/index.ts"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Field, Select } from "../../ui/field.tsx"
import type { Choices, Previewed } from "./create-import.ts"
import { EarlierImport } from "./earlier-import.tsx"
import { Part } from "./part.tsx"

export interface PreviewProps {
  readonly previewed: Previewed
  readonly onChoose: (choices: Partial<Choices>) => void
  /** Shows another board of the file. */
  readonly onBoard: (index: number) => void
}

/** What importing would do: what becomes what, for whom, where, and what is left out and why. */
export function Preview(props: PreviewProps): JSX.Element {
  const preview = () => props.previewed.preview
  // People belong to the workspace, so that an import into another space may have made them.
  const wasImported = () =>
    preview().rows.some(({ kind, state }) => kind !== "members" && state !== "new" && state !== "adopted")
  return (
    <div class="import-preview">
      <Show when={props.previewed.boards.length > 1}>
        <WhichBoard {...props} />
      </Show>
      <Target {...props} />
      <Show when={wasImported()}>
        <EarlierImport {...props} />
      </Show>
      <Counts {...props} />
      <Show when={preview().lists.length > 0}>
        <Lists {...props} />
      </Show>
      <Show when={preview().people.length > 0}>
        <People {...props} />
      </Show>
      <Show when={preview().notices.length > 0}>
        <Notices {...props} />
      </Show>
      <LeftOut {...props} />
    </div>
  )
}

/** A file may hold several boards; each becomes a space of its own, one import after the other. */
function WhichBoard(props: PreviewProps): JSX.Element {
  return (
    <Field
      label={exchange().whichBoard}
      hint={exchange().whichBoardHint(format().number(props.previewed.boards.length))}
    >
      {attributes => (
        <Select
          attributes={attributes}
          value={String(props.previewed.boards.indexOf(props.previewed.board))}
          options={props.previewed.boards.map(({ name }, index) => ({ value: String(index), label: name }))}
          onValue={index => props.onBoard(Number(index))}
        />
      )}
    </Field>
  )
}

/** The value of the choice that stands for the board's own space. No space's id has a space in it. */
const OWN = "own space"

function Target(props: PreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => exchange()
  const board = () => props.previewed.board
  const nameOf = (id: SpaceId) => workspace.setup(id).live.table("profiles").get(id)?.name ?? ""
  const own = () => {
    const { id, state } = props.previewed.preview.space
    if (props.previewed.choices.target !== null || state === "new") return words().newSpace(board().name)
    return words().earlierSpace(nameOf(id) || board().name)
  }
  const options = () => [
    { value: OWN, label: own() },
    ...living(workspace.live.table("places"))
      .sort(compareRanked)
      .filter(({ id }) => id !== props.previewed.preview.space.id || props.previewed.choices.target !== null)
      .map(({ id }) => ({ value: id as string, label: nameOf(id) })),
  ]
  const space = () => props.previewed.preview.space
  return (
    <>
      <Field label={words().target}>
        {attributes => (
          <Select
            attributes={attributes}
            value={props.previewed.choices.target ?? OWN}
            options={options()}
            onValue={value => props.onChoose({ target: value === OWN ? null : (value as SpaceId), restore: false })}
          />
        )}
      </Field>
      <Show when={props.previewed.choices.target !== null}>
        <Checkbox
          checked={props.previewed.choices.makesStatuses}
          onChange={makesStatuses => props.onChoose({ makesStatuses })}
        >
          {words().makeStatuses}
        </Checkbox>
        <Checkbox
          checked={props.previewed.choices.makesLabels}
          onChange={makesLabels => props.onChoose({ makesLabels })}
        >
          {words().makeLabels}
        </Checkbox>
      </Show>
      <Show when={space().state === "trashed"}>
        <div class="import-note">
          <p>{words().spaceInTrash(space().name)}</p>
          <Checkbox checked={props.previewed.choices.restore} onChange={restore => props.onChoose({ restore })}>
            {words().restoreSpace}
          </Checkbox>
        </div>
      </Show>
    </>
  )
}

/** Notices that are written out; the others are a number. */
const SHOWN_NOTICES = 50

function Notices(props: PreviewProps): JSX.Element {
  const words = () => exchange()
  const notices = () => props.previewed.preview.notices
  return (
    <Part title={words().notices(notices().length)}>
      <ul class="import-notices">
        <For each={notices().slice(0, SHOWN_NOTICES)}>
          {({ what, line, column, found }) => (
            <li>
              {words().noticeAt(format().number(line), column)}: {words().noticeWhat[what](found)}
            </li>
          )}
        </For>
      </ul>
      <Show when={notices().length > SHOWN_NOTICES}>
        <p class="import-hint">{words().andMore(format().number(notices().length - SHOWN_NOTICES))}</p>
      </Show>
    </Part>
  )
}

const KINDS = [
  "items",
  "statuses",
  "boards",
  "labels",
  "checklists",
  "checks",
  "customFields",
  "options",
  "comments",
  "members",
] as const

const STATES: readonly RecordState[] = ["new", "updated", "restored", "unchanged", "adopted", "trashed"]

function Counts(props: PreviewProps): JSX.Element {
  const words = () => exchange()
  const counts = () => props.previewed.preview.counts
  const table = createMemo(() => {
    const cells = new Map<string, number>()
    const add = (key: string) => cells.set(key, (cells.get(key) ?? 0) + 1)
    for (const { kind, state } of props.previewed.preview.rows) {
      add(`${kind} ${state}`)
      add(kind)
    }
    return cells
  })
  const states = () => STATES.filter(state => KINDS.some(kind => table().has(`${kind} ${state}`)))
  const number = (key: string) => {
    const amount = table().get(key)
    return amount === undefined ? "" : format().number(amount)
  }
  return (
    <Part title={words().becomes}>
      <div class="import-scroll">
        <table class="import-table">
          <thead>
            <tr>
              <th scope="col">{words().kind}</th>
              <th scope="col" class="import-number">
                {words().amount}
              </th>
              <For each={states()}>
                {state => (
                  <th scope="col" class="import-number">
                    {words().states[state]}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={KINDS.filter(kind => table().has(kind))}>
              {kind => (
                <tr>
                  <th scope="row">{words().kinds[kind]}</th>
                  <td class="import-number">{number(kind)}</td>
                  <For each={states()}>{state => <td class="import-number">{number(`${kind} ${state}`)}</td>}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={counts().archivedItems > 0}>
        <p class="import-hint">{words().archivedOf(counts().archivedItems)}</p>
      </Show>
      <Show when={counts().descriptions > 0}>
        <p class="import-hint">{words().descriptions(counts().descriptions)}</p>
      </Show>
    </Part>
  )
}

function Lists(props: PreviewProps): JSX.Element {
  const words = () => exchange()
  const options = () => CATEGORIES.map(value => ({ value, label: t().statusCategories[value] }))
  return (
    <Part title={words().lists} hint={words().listsHint}>
      <ul class="import-rows">
        <Index each={props.previewed.preview.lists}>
          {list => (
            <li>
              <StatusGlyph category={props.previewed.choices.categories[list().list] ?? list().category} />
              <span class="import-name">{list().name}</span>
              <Show when={list().archived}>
                <span class="import-hint">{words().archivedList}</span>
              </Show>
              <Show when={!list().isShared} fallback={<span class="import-hint">{words().sharedList}</span>}>
                <Select
                  label={words().meaningOf(list().name)}
                  value={props.previewed.choices.categories[list().list] ?? list().category}
                  options={options()}
                  onValue={category =>
                    props.onChoose({ categories: { ...props.previewed.choices.categories, [list().list]: category } })
                  }
                />
              </Show>
            </li>
          )}
        </Index>
      </ul>
    </Part>
  )
}

/** The value of the choice that makes a placeholder. No member's id has a space in it. */
const PLACEHOLDER = "place holder"

function People(props: PreviewProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => exchange()
  const members = createMemo(() => {
    const collator = new Intl.Collator(locale())
    return living(workspace.live.table("members"))
      .filter(member => !member.placeholder)
      .sort((left, right) => collator.compare(left.name, right.name))
      .map(({ id, name }) => ({ value: id as string, label: name }))
  })
  return (
    <Part title={words().people} hint={words().peopleHint}>
      <ul class="import-rows">
        <Index each={props.previewed.preview.people}>
          {person => (
            <li>
              <span class="import-name">
                {person().name}{" "}
                <span class="import-hint">{person().username === "" ? "" : `@${person().username}`}</span>
              </span>
              <Select
                label={words().personIs(person().name)}
                value={person().becomes === "matched" ? (person().member as string) : PLACEHOLDER}
                options={[{ value: PLACEHOLDER, label: words().placeholder }, ...members()]}
                onValue={value =>
                  props.onChoose({
                    people: {
                      ...props.previewed.choices.people,
                      [person().person]: value === PLACEHOLDER ? null : (value as MemberId),
                    },
                  })
                }
              />
            </li>
          )}
        </Index>
      </ul>
    </Part>
  )
}

function LeftOut(props: PreviewProps): JSX.Element {
  const words = () => exchange()
  const preview = () => props.previewed.preview
  return (
    <Part title={words().leftOut}>
      <Show when={preview().leftOut.length > 0} fallback={<p class="import-hint">{words().nothingLeftOut}</p>}>
        <table class="import-table">
          <thead>
            <tr>
              <th scope="col">{words().what}</th>
              <th scope="col" class="import-number">
                {words().amount}
              </th>
              <th scope="col">{words().reason}</th>
            </tr>
          </thead>
          <tbody>
            <For each={preview().leftOut}>
              {({ what, count, examples }) => (
                <tr>
                  <th scope="row">{words().leftOutWhat[what]}</th>
                  <td class="import-number">{format().number(count)}</td>
                  <td>
                    {words().leftOutWhy[what]}
                    <span class="import-examples">{words().examples(examples.join(", "))}</span>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <For each={preview().warnings}>{warning => <p class="import-hint">{words().warnings[warning]}</p>}</For>
    </Part>
  )
}
