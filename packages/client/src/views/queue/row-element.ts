/** What the row of a ticket is called in the page. */
export function rowElementId(ticket: string): string {
  return `queue-${ticket}`
}
