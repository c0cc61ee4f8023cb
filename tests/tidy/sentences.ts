import { Visitor } from "vite"
import { placeOf, type Source } from "./source.ts"

/** Attributes whose value a person reads or hears. */
const SPOKEN = /^(aria-(label|description|placeholder|roledescription|valuetext)|title|placeholder|alt|label)$/

/** The name of the product reads the same in every language. */
const NAME = "Weft"

/** Properties of an element whose value a person reads. */
const SHOWN = /^(textContent|innerText|innerHTML|title|placeholder|ariaLabel|alt)$/

/** The fields of what is told by a message or an announcement. */
const TOLD = /^(announce|showToast)$/

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
    Property({ key, value }) {
      const name = key.type === "Literal" ? String(key.value) : key.type === "Identifier" ? key.name : ""
      if (name.startsWith("aria-") && SPOKEN.test(name)) noteAll(value)
    },
    AssignmentExpression({ left, right }) {
      if (left.type !== "MemberExpression" || left.property.type !== "Identifier") return
      if (SHOWN.test(left.property.name)) noteAll(right)
    },
    CallExpression({ callee, arguments: given }) {
      const called = callee.type === "MemberExpression" ? callee.property : callee
      if (called.type !== "Identifier") return
      const [first, second] = given
      if (called.name === "setAttribute" && first?.type === "Literal" && SPOKEN.test(String(first.value)) && second)
        noteAll(second)
      if (!TOLD.test(called.name) || first === undefined) return
      noteAll(first)
      if (first.type !== "ObjectExpression") return
      for (const property of first.properties) if (property.type === "Property") noteAll(property.value)
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
