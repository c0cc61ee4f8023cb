import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { admin } from "../../text/admin.ts"
import { t } from "../../text/index.ts"
import { Icon } from "../../ui/icon.tsx"
import { chevronRightIcon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { Page } from "../../ui/page.tsx"
import { FieldsSection } from "./fields-section.tsx"
import { ItemTemplatesSection } from "./item-templates-section.tsx"
import { LabelsSection } from "./labels-section.tsx"
import { SpaceTemplatesSection } from "./space-templates-section.tsx"
import { StatusesSection } from "./statuses-section.tsx"
import { ChecklistTemplatesSection } from "./checklist-templates-section.tsx"
import { TypesSection } from "./types-section.tsx"
import "./space-settings.css"

export interface SpaceSettingsProps {
  readonly space: SpaceData
  /** The address of the space's board. */
  readonly spaceHref: string
  readonly onOpenSidebar: () => void
}

/** How a space works: its types, workflow, labels and fields. */
export function SpaceSettings(props: SpaceSettingsProps): JSX.Element {
  const workspace = useWorkspace()
  const name = () => props.space.live.table("profiles").get(props.space.id)?.name ?? ""
  return (
    <Page
      title={admin().settings.title}
      within={{ label: name(), href: props.spaceHref }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <Show when={props.space.ready()}>
        <Show when={props.space.live.table("profiles").get(props.space.id)?.kind === "service"}>
          <a class="settings-service" href={`${props.spaceHref}/service`}>
            {t().navigation.service}
            <Icon icon={chevronRightIcon} size={14} />
          </a>
        </Show>
        <Lock locked={!workspace.mayWrite(`setup/${props.space.id}`)}>
          <StatusesSection space={props.space} />
          <TypesSection space={props.space} />
          <FieldsSection space={props.space} />
          <ItemTemplatesSection space={props.space} />
        </Lock>
        <Lock locked={!workspace.mayWrite(`space/${props.space.id}`)}>
          <LabelsSection space={props.space} />
          <ChecklistTemplatesSection space={props.space} />
        </Lock>
        <Lock locked={!workspace.mayWrite("directory")}>
          <SpaceTemplatesSection space={props.space} />
        </Lock>
      </Show>
    </Page>
  )
}
