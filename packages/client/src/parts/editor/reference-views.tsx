import type { NodeViewRenderer } from "@tiptap/core"
import type { Node as ProseMirrorNode } from "@tiptap/pm/model"
import { createSignal, untrack, type Accessor, type JSX } from "solid-js"
import { render } from "solid-js/web"
import { ItemReference, MentionReference } from "../prose-references.tsx"
import type { References } from "../references.ts"
import type { ReferenceViews } from "./reference-nodes.ts"

/** How nodes that refer to something are drawn on a screen: as it is called now. */
export function referenceViews(references: References): ReferenceViews {
  return {
    mention: drawn("span", "prose-reference", node => (
      <MentionReference references={references} member={text(node(), "member")} label={text(node(), "label")} />
    )),
    itemLink: drawn("span", "prose-reference", node => (
      <ItemReference references={references} item={text(node(), "item")} label={text(node(), "label")} />
    )),
    attachment: drawn("div", "prose-attachment", node =>
      references.attachment(text(node(), "attachment"), text(node(), "label")),
    ),
  }
}

const text = (node: ProseMirrorNode, name: string): string => String(node.attrs[name] ?? "")

/** Draws a node that nobody writes in, and follows what it refers to. */
function drawn(tag: string, name: string, draw: (node: Accessor<ProseMirrorNode>) => JSX.Element): NodeViewRenderer {
  return ({ node }) => {
    const dom = document.createElement(tag)
    dom.className = name
    const [shown, setShown] = createSignal(node, { equals: false })
    const part = untrack(() => () => draw(shown))
    const dispose = render(part, dom)
    return {
      dom,
      update: next => {
        if (next.type !== node.type) return false
        setShown(next)
        return true
      },
      ignoreMutation: () => true,
      destroy: dispose,
    }
  }
}
