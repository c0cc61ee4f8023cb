import { moveAssignmentRule, setRuleAutomatic, trashAssignmentRule } from "@weft/model/actions/assignment-rules"
import { assignablePeople } from "@weft/model/capacity/assignable-people"
import type { AssignmentRule } from "@weft/model/schema/assignment-rules"
import { assignmentFindings } from "@weft/model/service/assignment-findings"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { useAct } from "../../../parts/acting.ts"
import { assignmentWords } from "../../../text/assignment.ts"
import { Button } from "../../../ui/button.tsx"
import { Switch } from "../../../ui/checkbox.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { plusIcon, routeIcon, triangleAlertIcon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import { createFactChoices } from "../policies/fact-choices.ts"
import { RowsInOrder } from "../rows-in-order.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { createRuleWords } from "./rule-words.ts"
import { RotasSection } from "./rotas-section.tsx"
import { RuleDialog } from "./rule-dialog.tsx"
import { SkillsSection } from "./skills-section.tsx"
import "../policies/policies.css"
import "./assignment.css"

/** Who gets the tickets of a service: rules in their order, what people can do, and who is on call. */
export function AssignmentSection(props: ServiceSectionProps): JSX.Element {
  return (
    <>
      <RulesSection {...props} />
      <SkillsSection {...props} />
      <RotasSection {...props} />
    </>
  )
}

function RulesSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const space = untrack(() => props.space)
  const choices = createFactChoices(space)
  const words = createRuleWords(workspace, space, choices)
  const [edited, setEdited] = createSignal<AssignmentRule | "new" | null>(null)
  const saved = (rule: AssignmentRule) => assignmentWords().saved(rule.name)
  return (
    <PageSection
      title={assignmentWords().rules}
      hint={assignmentWords().rulesHint}
      actions={
        <Show when={props.mayManage}>
          <Button icon={plusIcon} onClick={() => setEdited("new")}>
            {assignmentWords().newRule}
          </Button>
        </Show>
      }
    >
      <Findings {...props} say={words.finding} />
      <RowsInOrder
        table={props.space.live.table("assignmentRules")}
        icon={routeIcon}
        empty={assignmentWords().noRules}
        mayManage={props.mayManage}
        onEdit={setEdited}
        onPlace={(rule, before) =>
          void act(moveAssignmentRule, { rule: rule.id, before: before?.id ?? null }, saved(rule))
        }
        onTrash={rule => void act(trashAssignmentRule, { rule: rule.id }, saved(rule))}
        about={rule => (
          <span class="assignment-about">
            <span class="ordered-row-words">{words.when(rule())}</span>
            <span class="assignment-gives">→ {words.gives(rule())}</span>
          </span>
        )}
        beside={rule => (
          <Switch
            label={assignmentWords().automaticIs(rule().name)}
            checked={rule().automaticFrom > 0}
            disabled={!props.mayManage}
            onChange={isAutomatic => void act(setRuleAutomatic, { rule: rule().id, isAutomatic }, saved(rule()))}
          >
            <span class="assignment-automatic">
              {rule().automaticFrom > 0 ? assignmentWords().automatic : assignmentWords().suggests}
            </span>
          </Switch>
        )}
      />
      <Show when={edited()} keyed>
        {rule => (
          <RuleDialog
            space={props.space}
            rule={rule === "new" ? null : rule}
            choices={choices}
            mayManage={props.mayManage}
            onClose={() => setEdited(null)}
          />
        )}
      </Show>
    </PageSection>
  )
}

/** What is doubtful about the rules and the rotas that they ask. */
function Findings(
  props: ServiceSectionProps & { readonly say: ReturnType<typeof createRuleWords>["finding"] },
): JSX.Element {
  const workspace = useWorkspace()
  const findings = createMemo(() => {
    for (const kind of ["assignmentRules", "skills", "rotas", "rotaTurns", "ticketCategories"] as const)
      props.space.live.table(kind)
    for (const kind of ["members", "teams"] as const) workspace.live.table(kind)
    const snapshot = workspace.snapshot(props.space.id)
    const now = workspace.now()
    return assignmentFindings(snapshot, assignablePeople(snapshot, now), now)
  })
  return (
    <Show when={findings().length > 0}>
      <ul class="assignment-findings" role="status">
        <For each={findings()}>
          {finding => (
            <li class="assignment-finding">
              <Icon icon={triangleAlertIcon} size={14} />
              <span>{props.say(finding)}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
