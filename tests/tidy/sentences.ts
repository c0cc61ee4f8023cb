import { Visitor } from "vite"
import { placeOf, type Source } from "./source.ts"

/** Attributes whose value a person reads or hears. */
const SPOKEN = /^(aria-(label|description|placeholder|roledescription|valuetext)|title|placeholder|alt|label)$/

/** The name of the product reads the same in every language. */
const NAME = "Weft"

interface Node {
  readonly type: string
  readonly start: number
}

/** Every piece of text for a person that a module writes itself instead of taking it from the catalogue. */
export function sentencesOf(source: Source): readonly string[] {
  const sentences: string[] = []
  const note = (start: number, text: string) => {
    if (/\p{L}/u.test(text) && text.trim() !== NAME) sentences.push(`${placeOf(source, start)} ${text.trim()}`)
  }
  const noteAll = (node: Node) => {
    for (const [start, text] of literalsOf(node)) note(start, text)
  }
  const noteChildren = (children: readonly Node[]) => {
    for (const child of children) {
      if (child.type === "JSXText") note(child.start, (child as Node & { value: string }).value)
      if (child.type === "JSXExpressionContainer") noteAll((child as Node & { expression: Node }).expression)
    }
  }
  new Visitor({
    JSXElement: ({ children }) => noteChildren(children),
    JSXFragment: ({ children }) => noteChildren(children),
    JSXAttribute({ name, value }) {
      if (name.type !== "JSXIdentifier" || !SPOKEN.test(name.name) || value === null) return
      noteAll(value.type === "JSXExpressionContainer" ? value.expression : value)
    },
  }).visit(source.parsed.program)
  return sentences
}

/** The texts that an expression can be: itself, the arms of a choice, the written parts of a template. */
function literalsOf(node: Node): readonly (readonly [number, string])[] {
  const choice = node as Node & { value?: unknown; left?: Node; right?: Node; consequent?: Node; alternate?: Node }
  switch (node.type) {
    case "Literal":
      return typeof choice.value === "string" ? [[node.start, choice.value]] : []
    case "TemplateLiteral":
      return (node as Node & { quasis: { start: number; value: { raw: string } }[] }).quasis.map(
        ({ start, value }) => [start, value.raw] as const,
      )
    case "ConditionalExpression":
    case "LogicalExpression":
      // The left of `&&` is asked, not shown.
      return [
        choice.consequent,
        choice.alternate,
        (node as Node & { operator?: string }).operator === "&&" ? undefined : choice.left,
        choice.right,
      ].flatMap(arm => (arm === undefined ? [] : literalsOf(arm)))
    default:
      return []
  }
}
