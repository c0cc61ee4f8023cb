import type { Policy } from "@weft/model/service/policy"
import type { PolicyFinding } from "@weft/model/service/policy-findings"
import { For, Show, type JSX } from "solid-js"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Button } from "../../../ui/button.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { circleCheckIcon, infoIcon, triangleAlertIcon } from "../../../ui/icons.ts"
import type { FactChoices } from "./fact-choices.ts"
import { findingWords } from "./finding-words.ts"

export interface FindingsListProps {
  readonly findings: readonly PolicyFinding[]
  readonly policies: readonly Policy[]
  readonly choices: FactChoices
  readonly onGo: (finding: PolicyFinding) => void
}

/** What is doubtful about promises, each with the way to where it is. */
export function FindingsList(props: FindingsListProps): JSX.Element {
  const sentences = () =>
    props.findings.map(finding => ({ finding, words: findingWords(finding, props.policies, props.choices) }))
  return (
    <div class="findings" role="status">
      <Show
        when={sentences().length > 0}
        fallback={
          <p class="finding-none">
            <Icon icon={circleCheckIcon} size={14} />
            {servicePoliciesWords().noFindings}
          </p>
        }
      >
        <ul>
          <For each={sentences()}>
            {({ finding, words }) => (
              <li class="finding" data-finding={finding.finding}>
                <Icon icon={finding.finding === "overlap" ? infoIcon : triangleAlertIcon} size={14} />
                <span>{words}</span>
                <Button size="small" kind="quiet" onClick={() => props.onGo(finding)}>
                  {servicePoliciesWords().goThere}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}
