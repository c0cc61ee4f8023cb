import type { SpaceId } from "@weft/model/base/ids"
import { useParams } from "@tanstack/solid-router"
import { lazy, Show, Suspense, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { spaceHref } from "./addresses.ts"
import { useShell } from "./shell-context.ts"

const PeopleScreen = lazy(async () => ({ default: (await import("../views/people/people-screen.tsx")).PeopleScreen }))
const TrashScreen = lazy(async () => ({ default: (await import("../views/trash/trash-screen.tsx")).TrashScreen }))
const SpaceSettings = lazy(async () => ({
  default: (await import("../views/settings/space-settings.tsx")).SpaceSettings,
}))

/** The people of the workspace. */
export function PeoplePage(): JSX.Element {
  const shell = useShell()
  return (
    <Suspense>
      <PeopleScreen onOpenSidebar={() => shell.openSidebar()} />
    </Suspense>
  )
}

/** The trash and archive of the space that the address names. */
export function TrashPage(): JSX.Element {
  return <OfSpace screen={TrashScreen} />
}

/** The settings of the space that the address names. */
export function SettingsPage(): JSX.Element {
  return <OfSpace screen={SpaceSettings} />
}

function OfSpace(props: { readonly screen: typeof TrashScreen | typeof SpaceSettings }): JSX.Element {
  const workspace = useWorkspace()
  const shell = useShell()
  const parameters = useParams({ strict: false }) as () => { readonly space?: string }
  return (
    <Suspense>
      <Show when={parameters().space} keyed>
        {id => (
          <props.screen
            space={workspace.space(id as SpaceId)}
            spaceHref={spaceHref(workspace.id, id)}
            onOpenSidebar={() => shell.openSidebar()}
          />
        )}
      </Show>
    </Suspense>
  )
}
