import { renameItemTemplate, trashItemTemplate } from "@weft/model/actions/item-template"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { ItemTemplate } from "@weft/model/schema/template"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useAct } from "../../../parts/acting.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import { sameIds } from "../../../parts/same-ids.ts"
import { talkSettingsWords } from "../../../text/talk-settings.ts"
import { IconButton } from "../../../ui/button.tsx"
import { copyIcon, trash2Icon } from "../../../ui/icons.ts"
import { Icon } from "../../../ui/icon.tsx"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import "../rows-in-order.css"

/** The templates whose first item is a ticket. They are saved at a ticket. */
export function TemplatesSection(props: ServiceSectionProps): JSX.Element {
  const live = () => props.space.live
  const isTicket = ({ steps }: ItemTemplate) =>
    live()
      .table("itemTypes")
      .get(steps?.[0]?.type ?? "")?.behaviour === "ticket"
  const ids = createMemo(
    () =>
      living(live().table("itemTemplates"))
        .filter(isTicket)
        .sort(compareRanked)
        .map(({ id }) => id),
    [],
    { equals: sameIds },
  )
  return (
    <PageSection title={talkSettingsWords().templates} hint={talkSettingsWords().templatesHint}>
      <Show when={ids().length > 0} fallback={<p class="page-empty">{talkSettingsWords().noTemplates}</p>}>
        <ul class="page-rows">
          <For each={ids()}>
            {id => (
              <Show when={live().table("itemTemplates").get(id)}>
                {row => <TemplateRow {...props} template={row()} />}
              </Show>
            )}
          </For>
        </ul>
      </Show>
    </PageSection>
  )
}

function TemplateRow(props: ServiceSectionProps & { readonly template: ItemTemplate }): JSX.Element {
  const act = useAct(() => props.space.id)
  const live = () => props.space.live
  const rename = (name: string) =>
    void act(renameItemTemplate, { template: props.template.id, name }, talkSettingsWords().savedTemplate(name))
  const trash = () => {
    const { id, name } = props.template
    act(trashItemTemplate, { template: id }, talkSettingsWords().savedTemplate(name))
  }
  const about = () => {
    const steps = props.template.steps ?? []
    const [first] = steps
    const type = live()
      .table("itemTypes")
      .get(first?.type ?? "")?.name
    const category = live()
      .table("ticketCategories")
      .get(first?.category ?? "")?.name
    return [type, category, talkSettingsWords().makes(steps.length)].filter(words => words !== undefined).join(" · ")
  }
  return (
    <li class="page-row ordered-row">
      <Icon icon={copyIcon} />
      <Show when={props.mayManage} fallback={<span class="ordered-row-name">{props.template.name}</span>}>
        <NameInput
          label={talkSettingsWords().rename(props.template.name)}
          value={props.template.name}
          onName={rename}
        />
      </Show>
      <span class="ordered-row-about">{about()}</span>
      <Show when={props.mayManage}>
        <IconButton icon={trash2Icon} label={talkSettingsWords().removeNamed(props.template.name)} onClick={trash} />
      </Show>
    </li>
  )
}
