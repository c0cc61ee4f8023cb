import type { FormField } from "@weft/model/schema/offering-content"
import { wordsIn } from "@weft/model/schema/offering-content"
import type { Answer } from "@weft/model/schema/request-answer"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { catalogueWords } from "../../text/catalogue.ts"
import { format, language, t } from "../../text/index.ts"

/** An answer to a field as somebody reads it; empty where there is none. */
export function answerWords(
  field: FormField,
  answer: Answer | null | undefined,
  setup: Pick<Snapshot, "members" | "items">,
  today: string,
): string {
  if (answer === undefined || answer === null) return field.kind === "flag" ? catalogueWords().no : ""
  switch (field.kind) {
    case "flag":
      return answer === true ? catalogueWords().yes : catalogueWords().no
    case "number":
      return typeof answer === "number" ? format().number(answer) : String(answer)
    case "date":
      return format().shortDate(String(answer), today)
    case "select": {
      const option = field.options.find(({ key }) => key === answer)
      return option === undefined ? String(answer) : wordsIn(option.label, language())
    }
    case "person":
      return setup.members.get(String(answer))?.name ?? catalogueWords().somebody
    case "item":
      return setup.items.get(String(answer))?.title || t().item.untitled
    case "text":
    case "long-text":
      return String(answer)
  }
}
