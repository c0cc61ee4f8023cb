import { expect, test } from "vitest"
import { markdownOf } from "@weft/model/exchange/prose-markdown"
import { isEmptyProse, paragraphsOf, plainTextOf, safeAddress, type ProseNode } from "@weft/model/schema/prose"

const text = (letters: string, marks: Readonly<Record<string, unknown>> = {}): ProseNode => ({ text: letters, marks })
const element = (name: string, attributes: Record<string, unknown>, ...content: readonly ProseNode[]): ProseNode => ({
  element: name,
  attributes,
  content,
})
const line = (...content: readonly ProseNode[]) => element("paragraph", {}, ...content)
const names = {
  member: (id: string) => (id === "m1" ? "Ana Weber" : undefined),
  item: (id: string) => (id === "i1" ? "ERP-27 Clean up" : undefined),
  attachment: (id: string) => (id === "a1" ? "plan.png" : undefined),
}

const ALL: readonly ProseNode[] = [
  element("heading", { level: 2 }, text("What we load")),
  line(
    text("Second load of "),
    text("open orders ", { bold: {} }),
    text("by ", { italic: {}, strike: {} }),
    element("mention", { member: "m1", label: "Ana" }),
    text(", see "),
    element("itemLink", { item: "i1", label: "ERP-27" }),
    text(" and "),
    text("the page", { link: { href: "https://a.example/x" } }),
    element("hardBreak", {}),
    text("f(x)", { code: {} }),
  ),
  element(
    "bulletList",
    {},
    element(
      "listItem",
      {},
      line(text("Orders")),
      element("bulletList", {}, element("listItem", {}, line(text("old")))),
    ),
    element("listItem", {}, line(text("Stock"))),
  ),
  element("orderedList", { start: 3 }, element("listItem", {}, line(text("third")))),
  element(
    "taskList",
    {},
    element("taskItem", { checked: true }, line(text("Export"))),
    element("taskItem", { checked: false }, line(text("Totals"))),
  ),
  element("blockquote", {}, line(text("Mind")), line(text("the gap"))),
  element("codeBlock", { language: "sql" }, text("select 1\n```")),
  element("horizontalRule", {}),
  element(
    "table",
    {},
    element("tableRow", {}, element("tableHeader", {}, line(text("A|B"))), element("tableHeader", {}, line(text("C")))),
    element("tableRow", {}, element("tableCell", {}, line(text("1"))), element("tableCell", {}, line(text("2")))),
  ),
  element("attachment", { attachment: "a1", label: "old.png" }),
]

test("PROSE-7 prose is told in Markdown, with its references as they are called now", () => {
  expect(markdownOf(ALL, names)).toBe(
    [
      "## What we load",
      "",
      "Second load of **open orders** *~~by~~* @Ana Weber, see ERP-27 Clean up and [the page](<https://a.example/x>)\\",
      "`f(x)`",
      "",
      "- Orders",
      "",
      "  - old",
      "- Stock",
      "",
      "3. third",
      "",
      "- [x] Export",
      "- [ ] Totals",
      "",
      "> Mind",
      ">",
      "> the gap",
      "",
      "````sql",
      "select 1",
      "```",
      "````",
      "",
      "---",
      "",
      "| A\\|B | C |",
      "| --- | --- |",
      "| 1 | 2 |",
      "",
      "![plan.png](attachment:a1)",
    ].join("\n"),
  )
})

test("PROSE-7 letters that Markdown would take for marks are taken literally", () => {
  expect(markdownOf([line(text("*no* [x](y) <b> # 1."))])).toBe("\\*no\\* \\[x\\](y) \\<b\\> # 1.")
  expect(markdownOf([line(text("# no heading"))])).toBe("\\# no heading")
  expect(markdownOf([line(text("1. no list"))])).toBe("1\\. no list")
  expect(markdownOf([line(text("- no list"))])).toBe("\\- no list")
})

test("PROSE-7 prose is told in letters, a line for each block, for search and for filters", () => {
  expect(plainTextOf(ALL, names)).toBe(
    [
      "What we load",
      "Second load of open orders by @Ana Weber, see ERP-27 Clean up and the page\nf(x)",
      "Orders\nold\nStock",
      "third",
      "Export\nTotals",
      "Mind\nthe gap",
      "select 1\n```",
      "",
      "A|B\tC\n1\t2",
      "plan.png",
    ].join("\n"),
  )
  expect(plainTextOf([line(element("mention", { member: "m9", label: "Ben" }))], names)).toBe("@Ben")
})

test("a text without letters is empty, unless it holds something that is none", () => {
  expect(isEmptyProse(paragraphsOf(" \n"))).toBe(true)
  expect(isEmptyProse([element("bulletList", {}, element("listItem", {}, line()))])).toBe(true)
  expect(isEmptyProse([line(element("mention", { member: "m1" }))])).toBe(false)
  expect(isEmptyProse([element("attachment", { attachment: "a1" })])).toBe(false)
})

test("PROSE-6 a link leads to a page, a mail or a call, and anything else is no link", () => {
  for (const address of [
    "https://a.example/x?y#z",
    "http://a",
    "mailto:ana@a.example",
    "tel:+49301234",
    "HTTPS://A.EXAMPLE",
  ])
    expect(safeAddress(address), address).toBe(address)
  for (const address of [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\u0000javascript:alert(1)",
    "\u00a0https://a.example",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://a.example/1",
    "//evil.example",
    "/relative",
    "https:evil.example",
    "https://",
    "https:\\\\evil.example",
    "",
    "x".repeat(3000),
    7,
    null,
    { toString: () => "https://a.example" },
  ])
    expect(safeAddress(address), String(address)).toBeNull()
})
