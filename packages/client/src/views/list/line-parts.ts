import type { ListNode } from "@weft/model/query/list-tree"
import { createMemo } from "solid-js"
import type { ListState } from "./list-context.ts"

/** The ids of elements, which `aria-activedescendant` names. */
export const lineElementId = (line: string): string => `line-${line}`
export const cellElementId = (line: string, column: string): string => `cell-${line}-${column}`

export interface LineProps {
  readonly line: string
}

/** The node of an item's line; the same while it says the same, so that what follows it rests. */
export function createNode(list: ListState, line: () => string): () => ListNode | undefined {
  return createMemo(
    () => {
      const found = list.model.line(line())
      return found?.kind === "item" ? found.node : undefined
    },
    undefined,
    {
      equals: (before, after) =>
        before?.depth === after?.depth && before?.children === after?.children && before?.isFolded === after?.isFolded,
    },
  )
}
