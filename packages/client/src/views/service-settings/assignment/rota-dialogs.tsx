import { MOST_TURNS, overrideTurn, patchRota, planTurns } from "@weft/model/actions/rota"
import type { MemberId } from "@weft/model/base/ids"
import type { Rota } from "@weft/model/schema/assignment-rules"
import { living } from "@weft/model/schema/snapshot"
import { addDays, type CalendarDate } from "@weft/model/time/calendar-date"
import { TENTHS_PER_MINUTE } from "@weft/model/time/instant"
import { createSignal, untrack, type JSX } from "solid-js"
import { createToday, useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { assignmentWords } from "../../../text/assignment.ts"
import { Button } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, TextInput } from "../../../ui/field.tsx"
import type { Option } from "../../../ui/option.ts"
import { PickerButton } from "../../../ui/picker.tsx"
import { NumberInput } from "../number-input.tsx"
import { clockTime, readClockTime } from "../clock-time.ts"
import { instantAt, wallTime } from "./rota-time.ts"

export interface RotaDialogProps {
  readonly space: SpaceData
  readonly rota: Rota
  readonly onClose: () => void
}

const LAST_MINUTE = 1439

/** Who follows whom, from a day on. */
export function PlanTurnsDialog(props: RotaDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const today = createToday(() => workspace.now())
  const [people, setPeople] = createSignal<readonly string[]>([])
  const [firstDay, setFirstDay] = createSignal<CalendarDate>(untrack(today))
  const [days, setDays] = createSignal(7)
  const [turns, setTurns] = createSignal(8)
  const save = () => {
    const { id: rota, name } = props.rota
    const plan = { rota, people: people() as MemberId[], firstDay: firstDay(), days: days(), turns: turns() }
    if (act(planTurns, plan, assignmentWords().rotaStep(name))) props.onClose()
  }
  return (
    <RotaDialog {...props} title={assignmentWords().planTurns} done={assignmentWords().plan} onDone={save}>
      <Field label={assignmentWords().inOrder}>
        {({ id }) => <PeopleInOrder id={id} people={people()} onPeople={setPeople} />}
      </Field>
      <div class="rota-fields">
        <Field label={assignmentWords().firstDay}>
          {({ id }) => (
            <DateButton
              id={id}
              dateLabel={assignmentWords().firstDay}
              value={firstDay()}
              today={today()}
              onPick={day => day !== undefined && setFirstDay(day)}
            />
          )}
        </Field>
        <Field label={assignmentWords().daysEach}>
          {({ id }) => (
            <NumberInput
              id={id}
              label={assignmentWords().daysEach}
              value={days()}
              least={1}
              most={MOST_TURNS}
              onValue={setDays}
            />
          )}
        </Field>
        <Field label={assignmentWords().turns}>
          {({ id }) => (
            <NumberInput
              id={id}
              label={assignmentWords().turns}
              value={turns()}
              least={1}
              most={MOST_TURNS}
              onValue={setTurns}
            />
          )}
        </Field>
      </div>
    </RotaDialog>
  )
}

/** Who stands in for whoever is on call, from when to when. */
export function StandInDialog(props: RotaDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const { zone, handoverMinute } = untrack(() => props.rota)
  const today = wallTime(workspace.now(), zone).day
  const [member, setMember] = createSignal<string | null>(workspace.me)
  const [from, setFrom] = createSignal({ day: today, minute: handoverMinute })
  const [to, setTo] = createSignal({ day: addDays(today, 1), minute: handoverMinute })
  const options = () => peopleOptions(workspace.live)
  const save = () => {
    const { id: rota, name } = props.rota
    const at = ({ day, minute }: { readonly day: CalendarDate; readonly minute: number }) =>
      instantAt(day, minute, zone)
    const turn = { rota, member: member() as MemberId, from: at(from()), to: at(to()) }
    if (act(overrideTurn, turn, assignmentWords().rotaStep(name))) props.onClose()
  }
  return (
    <RotaDialog {...props} title={assignmentWords().standIn} done={assignmentWords().save} onDone={save}>
      <Field label={assignmentWords().who}>
        {({ id }) => (
          <PickerButton
            id={id}
            opens
            pickerLabel={assignmentWords().who}
            options={options()}
            selected={member() === null ? [] : [member()!]}
            onChange={([chosen]) => setMember(chosen ?? null)}
          >
            {options().find(option => option.id === member())?.label ?? assignmentWords().noPerson}
          </PickerButton>
        )}
      </Field>
      <div class="rota-fields">
        <TimeField label={assignmentWords().from} value={from()} today={today} onValue={setFrom} />
        <TimeField label={assignmentWords().to} value={to()} today={today} onValue={setTo} />
      </div>
    </RotaDialog>
  )
}

