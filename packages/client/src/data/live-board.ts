import { LIVE_FIELDS, type LiveBoard, type LiveCard, type LiveColumn } from "@weft/model/wire/live"
import { isListOf, isMaybe, isNumber, isObject, isText, isWordOf, type Shape } from "./shape.ts"

/** How a live board stands: asked for, shown, shown as it last was, or gone for good. */
export type LiveState =
  | { readonly state: "waiting" }
  | { readonly state: "shown" | "lost"; readonly board: LiveBoard }
  | { readonly state: "ended" }

const AGAIN_MILLIS = 3_000

const isAbsentOr =
  <Value>(shape: Shape<Value>): Shape<Value | undefined> =>
  (value): value is Value | undefined =>
    value === undefined || shape(value)

const isCard = isObject<{ readonly [Key in keyof LiveCard]-?: LiveCard[Key] | undefined }>({
  title: isText,
  key: isAbsentOr(isText),
  owner: isAbsentOr(isMaybe(isText)),
  assignees: isAbsentOr(isListOf(isText)),
  priority: isAbsentOr(isText),
  type: isAbsentOr(isMaybe(isText)),
  labels: isAbsentOr(
    isListOf(isObject<{ readonly name: string; readonly hue: string }>({ name: isText, hue: isText })),
  ),
  start: isAbsentOr(isMaybe(isText)),
  due: isAbsentOr(isMaybe(isText)),
  estimate: isAbsentOr(isMaybe(isNumber)),
}) as Shape<LiveCard>

const isColumn = isObject<LiveColumn>({ key: isText, name: isText, cards: isListOf(isCard) })

const isBoard = isObject<LiveBoard>({
  name: isText,
  space: isText,
  fields: isListOf(isWordOf(LIVE_FIELDS)),
  columns: isListOf(isColumn),
  more: isNumber,
})

/**
 * Watches the board of a live link, and tells how it stands until it is stopped. A connection that breaks is opened again;
 * the link that has ended is not. The secret stands in no address, so no log has it.
 */
export function watchLiveBoard(secret: string, tell: (state: LiveState) => void): () => void {
  const stopped = new AbortController()
  let latest: LiveBoard | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    stopped.abort()
    tell({ state: "ended" })
  }
  const hear = ({ event, data }: ServerEvent) => {
    if (event === "ended") return end()
    const board: unknown = event === "board" ? JSON.parse(data) : null
    if (!isBoard(board)) return
    latest = board
    tell({ state: "shown", board })
  }
  const watch = async () => {
    try {
      const headers = { authorization: `Bearer ${secret}` }
      const response = await fetch("/api/live", { headers, cache: "no-store", signal: stopped.signal })
      if (response.status === 410 || response.status === 404) return end()
      if (response.ok && response.body !== null) await readEvents(response.body, hear)
    } catch {
      // Stopped, or lost: both are told below.
    }
    if (stopped.signal.aborted) return
    if (latest !== null) tell({ state: "lost", board: latest })
    timer = setTimeout(() => void watch(), AGAIN_MILLIS)
  }
  void watch()
  return () => {
    clearTimeout(timer)
    stopped.abort()
  }
}

interface ServerEvent {
  readonly event: string
  readonly data: string
}

/** Reads server-sent events until the stream ends. */
async function readEvents(stream: ReadableStream<Uint8Array>, hear: (event: ServerEvent) => void): Promise<void> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let text = ""
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += decoder.decode(value, { stream: true })
    const events = text.split("\n\n")
    text = events.pop() ?? ""
    for (const event of events) hear(readEvent(event))
  }
}

function readEvent(text: string): ServerEvent {
  const lines = text.split("\n")
  const valueOf = (field: string) =>
    lines
      .filter(line => line.startsWith(`${field}:`))
      .map(line => line.slice(field.length + 1).replace(/^ /, ""))
      .join("\n")
  return { event: valueOf("event"), data: valueOf("data") }
}
