import type { PageArea } from "./paper.ts"

/**
 * Hands pages to the printer, each a drawing of what lies within the margins. What the screen shows is hidden meanwhile.
 * Resolves when the person has printed or let it be.
 */
export function printPages(pages: readonly string[], { millimetres, margin }: PageArea): Promise<void> {
  const [width, height] = millimetres
  const holder = document.createElement("div")
  holder.className = "plan-print"
  for (const page of pages) {
    const drawn = document.adoptNode(new DOMParser().parseFromString(page, "image/svg+xml").documentElement)
    drawn.setAttribute("width", `${width - 2 * margin}mm`)
    drawn.setAttribute("height", `${height - 2 * margin}mm`)
    holder.append(drawn)
  }
  const size = new CSSStyleSheet()
  size.replaceSync(`@page { size: ${width}mm ${height}mm; margin: ${margin}mm; }`)
  document.adoptedStyleSheets.push(size)
  document.body.append(holder)
  return new Promise(resolve => {
    const end = () => {
      holder.remove()
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== size)
      resolve()
    }
    window.addEventListener("afterprint", end, { once: true })
    window.print()
  })
}
