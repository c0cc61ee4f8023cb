import type { JSX } from "solid-js"
import { useCommands } from "../../../commands/command-host.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { IconButton } from "../../../ui/button.tsx"
import { scaleIcon } from "../../../ui/icons.ts"
import { usePlan } from "../plan-state.ts"

/** Opens what levels the plan; so does its command. */
export function LevelButton(): JSX.Element {
  const { levelling } = usePlan()
  useCommands({ "level-plan": { run: () => levelling.setShown(true) } })
  return (
    <IconButton
      icon={scaleIcon}
      label={sheetWords().levelling}
      pressed={levelling.isShown()}
      onClick={() => levelling.setShown(!levelling.isShown())}
    />
  )
}
