import { lazy, splitProps, type JSX } from "solid-js"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import { format, t } from "../text/index.ts"
import { Button, type ButtonProps } from "./button.tsx"
import { calendarIcon } from "./icons.ts"
import { createOpener } from "./menu.tsx"
import { openOverlay, type Anchor } from "./overlays.tsx"
import type { Align, Side } from "./placement.ts"
import { VisuallyHidden } from "./visually-hidden.tsx"

export interface DatePickerOptions {
  readonly anchor: Anchor
  /** What the date is, such as "Due". */
  readonly label: string
  readonly value: CalendarDate | undefined
  /** The day it is where the person is. */
  readonly today: CalendarDate
  /** Called with the date, or undefined for none; the picker closes then. */
  readonly onPick: (date: CalendarDate | undefined) => void
  /** The first day that may be chosen. */
  readonly earliest?: CalendarDate | undefined
  readonly side?: Side
  readonly align?: Align
  readonly onClose?: () => void
}

const loadPanel = () => import("./date-picker-panel.tsx")
const DatePickerPanel = lazy(async () => ({ default: (await loadPanel()).DatePickerPanel }))

/** Fetches what a date picker needs before somebody asks for one. */
export const preloadDatePicker = async (): Promise<void> => void (await loadPanel())

/** Opens a month to choose a day from. Returns how to close it. */
export function openDatePicker(options: DatePickerOptions): () => void {
  return openOverlay({
    ...options,
    content: close => (
      <DatePickerPanel
        label={options.label}
        value={options.value}
        today={options.today}
        earliest={options.earliest}
        onPick={date => {
          close()
          options.onPick(date)
        }}
      />
    ),
  })
}

export type DateButtonProps = Omit<ButtonProps, "onClick" | "ref" | "value"> & {
  readonly dateLabel: string
  readonly value: CalendarDate | undefined
  readonly today: CalendarDate
  readonly earliest?: CalendarDate
  readonly onPick: (date: CalendarDate | undefined) => void
}

/** A button that shows a date, or that there is none, and opens the month. */
export function DateButton(props: DateButtonProps): JSX.Element {
  const [own, button] = splitProps(props, ["dateLabel", "value", "today", "earliest", "onPick"])
  const opener = createOpener((anchor, onClose) =>
    openDatePicker({
      anchor,
      onClose,
      label: own.dateLabel,
      value: own.value,
      today: own.today,
      earliest: own.earliest,
      onPick: date => own.onPick(date),
    }),
  )
  return (
    <Button
      icon={calendarIcon}
      {...button}
      aria-haspopup="dialog"
      aria-expanded={opener.isOpen()}
      onClick={opener.open}
    >
      <VisuallyHidden>{own.dateLabel}: </VisuallyHidden>
      {own.value ? format().shortDate(own.value, own.today) : t().time.noDate}
    </Button>
  )
}
