/** What of an element's look a file must carry, where no style sheet is. */
const CARRIED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight"]

/** A drawing as the text of a file of its own, with the look that it has here. */
export function svgText(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const [originals, copies] = [drawing, copy].map(root => [root, ...root.querySelectorAll<SVGElement>("*")])
  copies!.forEach((element, index) => {
    const look = getComputedStyle(originals![index]!)
    for (const name of CARRIED) element.setAttribute(name, look.getPropertyValue(name))
    element.removeAttribute("class")
  })
  const { width, height } = drawing.viewBox.baseVal
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg")
  copy.setAttribute("width", String(width))
  copy.setAttribute("height", String(height))
  copy.removeAttribute("style")
  const ground = getComputedStyle(document.body).backgroundColor
  const sheet = document.createElementNS("http://www.w3.org/2000/svg", "rect")
  for (const [name, value] of [
    ["width", "100%"],
    ["height", "100%"],
    ["fill", ground],
  ] as const)
    sheet.setAttribute(name, value)
  copy.prepend(sheet)
  return new XMLSerializer().serializeToString(copy)
}

/** Dots of a picture for one of the drawing, so that it is sharp on paper. */
const SHARPNESS = 2

/** A drawing as a PNG; nothing where this browser cannot draw it. */
export async function pictureOf(drawing: SVGSVGElement): Promise<Blob | null> {
  const { width, height } = drawing.viewBox.baseVal
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = width * SHARPNESS
  canvas.height = height * SHARPNESS
  const context = canvas.getContext("2d")
  if (context === null) return null
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise(resolve => canvas.toBlob(resolve, "image/png"))
}
