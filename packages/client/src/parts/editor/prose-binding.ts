import { NodeSelection, TextSelection, type EditorState, type Selection, type Transaction } from "@tiptap/pm/state"
import { Fragment, Slice, type Node, type Schema } from "@tiptap/pm/model"
import * as Y from "yjs"
import { positionOf, placeAt, type Place } from "./places.ts"
import { ProseNodes } from "./prose-units.ts"
import { writeChildren } from "./write-prose.ts"

/** What the binding needs of an editor's view; a test has no screen. */
export interface ProseView {
  readonly state: EditorState
  readonly dispatch: (transaction: Transaction) => void
}

/** A selection that stays at its letters while others write. */
export interface HeldSelection {
  readonly anchor: Place
  readonly head: Place
  readonly isNode: boolean
}

/** The transactions that bring what others wrote carry this, so that they are not taken for a person's. */
export const FROM_TEXT = "from the text"

/**
 * Keeps an editor's document and a Y.XmlFragment alike.
 *
 * What the person does is written as the edits in which the document differs; what others do is shown. Showing never
 * writes: what a merge left in a shape that the editor cannot have (a row without cells, a list in a heading) is filled
 * in or stands closed on the screen, the same for everybody, and is stored as it is until somebody edits that very part.
 */
export class ProseBinding {
  readonly fragment: Y.XmlFragment
  /** Takes back what was done in this editor, and nobody else's. */
  readonly history: Y.UndoManager
  readonly #nodes: ProseNodes
  readonly #doc: Y.Doc
  #view: ProseView | null = null
  #isWriting = false
  #isShowing = false
  #isWaiting = true
  #held: HeldSelection | null = null
  /** How many blocks were written last. */
  #blocks = 0

