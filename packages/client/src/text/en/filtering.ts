import type { Expected } from "@weft/model/query/read-filter"

const EXPECTED: Record<Expected, string> = {
  field: "There is no such field.",
  operator: "This field is not asked like that.",
  value: "A value is missing here.",
  name: "Nothing has this name.",
  day: "Write a day: today+7d, next week, 2026-12-18.",
  number: "Write a number.",
  duration: "Write a duration: 2h, 1h30m, 3d.",
  flag: "Write yes or no.",
  "one-value": "One value stands here, or two ends with .. between them, after “in”.",
  condition: "A condition is missing here.",
  closing: "A closing bracket is missing.",
  quote: "A closing quote is missing.",
  end: "Nothing opened the bracket.",
  less: "This is more than a filter holds.",
}

/** Words of the filter that is written. */
export const filtering = {
  field: "Filter",
  placeholder: "assignee:me and due < next week",
  completions: "What may stand here",
  faults: EXPECTED,
  nearest: (name: string) => `Did you mean ${name}?`,
  hint: "Tab completes, Enter applies",
}

export type FilteringWords = typeof filtering
