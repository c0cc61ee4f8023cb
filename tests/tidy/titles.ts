import { Visitor } from "vite"
import { placeOf, type Source } from "./source.ts"

/** The name of one test, as far as it is written down; what is filled in at run time reads as `…`. */
export interface Title {
  readonly place: string
  readonly name: string
}

/** Functions that make a test or a group of tests out of a name and a body; suites have helpers of their own. */
const MAKERS = /^(test|it|describe|\w*(case|scenario|journey|row|law)s?)$/i

/** The names of all tests of a module: `test("…")`, `describe.each(…)("…")`, `mergeCase("…")`. */
export function titlesOf(source: Source): readonly Title[] {
  const titles: Title[] = []
  new Visitor({
    CallExpression(node) {
      const name = writtenText(node.arguments[0])
      if (name !== undefined && MAKERS.test(makerName(node.callee)))
        titles.push({ place: placeOf(source, node.start), name })
    },
  }).visit(source.parsed.program)
  return titles
}

interface Node {
  readonly type: string
}

/** The first name of a callee: `test` for `test`, `test.only`, `test.each(table)` and `test.each(table).only`. */
export function makerName(callee: Node): string {
  const node = callee as Node & { name?: string; object?: Node; callee?: Node; tag?: Node }
  if (node.type === "Identifier") return node.name ?? ""
  const inner = node.object ?? node.callee ?? node.tag
  return inner === undefined ? "" : makerName(inner)
}

function writtenText(node: Node | undefined): string | undefined {
  const text = node as (Node & { value?: unknown; quasis?: { value: { cooked: string | null } }[] }) | undefined
  if (text?.type === "Literal" && typeof text.value === "string") return text.value
  if (text?.type === "TemplateLiteral") return text.quasis?.map(part => part.value.cooked ?? "").join("…")
  return undefined
}
