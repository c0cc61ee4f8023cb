import { Visitor } from "vite"
import type { Edge } from "./layers.ts"
import { placeOf, type Source } from "./source.ts"

/** One place where a module touches the world by itself instead of being handed it. */
export interface Touch {
  readonly place: string
  readonly what: string
  readonly edge: Edge
}

const MEMBERS: Readonly<Record<string, Edge>> = {
  "Date.now": "clock",
  "performance.now": "clock",
  "performance.timeOrigin": "clock",
  "Temporal.Now": "clock",
  "Math.random": "randomness",
  "crypto.getRandomValues": "randomness",
  "crypto.randomUUID": "randomness",
  "navigator.sendBeacon": "network",
  "navigator.storage": "storage",
}

const CONSTRUCTED: Readonly<Record<string, Edge>> = {
  WebSocket: "network",
  EventSource: "network",
  XMLHttpRequest: "network",
}

const STORES = new Set(["localStorage", "sessionStorage", "indexedDB", "caches"])

/** Finds every use of clock, randomness, network and storage that a module makes without being handed them. */
export function touchesOf(source: Source): readonly Touch[] {
  const touches: Touch[] = []
  const note = (start: number, what: string, edge: Edge) => touches.push({ place: placeOf(source, start), what, edge })
  new Visitor({
    MemberExpression({ start, object, property }) {
      if (object.type === "Identifier" && STORES.has(object.name)) note(start, object.name, "storage")
      const owner = rootName(object)
      if (owner === undefined || property.type !== "Identifier") return
      const name = `${owner}.${property.name}`
      if (MEMBERS[name]) note(start, name, MEMBERS[name])
      if (owner === "globalThis" && property.name === "fetch") note(start, name, "network")
    },
    NewExpression({ start, callee, arguments: given }) {
      if (callee.type !== "Identifier") return
      // A date made of something is arithmetic; one made of nothing reads the clock.
      if (callee.name === "Date" && given.length === 0) note(start, "new Date", "clock")
      const edge = CONSTRUCTED[callee.name]
      if (edge) note(start, `new ${callee.name}`, edge)
    },
    CallExpression({ start, callee }) {
      if (callee.type !== "Identifier") return
      if (callee.name === "fetch") note(start, "fetch", "network")
      if (callee.name === "Date") note(start, "Date", "clock")
    },
  }).visit(source.parsed.program)
  return touches
}

/** `crypto` for `crypto`, `globalThis.crypto`, `self.crypto` and `window.crypto`. */
function rootName(node: { type: string; name?: unknown; object?: unknown; property?: unknown }): string | undefined {
  if (node.type === "Identifier") return String(node.name)
  if (node.type !== "MemberExpression") return undefined
  const object = node.object as { type: string; name?: string }
  const property = node.property as { type: string; name?: string }
  const isGlobal = object.type === "Identifier" && /^(globalThis|self|window)$/.test(object.name ?? "")
  return isGlobal && property.type === "Identifier" ? property.name : undefined
}
