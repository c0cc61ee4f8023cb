import { InputRule, Mark, markPasteRule, mergeAttributes } from "@tiptap/core"
import { Plugin, PluginKey } from "@tiptap/pm/state"
import { safeAddress } from "@weft/model/schema/prose"

const ADDRESS = /(?:^|\s)(https?:\/\/[^\s<>"']+)\s$/
const ADDRESSES = /https?:\/\/[^\s<>"']+/g
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]}]+$/

/** A link to a page, a mail or a call; what else stands in a document or is pasted is no link. */
export const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: element => {
        const href = safeAddress(element.getAttribute("href"))
        return href === null ? false : { href }
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => {
    const href = safeAddress(HTMLAttributes["href"])
    const attributes = href === null ? {} : { href, target: "_blank", rel: "noopener noreferrer nofollow" }
    return ["a", mergeAttributes(attributes), 0]
  },
  addInputRules() {
    return [
      new InputRule({
        find: ADDRESS,
        handler: ({ state, range, match }) => {
          const href = safeAddress(match[1]!.replace(TRAILING, ""))
          if (href === null) return null
          const from = range.from + match[0].indexOf(match[1]!)
          state.tr.addMark(from, from + href.length, this.type.create({ href })).insertText(" ", range.to)
          return undefined
        },
      }),
    ]
  },
  addPasteRules() {
    return [
      markPasteRule({
        find: text =>
          [...text.matchAll(ADDRESSES)].map(match => {
            const address = match[0].replace(TRAILING, "")
            return { index: match.index, text: address, data: { href: address } }
          }),
        type: this.type,
        getAttributes: match => {
          const href = safeAddress(match.data?.["href"])
          return href === null ? false : { href }
        },
      }),
    ]
  },
  addProseMirrorPlugins() {
    const { type } = this
    return [
      new Plugin({
        key: new PluginKey("link"),
        props: {
          /** An address that is pasted over letters makes them a link. */
          handlePaste(view, event) {
            const { from, to, empty } = view.state.selection
            const href = safeAddress(event.clipboardData?.getData("text/plain").trim())
            if (empty || href === null) return false
            view.dispatch(view.state.tr.addMark(from, to, type.create({ href })))
            return true
          },
          /** In a text that is being written a press only sets the caret, unless it is meant to open. */
          handleClick(view, _position, event) {
            const anchor = event.target instanceof Element ? event.target.closest("a") : null
            const href = safeAddress(anchor?.getAttribute("href"))
            if (href === null || (view.editable && !event.metaKey && !event.ctrlKey)) return false
            window.open(href, "_blank", "noopener,noreferrer")
            event.preventDefault()
            return true
          },
        },
      }),
    ]
  },
})
