import { AUDIENCES, type Audience } from "@weft/model/schema/service"
import { useNavigate, useSearch } from "@tanstack/solid-router"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { AddLine } from "../../../parts/add-line.tsx"
import { serviceWords } from "../../../text/service.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { serviceSettingsWords } from "../../../text/service-settings.ts"
import { Button } from "../../../ui/button.tsx"
import { EmptyState } from "../../../ui/empty-state.tsx"
import { Select } from "../../../ui/field.tsx"
import { PageSection } from "../../../ui/page.tsx"
import { sectionHref, type ServiceSectionProps } from "../sections.ts"
import { createFactChoices, type FactChoices } from "./fact-choices.ts"
import { FindingsList } from "./findings-list.tsx"
import { createPolicyDeeds, type PolicyDeeds } from "./policy-deeds.ts"
import { PolicyPage } from "./policy-page.tsx"
import { PolicyRow } from "./policy-row.tsx"
import { createPolicyState, type PolicyState } from "./policy-state.ts"
import "./policies.css"

/** What a service promises: the policies in the order in which they are asked, or one of them with its draft and its past. */
export function PoliciesSection(props: ServiceSectionProps): JSX.Element {
  const space = untrack(() => props.space)
  const state = createPolicyState(space)
  const deeds = createPolicyDeeds(space, state)
  const choices = createFactChoices(space)
  const search = useSearch({ strict: false }) as () => { readonly policy?: string }
  const navigate = useNavigate()
  const open = createMemo(() => state.policies().find(({ id }) => id === search().policy) ?? null)
  const go = (policy: string | null) => void navigate({ to: policyHref(props.spaceHref, policy) })
  return (
    <Show when={open()} fallback={<PolicyList {...props} state={state} deeds={deeds} choices={choices} onOpen={go} />}>
      {policy => <PolicyPage {...props} policy={policy()} state={state} deeds={deeds} choices={choices} onOpen={go} />}
    </Show>
  )
}

function policyHref(spaceHref: string, policy: string | null): string {
  return sectionHref(spaceHref, "policies") + (policy === null ? "" : `&policy=${policy}`)
}

interface PolicyListProps extends ServiceSectionProps {
  readonly state: PolicyState
  readonly deeds: PolicyDeeds
  readonly choices: FactChoices
  readonly onOpen: (policy: string) => void
}

function PolicyList(props: PolicyListProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => servicePoliciesWords()
  const [audience, setAudience] = createSignal<Audience>("customer")
  const policies = () => props.state.policies()
  const findings = createMemo(() => props.state.findings(props.state.terms(), workspace.now()))
  const add = (name: string) => {
    const id = props.deeds.add(name, audience())
    if (id !== null) props.onOpen(id)
  }
  const usual = () => (
    <Show when={props.mayManage}>
      <Button kind="primary" data-tooltip={serviceWords().usualTermsAre} onClick={() => props.deeds.promiseUsual()}>
        {serviceWords().usualTerms}
      </Button>
    </Show>
  )
  return (
    <PageSection title={serviceSettingsWords().sections.policies} hint={words().hint}>
      <Show
        when={policies().length > 0}
        fallback={
          <EmptyState title={words().empty} action={usual()}>
            {words().emptyBody}
          </EmptyState>
        }
      >
        <ol class="page-rows">
          <For each={policies().map(({ id }) => id)}>
            {id => (
              <Show when={policies().find(one => one.id === id)}>
                {policy => (
                  <PolicyRow
                    policy={policy()}
                    versions={props.state.versions(id)}
                    isDrafted={props.state.isDrafted(id)}
                    now={workspace.now()}
                    mayManage={props.mayManage}
                    choices={props.choices}
                    calendarName={props.state.calendarName}
                    entries={() => props.deeds.entries(policy())}
                    onOpen={() => props.onOpen(id)}
                    onStep={by => props.deeds.step(policy(), by)}
                    onDrop={(dragged, edge) => props.deeds.drop(dragged, policy(), edge)}
                  />
                )}
              </Show>
            )}
          </For>
        </ol>
      </Show>
      <Show when={props.mayManage}>
        <AddLine label={words().add} onAdd={add}>
          <Select
            label={words().forWhom}
            value={audience()}
            options={AUDIENCES.map(value => ({ value, label: words().audiences[value] }))}
            onValue={setAudience}
          />
        </AddLine>
      </Show>
      <Show when={findings().length > 0}>
        <div class="service-part" role="group" aria-label={words().findings}>
          <h3>{words().findings}</h3>
          <FindingsList
            findings={findings()}
            policies={props.state.terms().policies}
            choices={props.choices}
            onGo={({ policy }) => props.onOpen(policy)}
          />
        </div>
      </Show>
    </PageSection>
  )
}
