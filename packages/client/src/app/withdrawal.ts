import { access } from "../text/access.ts"
import { lockIcon } from "../ui/icons.ts"
import { showToast } from "../ui/toast.tsx"

/** Says that a space is no longer open to the person. */
export function sayWithdrawn(space: string): void {
  const words = access().readOnly
  showToast({ text: space === "" ? words.withdrawnNamed : words.withdrawn(space), icon: lockIcon })
}
