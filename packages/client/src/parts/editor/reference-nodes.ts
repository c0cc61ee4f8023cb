import { Node, type Extensions, type NodeViewRenderer } from "@tiptap/core"
import type { References } from "../references.ts"

/** How each of them is drawn; null draws it as HTML has it. */
export interface ReferenceViews {
  readonly mention: NodeViewRenderer | null
  readonly itemLink: NodeViewRenderer | null
  readonly attachment: NodeViewRenderer | null
}

/** An id from pasted HTML, which may be anything. */
function pastedId(element: HTMLElement, name: string): string | null {
  const id = element.getAttribute(name)
  return id !== null && /^[\w-]{1,64}$/.test(id) ? id : null
}

function pastedLabel(element: HTMLElement): string {
  return (element.textContent ?? "").slice(0, 200)
}

const text = (raw: unknown): string => (typeof raw === "string" ? raw : "")

/** Mentions, links to items and attached files, as nodes that hold ids. */
export function referenceNodes(references: References, views: ReferenceViews): Extensions {
  return [
    Node.create({
      name: "mention",
      group: "inline",
      inline: true,
      atom: true,
      selectable: true,
      addAttributes: () => ({ member: { default: null }, label: { default: "" } }),
      parseHTML: () => [
        {
          tag: "span[data-member]",
          getAttrs: element => {
            const member = pastedId(element, "data-member")
            return member === null ? false : { member, label: pastedLabel(element).replace(/^@/, "") }
          },
        },
      ],
      renderHTML: ({ node }) => [
        "span",
        { "data-member": text(node.attrs["member"]) },
        `@${references.memberName(text(node.attrs["member"])) ?? text(node.attrs["label"])}`,
      ],
      renderText: ({ node }) => `@${references.memberName(text(node.attrs["member"])) ?? text(node.attrs["label"])}`,
      addNodeView: () => views.mention,
    }),
    Node.create({
      name: "itemLink",
      group: "inline",
      inline: true,
      atom: true,
      selectable: true,
      addAttributes: () => ({ item: { default: null }, label: { default: "" } }),
      parseHTML: () => [
        {
          tag: "span[data-item]",
          getAttrs: element => {
            const item = pastedId(element, "data-item")
            return item === null ? false : { item, label: pastedLabel(element) }
          },
        },
      ],
      renderHTML: ({ node }) => [
        "span",
        { "data-item": text(node.attrs["item"]) },
        references.itemText(text(node.attrs["item"])) ?? text(node.attrs["label"]),
      ],
      renderText: ({ node }) => references.itemText(text(node.attrs["item"])) ?? text(node.attrs["label"]),
      addNodeView: () => views.itemLink,
    }),
    Node.create({
      name: "attachment",
      group: "block",
      atom: true,
      draggable: true,
      addAttributes: () => ({ attachment: { default: null }, label: { default: "" } }),
      parseHTML: () => [
        {
          tag: "div[data-attachment]",
          getAttrs: element => {
            const attachment = pastedId(element, "data-attachment")
            return attachment === null ? false : { attachment, label: pastedLabel(element) }
          },
        },
      ],
      renderHTML: ({ node }) => [
        "div",
        { "data-attachment": text(node.attrs["attachment"]) },
        text(node.attrs["label"]),
      ],
      renderText: ({ node }) => text(node.attrs["label"]),
      addNodeView: () => views.attachment,
    }),
  ]
}
