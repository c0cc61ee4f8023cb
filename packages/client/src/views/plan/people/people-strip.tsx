import { For, type JSX } from "solid-js"
import { Avatar } from "../../../parts/avatar.tsx"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { usePlan } from "../plan-state.ts"
import { assignTo, takePerson } from "./take-person.ts"
import "./people.css"

/** Everybody who can be assigned: dragged on to bars, or by key to what is chosen. */
export function PeopleStrip(): JSX.Element {
  const state = usePlan()
  return (
    <div class="plan-people" role="toolbar" aria-label={sheetWords().peopleStrip}>
      <For each={state.sheet.source.people()}>
        {person => (
          <button
            type="button"
            class="plan-person"
            aria-description={sheetWords().assignTo(person.name, state.chosen().length)}
            onPointerDown={event => {
              if (event.button === 0 && state.mayWrite()) takePerson(state, event.currentTarget, person, event)
            }}
            onKeyDown={event => {
              if (event.key !== "Enter" && event.key !== " ") return
              event.preventDefault()
              assignTo(state, person, state.chosen())
            }}
          >
            <Avatar person={person} decorative />
            {person.name}
          </button>
        )}
      </For>
    </div>
  )
}
