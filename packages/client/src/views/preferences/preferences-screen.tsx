import { For, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { KnownWorkspace } from "../../data/known-workspaces.ts"
import { SpaceKindGlyph } from "../../parts/space-kind-glyph.tsx"
import { preferenceWords } from "../../text/preferences.ts"
import { Page, PageSection } from "../../ui/page.tsx"
import { AppearanceSection, type AppearanceChoices } from "./appearance-section.tsx"
import { ForgetSection } from "./forget-section.tsx"
import { StorageSection } from "./storage-section.tsx"
import "./preferences.css"

export interface PreferencesScreenProps {
  readonly known: KnownWorkspace
  /** All workspaces of this browser. */
  readonly workspaces: readonly KnownWorkspace[]
  readonly choices: AppearanceChoices
  readonly peopleHref: string
  readonly hrefOf: (space: string) => string
  readonly onOpenSidebar: () => void
  /** Saves the workspace as a file. */
  readonly onSave: () => Promise<void>
  /** Takes the workspace off this device and leads away from it. */
  readonly onForget: () => Promise<void>
}

/** All that can be set: for oneself on this device, by space, and what this device keeps. */
export function PreferencesScreen(props: PreferencesScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const words = preferenceWords
  const profileOf = (id: ReturnType<typeof workspace.spaces>[number]) =>
    workspace.setup(id).live.table("profiles").get(id)
  const nameOf = (id: ReturnType<typeof workspace.spaces>[number]) => profileOf(id)?.name ?? ""
  return (
    <Page title={words().title} onOpenSidebar={props.onOpenSidebar}>
      <AppearanceSection choices={props.choices} />
      <PageSection
        title={words().people}
        hint={words().peopleHint}
        actions={
          <a class="preference-link" href={props.peopleHref}>
            {words().openPeople}
          </a>
        }
      >
        {null}
      </PageSection>
      <PageSection title={words().spaces} hint={words().spacesHint}>
        <ul class="page-rows">
          <For each={workspace.spaces()}>
            {id => (
              <li class="page-row">
                <SpaceKindGlyph kind={profileOf(id)?.kind ?? "list"} decorative />
                <span class="preference-name">{nameOf(id)}</span>
                <a
                  class="preference-link"
                  href={`${props.hrefOf(id)}/settings`}
                  aria-label={words().setupOf(nameOf(id))}
                >
                  {words().setup}
                </a>
                <a class="preference-link" href={`${props.hrefOf(id)}/trash`} aria-label={words().trashOf(nameOf(id))}>
                  {words().trash}
                </a>
              </li>
            )}
          </For>
        </ul>
      </PageSection>
      <StorageSection workspaces={props.workspaces} />
      <ForgetSection known={props.known} onSave={props.onSave} onForget={props.onForget} />
    </Page>
  )
}
