import { tellOutage } from "@weft/model/actions/service-promise"
import { newId, type OutageId, type ServiceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { createSignal, Show, untrack, type JSX } from "solid-js"
import { createToday, useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { serviceNameOf } from "../../../parts/service/outage-words.ts"
import { deviceZone } from "../../../parts/when.ts"
import { format, t } from "../../../text/index.ts"
import { qualityWords } from "../../../text/service-quality.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { Field, Select, TextInput } from "../../../ui/field.tsx"
import { useInlineForm } from "../../../ui/inline-form.ts"
import { clockTime, readClockTime } from "../clock-time.ts"

export interface OutageFormProps {
  readonly space: SpaceData
  readonly onClose: () => void
}

const EVERYTHING = ""

/** A day and a time of day, as somebody types them. */
interface TypedMoment {
  readonly day: string
  readonly time: string
}

/** An outage, while it is told. */
export function OutageForm(props: OutageFormProps): JSX.Element {
  let form!: HTMLFormElement
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const today = createToday(() => workspace.now())
  const services = () => living(props.space.live.table("services")).sort(compareRanked)
  const present = (): TypedMoment => ({ day: today(), time: format().timeOfDay(workspace.now(), deviceZone()) })
  const [service, setService] = createSignal<string>(EVERYTHING)
  const [from, setFrom] = createSignal(untrack(present))
  const [to, setTo] = createSignal(untrack(present))
  const [lasts, setLasts] = createSignal(true)
  const [planned, setPlanned] = createSignal(false)
  const [note, setNote] = createSignal("")
  const tell = () => {
    const [begun, over] = [instantOf(from()), lasts() ? null : instantOf(to())]
    if (begun === undefined || over === undefined) return
    const about = service() === EVERYTHING ? null : (service() as ServiceId)
    const told = { service: about, from: begun, to: over, planned: planned(), note: note(), item: null }
    const id = newId<OutageId>(workspace.random)
    if (act(tellOutage, { id, ...told }, qualityWords().step.outage(serviceNameOf(props.space, about)))) props.onClose()
  }
  useInlineForm(
    () => form,
    () => props.onClose(),
  )
  return (
    <form
      ref={form}
      class="quality-form"
      onSubmit={event => {
        event.preventDefault()
        tell()
      }}
    >
      <Show when={services().length > 0}>
        <Field label={qualityWords().outage.service}>
          {attributes => (
            <Select
              attributes={attributes}
              value={service()}
              options={[
                { value: EVERYTHING, label: qualityWords().everything },
                ...services().map(({ id, name }) => ({ value: id as string, label: name })),
              ]}
              onValue={setService}
            />
          )}
        </Field>
      </Show>
      <MomentField label={qualityWords().outage.from} value={from()} today={today()} onValue={setFrom} />
      <Show when={!lasts()}>
        <MomentField label={qualityWords().outage.to} value={to()} today={today()} onValue={setTo} />
      </Show>
      <Field label={qualityWords().outage.note}>
        {attributes => <TextInput {...attributes} autocomplete="off" value={note()} onValue={setNote} />}
      </Field>
      <Checkbox checked={lasts()} onChange={setLasts}>
        {qualityWords().outage.lasts}
      </Checkbox>
      <Checkbox checked={planned()} onChange={setPlanned}>
        {qualityWords().outage.planned}
      </Checkbox>
      <div class="service-actions">
        <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
        <Button kind="primary" type="submit">
          {qualityWords().outage.tell}
        </Button>
      </div>
    </form>
  )
}

function MomentField(props: {
  readonly label: string
  readonly value: TypedMoment
  readonly today: string
  readonly onValue: (value: TypedMoment) => void
}): JSX.Element {
  return (
    <Field label={props.label}>
      {attributes => (
        <span class="quality-moment">
          <DateButton
            dateLabel={props.label}
            value={props.value.day}
            today={props.today}
            onPick={day => day !== undefined && props.onValue({ ...props.value, day })}
          />
          <TextInput
            {...attributes}
            aria-label={`${props.label}, ${qualityWords().outage.time}`}
            autocomplete="off"
            value={props.value.time}
            onValue={time => props.onValue({ ...props.value, time })}
          />
        </span>
      )}
    </Field>
  )
}

/** The instant of a day and a time on the clock of this device; nothing where the time is none. */
function instantOf({ day, time }: TypedMoment): number | undefined {
  const read = readClockTime(time)
  return read === null ? undefined : new Date(`${day}T${clockTime(read)}`).getTime()
}
