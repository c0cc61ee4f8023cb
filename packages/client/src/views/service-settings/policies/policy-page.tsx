import { AUDIENCES, type ServicePolicy } from "@weft/model/schema/service"
import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { todayOf } from "../../../data/world.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Button } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { Select } from "../../../ui/field.tsx"
import { arrowLeftIcon } from "../../../ui/icons.ts"
import { Lock } from "../../../ui/lock.tsx"
import { PageSection } from "../../../ui/page.tsx"
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import type { FactChoices } from "./fact-choices.ts"
import { midnightOf } from "./midnight.ts"
import type { PolicyDeeds } from "./policy-deeds.ts"
import { PolicyEditor } from "./policy-editor.tsx"
import type { PolicyState } from "./policy-state.ts"
import { VersionsList } from "./versions-list.tsx"

export interface PolicyPageProps extends ServiceSectionProps {
  readonly policy: ServicePolicy
  readonly state: PolicyState
  readonly deeds: PolicyDeeds
  readonly choices: FactChoices
  /** Opens another policy, or goes back to all of them. */
  readonly onOpen: (policy: string | null) => void
}

/** One policy: what it is called and whom it is for, its draft, and what it said and says. */
export function PolicyPage(props: PolicyPageProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => servicePoliciesWords()
  const versions = () => props.state.versions(props.policy.id)
  return (
    <section class="policy-page" aria-label={props.policy.name}>
      <VisuallyHidden>
        <h2>{props.policy.name}</h2>
      </VisuallyHidden>
      <Button kind="quiet" size="small" icon={arrowLeftIcon} onClick={() => props.onOpen(null)}>
        {words().back}
      </Button>
      <Lock locked={!props.mayManage}>
        <div class="policy-title">
          <NameInput
            class="policy-name"
            label={words().nameOf(props.policy.name)}
            value={props.policy.name}
            onName={name => props.deeds.rename(props.policy, name)}
          />
          <span data-tooltip={versions().length > 0 ? words().audienceFixed : undefined}>
            <Select
              label={words().forWhom}
              value={props.policy.audience}
              options={AUDIENCES.map(value => ({ value, label: words().audiences[value] }))}
              disabled={versions().length > 0}
              onValue={audience => props.deeds.setAudience(props.policy, audience)}
            />
          </span>
        </div>
        <Show when={props.policy.id} keyed>
          {id => (
            <PolicyEditor
              {...props}
              draft={props.state.draft(id)}
              isChanged={props.state.isDrafted(id)}
              publishedSince={props.state.publishedSince(id)}
              onDraft={draft => props.state.edit(id, draft)}
              onPublish={() => props.deeds.publish(props.policy)}
              onDiscard={() => props.state.edit(id, null)}
            />
          )}
        </Show>
      </Lock>
      <Show when={versions().length > 0}>
        <PageSection
          title={words().versions}
          actions={
            <span class="policy-end">
              <span aria-hidden="true">{words().ends}</span>
              <DateButton
                size="small"
                disabled={!props.mayManage}
                dateLabel={words().ends}
                value={props.policy.until === null ? undefined : todayOf(props.policy.until)}
                today={todayOf(workspace.now())}
                onPick={date => props.deeds.retire(props.policy, date === undefined ? null : midnightOf(date))}
              />
            </span>
          }
        >
          <VersionsList
            versions={versions()}
            now={workspace.now()}
            choices={props.choices}
            calendarName={props.state.calendarName}
          />
        </PageSection>
      </Show>
    </section>
  )
}
