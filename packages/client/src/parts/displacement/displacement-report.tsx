import type { ItemId, SpaceId } from "@weft/model/base/ids"
import type { Displacement, LatePromise, LateWork, MovedFinish } from "@weft/model/capacity/displacement"
import { For, Show, type JSX } from "solid-js"
import { itemKey, memberNamed, useWorkspace } from "../../data/context.ts"
import { displacementWords } from "../../text/displacement.ts"
import { serviceWords } from "../../text/service.ts"
import { Icon } from "../../ui/icon.tsx"
import { checkIcon, triangleAlertIcon } from "../../ui/icons.ts"
import { spaceName } from "../space-link.ts"
import { endWords, instantWords } from "./instant-words.ts"

/** How many lines of a kind are shown; the rest is counted. */
const MOST_LINES = 4

/** What somebody's taking a ticket would do, in a few lines. */
export function DisplacementReport(props: { readonly displaced: Displacement; readonly today: string }): JSX.Element {
  const workspace = useWorkspace()
  const displaced = () => props.displaced
  const moved = () => [...displaced().projects, ...displaced().activities]
  const isHarmless = () => displaced().late.length === 0 && moved().length === 0
  const whose = () => {
    const { member } = displaced()
    if (member === workspace.me) return displacementWords().you
    return displacementWords().they(memberNamed(workspace.live, member)?.name ?? "")
  }
  const done = () => {
    const { finish } = displaced()
    return finish === null
      ? displacementWords().doneNever
      : displacementWords().doneBy(instantWords(finish, props.today))
  }
  return (
    <>
      <p class="displacement-whose">
        <span>{whose()}</span>
        <span class="displacement-done">{done()}</span>
      </p>
      <Show when={isHarmless()}>
        <p class="displacement-fine">
          <Icon icon={checkIcon} size={14} /> {displacementWords().nothing}
        </p>
      </Show>
      <Lines title={displacementWords().own} all={displaced().own}>
        {promise => <PromiseLine promise={promise} today={props.today} />}
      </Lines>
      <Lines title={displacementWords().late} all={displaced().late}>
        {work => <LateLine work={work} today={props.today} />}
      </Lines>
      <Lines title={displacementWords().projects} all={moved()}>
        {one => <MovedLine moved={one} today={props.today} />}
      </Lines>
      <Show when={displaced().laterStill > 0}>
        <p class="displacement-hint">{displacementWords().laterStill(displaced().laterStill)}</p>
      </Show>
    </>
  )
}

/** Some lines under what they are; nothing where there are none. */
function Lines<Line>(props: {
  readonly title: string
  readonly all: readonly Line[]
  readonly children: (line: Line) => JSX.Element
}): JSX.Element {
  return (
    <Show when={props.all.length > 0}>
      <section class="displacement-lines">
        <h3>
          <Icon icon={triangleAlertIcon} size={14} /> {props.title}
        </h3>
        <ul>
          <For each={props.all.slice(0, MOST_LINES)}>{line => <li>{props.children(line)}</li>}</For>
        </ul>
        <Show when={props.all.length > MOST_LINES}>
          <p class="displacement-hint">{displacementWords().more(props.all.length - MOST_LINES)}</p>
        </Show>
      </section>
    </Show>
  )
}

/** Which of its promises it is; a day by which something is due has no name of its own. */
const clockName = ({ clock }: LatePromise) => (clock === "due" ? null : serviceWords().targets[clock])

function PromiseLine(props: { readonly promise: LatePromise; readonly today: string }): JSX.Element {
  const times = () => {
    const { due, comes } = props.promise
    const when = instantWords(due, props.today)
    return comes === null
      ? displacementWords().comesNever(when)
      : displacementWords().comes(when, instantWords(comes, props.today))
  }
  return (
    <span class="displacement-times">
      <Show when={clockName(props.promise)}>{name => <span>{name()} </span>}</Show>
      {times()}
    </span>
  )
}

function LateLine(props: { readonly work: LateWork; readonly today: string }): JSX.Element {
  return (
    <>
      <ItemName space={props.work.space} item={props.work.item} />
      <PromiseLine promise={props.work} today={props.today} />
    </>
  )
}

function MovedLine(props: { readonly moved: MovedFinish; readonly today: string }): JSX.Element {
  const workspace = useWorkspace()
  const project = () => spaceName(workspace, props.moved.space as SpaceId)
  /** Two ends on one day are told apart by their times. */
  const when = () => {
    const days = [props.moved.before, props.moved.after].map(end => endWords(end, props.today))
    if (days[0] !== days[1]) return days as [string, string]
    return [props.moved.before, props.moved.after].map(end => instantWords(end, props.today)) as [string, string]
  }
  return (
    <>
      <Show
        when={props.moved.item}
        fallback={<span class="displacement-item">{displacementWords().projectFinish(project())}</span>}
      >
        {item => <ItemName space={props.moved.space} item={item()} />}
      </Show>
      <span class="displacement-times">{displacementWords().moves(...when())}</span>
    </>
  )
}

function ItemName(props: { readonly space: string; readonly item: string }): JSX.Element {
  const workspace = useWorkspace()
  const space = () => workspace.space(props.space as SpaceId)
  const row = () => space().live.plain.items.get(props.item)
  return (
    <span class="displacement-item">
      <span class="displacement-key">
        {itemKey(space(), { id: props.item as ItemId, number: row()?.number ?? null })}
      </span>{" "}
      {row()?.title}
    </span>
  )
}
