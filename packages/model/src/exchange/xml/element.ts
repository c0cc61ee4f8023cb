/** An element of an XML file as plain data, so that what nobody understands can be written back as it was. */
export interface XmlElement {
  /** Without the prefix that the root has. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>> | null
  /** The text of a leaf, or what stands inside in order. Text between elements is an element named `#text`. */
  content: string | XmlElement[]
  /** Where its tag begins, as editors count: from 1. */
  readonly line: number
  readonly column: number
}

/** Stands for text that lies between elements. */
export const TEXT_BETWEEN = "#text"

/** The elements inside, none for a leaf. */
export function elementsIn(element: XmlElement | undefined): readonly XmlElement[] {
  return element === undefined || typeof element.content === "string" ? [] : element.content
}

/** The first element inside with this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return elementsIn(element).find(child => child.name === name)
}

/** The elements with the inner name in the first element with the outer name. */
export function listIn(element: XmlElement, outer: string, inner: string): readonly XmlElement[] {
  return elementsIn(childOf(element, outer)).filter(child => child.name === inner)
}

/** The text of a leaf without space around it; null for an element with others inside and where there is none. */
export function leafText(element: XmlElement | undefined): string | null {
  return element === undefined || typeof element.content !== "string" ? null : element.content.trim()
}

/** A new leaf, or an element with others inside, for writing. */
export function element(
  name: string,
  content: string | XmlElement[],
  attributes: Readonly<Record<string, string>> | null = null,
): XmlElement {
  return { name, attributes, content, line: 0, column: 0 }
}
