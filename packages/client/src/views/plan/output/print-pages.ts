/**
 * Hands pages to the printer: each is a drawing as large as its paper. What the screen shows is hidden meanwhile. Resolves
 * when the person has printed or let it be.
 */
export function printPages(pages: readonly string[], [width, height]: readonly [number, number]): Promise<void> {
  const holder = document.createElement("div")
  holder.className = "plan-print"
  for (const page of pages) {
    const drawn = new DOMParser().parseFromString(page, "image/svg+xml").documentElement
    holder.append(document.adoptNode(drawn))
  }
  const size = new CSSStyleSheet()
  size.replaceSync(`@page { size: ${width}mm ${height}mm; margin: 0; }`)
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
