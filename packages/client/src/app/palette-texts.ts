import { createEffect, createSignal, on, onCleanup, type Accessor } from "solid-js"
import type { SearchedTexts } from "../data/search/found-text.ts"
import type { Workspace } from "../data/workspace.ts"

/** Shorter queries stand in nearly every text. */
const SHORTEST_QUERY = 3

/** While texts are still being read, it is asked again after so many milliseconds. */
const AGAIN_MILLIS = 250

/**
 * What the texts on this device say of a query, once they have been searched; `null` until then and for short queries. The
 * data worker searches them, so typing waits for nothing.
 */
export function createTextSearch(workspace: Workspace, query: Accessor<string>): Accessor<SearchedTexts | null> {
  const [searched, setSearched] = createSignal<SearchedTexts | null>(null)
  let asked = 0
  let again: ReturnType<typeof setTimeout> | undefined
  const ask = async (wanted: string) => {
    const number = ++asked
    const answer = await workspace.ask(request => ({ do: "search-texts", request, query: wanted })).catch(() => null)
    // Somebody has typed on meanwhile.
    if (number !== asked || answer === null) return
    const told = answer as SearchedTexts
    setSearched(wanted === "" ? null : told)
    if (told.waiting > 0 && wanted !== "") again = setTimeout(() => void ask(wanted), AGAIN_MILLIS)
  }
  createEffect(
    on(query, typed => {
      clearTimeout(again)
      const wanted = typed.trim()
      if (wanted.length < SHORTEST_QUERY) setSearched(null)
      // The texts are begun to be read as soon as the palette opens.
      void ask(wanted.length < SHORTEST_QUERY ? "" : wanted)
    }),
  )
  onCleanup(() => {
    asked++
    clearTimeout(again)
  })
  return searched
}