/** What a rota is called, and when one hands over to the next. */
export function EditRotaDialog(props: RotaDialogProps): JSX.Element {
  const act = useAct(() => props.space.id)
  const rota = untrack(() => props.rota)
  const [name, setName] = createSignal(rota.name)
  const [time, setTime] = createSignal(clockTime(rota.handoverMinute * TENTHS_PER_MINUTE))
  const [zone, setZone] = createSignal(rota.zone)
  const save = () => {
    const handoverMinute = (readClockTime(time()) ?? -1) / TENTHS_PER_MINUTE
    const set = { id: rota.id, name: name(), zone: zone().trim(), handoverMinute }
    if (act(patchRota, set, assignmentWords().rotaStep(name()))) props.onClose()
  }
  return (
    <RotaDialog {...props} title={rota.name} done={assignmentWords().save} onDone={save}>
      <Field label={assignmentWords().rotaName}>
        {attributes => <TextInput {...attributes} value={name()} autofocus onValue={setName} />}
      </Field>
      <div class="rota-fields">
        <Field label={assignmentWords().handover}>
          {attributes => <TextInput {...attributes} value={time()} inputmode="numeric" onValue={setTime} />}
        </Field>
        <Field label={assignmentWords().zone}>
          {attributes => <TextInput {...attributes} value={zone()} autocomplete="off" onValue={setZone} />}
        </Field>
      </div>
    </RotaDialog>
  )
}

function RotaDialog(
  props: RotaDialogProps & {
    readonly title: string
    readonly done: string
    readonly onDone: () => void
    readonly children: JSX.Element
  },
): JSX.Element {
  return (
    <Dialog
      open
      closable
      title={props.title}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{assignmentWords().cancel}</Button>
          <Button kind="primary" onClick={() => props.onDone()}>
            {props.done}
          </Button>
        </>
      }
    >
      <form
        class="assignment-form"
        onSubmit={event => {
          event.preventDefault()
          props.onDone()
        }}
      >
        {props.children}
      </form>
    </Dialog>
  )
}

/** People in the order in which they were chosen. */
function PeopleInOrder(props: {
  readonly id: string
  readonly people: readonly string[]
  readonly onPeople: (people: readonly string[]) => void
}): JSX.Element {
  const workspace = useWorkspace()
  const options = () => peopleOptions(workspace.live)
  const names = () => props.people.flatMap(id => options().find(option => option.id === id)?.label ?? [])
  const choose = (chosen: readonly string[]) =>
    props.onPeople([
      ...props.people.filter(id => chosen.includes(id)),
      ...chosen.filter(id => !props.people.includes(id)),
    ])
  return (
    <PickerButton
      id={props.id}
      opens
      multiple
      pickerLabel={assignmentWords().inOrder}
      options={options()}
      selected={props.people}
      onChange={choose}
    >
      {props.people.length === 0 ? assignmentWords().choosePeople : names().join(" → ")}
    </PickerButton>
  )
}

function TimeField(props: {
  readonly label: string
  readonly value: { readonly day: CalendarDate; readonly minute: number }
  readonly today: CalendarDate
  readonly onValue: (value: { readonly day: CalendarDate; readonly minute: number }) => void
}): JSX.Element {
  const [typed, setTyped] = createSignal(clockTime(untrack(() => props.value.minute) * TENTHS_PER_MINUTE))
  const type = (text: string) => {
    setTyped(text)
    const minute = (readClockTime(text) ?? -1) / TENTHS_PER_MINUTE
    if (minute >= 0 && minute <= LAST_MINUTE) props.onValue({ ...props.value, minute })
  }
  return (
    <Field label={props.label}>
      {({ id }) => (
        <div class="rota-time">
          <DateButton
            id={id}
            dateLabel={props.label}
            value={props.value.day}
            today={props.today}
            onPick={day => day !== undefined && props.onValue({ ...props.value, day })}
          />
          <TextInput
            value={typed()}
            aria-label={assignmentWords().timeOf(props.label)}
            inputmode="numeric"
            onValue={type}
          />
        </div>
      )}
    </Field>
  )
}

function peopleOptions(live: SpaceData["live"]): readonly Option[] {
  return living(live.table("members"))
    .map(({ id, name }) => ({ id, label: name }))
    .sort((one, other) => one.label.localeCompare(other.label))
}
