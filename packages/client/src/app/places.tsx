import { chooseWeekStart } from "@weft/model/actions/preference"
import type { SpaceId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { useNavigate, useParams, useSearch } from "@tanstack/solid-router"
import { lazy, Match, Show, Suspense, Switch, type JSX } from "solid-js"
import { useCommands, type CommandHandler } from "../commands/command-host.ts"
import { useWorkspace } from "../data/context.ts"
import { forgetWorkspace } from "../data/forget-workspace.ts"
import { knownWorkspaces } from "../data/known-workspaces.ts"
import { noteSignedOut } from "../data/signed-in-hint.ts"
import { access } from "../text/access.ts"
import { chooseTheme } from "../styles/theme.ts"
import { t } from "../text/index.ts"
import { preferenceWords } from "../text/preferences.ts"
import { Page } from "../ui/page.tsx"
import {
  auditHref,
  contactsHref,
  listHref,
  peopleHref,
  signInHref,
  searchText,
  spaceHref,
  type BoardSearch,
} from "./addresses.ts"
import { speak } from "./language.ts"
import { NotFound } from "./not-found.tsx"
import { saveFile } from "../parts/save-file.ts"
import { useShell } from "./shell-context.ts"

const PeopleScreen = lazy(async () => ({ default: (await import("../views/people/people-screen.tsx")).PeopleScreen }))
const ContactsScreen = lazy(async () => ({
  default: (await import("../views/contacts/contacts-screen.tsx")).ContactsScreen,
}))
const TrashScreen = lazy(async () => ({ default: (await import("../views/trash/trash-screen.tsx")).TrashScreen }))
const ArchiveScreen = lazy(async () => ({
  default: (await import("../views/archive/archive-screen.tsx")).ArchiveScreen,
}))
const HistoryScreen = lazy(async () => ({
  default: (await import("../views/history/history-screen.tsx")).HistoryScreen,
}))
const ProjectScreen = lazy(async () => ({
  default: (await import("../views/project/project-screen.tsx")).ProjectScreen,
}))
const SpaceSettings = lazy(async () => ({
  default: (await import("../views/settings/space-settings.tsx")).SpaceSettings,
}))
const ServiceSettings = lazy(async () => ({
  default: (await import("../views/service-settings/service-settings.tsx")).ServiceSettings,
}))

const ServiceReportScreen = lazy(async () => ({
  default: (await import("../views/service-report/service-report-screen.tsx")).ServiceReportScreen,
}))

const CatalogueScreen = lazy(async () => ({
  default: (await import("../views/catalogue/catalogue-screen.tsx")).CatalogueScreen,
}))

const PreferencesScreen = lazy(async () => ({
  default: (await import("../views/preferences/preferences-screen.tsx")).PreferencesScreen,
}))

const Membership = lazy(async () => ({ default: (await import("../views/access/membership.tsx")).Membership }))
const AuditScreen = lazy(async () => ({ default: (await import("../views/access/audit-screen.tsx")).AuditScreen }))
const SpaceAccess = lazy(async () => ({ default: (await import("../views/access/space-access.tsx")).SpaceAccess }))
const NoRights = lazy(async () => ({ default: (await import("./no-rights.tsx")).NoRights }))
const Account = lazy(async () => ({ default: (await import("../views/account/account-screen.tsx")).Account }))

/** Fetches the screens that a key or a link of every board leads to, so that the first way there takes no longer than the next. */
export async function preloadScreens(): Promise<void> {
  for (const screen of [SpaceSettings, TrashScreen, ArchiveScreen, PeopleScreen, PreferencesScreen])
    await screen.preload()
}

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
  const workspace = useWorkspace()
  const shell = useShell()
  const search = useSearch({ strict: false }) as () => BoardSearch
  const openSidebar = () => shell.openSidebar()
  return (
    <Switch fallback={<NotFound />}>
      <Match when={props.place === "people"}>
        <PeopleScreen
          onOpenSidebar={openSidebar}
          membership={shell.isByAccount() ? () => <OwnMembership /> : undefined}
        />
      </Match>
      <Match when={props.place === "contacts"}>
        <ContactsScreen href={contactsHref(workspace.id)} section={search().section} onOpenSidebar={openSidebar} />
      </Match>
      <Match when={props.place === "audit"}>
        <Show when={shell.isByAccount()} fallback={<NoRights />}>
          <AuditScreen
            peopleHref={peopleHref(workspace.id)}
            peopleLabel={t().navigation.people}
            onOpenSidebar={openSidebar}
            onSave={saveFile}
          />
        </Show>
      </Match>
      <Match when={props.place === "settings"}>
        <Preferences onOpenSidebar={openSidebar} />
      </Match>
      <Match when={props.place === "account"}>
        <Page title={access().account.title} onOpenSidebar={openSidebar}>
          <OwnAccount />
        </Page>
      </Match>
    </Switch>
  )
}

