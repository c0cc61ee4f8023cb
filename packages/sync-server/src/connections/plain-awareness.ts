import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import type { Peer } from "../rooms/peer.ts"
import { DRAINED_BYTES } from "../rooms/limits.ts"

/** The largest awareness message, in bytes. A provider sends its own state, and all it knows when it connects. */
const MAX_MESSAGE_BYTES = 64 * 1024

/** How many states one peer may stand for, in case it has several tabs behind it. */
const MAX_STATES_PER_PEER = 32

const GONE = "null"

interface State {
  readonly clock: number
  readonly json: string
  readonly owner: Peer
}

interface Circle {
  readonly peers: Map<Peer, (update: Uint8Array) => void>
  readonly states: Map<number, State>
}

/**
 * Awareness between the clients of the plain door, as y-protocols has it: per
 * client a clock and a state, where `null` says that it is gone. A peer that
 * leaves takes its states with it.
 */
export class PlainAwareness {
  readonly #circles = new Map<string, Circle>()

  /** Takes a peer in, and sends it what the others are doing. */
  enter(document: string, peer: Peer, send: (update: Uint8Array) => void): void {
    const circle = this.#circles.get(document) ?? { peers: new Map(), states: new Map() }
    this.#circles.set(document, circle)
    circle.peers.set(peer, send)
    if (circle.states.size > 0) send(encodeStates(circle.states))
  }

  /** Takes in what a peer says of itself and passes it on. Throws where it cannot be read; states of others are left aside. */
  update(document: string, peer: Peer, message: Uint8Array): void {
    const circle = this.#circles.get(document)
    if (circle === undefined || message.length > MAX_MESSAGE_BYTES) return
    const news = new Map<number, State>()
    // Counted once: a message may name thousands, and each would be held against all that others have.
    let own = statesOf(circle, peer)
    for (const [client, { clock, json }] of decodeStates(message)) {
      const known = circle.states.get(client)
      if (known !== undefined && (known.owner !== peer || known.clock > clock)) continue
      if (known === undefined && (json === GONE || own >= MAX_STATES_PER_PEER)) continue
      news.set(client, { clock, json, owner: peer })
      if (json === GONE) circle.states.delete(client)
      else circle.states.set(client, { clock, json, owner: peer })
      own += json === GONE ? -1 : known === undefined ? 1 : 0
    }
    if (news.size > 0) tell(circle, news)
  }

  /** Everyone's state, as one message. */
  everyone(document: string): Uint8Array {
    return encodeStates(this.#circles.get(document)?.states ?? new Map())
  }

  leave(document: string, peer: Peer): void {
    const circle = this.#circles.get(document)
    if (circle === undefined || !circle.peers.delete(peer)) return
    const gone = new Map<number, State>()
    for (const [client, { clock, owner }] of circle.states) {
      if (owner !== peer) continue
      circle.states.delete(client)
      gone.set(client, { clock: clock + 1, json: GONE, owner })
    }
    if (gone.size > 0) tell(circle, gone)
    if (circle.peers.size === 0) this.#circles.delete(document)
  }
}

/**
 * Tells everyone, the author as well: a provider that hears nothing for 30 s
 * takes its socket for dead, and its own renewal may be all there is to hear.
 * Whoever is slow misses it: it is stale by the time it would be read.
 */
function tell(circle: Circle, news: ReadonlyMap<number, State>): void {
  const update = encodeStates(news)
  for (const [peer, send] of circle.peers) {
    if (peer.backlogBytes() <= DRAINED_BYTES) send(update)
  }
}

function statesOf(circle: Circle, peer: Peer): number {
  return [...circle.states.values()].filter(state => state.owner === peer).length
}

function encodeStates(states: ReadonlyMap<number, State>): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.size)
  for (const [client, { clock, json }] of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}

function decodeStates(message: Uint8Array): Map<number, { clock: number; json: string }> {
  const decoder = decoding.createDecoder(message)
  const states = new Map<number, { clock: number; json: string }>()
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const json = decoding.readVarString(decoder)
    // Every client parses it without a guard.
    JSON.parse(json)
    states.set(client, { clock, json })
  }
  return states
}
