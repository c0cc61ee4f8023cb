import { createMemo, Show, type JSX } from "solid-js"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { usePlan } from "../plan-state.ts"
import type { PlannedRow } from "../outline/plan-column.ts"
import { SidePanel } from "../side-panel/side-panel.tsx"
import { LinksGroup } from "./links-group.tsx"
import { PeopleGroup } from "./people-group.tsx"
import { ProgressGroup } from "./progress-group.tsx"
import { RulesGroup } from "./rules-group.tsx"
import { TimeGroup } from "./time-group.tsx"
import "./details.css"

/** What is planned of the active activity, as a form: everything that can be dragged can be written here too. */
export function ActivityDetails(): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const row = createMemo<PlannedRow | undefined>(() => {
    const id = state.active()
    return id === null ? undefined : state.sheet.rowAt(id)
  })
  const heading = () => {
    const shown = row()
    return shown === undefined ? words().details : words().detailsOf(`${shown.code} ${shown.title}`)
  }
  return (
    <SidePanel
      label={words().details}
      heading={heading()}
      closeLabel={words().closeDetails}
      onClose={() => state.setShowsDetails(false)}
    >
      <Show when={row()} fallback={<p class="plan-details-none">{words().chooseOne}</p>}>
        {shown => (
          <>
            <TimeGroup row={shown()} />
            <LinksGroup row={shown()} />
            <Show when={!shown().isSummary}>
              <PeopleGroup row={shown()} />
              <ProgressGroup row={shown()} />
            </Show>
            <RulesGroup row={shown()} />
          </>
        )}
      </Show>
    </SidePanel>
  )
}
