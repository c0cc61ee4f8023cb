import { Extension } from "@tiptap/core"
import type { Node } from "@tiptap/pm/model"
import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state"
import { Decoration, DecorationSet } from "@tiptap/pm/view"
import { readPlace } from "./places.ts"
import { FROM_TEXT, type ProseBinding } from "./prose-binding.ts"
import { bindingOf } from "./prose-sync.ts"

/** Somebody who writes in this text, in another tab or elsewhere. */
export interface CaretPeer {
  readonly peer: string
  readonly name: string
  readonly hue: number
  readonly anchor: unknown
  readonly head: unknown
}

interface Shown {
  readonly peers: readonly CaretPeer[]
  readonly drawn: DecorationSet
}

const caretsKey = new PluginKey<Shown>("peer-carets")

/** Draws where others write: their selection in their hue, and a caret with their name. */
export const PeerCarets = Extension.create({
  name: "peerCarets",
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key: caretsKey,
      state: {
        init: () => ({ peers: [], drawn: DecorationSet.empty }),
        apply(transaction, shown, before) {
          const told = transaction.getMeta(caretsKey) as readonly CaretPeer[] | undefined
          const peers = told ?? shown.peers
          if (told !== undefined || transaction.getMeta(FROM_TEXT) === true)
            return { peers, drawn: draw(peers, bindingOf(before), transaction.doc) }
          return transaction.docChanged
            ? { peers, drawn: shown.drawn.map(transaction.mapping, transaction.doc) }
            : shown
        },
      },
      props: { decorations: state => caretsKey.getState(state)?.drawn },
    }),
  ],
})

/** The transaction that shows these peers. */
export function showPeers(state: EditorState, peers: readonly CaretPeer[]) {
  return state.tr.setMeta(caretsKey, peers).setMeta("addToHistory", false)
}

function draw(peers: readonly CaretPeer[], binding: ProseBinding, document: Node): DecorationSet {
  const decorations = peers.flatMap(peer => decorationsOf(peer, binding, document))
  return decorations.length === 0 ? DecorationSet.empty : DecorationSet.create(document, decorations)
}

function decorationsOf(peer: CaretPeer, binding: ProseBinding, document: Node): readonly Decoration[] {
  const positionOf = (said: unknown): number | null => {
    const place = readPlace(said)
    const position = place === null ? null : binding.position(place)
    return position === null || position > document.content.size ? null : position
  }
  const [anchor, head] = [positionOf(peer.anchor), positionOf(peer.head)]
  if (anchor === null || head === null) return []
  const caret = Decoration.widget(head, () => caretOf(peer), { key: `${peer.peer}/${peer.name}/${peer.hue}`, side: 10 })
  if (anchor === head) return [caret]
  const selected = { class: "prose-peer-selection", "data-hue": String(peer.hue) }
  return [Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), selected), caret]
}

function caretOf({ name, hue }: CaretPeer): HTMLElement {
  const caret = document.createElement("span")
  caret.className = "prose-peer-caret"
  caret.dataset["hue"] = String(hue)
  const flag = document.createElement("span")
  flag.className = "prose-peer-flag"
  flag.textContent = name
  caret.append(flag)
  return caret
}
