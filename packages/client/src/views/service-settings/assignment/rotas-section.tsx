import { createRota, trashRota, trashTurn } from "@weft/model/actions/rota"
import { newId, type RotaId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { Rota } from "@weft/model/schema/assignment-rules"
import { living } from "@weft/model/schema/snapshot"
import { onCallBetween, type OnCallStretch } from "@weft/model/service/on-call"
import { TENTHS_PER_MINUTE } from "@weft/model/time/instant"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { memberNamed, useWorkspace } from "../../../data/context.ts"
import { useAct } from "../../../parts/acting.ts"
import { PersonChip } from "../../../parts/person-chip.tsx"
import { sameIds } from "../../../parts/same-ids.ts"
import { deviceZone } from "../../../parts/when.ts"
import { assignmentWords } from "../../../text/assignment.ts"
import { t } from "../../../text/index.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { calendarIcon, ellipsisIcon, pencilIcon, plusIcon, trash2Icon, userPlusIcon, xIcon } from "../../../ui/icons.ts"
import { IconMenuButton } from "../../../ui/menu.tsx"
import { PageSection } from "../../../ui/page.tsx"
import { clockTime } from "../clock-time.ts"
import type { ServiceSectionProps } from "../sections.ts"
import { EditRotaDialog, PlanTurnsDialog, StandInDialog } from "./rota-dialogs.tsx"
import { shortTime } from "./rota-time.ts"

const WEEK_MILLIS = 7 * 86_400_000
/** How far ahead who is on call is shown, in weeks; and how many more at a time. */
const WEEKS = 8

/** Who is on call when, rota by rota. */
export function RotasSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const ids = createMemo(
    () =>
      living(props.space.live.table("rotas"))
        .sort((one, other) => compareText(one.name, other.name))
        .map(({ id }) => id),
    [],
    { equals: sameIds },
  )
  const add = () => {
    const name = assignmentWords().unnamedRota
    const rota = { id: newId<RotaId>(workspace.random), name, zone: deviceZone(), handoverMinute: 8 * 60 }
    act(createRota, rota, assignmentWords().rotaStep(name))
  }
  return (
    <PageSection
      title={assignmentWords().rotas}
      hint={assignmentWords().rotasHint}
      actions={
        <Show when={props.mayManage}>
          <Button icon={plusIcon} onClick={add}>
            {assignmentWords().newRota}
          </Button>
        </Show>
      }
    >
      <Show when={ids().length > 0} fallback={<p class="page-empty">{assignmentWords().noRotas}</p>}>
        <For each={ids()}>
          {id => (
            <Show when={props.space.live.table("rotas").get(id)}>
              {rota => <RotaCalendar {...props} rota={rota()} />}
            </Show>
          )}
        </For>
      </Show>
    </PageSection>
  )
}

type Asked = "plan" | "stand-in" | "edit"

