import { isCurrency, WORDING_LANGUAGES, type OfferingContent, type Wording } from "../schema/offering-content.ts"

/** Why an offering cannot be published: a reason that refusals have sentences for. */
export type OfferingFault =
  | "title-missing"
  | "field-label-missing"
  | "field-options-missing"
  | "option-label-missing"
  | "condition-not-above"
  | "audience-without-organisations"
  | "currency-unknown"
  | "task-title-missing"
  | "task-waits-below"

/** What is wrong, and with which field, option or task; `key` is empty where it is the offering itself. */
export interface FoundFault {
  readonly fault: OfferingFault
  readonly key: string
}

/** All that keeps an offering from being published, in the order in which it stands in its editor. */
export function faultsOfOffering(content: OfferingContent): readonly FoundFault[] {
  const { title, audience, organisations, cost } = content
  const faults: FoundFault[] = []
  const of = (fault: OfferingFault, key = "") => faults.push({ fault, key })
  if (isSilent(title)) of("title-missing")
  if (audience === "organisations" && organisations.length === 0) of("audience-without-organisations")
  if (cost !== null && !isCurrency(cost.currency)) of("currency-unknown")
  checkForm(content, of)
  checkTasks(content, of)
  return faults
}

type Note = (fault: OfferingFault, key: string) => void

function checkForm({ form }: OfferingContent, of: Note): void {
  const above = new Set<string>()
  for (const { key, kind, label, options, shownIf } of form) {
    if (isSilent(label)) of("field-label-missing", key)
    if (kind === "select" && options.length === 0) of("field-options-missing", key)
    if (options.some(option => isSilent(option.label))) of("option-label-missing", key)
    if (shownIf !== null && !above.has(shownIf.field)) of("condition-not-above", key)
    above.add(key)
  }
}

function checkTasks({ form, tasks }: OfferingContent, of: Note): void {
  const fields = new Set(form.map(({ key }) => key))
  const above = new Set<string>()
  for (const { key, title, after, onlyIf } of tasks) {
    if (isSilent(title)) of("task-title-missing", key)
    if (after.some(other => !above.has(other))) of("task-waits-below", key)
    if (onlyIf !== null && !fields.has(onlyIf.field)) of("condition-not-above", key)
    above.add(key)
  }
}

function isSilent(wording: Wording): boolean {
  return WORDING_LANGUAGES.every(language => (wording[language] ?? "").trim() === "")
}
