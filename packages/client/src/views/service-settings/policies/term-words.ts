import type { TermsDifference } from "@weft/model/service/terms-difference"
import type { StoredTerms } from "@weft/model/service/space-terms"
import type { Amount, Target } from "@weft/model/service/policy"
import { format, t } from "../../../text/index.ts"
import { serviceWords } from "../../../text/service.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { countIn, unitOf } from "./amounts.ts"
import type { FactChoices } from "./fact-choices.ts"

/** An amount as it was promised: "40 h" of work, never as days of eight hours. */
function amountWords(amount: Amount): string {
  const unit = unitOf(amount)
  if (unit === "days") return serviceWords().days(amount.amount)
  return format().quantity(countIn(amount, unit), unit === "hours" ? t().time.hourUnit : t().time.minuteUnit)
}

/** What a version promises in one line: "First reply 2 h · Resolution 40 h". */
export function targetsWords({ targets }: Pick<StoredTerms, "targets">): string {
  return targets.map(({ kind, promise }) => `${serviceWords().targets[kind]} ${amountWords(promise)}`).join(" · ")
}

/** Whom a version is for: its conditions, or every ticket. */
export function conditionsWords({ conditions }: Pick<StoredTerms, "conditions">, choices: FactChoices): string {
  if (conditions.length === 0) return servicePoliciesWords().everyTicket
  return conditions.map(condition => choices.conditionWords(condition)).join(", ")
}

/** One thing in which a version differs, as a sentence. */
export function differenceWords(
  difference: TermsDifference,
  choices: FactChoices,
  calendarName: (id: string) => string,
): string {
  const words = servicePoliciesWords()
  const says = words.differs
  const name = ({ kind }: Target) => serviceWords().targets[kind]
  const rests = ({ pausesIn }: Target) => format().list(pausesIn.map(state => restName(state, choices)))
  switch (difference.differs) {
    case "calendar":
      return says.calendar(calendarName(difference.before), calendarName(difference.after))
    case "condition-added":
    case "condition-removed":
      return says[difference.differs](choices.conditionWords(difference.condition))
    case "target-added":
      return says["target-added"](name(difference.target), amountWords(difference.target.promise))
    case "target-removed":
      return says["target-removed"](name(difference.target))
    case "promise":
      return says.promise(
        name(difference.after),
        amountWords(difference.before.promise),
        amountWords(difference.after.promise),
      )
    case "rests":
      return says.rests(name(difference.after), rests(difference.before), rests(difference.after))
    case "while":
    case "steps":
      return says[difference.differs](name(difference.after))
    case "onChange":
      return says.onChange(words.onChanges[difference.after === "keep" ? "keep" : "restart"])
    case "appliesTo":
      return says.appliesTo(words.appliesTos[difference.after === "open-tickets" ? "open-tickets" : "new-tickets"])
    case "onReopen":
      return says.onReopen(words.onReopens[difference.after === "continue" ? "continue" : "restart"])
  }
}

function restName(state: string, choices: FactChoices): string {
  return choices.resting().find(({ id }) => id === state)?.label ?? servicePoliciesWords().unknown(state)
}
