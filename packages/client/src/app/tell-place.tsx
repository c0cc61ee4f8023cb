import { useLocation } from "@tanstack/solid-router"
import { createEffect, createSignal, onCleanup, onMount } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { isPlace, type PeerScroll } from "../data/presence.ts"

/** How long nobody must have touched anything here to count as away, in milliseconds. */
const IDLE_MILLIS = 5 * 60_000

/** How often the others are told at most how far something is scrolled, in milliseconds. */
const SCROLL_EVERY_MILLIS = 80

/** Tells the others where this person is, so that they can come along: the space, the view, the filter, the open item. */
export function TellPlace(): null {
  const workspace = useWorkspace()
  const location = useLocation()
  const [idle, setIdle] = createSignal(false)
  const here = () => placeOf(location().pathname, location().searchStr)
  const isOf = () => here()?.space ?? null
  createEffect(() => {
    const name = workspace.live.table("members").get(workspace.me)?.name ?? ""
    workspace.presence.show("people", { member: workspace.me, name, items: [], drag: null })
  })
  createEffect(() => workspace.presence.tell("people", { space: isOf(), idle: idle() }))
  createEffect(() => {
    const place = here()
    if (place !== null) workspace.presence.tell(`space/${place.space}`, { at: place.at, scroll: null, idle: idle() })
  })
  onMount(() => {
    let scrolled: HTMLElement | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const tellScroll = () => {
      timer = undefined
      const place = here()
      const scroll = scrolled?.isConnected === true ? scrollOf(scrolled) : null
      if (place !== null && scroll !== null) workspace.presence.tell(`space/${place.space}`, { scroll })
    }
    // Not in the frame itself: that belongs to what is scrolled.
    const noteScroll = ({ target }: Event) => {
      if (!(target instanceof HTMLElement)) return
      scrolled = target
      timer ??= setTimeout(tellScroll, SCROLL_EVERY_MILLIS)
    }
    document.addEventListener("scroll", noteScroll, { capture: true, passive: true })
    onCleanup(() => {
      clearTimeout(timer)
      document.removeEventListener("scroll", noteScroll, { capture: true })
    })
    onCleanup(watchIdle(setIdle))
  })
  onCleanup(() => workspace.presence.show("people", null))
  return null
}

interface Here {
  readonly space: string
  readonly at: string | null
}

/** Where an address is within which space; a filter that is too long to tell is left out. */
function placeOf(path: string, search: string): Here | null {
  const match = /^\/w\/[^/]+\/s\/([^/]+)\/?(.*)$/.exec(path)
  if (match === null) return null
  const [, space = "", place = ""] = match
  const whole = place + search
  return { space, at: isPlace(whole) ? whole : isPlace(place) ? place : null }
}

/** How far a part of the space's view is scrolled, where it is one that others can find. */
function scrollOf(element: HTMLElement): PeerScroll | null {
  if (element.closest("main, .item-panel") === null) return null
  const part = element.classList.item(0)
  if (part === null) return null
  const index = [...document.getElementsByClassName(part)].indexOf(element)
  return { part, index, top: Math.round(element.scrollTop), left: Math.round(Math.max(0, element.scrollLeft)) }
}

/** Tells when a person has been away for a while, and when they are back; returns what ends that. */
function watchIdle(tell: (idle: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const awake = () => {
    clearTimeout(timer)
    tell(false)
    timer = setTimeout(() => tell(true), IDLE_MILLIS)
  }
  const looked = () => (document.visibilityState === "visible" ? awake() : undefined)
  const signs = ["pointermove", "pointerdown", "keydown", "wheel"] as const
  for (const sign of signs) window.addEventListener(sign, awake, { passive: true, capture: true })
  document.addEventListener("visibilitychange", looked)
  awake()
  return () => {
    clearTimeout(timer)
    for (const sign of signs) window.removeEventListener(sign, awake, { capture: true })
    document.removeEventListener("visibilitychange", looked)
  }
}
