/** The fields of a request's body, or null where it is no JSON object. */
export async function jsonBody(request: Request): Promise<Readonly<Record<string, unknown>> | null> {
  // Forms of other sites can send text that looks like JSON, and not this type.
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) return null
  try {
    const body: unknown = await request.json()
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? (body as Readonly<Record<string, unknown>>)
      : null
  } catch {
    return null
  }
}

/** A text of at least one and at most so many letters, without what only looks like nothing; null for anything else. */
export function textOf(value: unknown, most: number): string | null {
  if (typeof value !== "string") return null
  const text = value.trim()
  return text !== "" && text.length <= most ? text : null
}
