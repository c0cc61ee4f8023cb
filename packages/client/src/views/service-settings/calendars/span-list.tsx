import type { Shift, Shifts } from "@weft/model/time/calendar-definition"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { Index, Show, type JSX } from "solid-js"
import { LineInput } from "../../../parts/line-input.tsx"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { IconButton } from "../../../ui/button.tsx"
import { plusIcon, xIcon } from "../../../ui/icons.ts"
import { clockTime, readClockTime } from "../clock-time.ts"

const HOUR = 600

export interface SpanListProps {
  /** The day or days that they are of, for assistive technology. */
  readonly day: string
  readonly spans: Shifts
  readonly onSpans: (spans: Shifts) => void
}

/** The spans of a day, each from one time to another: written over, taken away, added after the last. */
export function SpanList(props: SpanListProps): JSX.Element {
  const words = () => serviceHoursWords()
  const put = (place: number, part: Partial<Shift>) =>
    props.onSpans(props.spans.map((span, index) => (index === place ? { ...span, ...part } : span)))
  const write = (place: number, end: "from" | "to", text: string): string | undefined => {
    const time = readClockTime(text)
    if (time === null) return words().timeNotRead
    put(place, { [end]: time })
    return undefined
  }
  const last = () => props.spans.at(-1)?.to ?? 0
  return (
    <div class="span-list">
      <Show when={props.spans.length === 0}>
        <span class="span-none">{words().never}</span>
      </Show>
      <Index each={props.spans}>
        {(span, index) => (
          <span class="span-times">
            <LineInput
              label={words().spanFrom(props.day, index + 1)}
              value={clockTime(span().from)}
              onSave={text => write(index, "from", text)}
            />
            <span aria-hidden="true">–</span>
            <LineInput
              label={words().spanTo(props.day, index + 1)}
              value={clockTime(span().to)}
              onSave={text => write(index, "to", text)}
            />
            <IconButton
              icon={xIcon}
              size="small"
              kind="quiet"
              label={words().removeSpan(props.day, `${clockTime(span().from)}–${clockTime(span().to)}`)}
              onClick={() => props.onSpans(props.spans.filter((_, place) => place !== index))}
            />
          </span>
        )}
      </Index>
      <IconButton
        icon={plusIcon}
        size="small"
        kind="quiet"
        label={words().addSpan(props.day)}
        disabled={last() > TENTHS_PER_DAY - HOUR}
        onClick={() => props.onSpans([...props.spans, nextSpan(props.spans)])}
      />
    </div>
  )
}

/** A working day where there is none yet, else the hours after a break. */
function nextSpan(spans: Shifts): Shift {
  const last = spans.at(-1)
  if (last === undefined) return { from: 8 * HOUR, to: 17 * HOUR }
  const from = Math.min(last.to + HOUR, TENTHS_PER_DAY - HOUR / 2)
  return { from, to: Math.min(from + 4 * HOUR, TENTHS_PER_DAY) }
}
