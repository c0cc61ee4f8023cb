import { onMount, type JSX } from "solid-js"
import { IconButton } from "../../../ui/button.tsx"
import { xIcon } from "../../../ui/icons.ts"
import { usePlan } from "../plan-state.ts"
import "./side-panel.css"

export interface SidePanelProps {
  /** What it is, for assistive technology. */
  readonly label: string
  /** What stands at its head. */
  readonly heading: string
  readonly closeLabel: string
  /** Goes into it when it opens, since all that it offers is in there. */
  readonly takesFocus?: boolean
  /** 360 px instead of 328, for lists of figures. */
  readonly isWide?: boolean
  readonly onClose: () => void
  readonly ref?: (panel: HTMLElement) => void
  readonly children: JSX.Element
}

/** A panel beside the chart; on a phone it lies over its foot. Escape closes it, and the keyboard is in the plan again. */
export function SidePanel(props: SidePanelProps): JSX.Element {
  const state = usePlan()
  let panel!: HTMLElement
  onMount(() => {
    if (props.takesFocus === true) panel.focus({ preventScroll: true })
  })
  const close = () => {
    props.onClose()
    state.grid().focus({ preventScroll: true })
  }
  return (
    <section
      ref={element => {
        panel = element
        props.ref?.(element)
      }}
      class="plan-side"
      data-wide={props.isWide === true ? "" : undefined}
      aria-label={props.label}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key !== "Escape" || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <header class="plan-side-head">
        <h2>{props.heading}</h2>
        <IconButton icon={xIcon} label={props.closeLabel} size="small" onClick={close} />
      </header>
      {props.children}
    </section>
  )
}
