import type { SpaceId } from "@weft/model/base/ids"
import { useParams } from "@tanstack/solid-router"
import { lazy, Match, Show, Suspense, Switch, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { t } from "../text/index.ts"
import { EmptyState } from "../ui/empty-state.tsx"
import { spaceHref } from "./addresses.ts"
import { useShell } from "./shell-context.ts"

const PeopleScreen = lazy(async () => ({ default: (await import("../views/people/people-screen.tsx")).PeopleScreen }))
const TrashScreen = lazy(async () => ({ default: (await import("../views/trash/trash-screen.tsx")).TrashScreen }))
const SpaceSettings = lazy(async () => ({
  default: (await import("../views/settings/space-settings.tsx")).SpaceSettings,
}))

interface Parameters {
  readonly space?: string
  readonly place?: string
}

/** The screens of a workspace beside its boards, by the last part of their address. */
export function Place(): JSX.Element {
  const parameters = useParams({ strict: false }) as () => Parameters
  return (
    <Suspense>
      <Show when={parameters().space} keyed fallback={<OfWorkspace place={parameters().place} />}>
        {id => <OfSpace id={id as SpaceId} place={parameters().place} />}
      </Show>
    </Suspense>
  )
}

function OfWorkspace(props: { readonly place: string | undefined }): JSX.Element {
  const shell = useShell()
  return (
    <Switch fallback={<Nothing />}>
      <Match when={props.place === "people"}>
        <PeopleScreen onOpenSidebar={() => shell.openSidebar()} />
      </Match>
    </Switch>
  )
}

function OfSpace(props: { readonly id: SpaceId; readonly place: string | undefined }): JSX.Element {
  const workspace = useWorkspace()
  const shell = useShell()
  const common = {
    get space() {
      return workspace.space(props.id)
    },
    get spaceHref() {
      return spaceHref(workspace.id, props.id)
    },
    onOpenSidebar: () => shell.openSidebar(),
  }
  return (
    <Switch fallback={<Nothing />}>
      <Match when={props.place === "trash"}>
        <TrashScreen {...common} />
      </Match>
      <Match when={props.place === "settings"}>
        <SpaceSettings {...common} />
      </Match>
    </Switch>
  )
}

function Nothing(): JSX.Element {
  return <EmptyState title={t().errors.notFound}>{t().errors.notFoundBody}</EmptyState>
}
