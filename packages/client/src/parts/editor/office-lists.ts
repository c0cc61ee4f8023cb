/** How deep a paragraph of Word stands in a list, as its style says: `mso-list:l0 level2 lfo1`. */
const LEVEL = /mso-list:[^;"']*\blevel(\d)/i

/** What Word writes before an entry of an ordered list: `1.`, `b)`, `iv.`. */
const ORDERED = /^\(?([0-9]+|[a-z]{1,4})[.)]/i

/** The lists that are open while paragraphs are gone through, the outermost first. */
type OpenLists = HTMLElement[]

/**
 * Turns the lists of text that was copied from Word into lists. Word writes each entry as a paragraph with a style of
 * its own and the bullet as text.
 */
export function readOfficeLists(html: string): string {
  if (!LEVEL.test(html)) return html
  const page = new DOMParser().parseFromString(html, "text/html")
  let open: OpenLists = []
  let last: Element | null = null
  for (const paragraph of page.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const level = Number(LEVEL.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0)
    if (level === 0) continue
    if (last === null || paragraph.previousElementSibling !== last) open = []
    const entry = takeEntry(paragraph, level, open)
    last = open[0] ?? null
    entry.append(...paragraph.childNodes)
    paragraph.remove()
  }
  return page.body.innerHTML
}

/** Makes the entry of a list for a paragraph, with the lists around it that are missing, and takes its bullet away. */
function takeEntry(paragraph: Element, level: number, open: OpenLists): HTMLElement {
  const page = paragraph.ownerDocument
  const kind = ORDERED.test(takeBullet(paragraph)) ? "ol" : "ul"
  open.length = Math.min(open.length, level)
  while (open.length < level) {
    const list = page.createElement(kind)
    const around = open.at(-1)
    if (around === undefined) paragraph.before(list)
    else {
      if (around.lastElementChild === null) around.append(page.createElement("li"))
      around.lastElementChild!.append(list)
    }
    open.push(list)
  }
  const entry = page.createElement("li")
  open.at(-1)!.append(entry)
  const line = page.createElement("p")
  entry.append(line)
  return line
}

/** The bullet or number before an entry, which Word marks as to be ignored, or hides in a comment's condition. */
function takeBullet(paragraph: Element): string {
  const marked = [...paragraph.querySelectorAll("span")].find(
    ({ style, outerHTML }) =>
      /mso-list:\s*ignore/i.test(outerHTML.slice(0, outerHTML.indexOf(">"))) ||
      style.getPropertyValue("mso-list") !== "",
  )
  const text = marked?.textContent?.trim() ?? ""
  marked?.remove()
  return text
}
