import { createSignal, lazy, Show, Suspense, type JSX } from "solid-js"
import { useCommands } from "../../../commands/command-host.ts"
import { planWords } from "../../../text/plan.ts"
import { IconButton } from "../../../ui/button.tsx"
import { printerIcon } from "../../../ui/icons.ts"

const OutputDialog = lazy(async () => ({ default: (await import("./output-dialog.tsx")).OutputDialog }))

/** Opens what prints the plan or saves it as a file; so does its command. */
export function PrintButton(): JSX.Element {
  const [isOpen, setOpen] = createSignal(false)
  useCommands({ "print-plan": { run: () => void setOpen(true) } })
  return (
    <>
      <IconButton icon={printerIcon} label={planWords().print} shortcut="mod+p" onClick={() => setOpen(true)} />
      <Suspense>
        <Show when={isOpen()}>
          <OutputDialog onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </>
  )
}
