import { createServicePolicy, publishPolicy, setUsualTerms } from "@weft/model/actions/service-terms"
import {
  moveServicePolicy,
  patchServicePolicy,
  retireServicePolicy,
  trashServicePolicy,
} from "@weft/model/actions/service-policies"
import { newId, type PolicyVersionId, type ServiceCalendarId, type ServicePolicyId } from "@weft/model/base/ids"
import { AUDIENCES, type Audience, type ServicePolicy } from "@weft/model/schema/service"
import { findingsOf, widerValuesIn } from "@weft/model/service/policy-findings"
import { PolicyBook } from "@weft/model/service/policy-book"
import { nextVersion } from "@weft/model/service/stored-versions"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { AddLine } from "../../../parts/add-line.tsx"
import { useAct } from "../../../parts/acting.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import type { SortEdge } from "../../../parts/sortable.ts"
import { deviceZone } from "../../../parts/when.ts"
import { serviceWords } from "../../../text/service.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { serviceSettingsWords } from "../../../text/service-settings.ts"
import { Button } from "../../../ui/button.tsx"
import { EmptyState } from "../../../ui/empty-state.tsx"
import { Select } from "../../../ui/field.tsx"
import { arrowLeftIcon } from "../../../ui/icons.ts"
import { announce } from "../../../ui/live-region.tsx"
import { Lock } from "../../../ui/lock.tsx"
import type { MenuEntry } from "../../../ui/menu.tsx"
import { PageSection } from "../../../ui/page.tsx"
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { createFactChoices } from "./fact-choices.ts"
import { FindingsList } from "./findings-list.tsx"
import { PolicyEditor } from "./policy-editor.tsx"
import { PolicyRow } from "./policy-row.tsx"
import { createPolicyState, neighbour } from "./policy-state.ts"
import { VersionsList } from "./versions-list.tsx"
import "./policies.css"

