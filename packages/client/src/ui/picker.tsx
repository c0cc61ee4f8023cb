import { lazy, splitProps, type JSX } from "solid-js"
import { Button, type ButtonProps } from "./button.tsx"
import { createOpener } from "./menu.tsx"
import type { Option } from "./option.ts"
import { openOverlay, type Anchor } from "./overlays.tsx"
import type { Align, Side } from "./placement.ts"

export interface PickerOptions<Choice extends Option> {
  readonly anchor: Anchor
  /** What is chosen, such as "Assignee": the name of the list and of the filter. */
  readonly label: string
  /** All there is to choose from, read reactively. Ten thousand are fine; those that fit the filter best are shown. */
  readonly options: () => readonly Choice[]
  /** The ids that are chosen now, read reactively. */
  readonly selected: () => readonly string[]
  /** Called with the new choice. One that is not `multiple` closes with it. */
  readonly onChange: (selected: readonly string[]) => void
  readonly multiple?: boolean
  /** What was typed already, where typing opened it. */
  readonly query?: string | undefined
  /** Offers to make what was typed if no option is called so. */
  readonly onCreate?: (name: string) => void
  readonly side?: Side
  readonly align?: Align
  readonly onClose?: () => void
}

const loadPanel = () => import("./picker-panel.tsx")
const PickerPanel = lazy(async () => ({ default: (await loadPanel()).PickerPanel }))

/** Fetches what a picker needs before somebody asks for one. */
export const preloadPicker = async (): Promise<void> => void (await loadPanel())

/** Opens a filtered list beside a control or at a point. Returns how to close it. */
export function openPicker<Choice extends Option>(options: PickerOptions<Choice>): () => void {
  return openOverlay({
    ...options,
    content: close => (
      <PickerPanel
        label={options.label}
        options={options.options()}
        selected={options.selected()}
        multiple={options.multiple ?? false}
        query={options.query}
        onChange={options.onChange}
        onCreate={options.onCreate}
        onClose={close}
      />
    ),
  })
}

export type PickerButtonProps<Choice extends Option> = Omit<ButtonProps, "onClick" | "ref" | "onChange"> & {
  /** What is chosen, such as "Assignee". */
  readonly pickerLabel: string
  readonly options: readonly Choice[]
  readonly selected: readonly string[]
  readonly onChange: (selected: readonly string[]) => void
  readonly multiple?: boolean
  readonly onCreate?: (name: string) => void
  readonly align?: Align
}

/** A button that shows a choice and opens the list to change it. */
export function PickerButton<Choice extends Option>(props: PickerButtonProps<Choice>): JSX.Element {
  const [own, button] = splitProps(props, [
    "pickerLabel",
    "options",
    "selected",
    "onChange",
    "multiple",
    "onCreate",
    "align",
  ])
  const opener = createOpener((anchor, onClose) =>
    openPicker({
      anchor,
      onClose,
      label: own.pickerLabel,
      options: () => own.options,
      selected: () => own.selected,
      onChange: selected => own.onChange(selected),
      multiple: own.multiple ?? false,
      align: own.align ?? "start",
      ...(own.onCreate && { onCreate: own.onCreate }),
    }),
  )
  return (
    <Button {...(button as ButtonProps)} aria-haspopup="dialog" aria-expanded={opener.isOpen()} onClick={opener.open} />
  )
}
