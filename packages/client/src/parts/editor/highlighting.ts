import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state"
import { Decoration, DecorationSet } from "@tiptap/pm/view"
import type { Node } from "@tiptap/pm/model"
import bash from "highlight.js/lib/languages/bash"
import css from "highlight.js/lib/languages/css"
import diff from "highlight.js/lib/languages/diff"
import ini from "highlight.js/lib/languages/ini"
import java from "highlight.js/lib/languages/java"
import javascript from "highlight.js/lib/languages/javascript"
import json from "highlight.js/lib/languages/json"
import powershell from "highlight.js/lib/languages/powershell"
import python from "highlight.js/lib/languages/python"
import sql from "highlight.js/lib/languages/sql"
import typescript from "highlight.js/lib/languages/typescript"
import xml from "highlight.js/lib/languages/xml"
import yaml from "highlight.js/lib/languages/yaml"
import { createLowlight } from "lowlight"

const highlighter = createLowlight({
  bash,
  css,
  diff,
  ini,
  java,
  javascript,
  json,
  powershell,
  python,
  sql,
  typescript,
  xml,
  yaml,
})

/** More letters than this are not coloured: the block would be looked at anew at each of them. */
const MOST_LETTERS = 20_000

/** A part of highlighted code: a word with classes around parts, or letters. */
interface Part {
  readonly type: string
  readonly value?: string
  readonly properties?: { readonly className?: unknown }
  readonly children?: readonly Part[]
}

const highlightingKey = new PluginKey<DecorationSet>("highlighting")

/** Colours the code blocks that name a language which is known here. Fetched with the first such block. */
export function highlighting(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: highlightingKey,
    state: {
      init: (_config, state) => colour(state),
      apply(transaction, drawn, _before, state) {
        if (!transaction.docChanged) return drawn
        // Blocks that stand as they did keep their colours.
        return colour(state, drawn.map(transaction.mapping, transaction.doc), transaction.before)
      },
    },
    props: { decorations: state => highlightingKey.getState(state) },
  })
}

function colour(state: EditorState, drawn = DecorationSet.empty, before?: Node): DecorationSet {
  const standing = new Set<Node>()
  before?.descendants(node => {
    if (node.type.name === "codeBlock") standing.add(node)
    return !node.isTextblock
  })
  let colours = drawn
  state.doc.descendants((node, position) => {
    if (node.type.name === "codeBlock" && !standing.has(node)) {
      const [from, to] = [position, position + node.nodeSize]
      colours = colours.remove(colours.find(from, to)).add(state.doc, decorationsOf(node, position + 1))
    }
    return !node.isTextblock
  })
  return colours
}

function decorationsOf(block: Node, start: number): Decoration[] {
  const language: unknown = block.attrs["language"]
  const code = block.textBetween(0, block.content.size, undefined, "\ufffc")
  if (typeof language !== "string" || !highlighter.registered(language) || code.length > MOST_LETTERS) return []
  const decorations: Decoration[] = []
  let at = start
  const walk = (parts: readonly Part[], classes: readonly string[]): void => {
    for (const part of parts) {
      const own = part.properties?.className
      if (part.children !== undefined)
        walk(part.children, Array.isArray(own) ? [...classes, ...own.map(String)] : classes)
      else if (part.value !== undefined) {
        const to = at + part.value.length
        if (classes.length > 0) decorations.push(Decoration.inline(at, to, { class: classes.join(" ") }))
        at = to
      }
    }
  }
  walk(highlighter.highlight(language, code).children as readonly Part[], [])
  return decorations
}
