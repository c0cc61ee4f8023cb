import { Extension, Mark, Node, type Extensions } from "@tiptap/core"
import { plainTextOf, type ProseNode } from "@weft/model/schema/prose"
import { FOREIGN_BLOCK, FOREIGN_INLINE, FOREIGN_MARK, OTHERS } from "./foreign.ts"

/** The most letters of a foreign part that are shown; all of it is kept. */
const MOST_LETTERS = 2000

const held = () => ({ held: { default: null, rendered: false } })

function lettersOf(node: { readonly attrs: Record<string, unknown> }): string {
  return plainTextOf([node.attrs["held"] as ProseNode]).slice(0, MOST_LETTERS)
}

const foreignBlock = Node.create({
  name: FOREIGN_BLOCK,
  group: "block",
  atom: true,
  selectable: true,
  draggable: false,
  addAttributes: held,
  renderHTML: ({ node }) => ["div", { class: "prose-foreign" }, lettersOf(node)],
  renderText: ({ node }) => lettersOf(node),
})

const foreignInline = Node.create({
  name: FOREIGN_INLINE,
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: held,
  renderHTML: ({ node }) => ["span", { class: "prose-foreign" }, lettersOf(node)],
  renderText: ({ node }) => lettersOf(node),
})

const foreignMark = Mark.create({
  name: FOREIGN_MARK,
  inclusive: false,
  addAttributes: held,
  renderHTML: () => ["span", 0],
})

/** Gives the nodes room for attributes that only another build knows. */
const others = (types: readonly string[]) =>
  Extension.create({
    name: "others",
    addGlobalAttributes: () => [
      { types: [...types], attributes: { [OTHERS]: { default: null, rendered: false, keepOnSplit: false } } },
    ],
  })

/** What carries along what a text holds and this editor does not know. `types` are the nodes that it does know. */
export function foreignParts(types: readonly string[]): Extensions {
  return [foreignBlock, foreignInline, foreignMark, others(types)]
}
