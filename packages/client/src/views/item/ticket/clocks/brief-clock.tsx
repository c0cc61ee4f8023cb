import type { Clock } from "@weft/model/service/clock"
import { createMemo, Show, type JSX } from "solid-js"
import { ClockGlyph } from "../../../../parts/service/clock-glyph.tsx"
import { clockStateWords, pressingClock, shownClock } from "../../../../parts/service/shown-clock.ts"
import { targetWords } from "../../../../parts/service/target-words.ts"
import { serviceWords } from "../../../../text/service.ts"
import { Icon } from "../../../../ui/icon.tsx"
import { chevronDownIcon } from "../../../../ui/icons.ts"

export interface BriefClockProps {
  readonly clocks: readonly Clock[]
  readonly isUnfolded: boolean
  readonly onUnfold: (isUnfolded: boolean) => void
}

/** The clock that presses most, in one line that unfolds all of them: what is there of them where the screen is narrow. */
export function BriefClock(props: BriefClockProps): JSX.Element {
  const pressing = createMemo(() => {
    const clock = pressingClock(props.clocks)
    return clock === null ? null : shownClock(clock)
  })
  return (
    <button
      type="button"
      class="brief-clock"
      aria-expanded={props.isUnfolded}
      onClick={() => props.onUnfold(!props.isUnfolded)}
    >
      <Show when={pressing()} fallback={<span class="ticket-clock-target">{serviceWords().clocks}</span>}>
        {shown => (
          <>
            <ClockGlyph clock={shown()} />
            <span class="ticket-clock-target">{targetWords(shown().clock)}</span>
            <span class="clock-words" data-look={shown().look}>
              {clockStateWords(shown())}
            </span>
          </>
        )}
      </Show>
      <Icon icon={chevronDownIcon} size={14} />
    </button>
  )
}
