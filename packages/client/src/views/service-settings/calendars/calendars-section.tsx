import { changeServiceHours, createServiceCalendar, renameServiceCalendar } from "@weft/model/actions/service-terms"
import { newId, type ServiceCalendarId, type ServicePolicyId } from "@weft/model/base/ids"
import { compareRanked, compareText } from "@weft/model/base/rank"
import type { ServiceCalendar } from "@weft/model/schema/service"
import { living } from "@weft/model/schema/snapshot"
import { readHours } from "@weft/model/service/space-terms"
import { isRetired, versionsBy, versionsOf } from "@weft/model/service/stored-versions"
import { holidayDays, isDayOff } from "@weft/model/service/holiday-days"
import { readDay } from "@weft/model/time/calendar-date"
import { createMemo, For, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { todayOf } from "../../../data/world.ts"
import { useAct } from "../../../parts/acting.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import { deviceZone } from "../../../parts/when.ts"
import { format } from "../../../text/index.ts"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { Button } from "../../../ui/button.tsx"
import { EmptyState } from "../../../ui/empty-state.tsx"
import { plusIcon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import { createKeptDraft } from "../kept-draft.ts"
import type { ServiceSectionProps } from "../sections.ts"
import { HoursEditor } from "./hours-editor.tsx"
import { copyOf, newHours, readHoursDraft } from "./hours-draft.ts"
import { HoursPreview } from "./hours-preview.tsx"
import { weekWords } from "./week-words.ts"
import "./calendars.css"

/** The hours of a service: those that promises run by, those of before, and hours while they are set up. */
export function CalendarsSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => serviceHoursWords()
  const draft = createKeptDraft(`service-hours ${untrack(() => props.space.id)}`, readHoursDraft)
  const calendars = createMemo(() =>
    living(props.space.live.table("serviceCalendars")).sort((one, other) => compareText(one.name, other.name)),
  )
  /** The policies that run by a calendar now or will do so later. */
  const users = (calendar: string) => {
    const tables = {
      servicePolicies: props.space.live.table("servicePolicies"),
      policyVersions: props.space.live.table("policyVersions"),
    }
    const now = workspace.now()
    return living(tables.servicePolicies)
      .sort(compareRanked)
      .filter(({ id }) => !isRetired(tables, id, now) && versionsBy(versionsOf(tables, id), calendar, now).length > 0)
  }
  const namesUsing = (id: ServiceCalendarId) => users(id).map(({ name }) => name)
  const wasUsed = (id: ServiceCalendarId) =>
    living(props.space.live.table("policyVersions")).some(({ calendar }) => calendar === id)
  const isEarlier = ({ id }: ServiceCalendar) => namesUsing(id).length === 0 && wasUsed(id)
  const begin = () => draft.edit(newHours(words().title, deviceZone()))
  const change = (calendar: ServiceCalendar) => {
    const year = String(readDay(todayOf(workspace.now())).year)
    draft.edit(copyOf(calendar, words().newName(calendar.name, year)))
  }
  const save = (policies: readonly string[]) => {
    const { random } = workspace
    const { replaces, name, zone, hours } = draft.content()!
    const made = { id: newId<ServiceCalendarId>(random), name, zone, hours }
    const isDone =
      replaces === null
        ? act(createServiceCalendar, made, words().did.create(name))
        : act(
            changeServiceHours,
            { ...made, replaces: replaces as ServiceCalendarId, policies: policies as readonly ServicePolicyId[] },
            words().did.change(name),
          )
    if (isDone) draft.edit(null)
  }
  const row = (calendar: () => ServiceCalendar) => (
    <CalendarRow
      calendar={calendar()}
      usedBy={namesUsing(calendar().id)}
      now={workspace.now()}
      mayManage={props.mayManage && draft.content() === null}
      onRename={name => void act(renameServiceCalendar, { calendar: calendar().id, name }, words().did.rename(name))}
      onChange={() => change(calendar())}
    />
  )
  return (
    <PageSection
      title={words().title}
      hint={words().hint}
      actions={
        <Show when={props.mayManage && draft.content() === null}>
          <Button icon={plusIcon} onClick={begin}>
            {words().create}
          </Button>
        </Show>
      }
    >
      <Show when={props.mayManage && draft.content()}>
        {content => (
          <HoursEditor
            draft={content()}
            replaces={calendars().find(({ id }) => id === content().replaces)?.name}
            policies={users(content().replaces ?? "")}
            now={workspace.now()}
            onDraft={draft.edit}
            onSave={save}
            onDiscard={() => draft.edit(null)}
          />
        )}
      </Show>
      <Show
        when={calendars().length > 0}
        fallback={
          <Show when={draft.content() === null}>
            <EmptyState title={words().empty}>{words().emptyBody}</EmptyState>
          </Show>
        }
      >
        <Rows
          ids={calendars()
            .filter(one => !isEarlier(one))
            .map(({ id }) => id)}
          calendars={calendars()}
          row={row}
        />
        <Show when={calendars().some(isEarlier)}>
          <details class="service-fold">
            <summary>{words().earlier}</summary>
            <Rows
              ids={calendars()
                .filter(isEarlier)
                .map(({ id }) => id)}
              calendars={calendars()}
              row={row}
            />
          </details>
        </Show>
      </Show>
    </PageSection>
  )
}

function Rows(props: {
  readonly ids: readonly string[]
  readonly calendars: readonly ServiceCalendar[]
  readonly row: (calendar: () => ServiceCalendar) => JSX.Element
}): JSX.Element {
  return (
    <ul class="page-rows">
      <For each={props.ids}>
        {id => <Show when={props.calendars.find(one => one.id === id)}>{calendar => props.row(calendar)}</Show>}
      </For>
    </ul>
  )
}

interface CalendarRowProps {
  readonly calendar: ServiceCalendar
  readonly usedBy: readonly string[]
  readonly now: number
  readonly mayManage: boolean
  readonly onRename: (name: string) => void
  readonly onChange: () => void
}

function CalendarRow(props: CalendarRowProps): JSX.Element {
  const words = () => serviceHoursWords()
  const hours = createMemo(() => ({ zone: props.calendar.zone, hours: readHours(props.calendar.definition) }))
  const daysOff = () => {
    const { holidays, holidayChoice } = hours().hours
    const { year } = readDay(todayOf(props.now))
    return holidayDays(holidays).filter(day => readDay(day.date).year === year && isDayOff(day, holidayChoice)).length
  }
  return (
    <li class="calendar-row">
      <div class="calendar-head">
        <Show when={props.mayManage} fallback={<span class="calendar-name">{props.calendar.name}</span>}>
          <NameInput
            class="calendar-name"
            label={words().nameOf(props.calendar.name)}
            value={props.calendar.name}
            onName={name => props.onRename(name)}
          />
          <Button size="small" aria-label={words().changeNamed(props.calendar.name)} onClick={() => props.onChange()}>
            {words().change}
          </Button>
        </Show>
      </div>
      <p class="calendar-week">
        {[weekWords(hours().hours.pattern), props.calendar.zone, words().holidaysAYear(daysOff())].join(" · ")}
      </p>
      <p class="calendar-used">
        {props.usedBy.length === 0 ? words().unused : words().usedBy(format().list(props.usedBy))}
      </p>
      <details class="service-fold">
        <summary>{words().what}</summary>
        <HoursPreview hours={hours()} now={props.now} />
      </details>
    </li>
  )
}
