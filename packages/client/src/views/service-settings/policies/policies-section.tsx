import { living } from "@weft/model/schema/snapshot"
import { For, type JSX } from "solid-js"
import { serviceSettingsWords } from "../../../text/service-settings.ts"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"

export function PoliciesSection(props: ServiceSectionProps): JSX.Element {
  return (
    <PageSection title={serviceSettingsWords().sections.policies}>
      <ul class="page-rows">
        <For each={living(props.space.live.table("servicePolicies"))}>
          {row => <li class="page-row">{row.name}</li>}
        </For>
      </ul>
    </PageSection>
  )
}
