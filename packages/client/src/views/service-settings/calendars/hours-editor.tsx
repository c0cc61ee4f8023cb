import { isRefusal } from "@weft/model/base/result"
import { isZone } from "@weft/model/time/zone"
import { createSignal, createUniqueId, For, Show, untrack, type JSX } from "solid-js"
import { todayOf } from "../../../data/world.ts"
import { refusalWords } from "../../../text/refusals.ts"
import { t } from "../../../text/index.ts"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Field, TextInput } from "../../../ui/field.tsx"
import { ExceptionsEditor } from "./exceptions-editor.tsx"
import { HolidaysEditor } from "./holidays-editor.tsx"
import { calendarFor, type HoursDraft } from "./hours-draft.ts"
import { HoursPreview } from "./hours-preview.tsx"
import { WeekEditor } from "./week-editor.tsx"

export interface HoursEditorProps {
  readonly draft: HoursDraft
  /** What the hours are called in whose place they come. */
  readonly replaces: string | undefined
  /** The promises that run by those, which get these. */
  readonly policies: readonly { readonly id: string; readonly name: string }[]
  /** The present, in milliseconds since 1970. */
  readonly now: number
  readonly onDraft: (draft: HoursDraft) => void
  /** Makes them, for these promises. */
  readonly onSave: (policies: readonly string[]) => void
  readonly onDiscard: () => void
}

/** Hours while somebody sets them up; nothing counts by them until they are made. */
export function HoursEditor(props: HoursEditorProps): JSX.Element {
  const zones = createUniqueId()
  const words = () => serviceHoursWords()
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set<string>())
  const [wasAsked, setWasAsked] = createSignal(false)
  const edit = (part: Partial<HoursDraft>) => props.onDraft({ ...untrack(() => props.draft), ...part })
  const editHours = (part: Partial<HoursDraft["hours"]>) => edit({ hours: { ...props.draft.hours, ...part } })
  const refusal = () => {
    const calendar = calendarFor(props.draft)
    return isRefusal(calendar) ? calendar : null
  }
  const fault = () => {
    const found = refusal()
    return found === null || found.reason === "unknown-zone" ? undefined : refusalWords(found.reason, found.detail)
  }
  const used = () => props.policies.filter(({ id }) => !left().has(id))
  const title = () => (props.replaces === undefined ? words().draftNew : words().draftOf(props.replaces))
  const save = () => {
    setWasAsked(true)
    if (refusal() === null && props.draft.name.trim() !== "") props.onSave(used().map(({ id }) => id))
  }
  return (
    <section class="hours-editor" aria-label={title()}>
      <h3 class="service-editor-title">{title()}</h3>
      <div class="service-fields">
        <Field
          label={words().name}
          error={wasAsked() && props.draft.name.trim() === "" ? t().general.nameMissing : undefined}
        >
          {attributes => (
            <TextInput {...attributes} autofocus value={props.draft.name} onValue={name => edit({ name })} />
          )}
        </Field>
        <Field
          label={words().zone}
          hint={words().zoneHint}
          error={isZone(props.draft.zone) ? undefined : words().zoneUnknown(props.draft.zone)}
        >
          {attributes => (
            <TextInput
              {...attributes}
              list={zones}
              spellcheck={false}
              autocomplete="off"
              value={props.draft.zone}
              onValue={zone => edit({ zone: zone.trim() })}
            />
          )}
        </Field>
        <datalist id={zones}>
          <For each={Intl.supportedValuesOf("timeZone")}>{zone => <option value={zone} />}</For>
        </datalist>
      </div>
      <div class="service-part" role="group" aria-label={words().week}>
        <h4>{words().week}</h4>
        <WeekEditor week={props.draft.hours.pattern} onWeek={pattern => editHours({ pattern })} />
        <Show when={fault()}>{sentence => <p class="service-fault">{sentence()}</p>}</Show>
      </div>
      <div class="service-part" role="group" aria-label={words().holidays}>
        <h4>{words().holidays}</h4>
        <p class="page-section-hint">{words().holidaysHint}</p>
        <HolidaysEditor hours={props.draft.hours} today={todayOf(props.now)} onHours={editHours} />
      </div>
      <div class="service-part" role="group" aria-label={words().exceptions}>
        <h4>{words().exceptions}</h4>
        <p class="page-section-hint">{words().exceptionsHint}</p>
        <ExceptionsEditor
          exceptions={props.draft.hours.exceptions}
          today={todayOf(props.now)}
          onExceptions={exceptions => editHours({ exceptions })}
        />
      </div>
      <div class="service-part" role="group" aria-label={words().preview}>
        <h4>{words().preview}</h4>
        <HoursPreview hours={props.draft} now={props.now} />
      </div>
      <Show when={props.policies.length > 0}>
        <div class="service-part" role="group" aria-label={words().useIn}>
          <h4>{words().useIn}</h4>
          <p class="page-section-hint">{words().useInHint}</p>
          <For each={props.policies}>
            {({ id, name }) => (
              <Checkbox checked={!left().has(id)} onChange={isUsed => setLeft(before => withOut(before, id, !isUsed))}>
                {name}
              </Checkbox>
            )}
          </For>
        </div>
      </Show>
      <div class="service-actions">
        <Button onClick={() => props.onDiscard()}>{words().discard}</Button>
        <Button kind="primary" onClick={save}>
          {props.draft.replaces === null ? words().save : words().saveChange}
        </Button>
      </div>
    </section>
  )
}

function withOut(before: ReadonlySet<string>, id: string, isOut: boolean): ReadonlySet<string> {
  const after = new Set(before)
  if (isOut) after.add(id)
  else after.delete(id)
  return after
}