function OwnMembership(): JSX.Element {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  return <Membership auditHref={auditHref(workspace.id)} onLeft={() => void navigate({ to: "/" })} />
}

/** The settings, with what only the page as a whole can do. */
function Preferences(props: { readonly onOpenSidebar: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const workspaces = knownWorkspaces(localStorage)
  const save = async () => {
    const name = workspace.live.plain.workspaces.get(workspace.id)?.name ?? "workspace"
    saveFile(`${name}.weft`, await workspace.exportFile())
  }
  const forget = async () => {
    await forgetWorkspace(localStorage, workspace.id)
    // Nothing of it may be left in this page, be it in memory.
    location.assign("/")
  }
  return (
    <Show when={workspaces.find(({ id }) => id === workspace.id)}>
      {known => (
        <PreferencesScreen
          known={known()}
          workspaces={workspaces}
          choices={{
            onTheme: theme => chooseTheme(theme, localStorage),
            onLanguage: speak,
            onWeekStart: day =>
              void workspace.run("" as SpaceId, chooseWeekStart, { day }, preferenceWords().weekStart),
          }}
          peopleHref={peopleHref(workspace.id)}
          hrefOf={space => spaceHref(workspace.id, space)}
          onOpenSidebar={props.onOpenSidebar}
          onSave={save}
          onForget={forget}
        />
      )}
    </Show>
  )
}

/** One's own account, where the spaces of a workspace have names. */
function OwnAccount(): JSX.Element {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const spaces = () =>
    living(workspace.live.table("places"))
      .sort(compareRanked)
      .map(({ id }) => ({ id, name: workspace.setup(id).live.table("profiles").get(id)?.name ?? "" }))
  const leave = () => {
    noteSignedOut(localStorage)
    void navigate({ to: "/" })
  }
  return (
    <Account
      within={{ workspace: workspace.id, spaces: spaces() }}
      onSignIn={() => void navigate({ to: signInHref(location.pathname) })}
      onLeft={leave}
      onSave={saveFile}
    />
  )
}

function OfSpace(props: { readonly id: SpaceId; readonly place: string | undefined }): JSX.Element {
  const workspace = useWorkspace()
  const shell = useShell()
  const search = useSearch({ strict: false }) as () => BoardSearch
  const navigate = useNavigate()
  const isService = () => workspace.setup(props.id).live.table("profiles").get(props.id)?.kind === "service"
  const to = (place: string): CommandHandler => ({
    run: () => void navigate({ to: spaceHref(workspace.id, props.id) + place }),
  })
  useCommands({
    "go-board": to(""),
    "go-list": to("/list"),
    "go-plan": to("/plan"),
    "go-project": to("/project"),
    "go-catalogue": { ...to("/catalogue"), may: () => isService() },
    "go-report": { ...to("/report"), may: () => isService() },
    "go-settings": to("/settings"),
    "go-trash": to("/trash"),
    "go-archive": to("/archive"),
    "go-history": to("/history"),
    "go-access": { ...to("/access"), may: () => shell.isByAccount() },
  })
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
    <Switch fallback={<NotFound />}>
      <Match when={props.place === "trash"}>
        <TrashScreen {...common} />
      </Match>
      <Match when={props.place === "archive"}>
        <ArchiveScreen {...common} />
      </Match>
      <Match when={props.place === "history"}>
        <HistoryScreen
          {...common}
          item={search().item}
          itemHref={item => listHref(workspace.id, props.id, undefined, { item })}
        />
      </Match>
      <Match when={props.place === "project"}>
        <ProjectScreen {...common} section={search().view} />
      </Match>
      <Match when={props.place === "settings"}>
        <SpaceSettings {...common} />
      </Match>
      <Match when={props.place === "catalogue"}>
        <CatalogueScreen {...common} onRequest={offering => shell.request(offering)} />
      </Match>
      <Match when={props.place === "report"}>
        <ServiceReportScreen
          {...common}
          view={search().view}
          onView={view =>
            void navigate({ to: `${spaceHref(workspace.id, props.id)}/report${searchText({ view })}`, replace: true })
          }
        />
      </Match>
      <Match when={props.place === "service"}>
        <ServiceSettings {...common} section={search().section} />
      </Match>
      <Match when={props.place === "access"}>
        <Show when={shell.isByAccount()} fallback={<NoRights />}>
          <SpaceAccess {...common} />
        </Show>
      </Match>
    </Switch>
  )
}
