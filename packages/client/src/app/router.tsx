import type { SpaceId, WorkspaceId } from "@weft/model/base/ids"
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
  useMatches,
  useNavigate,
  useParams,
  useSearch,
} from "@tanstack/solid-router"
import { createEffect, createMemo, createSignal, lazy, onCleanup, onMount, Show, Suspense, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { knownWorkspaces } from "../data/known-workspaces.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { EmptyState } from "../ui/empty-state.tsx"
import { LiveRegion } from "../ui/live-region.tsx"
import { Overlays } from "../ui/overlays.tsx"
import { ToastRegion } from "../ui/toast.tsx"
import { readSearch, searchText, spaceHref, workspaceHref, type BoardSearch } from "./addresses.ts"
import { Place, TooltipHost } from "./lazy-dialogs.ts"
import { NotFound } from "./not-found.tsx"
import { foundWorkspace } from "./open-workspace.ts"
import { Shell } from "./shell.tsx"
import { SpacePage, type SpaceView } from "./space-page.tsx"

const root = createRootRoute({
  component: () => (
    <>
      <Suspense>
        <Outlet />
      </Suspense>
      <Overlays />
      <ToastRegion />
      <TooltipHost />
      <LiveRegion />
    </>
  ),
  notFoundComponent: () => <NotFound />,
  errorComponent: ScreenFault,
})

/** What stands at the first address is on its way already, see `main.tsx`; whoever opens a board needs none of it. */
const StartScreen = lazy(async () => ({ default: (await import("./start-screen.tsx")).StartScreen }))
const start = createRoute({ getParentRoute: () => root, path: "/", component: StartPage })
const workspace = createRoute({ getParentRoute: () => root, path: "/w/$workspace", component: WorkspacePage })
const home = createRoute({ getParentRoute: () => workspace, path: "/", component: HomePage })
/** The ways to see a space are one route: from one to the next only the view changes, the page around it stays. */
const views = createRoute({
  getParentRoute: () => workspace,
  id: "views",
  validateSearch: (search: Record<string, unknown>): BoardSearch => readSearch(searchText(search)),
  component: SpaceAt,
})
const space = createRoute({ getParentRoute: () => views, path: "/s/$space", staticData: { shows: "board" } })
const board = createRoute({
  getParentRoute: () => views,
  path: "/s/$space/board/$board",
  staticData: { shows: "board" },
})
const list = createRoute({ getParentRoute: () => views, path: "/s/$space/list", staticData: { shows: "list" } })
const savedList = createRoute({
  getParentRoute: () => views,
  path: "/s/$space/list/$view",
  staticData: { shows: "list" },
})
const plan = createRoute({ getParentRoute: () => views, path: "/s/$space/plan", staticData: { shows: "plan" } })
const queue = createRoute({ getParentRoute: () => views, path: "/s/$space/queue", staticData: { shows: "queue" } })

/** Every other screen is named by the last part of its address, and comes in a chunk of its own when it is asked for. */
const Door = lazy(async () => ({ default: (await import("./doors.tsx")).Door }))
const door = createRoute({ getParentRoute: () => root, path: "/$place", component: () => <Door /> })
const place = createRoute({ getParentRoute: () => workspace, path: "/$place", component: () => <Place /> })
const placeOfSpace = createRoute({
  getParentRoute: () => workspace,
  path: "/s/$space/$place",
  component: () => <Place />,
})

const router = createRouter({
  routeTree: root.addChildren([
    start,
    door,
    workspace.addChildren([home, views.addChildren([space, board, list, savedList, plan, queue]), place, placeOfSpace]),
  ]),
  parseSearch: text => ({ ...readSearch(text) }),
  stringifySearch: searchText,
})

declare module "@tanstack/solid-router" {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    /** Which way of seeing a space an address names. */
    shows?: SpaceView
  }
}

export function App(): JSX.Element {
  onMount(() => document.addEventListener("click", followLink))
  onCleanup(() => document.removeEventListener("click", followLink))
  return <RouterProvider router={router} />
}

/** Links are plain anchors, so that screens need not know the router: a plain press on one of ours stays in the page. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = event.target instanceof Element ? event.target.closest("a") : null
  if (link === null || link.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return
  event.preventDefault()
  router.history.push(link.pathname + link.search + link.hash)
}

/** What stands where a screen could not be drawn. The work is safe in its documents; the fault goes to the console. */
function ScreenFault(props: { readonly error: unknown }): JSX.Element {
  onMount(() => console.error(props.error))
  return (
    <EmptyState
      title={t().errors.screen}
      action={<Button onClick={() => location.reload()}>{t().errors.reload}</Button>}
    >
      {t().errors.screenBody}
    </EmptyState>
  )
}