  constructor(fragment: Y.XmlFragment, schema: Schema) {
    this.fragment = fragment
    this.#doc = fragment.doc!
    this.#nodes = new ProseNodes(schema)
    this.history = new Y.UndoManager(fragment, {
      trackedOrigins: new Set([this]),
      captureTimeout: 600,
      deleteFilter: item => !holdsOthers(item, this.#doc.clientID),
    })
    this.history.on("stack-item-added", ({ stackItem, type }) => {
      if (type === "undo" && !stackItem.meta.has(this)) stackItem.meta.set(this, this.#held ?? this.hold())
    })
    this.history.on("stack-item-popped", ({ stackItem }) =>
      this.select((stackItem.meta.get(this) as HeldSelection | null | undefined) ?? null),
    )
  }

  /** Whether the text is not shown yet: nothing may be written before. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  /** Whether the document is changing because the text did. */
  get isShowing(): boolean {
    return this.#isShowing
  }

  /** Shows the text in the view that follows it. */
  show(): void {
    this.#isWaiting = false
    this.#show(this.#nodes.read(this.fragment))
  }

  /** Follows the text in a view, until the returned function is called. */
  follow(view: ProseView): () => void {
    this.#view = view
    this.#doc.on("beforeAllTransactions", this.#before)
    this.fragment.observeDeep(this.#changed)
    this.#doc.on("afterAllTransactions", this.#after)
    return () => {
      this.#view = null
      this.#doc.off("beforeAllTransactions", this.#before)
      this.#doc.off("afterAllTransactions", this.#after)
      this.fragment.unobserveDeep(this.#changed)
    }
  }

  destroy(): void {
    this.history.destroy()
  }

  /** Writes what the person made of the document. `before` is the selection that undo comes back to. */
  write(document: Node, before: HeldSelection | null): void {
    // A new line begins a step of undo of its own.
    if (document.childCount !== this.#blocks) this.history.stopCapturing()
    this.#blocks = document.childCount
    this.#isWriting = true
    this.#held = before
    try {
      this.#doc.transact(() => writeChildren(this.fragment, document, this.#nodes), this)
    } finally {
      this.#isWriting = false
      this.#held = null
    }
  }

  /** The selection as places in the text; null while something of it is nowhere in the text. */
  hold(selection: Selection | undefined = this.#view?.state.selection): HeldSelection | null {
    if (selection === undefined) return null
    // What is selected keeps its own letters; a mere caret stays behind the letter that was typed last.
    const side = selection.empty ? -1 : 0
    const isNode = selection instanceof NodeSelection
    const anchor = this.place(selection.anchor, selection.anchor <= selection.head ? side : -1)
    const head = this.place(selection.head, selection.head < selection.anchor ? side : -1)
    return anchor === null || head === null ? null : { anchor, head, isNode }
  }

  /** Where a position of the document is in the text. */
  place(position: number, side: -1 | 0): Place | null {
    return placeAt(this.fragment, this.#nodes, position, side)
  }

  /** Where a place in the text is in the document; null for one that is not there (any more). */
  position(place: Place): number | null {
    return positionOf(this.fragment, this.#nodes, place)
  }

  readonly #before = () => {
    if (!this.#isWriting) this.#held = this.hold()
  }

  readonly #after = () => {
    if (!this.#isWriting) this.#held = null
  }

  readonly #changed = (_events: unknown, transaction: Y.Transaction) => {
    if (this.#isWriting) return
    for (const type of transaction.changedParentTypes.keys()) this.#nodes.forget(type as unknown as Y.XmlElement)
    if (!this.#isWaiting) this.#show(this.#nodes.read(this.fragment))
  }

  /** Puts what the text says now in the place of the blocks that differ. */
  #show(wanted: Node): void {
    const view = this.#view
    if (view === null) return
    const shown = view.state.doc
    const [start, end] = commonBlocks(shown, wanted)
    const transaction = view.state.tr.setMeta(FROM_TEXT, true).setMeta("addToHistory", false)
    if (start + end < Math.max(shown.childCount, wanted.childCount)) {
      const blocks: Node[] = []
      for (let index = start; index < wanted.childCount - end; index++) blocks.push(wanted.child(index))
      const from = offsetOf(shown, start)
      const to = offsetOf(shown, shown.childCount - end)
      transaction.replace(from, to, new Slice(Fragment.fromArray(blocks), 0, 0))
    }
    this.#restore(transaction, this.#held)
    this.#isShowing = true
    try {
      view.dispatch(transaction)
    } finally {
      this.#isShowing = false
    }
  }

  /** Selects what was selected when it was held, as far as that is still there. */
  select(held: HeldSelection | null): void {
    const view = this.#view
    if (view === null || held === null) return
    const transaction = view.state.tr.setMeta(FROM_TEXT, true)
    this.#restore(transaction, held)
    view.dispatch(transaction.scrollIntoView())
  }

  #restore(transaction: Transaction, held: HeldSelection | null): void {
    if (held === null) return
    const { doc } = transaction
    const anchor = this.position(held.anchor)
    const head = this.position(held.head) ?? anchor
    if (anchor === null || head === null || Math.max(anchor, head) > doc.content.size) return
    const node = held.isNode ? doc.nodeAt(Math.min(anchor, head)) : null
    if (node !== null && NodeSelection.isSelectable(node))
      transaction.setSelection(NodeSelection.create(doc, Math.min(anchor, head)))
    else transaction.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head)))
  }
}

/** How many blocks two documents have in common at their starts and at their ends. */
function commonBlocks(left: Node, right: Node): readonly [start: number, end: number] {
  const shorter = Math.min(left.childCount, right.childCount)
  let start = 0
  while (start < shorter && isSame(left.child(start), right.child(start))) start++
  let end = 0
  while (
    end < shorter - start &&
    isSame(left.child(left.childCount - 1 - end), right.child(right.childCount - 1 - end))
  )
    end++
  return [start, end]
}

const isSame = (left: Node, right: Node): boolean => left === right || left.eq(right)

function offsetOf(document: Node, index: number): number {
  let offset = 0
  for (let child = 0; child < index; child++) offset += document.child(child).nodeSize
  return offset
}

/** Whether what an undo would take out has in it what somebody else wrote: then it stays, with that. */
function holdsOthers(item: Y.Item, own: number): boolean {
  const { content } = item
  if (!(content instanceof Y.ContentType)) return false
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way to the structs of a type
  for (let inside = content.type._start; inside !== null; inside = inside.right)
    if (!inside.deleted && (inside.id.client !== own || holdsOthers(inside, own))) return true
  return false
}
