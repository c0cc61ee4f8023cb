import { For, lazy, Match, Show, Suspense, Switch, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { spaceName } from "../../parts/space-link.ts"
import { projectWords } from "../../text/project.ts"
import { Page } from "../../ui/page.tsx"
import { TabBar, TabLink } from "../../ui/tabs.tsx"
import { CharterSection } from "./charter-section.tsx"
import { createProjectState, ProjectProvider } from "./project-state.ts"
import "./project.css"

const ProgressSection = lazy(async () => ({ default: (await import("./progress-section.tsx")).ProgressSection }))
const BaselinesSection = lazy(async () => ({ default: (await import("./baselines-section.tsx")).BaselinesSection }))
const GatesSection = lazy(async () => ({ default: (await import("./gates-section.tsx")).GatesSection }))
const RisksSection = lazy(async () => ({ default: (await import("./risks-section.tsx")).RisksSection }))
const DecisionsSection = lazy(async () => ({ default: (await import("./decisions-section.tsx")).DecisionsSection }))
const CostSection = lazy(async () => ({ default: (await import("./cost-section.tsx")).CostSection }))
const ValueSection = lazy(async () => ({ default: (await import("./value-section.tsx")).ValueSection }))

const SECTIONS = ["charter", "progress", "baselines", "gates", "risks", "cost", "value", "decisions"] as const
type Section = (typeof SECTIONS)[number]

export interface ProjectScreenProps {
  readonly space: SpaceData
  /** The address of the space's board. */
  readonly spaceHref: string
  /** Which section the address names; the charter where it names none. */
  readonly section: string | undefined
  readonly onOpenSidebar: () => void
}

/** How a project is steered: what it is for, how far it is, and what it costs and risks. */
export function ProjectScreen(props: ProjectScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const shown = (): Section => SECTIONS.find(name => name === props.section) ?? "charter"
  const isAbout = (section: Section) => shown() === section
  return (
    <Page
      title={projectWords().title}
      within={{ label: spaceName(workspace, props.space.id), href: props.spaceHref }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <div class="project">
        <div class="project-tabs">
          <TabBar label={projectWords().title}>
            <For each={SECTIONS}>
              {section => (
                <TabLink href={`${props.spaceHref}/project?view=${section}`} current={isAbout(section)}>
                  {projectWords().sections[section]}
                </TabLink>
              )}
            </For>
          </TabBar>
        </div>
        <Show when={props.space.ready()}>
          <ProjectProvider value={createProjectState(untrack(() => workspace.withMoney(props.space.id)))}>
            <Suspense>
              <Switch fallback={<CharterSection />}>
                <Match when={isAbout("progress")}>
                  <ProgressSection />
                </Match>
                <Match when={isAbout("baselines")}>
                  <BaselinesSection />
                </Match>
                <Match when={isAbout("gates")}>
                  <GatesSection />
                </Match>
                <Match when={isAbout("risks")}>
                  <RisksSection />
                </Match>
                <Match when={isAbout("cost")}>
                  <CostSection />
                </Match>
                <Match when={isAbout("value")}>
                  <ValueSection />
                </Match>
                <Match when={isAbout("decisions")}>
                  <DecisionsSection />
                </Match>
              </Switch>
            </Suspense>
          </ProjectProvider>
        </Show>
      </div>
    </Page>
  )
}
