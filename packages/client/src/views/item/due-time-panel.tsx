import { createSignal, onMount, Show, untrack, type JSX } from "solid-js"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import "../../ui/popover.css"

export interface DueTimePanelProps {
  /** `HH:mm`, or no time of day. */
  readonly time: string | null
  readonly onPick: (time: string | null) => void
}

/** The inside of the choice of a time of day. */
export function DueTimePanel(props: DueTimePanelProps): JSX.Element {
  let input!: HTMLInputElement
  const [time, setTime] = createSignal(untrack(() => props.time ?? ""))
  onMount(() => input.focus())
  const save = () => time() !== "" && props.onPick(time())
  return (
    <form
      class="popover due-time"
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <span class="text-input">
        <input
          ref={input}
          type="time"
          aria-label={itemPanel().dueTime}
          value={time()}
          onInput={event => setTime(event.currentTarget.value)}
        />
      </span>
      <Button type="submit" kind="primary" disabled={time() === ""}>
        {t().general.save}
      </Button>
      <Show when={props.time !== null}>
        <Button kind="quiet" onClick={() => props.onPick(null)}>
          {itemPanel().noTime}
        </Button>
      </Show>
    </form>
  )
}