/** What a service promises: the policies in the order in which they are asked, or one of them with its draft and its past. */
export function PoliciesSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => servicePoliciesWords()
  const state = createPolicyState(untrack(() => props.space))
  const choices = createFactChoices(untrack(() => props.space))
  const [openId, setOpen] = createSignal<string | null>(null)
  const [audience, setAudience] = createSignal<Audience>("customer")
  const open = createMemo(() => state.policies().find(({ id }) => id === openId()) ?? null)
  const findings = createMemo(() => {
    const wider = widerValuesIn(props.space.live.table("ticketCategories"))
    return findingsOf(state.terms(), new PolicyBook(state.terms()), wider)
  })
  const audiences = () => AUDIENCES.map(value => ({ value, label: words().audiences[value] }))

  const add = (name: string) => {
    const id = newId<ServicePolicyId>(workspace.random)
    if (!act(createServicePolicy, { id, name, audience: audience() }, words().did.create(name))) return
    // The line that it was written in goes with the list, so it has to be done with what was written.
    queueMicrotask(() => setOpen(id))
  }
  const promiseUsual = () => {
    const { random } = workspace
    const made = {
      calendar: newId<ServiceCalendarId>(random),
      policy: newId<ServicePolicyId>(random),
      version: newId<PolicyVersionId>(random),
    }
    const names = {
      calendarName: serviceWords().usualHours,
      policyName: serviceWords().usualPolicy,
      zone: deviceZone(),
    }
    act(setUsualTerms, { ...made, ...names }, serviceWords().step.terms)
  }
  const publish = ({ id, name }: ServicePolicy) => {
    const { calendar, from, terms } = state.draft(id)
    const publication = {
      id: newId<PolicyVersionId>(workspace.random),
      policy: id,
      calendar: calendar as ServiceCalendarId,
      from: from ?? workspace.now(),
      terms,
    }
    const version = nextVersion(state.versions(id))
    if (act(publishPolicy, publication, words().did.publish(name, version))) state.edit(id, null)
  }
  const moveBefore = (id: ServicePolicyId, before: ServicePolicyId | null) => {
    const name = state.policies().find(one => one.id === id)?.name ?? ""
    if (!act(moveServicePolicy, { policy: id, before }, words().did.move(name))) return
    const place = state.policies().findIndex(one => one.id === id)
    announce(words().moved(name, place + 1, state.policies().length))
  }
  const step = (policy: ServicePolicy, by: -1 | 1) => {
    const before = neighbour(state.policies(), policy.id, by)
    if (before !== undefined) moveBefore(policy.id, before)
  }
  const drop = (dragged: string, over: ServicePolicy, edge: SortEdge) => {
    const others = state.policies().filter(({ id }) => id !== dragged)
    const at = others.findIndex(({ id }) => id === over.id)
    moveBefore(dragged as ServicePolicyId, others[edge === "above" ? at : at + 1]?.id ?? null)
  }
  const entries = (policy: ServicePolicy): readonly MenuEntry[] => {
    const { id, name, until } = policy
    const retire = (at: number | null) =>
      void act(retireServicePolicy, { policy: id, until: at }, words().did.retire(name))
    const trash = () => {
      if (act(trashServicePolicy, { policy: id }, words().did.trash(name))) state.edit(id, null)
    }
    const can = (by: -1 | 1) => neighbour(state.policies(), id, by) !== undefined
    return [
      { label: words().moveUp, shortcut: "alt+up", disabled: !can(-1), onSelect: () => step(policy, -1) },
      { label: words().moveDown, shortcut: "alt+down", disabled: !can(1), onSelect: () => step(policy, 1) },
      { kind: "separator" },
      state.versions(id).length === 0
        ? { label: words().trash, danger: true, onSelect: trash }
        : until === null
          ? { label: words().retire, onSelect: () => retire(workspace.now()) }
          : { label: words().unretire, onSelect: () => retire(null) },
    ]
  }

  return (
    <Show
      when={open()}
      fallback={
        <PageSection title={serviceSettingsWords().sections.policies} hint={words().hint}>
          <Show
            when={state.policies().length > 0}
            fallback={
              <EmptyState
                title={words().empty}
                action={
                  <Show when={props.mayManage}>
                    <Button kind="primary" data-tooltip={serviceWords().usualTermsAre} onClick={promiseUsual}>
                      {serviceWords().usualTerms}
                    </Button>
                  </Show>
                }
              >
                {words().emptyBody}
              </EmptyState>
            }
          >
            <ol class="page-rows">
              <For each={state.policies().map(({ id }) => id)}>
                {id => (
                  <Show when={state.policies().find(one => one.id === id)}>
                    {policy => (
                      <PolicyRow
                        policy={policy()}
                        versions={state.versions(id)}
                        isDrafted={state.isDrafted(id)}
                        now={workspace.now()}
                        mayManage={props.mayManage}
                        choices={choices}
                        calendarName={state.calendarName}
                        entries={() => entries(policy())}
                        onOpen={() => setOpen(id)}
                        onStep={by => step(policy(), by)}
                        onDrop={(dragged, edge) => drop(dragged, policy(), edge)}
                      />
                    )}
                  </Show>
                )}
              </For>
            </ol>
          </Show>
          <Show when={props.mayManage}>
            <AddLine label={words().add} onAdd={add}>
              <Select label={words().forWhom} value={audience()} options={audiences()} onValue={setAudience} />
            </AddLine>
          </Show>
          <Show when={findings().length > 0}>
            <div class="service-part" role="group" aria-label={words().findings}>
              <h3>{words().findings}</h3>
              <FindingsList
                findings={findings()}
                policies={state.terms().policies}
                choices={choices}
                onGo={({ policy }) => setOpen(policy)}
              />
            </div>
          </Show>
        </PageSection>
      }
    >
      {policy => (
        <section class="policy-page" aria-label={policy().name}>
          <VisuallyHidden>
            <h2>{policy().name}</h2>
          </VisuallyHidden>
          <Button kind="quiet" size="small" icon={arrowLeftIcon} onClick={() => setOpen(null)}>
            {words().back}
          </Button>
          <Lock locked={!props.mayManage}>
            <div class="policy-title">
              <NameInput
                class="policy-name"
                label={words().nameOf(policy().name)}
                value={policy().name}
                onName={name => void act(patchServicePolicy, { policy: policy().id, name }, words().did.patch(name))}
              />
              <Select
                label={words().forWhom}
                value={policy().audience}
                options={audiences()}
                disabled={state.versions(policy().id).length > 0}
                onValue={value =>
                  void act(
                    patchServicePolicy,
                    { policy: policy().id, audience: value },
                    words().did.patch(policy().name),
                  )
                }
              />
            </div>
            <Show when={policy().id} keyed>
              {id => (
                <PolicyEditor
                  {...props}
                  policy={policy()}
                  terms={state.terms()}
                  versions={state.versions(id)}
                  draft={state.draft(id)}
                  isChanged={state.isDrafted(id)}
                  choices={choices}
                  onDraft={draft => state.edit(id, draft)}
                  onPublish={() => publish(policy())}
                  onDiscard={() => state.edit(id, null)}
                  onOpen={setOpen}
                />
              )}
            </Show>
          </Lock>
          <Show when={state.versions(policy().id).length > 0}>
            <PageSection title={words().versions}>
              <VersionsList
                versions={state.versions(policy().id)}
                now={workspace.now()}
                choices={choices}
                calendarName={state.calendarName}
              />
            </PageSection>
          </Show>
        </section>
      )}
    </Show>
  )
}
