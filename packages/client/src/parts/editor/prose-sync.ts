import { Extension } from "@tiptap/core"
import { Plugin, PluginKey } from "@tiptap/pm/state"
import { FROM_TEXT, ProseBinding } from "./prose-binding.ts"
import type * as Y from "yjs"

const syncKey = new PluginKey<ProseBinding>("prose-sync")

/** Binds an editor to a text. What the text says is shown once the editor stands, see `startSync`. */
export function proseSync(fragment: Y.XmlFragment) {
  return Extension.create({
    name: "proseSync",
    addProseMirrorPlugins() {
      const binding = new ProseBinding(fragment, this.editor.schema)
      return [
        new Plugin<ProseBinding>({
          key: syncKey,
          state: { init: () => binding, apply: (_transaction, standing) => standing },
          filterTransaction: transaction => transaction.getMeta(FROM_TEXT) === true || !binding.isWaiting,
          view: editorView => {
            const stop = binding.follow(editorView)
            return {
              update: (view, before) => {
                if (view.state.doc === before.doc || binding.isShowing) return
                binding.write(view.state.doc, binding.hold(before.selection))
              },
              destroy: stop,
            }
          },
          props: {
            handleKeyDown(_view, event) {
              const step = undoStep(event)
              if (step === null) return false
              // The browser's own undo does not know what others wrote, and the app's own takes back other things.
              event.preventDefault()
              event.stopPropagation()
              if (_view.editable) binding.history[step]()
              return true
            },
          },
        }),
      ]
    },
  })
}

function undoStep(event: KeyboardEvent): "undo" | "redo" | null {
  if (!(event.metaKey || event.ctrlKey) || event.altKey) return null
  const key = event.key.toLowerCase()
  if (key === "z") return event.shiftKey ? "redo" : "undo"
  return key === "y" && !event.shiftKey ? "redo" : null
}

/** The binding of an editor that was made with `proseSync`. */
export function bindingOf(state: Parameters<typeof syncKey.getState>[0]): ProseBinding {
  return syncKey.getState(state)!
}
