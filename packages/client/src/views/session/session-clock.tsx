import { createEffect, createSignal, on, onCleanup, Show, type JSX } from "solid-js"
import { sessionWords } from "../../text/session.ts"
import { announce } from "../../ui/live-region.tsx"
import { useSession } from "./session-state.ts"

/** How much of the time for what is talked about is left; said aloud when it is up. Nothing where no clock runs. */
export function SessionClock(): JSX.Element {
  const { session, workspace } = useSession()
  const [now, setNow] = createSignal(workspace.now())
  const left = () => {
    const up = session().timeUpAt
    return up === null ? null : Math.max(0, Math.ceil((up - now()) / 1000))
  }
  createEffect(() => {
    if (session().timeUpAt === null) return
    setNow(workspace.now())
    const timer = setInterval(() => setNow(workspace.now()), 250)
    onCleanup(() => clearInterval(timer))
  })
  createEffect(
    on(left, (seconds, before) => {
      if (seconds === 0 && before !== undefined && before !== null && before > 0) announce(sessionWords().timeUp)
    }),
  )
  const shown = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  return (
    <Show when={left() !== null}>
      <span
        class="session-clock numeric"
        role="timer"
        data-up={left() === 0 ? "" : undefined}
        aria-label={left() === 0 ? sessionWords().timeUp : sessionWords().timerLeft(shown(left()!))}
      >
        {left() === 0 ? sessionWords().timeUp : shown(left()!)}
      </span>
    </Show>
  )
}
