import { DESCRIPTION, editProse, plainText } from "@weft/model/replica/prose"
import type { DocumentPath } from "@weft/model/schema/change"
import { createSignal, type Accessor } from "solid-js"
import * as Y from "yjs"
import type { Workspace } from "./workspace.ts"

/** What came from the data worker, and so need not be told to it. */
const REMOTE = Symbol("from the worker")
/** What was typed here, and so is taken back by this editor's own undo. */
const TYPED = Symbol("typed here")

/** A selection in plain text, counted in UTF-16 units from its start. */
export interface TextSelection {
  readonly start: number
  readonly end: number
}

/** An item's description, open for writing in this tab. */
export interface OpenDescription {
  /** The plain text; `undefined` until it has arrived, and nothing may be written before. */
  readonly text: Accessor<string | undefined>
  /** Makes the text read as wanted, with the fewest edits that keep other people's. */
  readonly edit: (wanted: string) => void
  /** Takes back what was typed here last, and nobody else's; answers whether there was anything. */
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** Called around every change that others make: where the selection was, and where it is then. */
  readonly keepSelection: (read: () => TextSelection, restore: (selection: TextSelection) => void) => void
  readonly close: () => void
}

/** One edition of the text: a replica of this tab's own, with the undo of what was typed in it. */
interface Edition {
  readonly doc: Y.Doc
  readonly fragment: Y.XmlFragment
  readonly history: Y.UndoManager
}

/**
 * Opens the description of an item as a replica of this tab's own, which follows the data worker's. Where the worker's
 * begins anew, this one does as well: what could not come along is among the refused work.
 */
export function openDescription(workspace: Pick<Workspace, "openText">, path: DocumentPath): OpenDescription {
  const [text, setText] = createSignal<string>()
  let selection: { read: () => TextSelection; restore: (selection: TextSelection) => void } | undefined
  let edition = makeEdition(0)

  const channel = workspace.openText(path, {
    whole(state, number) {
      const before = text() === undefined ? undefined : selection?.read()
      const { doc, fragment } = reopened(number)
      Y.applyUpdate(doc, state, REMOTE)
      setText(plainText(fragment))
      if (before !== undefined) selection?.restore(before)
    },
    update(bytes) {
      const { doc, fragment } = edition
      const before = selection?.read()
      // What is selected keeps its own letters; a mere caret stays behind the letter that was typed last.
      const startSide = before !== undefined && before.start < before.end ? 0 : -1
      const anchors = before && [anchorAt(fragment, before.start, startSide), anchorAt(fragment, before.end, -1)]
      Y.applyUpdate(doc, bytes, REMOTE)
      setText(plainText(fragment))
      if (before === undefined || anchors === undefined) return
      const [start, end] = anchors.map(anchor => offsetOf(doc, fragment, anchor))
      selection?.restore({ start: start ?? before.start, end: end ?? before.end })
    },
  })

  function makeEdition(number: number): Edition {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment(DESCRIPTION)
    const history = new Y.UndoManager(fragment, { trackedOrigins: new Set([TYPED]) })
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) channel.update(update, number)
    })
    return { doc, fragment, history }
  }

  function reopened(number: number): Edition {
    end(edition)
    edition = makeEdition(number)
    return edition
  }

  const retract = (step: Y.UndoManager["undo"]): boolean => {
    const done = step.call(edition.history) !== null
    if (done) setText(plainText(edition.fragment))
    return done
  }
  return {
    text,
    edit: wanted => {
      if (text() === undefined || wanted === text()) return
      const { doc, fragment } = edition
      doc.transact(() => editProse(fragment, wanted), TYPED)
      setText(plainText(fragment))
    },
    undo: () => retract(Y.UndoManager.prototype.undo),
    redo: () => retract(Y.UndoManager.prototype.redo),
    keepSelection: (read, restore) => (selection = { read, restore }),
    close: () => {
      channel.close()
      end(edition)
    },
  }
}

function end({ history, doc }: Edition): void {
  history.destroy()
  doc.destroy()
}

/** A place in the text that stays where it is while others write around it. */
interface TextAnchor {
  readonly position: Y.RelativePosition
}

function blockTexts(fragment: Y.XmlFragment): readonly (Y.XmlText | null)[] {
  return fragment
    .toArray()
    .map(node =>
      node instanceof Y.XmlElement
        ? (node.toArray().find((child): child is Y.XmlText => child instanceof Y.XmlText) ?? null)
        : null,
    )
}

/** @param side the letter that the place belongs to: -1 the one before it, 0 the one behind it */
function anchorAt(fragment: Y.XmlFragment, offset: number, side: -1 | 0): TextAnchor | null {
  const lines = plainText(fragment).split("\n")
  let rest = offset
  for (const [index, text] of blockTexts(fragment).entries()) {
    const length = lines[index]?.length ?? 0
    if (rest <= length)
      return text === null ? null : { position: Y.createRelativePositionFromTypeIndex(text, rest, side) }
    rest -= length + 1
  }
  return null
}

function offsetOf(doc: Y.Doc, fragment: Y.XmlFragment, anchor: TextAnchor | null): number | null {
  const place = anchor === null ? null : Y.createAbsolutePositionFromRelativePosition(anchor.position, doc)
  if (place === null) return null
  const lines = plainText(fragment).split("\n")
  let offset = 0
  for (const [index, text] of blockTexts(fragment).entries()) {
    if (text === place.type) return offset + place.index
    offset += (lines[index]?.length ?? 0) + 1
  }
  return null
}
