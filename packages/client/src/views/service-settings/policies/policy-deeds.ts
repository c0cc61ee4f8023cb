import {
  moveServicePolicy,
  patchServicePolicy,
  retireServicePolicy,
  trashServicePolicy,
} from "@weft/model/actions/service-policies"
import { createServicePolicy, publishPolicy, setUsualTerms } from "@weft/model/actions/service-terms"
import { newId, type PolicyVersionId, type ServiceCalendarId, type ServicePolicyId } from "@weft/model/base/ids"
import type { Audience, ServicePolicy } from "@weft/model/schema/service"
import { nextVersion } from "@weft/model/service/stored-versions"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import type { SortEdge } from "../../../parts/sortable.ts"
import { deviceZone } from "../../../parts/when.ts"
import { serviceWords } from "../../../text/service.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { announce } from "../../../ui/live-region.tsx"
import type { MenuEntry } from "../../../ui/menu.tsx"
import { neighbour, type PolicyState } from "./policy-state.ts"

/** What can be done to the policies of a service; what is refused is said. */
export interface PolicyDeeds {
  /** Makes a policy and answers which; nothing where that was refused. */
  readonly add: (name: string, audience: Audience) => ServicePolicyId | null
  readonly promiseUsual: () => void
  readonly rename: (policy: ServicePolicy, name: string) => void
  readonly setAudience: (policy: ServicePolicy, audience: Audience) => void
  readonly publish: (policy: ServicePolicy) => void
  /** Ends it at an instant, in milliseconds since 1970; null takes that back. */
  readonly retire: (policy: ServicePolicy, until: number | null) => void
  /** Goes a place up or down. */
  readonly step: (policy: ServicePolicy, by: -1 | 1) => void
  readonly drop: (dragged: string, over: ServicePolicy, edge: SortEdge) => void
  readonly entries: (policy: ServicePolicy) => readonly MenuEntry[]
}

/** What the settings of a service do to its policies; drafts are taken from the state. */
export function createPolicyDeeds(space: SpaceData, state: PolicyState): PolicyDeeds {
  const workspace = useWorkspace()
  const act = useAct(() => space.id)
  const words = () => servicePoliciesWords()
  const moveBefore = (id: ServicePolicyId, before: ServicePolicyId | null) => {
    const name = state.policies().find(one => one.id === id)?.name ?? ""
    if (!act(moveServicePolicy, { policy: id, before }, words().did.move(name))) return
    const place = state.policies().findIndex(one => one.id === id)
    announce(words().moved(name, place + 1, state.policies().length))
  }
  const step = ({ id }: ServicePolicy, by: -1 | 1) => {
    const before = neighbour(state.policies(), id, by)
    if (before !== undefined) moveBefore(id, before)
  }
  const retire = ({ id, name }: ServicePolicy, until: number | null) =>
    void act(retireServicePolicy, { policy: id, until }, words().did.retire(name))
  const trash = ({ id, name }: ServicePolicy) => {
    if (act(trashServicePolicy, { policy: id }, words().did.trash(name))) state.edit(id, null)
  }
  return {
    add(name, audience) {
      const id = newId<ServicePolicyId>(workspace.random)
      return act(createServicePolicy, { id, name, audience }, words().did.create(name)) ? id : null
    },
    promiseUsual() {
      const { random } = workspace
      const { usualHours, usualPolicy, step: did } = serviceWords()
      const made = {
        calendar: newId<ServiceCalendarId>(random),
        policy: newId<ServicePolicyId>(random),
        version: newId<PolicyVersionId>(random),
      }
      act(setUsualTerms, { ...made, calendarName: usualHours, policyName: usualPolicy, zone: deviceZone() }, did.terms)
    },
    rename: ({ id, name: before }, name) =>
      void act(patchServicePolicy, { policy: id, name }, words().did.patch(before)),
    setAudience: ({ id, name }, audience) =>
      void act(patchServicePolicy, { policy: id, audience }, words().did.patch(name)),
    publish({ id, name }) {
      const { calendar, from, terms } = state.draft(id)
      const version = nextVersion(state.versions(id))
      const publication = {
        id: newId<PolicyVersionId>(workspace.random),
        policy: id,
        calendar: calendar as ServiceCalendarId,
        // A day that has passed while the draft lay there is over: nothing is promised for the past.
        from: Math.max(from ?? 0, workspace.now()),
        terms,
      }
      if (act(publishPolicy, publication, words().did.publish(name, version))) state.edit(id, null)
    },
    retire,
    step,
    drop(dragged, over, edge) {
      const others = state.policies().filter(({ id }) => id !== dragged)
      const at = others.findIndex(({ id }) => id === over.id)
      moveBefore(dragged as ServicePolicyId, others[edge === "above" ? at : at + 1]?.id ?? null)
    },
    entries(policy) {
      const can = (by: -1 | 1) => neighbour(state.policies(), policy.id, by) !== undefined
      const ending: MenuEntry =
        policy.until === null
          ? { label: words().retire, onSelect: () => retire(policy, workspace.now()) }
          : { label: words().unretire, onSelect: () => retire(policy, null) }
      return [
        { label: words().moveUp, shortcut: "alt+up", disabled: !can(-1), onSelect: () => step(policy, -1) },
        { label: words().moveDown, shortcut: "alt+down", disabled: !can(1), onSelect: () => step(policy, 1) },
        { kind: "separator" },
        state.versions(policy.id).length === 0
          ? { label: words().trash, danger: true, onSelect: () => trash(policy) }
          : ending,
      ]
    },
  }
}
