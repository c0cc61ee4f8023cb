import { isInline, safeAddress, type ProseElement, type ProseNode, type ProseText } from "@weft/model/schema/prose"
import { For, Show, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import { editorWords } from "../text/editor.ts"
import { ItemReference, MentionReference } from "./prose-references.tsx"
import type { References } from "./references.ts"
import "./prose.css"

export interface ProseViewProps {
  readonly content: readonly ProseNode[]
  readonly references: References
  /** What is said over a quote of a comment: whose it is, or that it is gone. */
  readonly quoteHead?: (comment: string, member: string) => JSX.Element
}

/** Prose to be read. Whatever it holds, only what is known here is drawn as such; of the rest the letters are shown. */
export function ProseView(props: ProseViewProps): JSX.Element {
  const view: View = {
    get references() {
      return props.references
    },
    quoteHead: (comment, member) => props.quoteHead?.(comment, member),
  }
  return (
    <div class="prose">
      <For each={props.content}>{node => draw(node, view)}</For>
    </div>
  )
}

/** What drawing needs beside the content, which never changes: another content is other nodes. */
interface View {
  readonly references: References
  readonly quoteHead: (comment: string, member: string) => JSX.Element
}

function draw(node: ProseNode, view: View): JSX.Element {
  return "text" in node ? drawLetters(node) : drawElement(node, view)
}

/** The elements that are drawn as HTML has them. */
const PLAIN: Readonly<Record<string, string>> = {
  paragraph: "p",
  bulletList: "ul",
  listItem: "li",
  tableRow: "tr",
  tableCell: "td",
  tableHeader: "th",
}

function drawElement(node: ProseElement, view: View): JSX.Element {
  const { element, attributes } = node
  const inside = () => node.content.map(child => draw(child, view))
  const text = (name: string) => {
    const value = attributes[name]
    return typeof value === "string" ? value : ""
  }
  const plain = Object.hasOwn(PLAIN, element) ? PLAIN[element] : undefined
  if (plain !== undefined) return <Dynamic component={plain}>{inside()}</Dynamic>
  switch (element) {
    case "heading":
      return <Dynamic component={headingOf(attributes["level"])}>{inside()}</Dynamic>
    case "orderedList":
      return <ol start={Number.isInteger(attributes["start"]) ? Number(attributes["start"]) : 1}>{inside()}</ol>
    case "taskList":
      return <ul data-type="taskList">{inside()}</ul>
    case "taskItem":
      return drawCheck(attributes["checked"] === true, inside())
    case "blockquote":
      return (
        <blockquote>
          <Show when={text("comment") !== ""}>
            <div class="prose-quote-head">{view.quoteHead(text("comment"), text("member"))}</div>
          </Show>
          {inside()}
        </blockquote>
      )
    case "codeBlock":
      return (
        <pre>
          <code>{inside()}</code>
        </pre>
      )
    case "horizontalRule":
      return <hr />
    case "hardBreak":
      return <br />
    case "table":
      return (
        <table>
          <tbody>{inside()}</tbody>
        </table>
      )
    case "mention":
      return <MentionReference references={view.references} member={text("member")} label={text("label")} />
    case "itemLink":
      return <ItemReference references={view.references} item={text("item")} label={text("label")} />
    case "attachment":
      return <div class="prose-attachment">{view.references.attachment(text("attachment"), text("label"))}</div>
    default:
      return isInline(node) ? inside() : <div class="prose-foreign">{inside()}</div>
  }
}

/** Below the names of the panel's own sections. */
function headingOf(level: unknown): "h4" | "h5" | "h6" {
  return level === 1 ? "h4" : level === 2 ? "h5" : "h6"
}

function drawCheck(isDone: boolean, inside: JSX.Element): JSX.Element {
  return (
    <li data-checked={String(isDone)}>
      <label>
        <input type="checkbox" checked={isDone} disabled aria-label={editorWords().emptyCheck} />
      </label>
      <div>{inside}</div>
    </li>
  )
}

function drawLetters({ text, marks }: ProseText): JSX.Element {
  let shown: JSX.Element = text
  if ("code" in marks) shown = <code>{shown}</code>
  if ("strike" in marks) shown = <s>{shown}</s>
  if ("italic" in marks) shown = <em>{shown}</em>
  if ("bold" in marks) shown = <strong>{shown}</strong>
  const link = marks["link"]
  const href = typeof link === "object" && link !== null ? safeAddress((link as { href?: unknown }).href) : null
  if (href === null) return shown
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {shown}
    </a>
  )
}
