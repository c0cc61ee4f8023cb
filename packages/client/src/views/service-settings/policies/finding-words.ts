import type { PolicyFinding } from "@weft/model/service/policy-findings"
import type { Policy } from "@weft/model/service/policy"
import { serviceWords } from "../../../text/service.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import type { FactChoices } from "./fact-choices.ts"

/** What is doubtful about policies, as a sentence. */
export function findingWords(finding: PolicyFinding, policies: readonly Policy[], choices: FactChoices): string {
  const says = servicePoliciesWords().finding
  const named = (id: string) => policies.find(policy => policy.id === id)?.name ?? id
  const policy = named(finding.policy)
  switch (finding.finding) {
    case "overlap":
    case "never-chosen":
      return says[finding.finding](policy, named(finding.other))
    case "never-matches": {
      const sentence = isUnsaid(finding, policies) ? says["condition-unsaid"] : says["never-matches"]
      return sentence(policy, choices.factName(finding.fact))
    }
    case "same-policy":
      return says["same-policy"](policy)
    case "same-version":
    case "ends-before-it-begins":
    case "unusable-calendar":
      return says[finding.finding](policy, finding.version)
    case "versions-overlap":
      return says["versions-overlap"](policy, finding.version, finding.other)
    case "same-target":
    case "bad-promise":
    case "answer-after-resolution":
    case "same-step":
    case "bad-step":
      return says[finding.finding](policy, targetName(finding, policies))
  }
}

function targetName(
  { policy, version, target }: { readonly policy: string; readonly version: number; readonly target: string },
  policies: readonly Policy[],
): string {
  const versions = policies.find(({ id }) => id === policy)?.versions ?? []
  const found = versions.findLast(one => one.version === version)?.targets.find(({ key }) => key === target)
  return found === undefined ? target : serviceWords().targets[found.kind]
}

/** Whether a condition was begun and nothing chosen in it yet. */
function isUnsaid(
  { policy, version, fact }: { readonly policy: string; readonly version: number; readonly fact: string },
  policies: readonly Policy[],
): boolean {
  const versions = policies.find(({ id }) => id === policy)?.versions ?? []
  const conditions = versions.findLast(one => one.version === version)?.conditions ?? []
  return conditions.some(one => one.fact === fact && one.values.length === 0)
}
