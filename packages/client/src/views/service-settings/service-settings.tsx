import { useNavigate } from "@tanstack/solid-router"
import { createMemo, For, Show, Suspense, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { spaceName } from "../../parts/space-link.ts"
import { serviceSettingsWords } from "../../text/service-settings.ts"
import { Select } from "../../ui/field.tsx"
import { Page } from "../../ui/page.tsx"
import { sectionHref, SERVICE_SECTIONS } from "./sections.ts"
import "./service-settings.css"

export interface ServiceSettingsProps {
  readonly space: SpaceData
  /** The address of the space's board. */
  readonly spaceHref: string
  /** The section that the address names; the first where it names none. */
  readonly section: string | undefined
  readonly onOpenSidebar: () => void
}

/** How a service works: what it promises, and when it is there. Who manages the space changes it, others read. */
export function ServiceSettings(props: ServiceSettingsProps): JSX.Element {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const shown = createMemo(() => SERVICE_SECTIONS.find(({ id }) => id === props.section) ?? SERVICE_SECTIONS[0]!)
  const mayManage = () => workspace.mayWrite(`setup/${props.space.id}`)
  return (
    <Page
      title={serviceSettingsWords().title}
      within={{ label: spaceName(workspace, props.space.id), href: `${props.spaceHref}/queue` }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <div class="service-settings">
        <nav class="service-sections" aria-label={serviceSettingsWords().sectionsAre}>
          <For each={SERVICE_SECTIONS}>
            {section => (
              <a
                class="service-section-link"
                href={sectionHref(props.spaceHref, section.id)}
                aria-current={section.id === shown().id ? "page" : undefined}
                onKeyDown={stepBeside}
              >
                {section.title()}
              </a>
            )}
          </For>
        </nav>
        <div class="service-section-choice">
          <Select
            label={serviceSettingsWords().sectionsAre}
            value={shown().id}
            options={SERVICE_SECTIONS.map(({ id, title }) => ({ value: id, label: title() }))}
            onValue={id => void navigate({ to: sectionHref(props.spaceHref, id) })}
          />
        </div>
        <div class="service-section">
          <Show when={!mayManage()}>
            <p class="service-read-only">{serviceSettingsWords().readOnly}</p>
          </Show>
          <Show when={props.space.ready()}>
            <Suspense>
              <Dynamic
                component={shown().component}
                space={props.space}
                spaceHref={props.spaceHref}
                mayManage={mayManage()}
              />
            </Suspense>
          </Show>
        </div>
      </div>
    </Page>
  )
}

/** Arrows go to the neighbours of a link, as in every list. */
function stepBeside(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const { key, currentTarget: link } = event
  const beside = key === "ArrowDown" ? link.nextElementSibling : key === "ArrowUp" ? link.previousElementSibling : null
  if (!(beside instanceof HTMLElement)) return
  event.preventDefault()
  beside.focus()
}
