import type { Action } from "@weft/model/actions/define"
import type { SpaceId } from "@weft/model/base/ids"
import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { useWorkspace } from "../data/context.ts"
import type { Guests } from "../data/guests/guests.ts"
import { t } from "../text/index.ts"
import { undo2Icon, redo2Icon, triangleAlertIcon } from "../ui/icons.ts"
import { showToast } from "../ui/toast.tsx"
import type { Workspace } from "../data/workspace.ts"

/** Does an action in a space; a refusal is said to the person. Answers whether it was done. */
export type Act = <Args>(action: Action<Args>, args: Args, says: string) => boolean

/**
 * How a part acts in a space. `says` names the step for undo, as in "due date of ERP-36". A part that shows guests gives
 * them, so that what is done to them is done at their homes.
 */
export function useAct(space: () => SpaceId, guests?: Guests): Act {
  const workspace = useWorkspace()
  return (action, args, says) => {
    const before = workspace.snapshot(space())
    const refusal = workspace.run(space(), action, args, says, guests)
    if (refusal !== null) sayRefusal(refusal)
    else if (limitsPeople(before)) void sayOverloads(before, workspace.snapshot(space()))
    return refusal === null
  }
}

function limitsPeople({ boards }: Snapshot): boolean {
  return living(boards).some(({ personLimit }) => personLimit !== null)
}

/** Warns of people whom an edit brought over a board's limit; nobody is stopped, and without the words nothing is said. */
async function sayOverloads(before: Snapshot, after: Snapshot): Promise<void> {
  const part = await import("./overload-warning.ts").catch(() => null)
  part?.warnOfOverloads(before, after)
}

/** Says why something was not done, as soon as the sentences are here. */
export function sayRefusal({ reason, detail }: Refusal): void {
  const say = (text: string) => void showToast({ text, icon: triangleAlertIcon })
  import("../text/refusals.ts").then(
    ({ refusalWords }) => say(refusalWords(reason, detail) ?? t().general.notDone),
    () => say(t().general.notDone),
  )
}

/** Takes back the last step and says what that was. */
export async function undoLast(workspace: Workspace): Promise<void> {
  const done = await workspace.undo()
  if (isRefusal(done)) return sayRefusal(done)
  if (done.wasRefused) return sayRefusal(refuse("was-refused"))
  const text = t().toast.undone(done.says) + (done.leftAlone > 0 ? ` · ${t().toast.keptOthers(done.leftAlone)}` : "")
  showToast({ text, icon: undo2Icon, action: { label: t().general.redo, run: () => void redoLast(workspace) } })
}

/** Does again what was taken back last. */
export async function redoLast(workspace: Workspace): Promise<void> {
  const done = await workspace.redo()
  if (isRefusal(done)) return sayRefusal(done)
  const action = { label: t().general.undo, run: () => void undoLast(workspace) }
  showToast({ text: t().toast.redone(done.says), icon: redo2Icon, action })
}