function StartPage(): JSX.Element {
  const navigate = useNavigate()
  const example = async () => {
    const { openExample } = await import("./open-example.ts")
    await navigate({ to: await openExample() })
  }
  return (
    <StartScreen
      known={knownWorkspaces(localStorage)}
      hrefOf={known => workspaceHref(known.id)}
      onStart={(name, myName) => void navigate({ to: workspaceHref(foundWorkspace(name, myName).id) })}
      onExample={example}
    />
  )
}

interface Parameters {
  readonly workspace?: string
  readonly space?: string
  readonly board?: string
  readonly view?: string
  readonly place?: string
}

const Stranger = lazy(async () => ({ default: (await import("./stranger.tsx")).Stranger }))

function WorkspacePage(): JSX.Element {
  const parameters = useParams({ strict: false }) as () => Parameters
  const search = useSearch({ strict: false }) as () => BoardSearch
  const navigate = useNavigate()
  const find = () => knownWorkspaces(localStorage).find(known => known.id === parameters().workspace)
  // Read anew at every step, but the same workspace: it stays open, with what can be undone, while its screens change.
  const [known, setKnown] = createSignal(find(), { equals: (before, after) => before?.id === after?.id })
  createEffect(() => setKnown(find()))
  return (
    <Show
      when={known()}
      keyed
      fallback={
        <Suspense>
          <Stranger workspace={(parameters().workspace ?? "") as WorkspaceId} onKnown={setKnown} />
        </Suspense>
      }
    >
      {opened => (
        <Shell
          known={opened}
          space={parameters().space}
          view={parameters().view ?? search().view}
          place={parameters().space === undefined ? parameters().place : undefined}
          onSpace={id => void navigate({ to: spaceHref(opened.id, id) })}
          onHome={() => void navigate({ to: workspaceHref(opened.id) })}
          onStart={() => void navigate({ to: "/" })}
          onGo={href => router.history.push(href)}
          onAccount={() => void navigate({ to: `${workspaceHref(opened.id)}/account` })}
        >
          <Outlet />
        </Shell>
      )}
    </Show>
  )
}

/** Leads on to the first space; says what to do where there is none. */
function HomePage(): JSX.Element {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const first = () => workspace.spaces()[0]
  createEffect(() => {
    const space = first()
    if (space !== undefined) void navigate({ to: spaceHref(workspace.id, space), replace: true })
  })
  const trashed = () => [...workspace.live.table("places").keys()].find(id => workspace.right(`space/${id}`) !== "none")
  const isWaiting = () => {
    const { state } = workspace.sync().relay
    return workspace.live.table("places").size === 0 && (state === "offline" || state === "connecting")
  }
  return (
    <Show when={first() === undefined}>
      <main>
        <h1 class="visually-hidden">{t().shell.noSpaces}</h1>
        <Show when={!isWaiting()} fallback={<EmptyState title={t().shell.waiting}>{t().shell.waitingBody}</EmptyState>}>
          <EmptyState
            title={t().shell.noSpaces}
            action={
              // Spaces that were deleted are listed in the trash of each of them.
              <Show when={trashed()}>
                {id => (
                  <Button onClick={() => void navigate({ to: `${spaceHref(workspace.id, id())}/trash` })}>
                    {t().navigation.trashAndArchive}
                  </Button>
                )}
              </Show>
            }
          >
            {t().shell.noSpacesBody}
          </EmptyState>
        </Show>
      </main>
    </Show>
  )
}

function SpaceAt(): JSX.Element {
  const parameters = useParams({ strict: false }) as () => Parameters
  const search = useSearch({ strict: false }) as () => BoardSearch
  const named = useMatches({ select: matches => matches.at(-1)?.staticData.shows })
  // On the way to another screen no address names a view any more: what was shown stays until the page goes.
  const shows = createMemo<SpaceView>(before => named() ?? before, "board")
  const navigate = useNavigate()
  const base = () => workspaceHref(parameters().workspace ?? "")
  const go = (place: string, next: BoardSearch, replace: boolean) =>
    void navigate({ to: `${base()}/s/${parameters().space ?? ""}/${place}`, search: next as never, replace })
  return (
    <Show when={parameters().space} keyed>
      {id => (
        <SpacePage
          space={id as SpaceId}
          shows={shows()}
          board={parameters().board}
          view={parameters().view}
          search={search()}
          onGo={go}
          onGone={() => void navigate({ to: base() })}
          onHistory={item =>
            router.history.push(`${spaceHref(parameters().workspace ?? "", id)}/history${searchText({ item })}`)
          }
          onOpen={place => void navigate({ to: `${spaceHref(parameters().workspace ?? "", id)}/${place}` })}
        />
      )}
    </Show>
  )
}
