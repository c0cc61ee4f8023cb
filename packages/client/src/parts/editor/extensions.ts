import type { AnyExtension, Extensions } from "@tiptap/core"
import { Blockquote } from "@tiptap/extension-blockquote"
import { Bold } from "@tiptap/extension-bold"
import { Code } from "@tiptap/extension-code"
import { CodeBlock } from "@tiptap/extension-code-block"
import { Document } from "@tiptap/extension-document"
import { HardBreak } from "@tiptap/extension-hard-break"
import { Heading } from "@tiptap/extension-heading"
import { HorizontalRule } from "@tiptap/extension-horizontal-rule"
import { Italic } from "@tiptap/extension-italic"
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from "@tiptap/extension-list"
import { Paragraph } from "@tiptap/extension-paragraph"
import { Strike } from "@tiptap/extension-strike"
import { Text } from "@tiptap/extension-text"
import { foreignParts } from "./foreign-nodes.ts"
import { Link } from "./link.ts"
import { referenceNodes, type ReferenceViews } from "./reference-nodes.ts"
import type { References } from "../references.ts"

export interface ProseExtensions {
  readonly references: References
  readonly views: ReferenceViews
  /** What a box of a check is called by assistive technology. */
  readonly checkLabel: (text: string) => string
  /** The nodes of tables, once they were fetched. */
  readonly tables: Extensions
}

/**
 * The nodes and marks of prose. A comment's editor has all of them as well, since what was pasted or written by another
 * build shall show; it only offers fewer.
 */
export function proseExtensions({ references, views, checkLabel, tables }: ProseExtensions): Extensions {
  const own: readonly AnyExtension[] = [
    Document,
    Text,
    Paragraph,
    Heading.configure({ levels: [1, 2, 3] }),
    // A quote of a comment holds its id, and whose it is.
    Blockquote.extend({
      addAttributes: () => ({
        comment: { default: null, rendered: false },
        member: { default: null, rendered: false },
      }),
    }),
    BulletList,
    OrderedList,
    ListItem,
    TaskList,
    TaskItem.configure({ nested: true, a11y: { checkboxLabel: node => checkLabel(node.textContent) } }),
    // Marks and references within code come from somebody who wrote while it was turned into code: they stand.
    CodeBlock.extend({ content: "inline*", marks: "_" }),
    HorizontalRule,
    HardBreak,
    Bold,
    Italic,
    Strike,
    // Code stands beside other marks: what two people marked at the same time keeps both.
    Code.extend({ excludes: "" }),
    Link,
    ...referenceNodes(references, views),
    ...tables,
  ]
  const types = own.filter(({ type, name }) => type === "node" && name !== "doc" && name !== "text")
  return [...own, ListKeymap, ...foreignParts(types.map(({ name }) => name))]
}