function RotaCalendar(props: ServiceSectionProps & { readonly rota: Rota }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const [weeks, setWeeks] = createSignal(WEEKS)
  const [asked, setAsked] = createSignal<Asked | null>(null)
  const turns = createMemo(() =>
    living(props.space.live.table("rotaTurns")).filter(({ rota }) => rota === props.rota.id),
  )
  const now = workspace.now()
  const stretches = createMemo(() => onCallBetween(turns(), props.rota.id, now, now + weeks() * WEEK_MILLIS))
  /** Nobody after the last turn is what has not been planned yet; a last turn that goes on is shown to its end. */
  const shown = () => {
    const all = stretches()
    const last = all.at(-1)
    if (last === undefined) return all
    return last.turn === null ? all.slice(0, -1) : [...all.slice(0, -1), { ...last, to: last.turn.to }]
  }
  const goesOn = () => turns().some(({ to }) => to > now + weeks() * WEEK_MILLIS)
  const step = () => assignmentWords().rotaStep(props.rota.name)
  const close = () => setAsked(null)
  return (
    <div class="rota">
      <div class="rota-head">
        <h3>{props.rota.name}</h3>
        <span class="rota-handover">
          {assignmentWords().handsOver(clockTime(props.rota.handoverMinute * TENTHS_PER_MINUTE), props.rota.zone)}
        </span>
        <Show when={props.mayManage}>
          <Button size="small" icon={calendarIcon} onClick={() => setAsked("plan")}>
            {assignmentWords().planTurns}
          </Button>
          <Button size="small" icon={userPlusIcon} onClick={() => setAsked("stand-in")}>
            {assignmentWords().standIn}
          </Button>
          <IconMenuButton
            icon={ellipsisIcon}
            label={assignmentWords().moreOf(props.rota.name)}
            align="end"
            entries={() => [
              { label: assignmentWords().editRota, icon: pencilIcon, onSelect: () => setAsked("edit") },
              { kind: "separator" },
              {
                label: assignmentWords().removeRota,
                icon: trash2Icon,
                danger: true,
                onSelect: () => void act(trashRota, { rota: props.rota.id }, step()),
              },
            ]}
          />
        </Show>
      </div>
      <Show when={shown().length > 0} fallback={<p class="page-empty">{assignmentWords().noTurns}</p>}>
        <ol class="rota-list" aria-label={props.rota.name}>
          <For each={shown()}>
            {stretch => (
              <StretchRow
                stretch={stretch}
                zone={props.rota.zone}
                isNow={stretch.from <= now}
                mayManage={props.mayManage}
                onRemove={() => stretch.turn !== null && void act(trashTurn, { turn: stretch.turn.id }, step())}
              />
            )}
          </For>
        </ol>
      </Show>
      <Show when={goesOn()}>
        <Button size="small" kind="quiet" onClick={() => setWeeks(before => before + WEEKS)}>
          {assignmentWords().showMore}
        </Button>
      </Show>
      <Show when={asked() === "plan"}>
        <PlanTurnsDialog space={props.space} rota={props.rota} onClose={close} />
      </Show>
      <Show when={asked() === "stand-in"}>
        <StandInDialog space={props.space} rota={props.rota} onClose={close} />
      </Show>
      <Show when={asked() === "edit"}>
        <EditRotaDialog space={props.space} rota={props.rota} onClose={close} />
      </Show>
    </div>
  )
}

interface StretchRowProps {
  readonly stretch: OnCallStretch
  readonly zone: string
  readonly isNow: boolean
  readonly mayManage: boolean
  readonly onRemove: () => void
}

function StretchRow(props: StretchRowProps): JSX.Element {
  const workspace = useWorkspace()
  const person = () => memberNamed(workspace.live, props.stretch.member)
  const from = () => (props.isNow ? assignmentWords().now : shortTime(props.stretch.from, props.zone))
  const when = () => assignmentWords().fromTo(from(), shortTime(props.stretch.to, props.zone))
  return (
    <li
      class="rota-row"
      data-gap={props.stretch.member === null ? "" : undefined}
      data-stands-in={props.stretch.turn?.isOverride ? "" : undefined}
      aria-current={props.isNow ? "true" : undefined}
    >
      <span class="rota-when">{when()}</span>
      <Show
        when={props.stretch.member !== null}
        fallback={
          <span class="rota-nobody">
            <Icon icon={xIcon} size={14} /> {assignmentWords().nobodyOnCall}
          </span>
        }
      >
        <PersonChip person={person()} />
      </Show>
      <Show when={props.stretch.turn?.isOverride}>
        <span class="rota-stands-in">{assignmentWords().standsIn}</span>
      </Show>
      <Show when={props.mayManage && props.stretch.turn !== null}>
        <IconButton
          icon={xIcon}
          size="small"
          label={assignmentWords().removeTurn(person()?.name ?? t().people.nobody, when())}
          onClick={() => props.onRemove()}
        />
      </Show>
    </li>
  )
}
