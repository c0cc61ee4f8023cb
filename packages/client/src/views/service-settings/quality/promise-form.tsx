import { makeServicePromise } from "@weft/model/actions/service-promise"
import { newId, type ServiceCalendarId, type ServiceId, type ServicePromiseId } from "@weft/model/base/ids"
import { compareRanked, compareText } from "@weft/model/base/rank"
import {
  PROMISE_MEASURES,
  PROMISE_PERIODS,
  type PromiseMeasure,
  type PromisePeriod,
} from "@weft/model/schema/service-promise"
import { living } from "@weft/model/schema/snapshot"
import { createSignal, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { readNumberHere } from "../../../parts/typed-number.ts"
import { t } from "../../../text/index.ts"
import { qualityWords } from "../../../text/service-quality.ts"
import { Button } from "../../../ui/button.tsx"
import { Field, Select, TextInput } from "../../../ui/field.tsx"
import { useInlineForm } from "../../../ui/inline-form.ts"

export interface PromiseFormProps {
  readonly space: SpaceData
  readonly onClose: () => void
}

/** Everything of the space, as a choice beside its services. */
const EVERYTHING = ""

/** A promise over a period, while it is thought up. */
export function PromiseForm(props: PromiseFormProps): JSX.Element {
  let form!: HTMLFormElement
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const calendars = () => living(props.space.live.table("serviceCalendars")).sort((a, b) => compareText(a.name, b.name))
  const services = () => living(props.space.live.table("services")).sort(compareRanked)
  const [measure, setMeasure] = createSignal<PromiseMeasure>("availability")
  const [share, setShare] = createSignal("99")
  const [period, setPeriod] = createSignal<PromisePeriod>("month")
  const [service, setService] = createSignal<string>(EVERYTHING)
  const [calendar, setCalendar] = createSignal<string | null>(null)
  const make = () => {
    const percent = readNumberHere(share()) ?? 0
    const made = {
      id: newId<ServicePromiseId>(workspace.random),
      service: service() === EVERYTHING ? null : (service() as ServiceId),
      measure: measure(),
      promised: Math.round(percent * 10_000),
      period: period(),
      calendar: (calendar() ?? calendars()[0]!.id) as ServiceCalendarId,
    }
    if (act(makeServicePromise, made, qualityWords().step.promise(qualityWords().measures[measure()]))) props.onClose()
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
        make()
      }}
    >
      <Field label={qualityWords().form.measure}>
        {attributes => (
          <Select
            attributes={attributes}
            value={measure()}
            options={PROMISE_MEASURES.map(value => ({ value, label: qualityWords().measures[value] }))}
            onValue={setMeasure}
          />
        )}
      </Field>
      <Field label={qualityWords().form.share}>
        {attributes => (
          <TextInput {...attributes} inputmode="decimal" autocomplete="off" value={share()} onValue={setShare} />
        )}
      </Field>
      <Field label={qualityWords().form.period}>
        {attributes => (
          <Select
            attributes={attributes}
            value={period()}
            options={PROMISE_PERIODS.map(value => ({ value, label: qualityWords().periods[value] }))}
            onValue={setPeriod}
          />
        )}
      </Field>
      <Show when={services().length > 0}>
        <Field label={qualityWords().form.service}>
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
      <Field label={qualityWords().form.hours}>
        {attributes => (
          <Select
            attributes={attributes}
            value={calendar() ?? calendars()[0]?.id ?? ""}
            options={calendars().map(({ id, name }) => ({ value: id as string, label: name }))}
            onValue={setCalendar}
          />
        )}
      </Field>
      <div class="service-actions">
        <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
        <Button kind="primary" type="submit">
          {qualityWords().form.make}
        </Button>
      </div>
    </form>
  )
}
