import type { JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { signIn } from "../data/sign-in.ts"
import { access } from "../text/access.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import "./rights.css"

/**
 * Says that somebody is signed in whose work this is not. It waits for the person who did it; whoever is signed in may
 * also go on without it, and it is kept as refused.
 */
export function AnotherBar(): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().another
  const name = () => workspace.live.table("members").get(workspace.me)?.name ?? ""
  return (
    <div class="signed-out-bar" role="status">
      <span>{words().bar(name(), t().general.changes(workspace.sync().unsent))}</span>
      <Button size="small" kind="quiet" onClick={() => workspace.setAsideOfAnother()}>
        {words().setAside}
      </Button>
      <Button size="small" onClick={() => void signIn.signOut().then(() => workspace.signedIn())}>
        {words().signIn(name())}
      </Button>
    </div>
  )
}
