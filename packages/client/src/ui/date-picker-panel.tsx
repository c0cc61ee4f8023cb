import { createEffect, createSignal, For, on, onMount, Show, untrack, type JSX } from "solid-js"
import {
  addDays,
  addMonths,
  firstOfMonth,
  monthGrid,
  readDay,
  readTypedDate,
  weekday,
  type CalendarDate,
} from "@weft/model/time/calendar-date"
import { format, locale, t } from "../text/index.ts"
import { Button, IconButton } from "./button.tsx"
import { chevronLeftIcon, chevronRightIcon } from "./icons.ts"
import { announce } from "./live-region.tsx"
import "./date-picker.css"
import "./picker.css"

export interface DatePickerPanelProps {
  readonly label: string
  readonly value: CalendarDate | undefined
  readonly today: CalendarDate
  readonly earliest?: CalendarDate | undefined
  readonly onPick: (date: CalendarDate | undefined) => void
}

/** The inside of a date picker: a line to type a date, a month to move in by arrow keys, and the usual days. */
export function DatePickerPanel(props: DatePickerPanelProps): JSX.Element {
  let grid!: HTMLTableElement
  let input!: HTMLInputElement
  const [day, setDay] = createSignal(untrack(() => props.value ?? props.today))
  const [typed, setTyped] = createSignal("")
  const [isWrong, setWrong] = createSignal(false)

  const isTooEarly = (date: CalendarDate) => props.earliest !== undefined && date < props.earliest
  const pick = (date: CalendarDate | undefined) => {
    if (date === undefined || !isTooEarly(date)) props.onPick(date)
  }
  const focusDay = () => grid.querySelector<HTMLElement>("[tabindex='0']")?.focus()
  const go = (date: CalendarDate) => {
    setDay(date)
    focusDay()
  }

  onMount(() => input.focus())
  createEffect(
    on(
      () => firstOfMonth(day()),
      month => announce(format().month(month)),
      { defer: true },
    ),
  )

  const read = (text: string) => {
    setTyped(text)
    setWrong(false)
    const date = readTypedDate(text, props.today, locale())
    if (date) setDay(date)
  }
  const onTypedKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") {
      event.preventDefault()
      focusDay()
    }
    if (event.key !== "Enter") return
    event.preventDefault()
    const date = typed().trim() === "" ? day() : readTypedDate(typed(), props.today, locale())
    if (date && !isTooEarly(date)) pick(date)
    else setWrong(true)
  }

  const onGridKey = (event: KeyboardEvent) => {
    const intoWeek = () => (weekday(day()) - format().firstDayOfWeek + 7) % 7
    const moves: Record<string, () => CalendarDate> = {
      ArrowLeft: () => addDays(day(), -1),
      ArrowRight: () => addDays(day(), 1),
      ArrowUp: () => addDays(day(), -7),
      ArrowDown: () => addDays(day(), 7),
      Home: () => addDays(day(), -intoWeek()),
      End: () => addDays(day(), 6 - intoWeek()),
      PageUp: () => addMonths(day(), event.shiftKey ? -12 : -1),
      PageDown: () => addMonths(day(), event.shiftKey ? 12 : 1),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    go(move())
  }

  const usualDays = () => [
    { label: t().datePicker.today, date: props.today },
    { label: t().datePicker.tomorrow, date: addDays(props.today, 1) },
    { label: t().datePicker.nextWeek, date: addDays(props.today, 8 - weekday(props.today)) },
  ]

  return (
    <div class="date-picker">
      <input
        ref={input}
        class="picker-input"
        type="text"
        aria-label={`${props.label}: ${t().datePicker.typeDate}`}
        aria-invalid={isWrong() || undefined}
        aria-describedby={isWrong() ? "date-picker-wrong" : undefined}
        placeholder={props.value ? format().longDate(props.value) : props.label}
        autocomplete="off"
        value={typed()}
        onInput={event => read(event.currentTarget.value)}
        onKeyDown={onTypedKey}
      />
      <Show when={isWrong()}>
        <p class="date-picker-wrong" id="date-picker-wrong" role="alert">
          {t().datePicker.notADate}
        </p>
      </Show>
      <div class="date-picker-head">
        <span class="date-picker-month">{format().month(day())}</span>
        <IconButton
          icon={chevronLeftIcon}
          label={t().datePicker.previousMonth}
          size="small"
          onClick={() => setDay(addMonths(day(), -1))}
        />
        <IconButton
          icon={chevronRightIcon}
          label={t().datePicker.nextMonth}
          size="small"
          onClick={() => setDay(addMonths(day(), 1))}
        />
      </div>
      <table ref={grid} class="month" role="grid" aria-label={format().month(day())} onKeyDown={onGridKey}>
        <thead>
          <tr>
            <For each={format().weekdays("short")}>
              {(name, index) => (
                <th scope="col" abbr={format().weekdays("long")[index()]}>
                  {name.slice(0, 2)}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={monthGrid(day(), format().firstDayOfWeek)}>
            {week => (
              <tr>
                <For each={week}>
                  {date => (
                    <td
                      class="month-day"
                      role="gridcell"
                      tabIndex={date === day() ? 0 : -1}
                      aria-label={format().longDate(date)}
                      aria-selected={date === props.value}
                      aria-current={date === props.today ? "date" : undefined}
                      aria-disabled={isTooEarly(date) || undefined}
                      data-outside={readDay(date).month === readDay(day()).month ? undefined : ""}
                      data-active={date === day() ? "" : undefined}
                      onClick={() => pick(date)}
                      onKeyDown={event => {
                        if (event.key !== "Enter" && event.key !== " ") return
                        event.preventDefault()
                        pick(date)
                      }}
                    >
                      {readDay(date).day}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <div class="date-picker-usual">
        <For each={usualDays()}>
          {({ label, date }) => (
            <Button kind="quiet" size="small" disabled={isTooEarly(date)} onClick={() => pick(date)}>
              {label}
            </Button>
          )}
        </For>
        <Show when={props.value}>
          <Button kind="quiet" size="small" onClick={() => pick(undefined)}>
            {t().datePicker.clear}
          </Button>
        </Show>
      </div>
    </div>
  )
}
