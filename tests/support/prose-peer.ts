import { getSchema } from "@tiptap/core"
import { TableKit } from "@tiptap/extension-table"
import { EditorState, Plugin, type Command, type Transaction } from "@tiptap/pm/state"
import { DESCRIPTION } from "@weft/model/replica/prose"
import { readProse } from "@weft/model/replica/prose-tree"
import * as Y from "yjs"
import { proseExtensions } from "../../packages/client/src/parts/editor/extensions.ts"
import { ProseBinding } from "../../packages/client/src/parts/editor/prose-binding.ts"
import type { References } from "../../packages/client/src/parts/references.ts"

const NOBODY_KNOWN: References = {
  me: "me",
  memberName: () => undefined,
  createItem: () => () => undefined,
  itemText: () => undefined,
  openItem: () => undefined,
  attachment: () => null,
  findPeople: () => [],
  findItems: () => [],
}

/** The schema that the client's editor has, with tables. */
export const proseSchema = getSchema(
  proseExtensions({
    references: NOBODY_KNOWN,
    views: { mention: null, itemLink: null, attachment: null },
    checkLabel: text => text,
    tables: [TableKit.configure({ table: { resizable: false } })],
  }),
)

/** Somebody who writes prose with the editor's own binding, without a screen. */
export class ProsePeer {
  readonly doc: Y.Doc
  readonly fragment: Y.XmlFragment
  readonly binding: ProseBinding
  state: EditorState
  readonly #stop: () => void

  /** @param client the id under which this one writes; null keeps that of the document */
  constructor(client: number | null, doc = new Y.Doc(), fragment = doc.getXmlFragment(DESCRIPTION)) {
    this.doc = doc
    if (client !== null) this.doc.clientID = client
    this.fragment = fragment
    this.binding = new ProseBinding(this.fragment, proseSchema)
    this.state = EditorState.create({ schema: proseSchema, plugins: [new Plugin({})] })
    const present = (): EditorState => this.state
    const view = {
      get state(): EditorState {
        return present()
      },
      dispatch: this.dispatch,
    }
    this.#stop = this.binding.follow(view)
    this.binding.show()
  }

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state
    this.state = this.state.apply(transaction)
    if (this.state.doc === before.doc || this.binding.isShowing) return
    this.binding.write(this.state.doc, this.binding.hold(before.selection))
  }

  /** Stops following the text. */
  close(): void {
    this.#stop()
    this.binding.destroy()
  }

  do(command: Command): boolean {
    return command(this.state, this.dispatch)
  }

  /** What is stored, as plain data. */
  get stored() {
    return readProse(this.fragment)
  }

  /** Where some letters begin in the editor's document. */
  find(letters: string): number {
    let found = -1
    this.state.doc.descendants((node, position) => {
      const index = node.text?.indexOf(letters) ?? -1
      if (found < 0 && index >= 0) found = position + index
    })
    if (found < 0) throw new Error(`“${letters}” is not there`)
    return found
  }
}

/** Brings to each of two what the other wrote. */
export function exchange(left: { readonly doc: Y.Doc }, right: { readonly doc: Y.Doc }): void {
  const [one, other] = [left, right].map(({ doc }) => Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(left.doc, other!)
  Y.applyUpdate(right.doc, one!)
}
