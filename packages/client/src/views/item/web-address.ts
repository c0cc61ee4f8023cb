/** The address if it leads into the web; a foreign file may hold anything, and no other scheme is ever made clickable. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return protocol === "https:" || protocol === "http:" ? href : null
}
