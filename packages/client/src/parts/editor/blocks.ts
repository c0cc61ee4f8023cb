import type { Editor } from "@tiptap/core"
import {
  heading1Icon,
  heading2Icon,
  heading3Icon,
  listChecksIcon,
  listIcon,
  listOrderedIcon,
  minusIcon,
  paperclipIcon,
  pilcrowIcon,
  quoteIcon,
  squareCodeIcon,
  tableIcon,
} from "../../ui/icons.ts"
import type { IconShape } from "../../ui/option.ts"

/** What a line can be made into or followed by, in the order in which it is offered. */
export type BlockName =
  | "paragraph"
  | "heading1"
  | "heading2"
  | "heading3"
  | "bullets"
  | "numbers"
  | "checks"
  | "quote"
  | "code"
  | "table"
  | "rule"
  | "file"

export interface Block {
  readonly name: BlockName
  readonly icon: IconShape
  /** What a line begins with that becomes one by itself. */
  readonly typed?: string
  /** Offered in comments as well. */
  readonly isSmall?: boolean
}

export const BLOCKS: readonly Block[] = [
  { name: "paragraph", icon: pilcrowIcon },
  { name: "heading1", icon: heading1Icon, typed: "#" },
  { name: "heading2", icon: heading2Icon, typed: "##" },
  { name: "heading3", icon: heading3Icon, typed: "###" },
  { name: "bullets", icon: listIcon, typed: "-", isSmall: true },
  { name: "numbers", icon: listOrderedIcon, typed: "1.", isSmall: true },
  { name: "checks", icon: listChecksIcon, typed: "[ ]", isSmall: true },
  { name: "quote", icon: quoteIcon, typed: ">", isSmall: true },
  { name: "code", icon: squareCodeIcon, typed: "```", isSmall: true },
  { name: "table", icon: tableIcon },
  { name: "rule", icon: minusIcon, typed: "---" },
  { name: "file", icon: paperclipIcon },
]

/** What making a block needs beyond the editor. */
export interface BlockNeeds {
  /** Resolves once the editor has tables. */
  readonly loadTables: () => Promise<Editor | null>
  readonly chooseFiles: () => void
}

/** Makes the line with the caret into a block, or puts one there. */
export function makeBlock(editor: Editor, name: BlockName, needs: BlockNeeds): void {
  const chain = editor.chain().focus()
  switch (name) {
    case "paragraph":
      return void chain.clearNodes().run()
    case "heading1":
    case "heading2":
    case "heading3":
      return void chain.toggleHeading({ level: Number(name.at(-1)) as 1 | 2 | 3 }).run()
    case "bullets":
      return void chain.toggleBulletList().run()
    case "numbers":
      return void chain.toggleOrderedList().run()
    case "checks":
      return void chain.toggleTaskList().run()
    case "quote":
      return void chain.toggleBlockquote().run()
    case "code":
      return void chain.toggleCodeBlock().run()
    case "rule":
      return void chain.setHorizontalRule().run()
    case "table":
      return void needs
        .loadTables()
        .then(ready => ready?.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run())
    case "file":
      return needs.chooseFiles()
  }
}
