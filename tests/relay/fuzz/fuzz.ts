import { below, seededRandom, type Random } from "@weft/model/base/random"
import { encodeFrame, type ClientFrame } from "@weft/model/wire/frames"
import { DOCUMENT, HELLO, JOIN, plainMessage, recordedFrames, recordedMessages, recordedUpdates } from "./corpus.ts"
import { Broken, FuzzedRelay, type Door } from "./fuzzed-relay.ts"
import { mutated } from "./mutation.ts"
import { randomUpdate, someNumber } from "./random-updates.ts"

/** How many frames one relay gets before the next one begins anew. */
const FRAMES_PER_RELAY = 1_000

/** How many arrive before the relay has a moment. */
const FRAMES_AT_ONCE = 50

/** One frame as it came, as text that can be kept: the door and the bytes. */
export interface Input {
  readonly door: Door
  readonly hex: string
}

interface Message {
  readonly door: Door
  readonly bytes: Uint8Array
}

/** A run of frames at one relay that broke a rule. */
export interface Failure {
  readonly seed: number
  readonly rule: string
  /** What the relay was sent, without what made no difference. */
  readonly inputs: readonly Input[]
}

/** Sends so many frames and returns what broke; every thousand begin with a seed of their own, from `seed` on. */
export async function fuzz(frames: number, seed: number): Promise<readonly Failure[]> {
  const failures: Failure[] = []
  for (let round = 0; round < Math.ceil(frames / FRAMES_PER_RELAY); round += 1) {
    const failure = await fuzzOnce(seed + round, Math.min(FRAMES_PER_RELAY, frames - round * FRAMES_PER_RELAY))
    if (failure !== null) failures.push(failure)
  }
  return failures
}

async function fuzzOnce(seed: number, frames: number): Promise<Failure | null> {
  const random = seededRandom(seed)
  const sent = Array.from({ length: frames }, () => nextInput(random))
  const rule = await brokenBy(relay => sendAll(relay, sent))
  if (rule === null) return null
  return {
    seed,
    rule,
    inputs: await shrunk(sent.map(({ door, bytes }) => ({ door, hex: Buffer.from(bytes).toString("hex") }))),
  }
}

/** As few of the inputs as still break a rule; all of them where they break none the second time. */
async function shrunk(inputs: readonly Input[]): Promise<readonly Input[]> {
  let left = inputs
  if ((await replay(left)) === null) return inputs
  for (let size = left.length >> 1; size > 0; size >>= 1) {
    for (let from = 0; from < left.length;) {
      const without = [...left.slice(0, from), ...left.slice(from + size)]
      if ((await replay(without)) === null) from += size
      else left = without
    }
  }
  return left
}

/** Sends kept inputs to a fresh relay, as they came, and returns the rule that they break, or null. */
export async function replay(inputs: readonly Input[]): Promise<string | null> {
  return brokenBy(relay =>
    sendAll(
      relay,
      inputs.map(({ door, hex }) => ({ door, bytes: new Uint8Array(Buffer.from(hex, "hex")) })),
    ),
  )
}

async function sendAll(relay: FuzzedRelay, inputs: Iterable<Message>): Promise<void> {
  let count = 0
  for (const { door, bytes } of inputs) {
    relay.receive(door, bytes)
    if (count++ % FRAMES_AT_ONCE === 0) await relay.settled()
  }
}

async function brokenBy(attack: (relay: FuzzedRelay) => Promise<void>): Promise<string | null> {
  const escaped: unknown[] = []
  const note = (error: unknown) => void escaped.push(error)
  process.on("unhandledRejection", note)
  try {
    const relay = await FuzzedRelay.start()
    await attack(relay)
    await relay.checkDocument()
    return escaped.length === 0 ? null : `escaped: ${String(escaped[0])}`
  } catch (error) {
    if (error instanceof Broken) return error.message
    throw error
  } finally {
    process.off("unhandledRejection", note)
  }
}

const UPDATES = recordedUpdates()
const CORPUS: Record<Door, readonly Uint8Array[]> = { sync: recordedFrames(), plain: recordedMessages() }

function nextInput(random: Random): Message {
  const door: Door = below(4, random) === 0 ? "plain" : "sync"
  const recorded = CORPUS[door]
  const frame = recorded[below(recorded.length, random)] ?? new Uint8Array()
  const other = recorded[below(recorded.length, random)] ?? new Uint8Array()
  switch (below(8, random)) {
    case 0:
      return { door, bytes: frame }
    case 1:
    case 2:
      return { door, bytes: mutated(frame, other, random) }
    case 3:
      return { door, bytes: door === "sync" ? encodeFrame(oddFrame(random)) : frame }
    case 4:
    case 5:
      return { door, bytes: around(door, randomUpdate(random), random) }
    case 6:
      return { door, bytes: around(door, mutated(randomUpdate(random), someUpdate(random), random), random) }
    default:
      return { door, bytes: around(door, mutated(someUpdate(random), someUpdate(random), random), random) }
  }
}

const someUpdate = (random: Random) => UPDATES[below(UPDATES.length, random)] ?? new Uint8Array()

/** A sound frame around an update that may be none, which gets it further than its own mutation would. */
function around(door: Door, bytes: Uint8Array, random: Random): Uint8Array {
  if (door === "plain") return plainMessage([0, 1 + below(2, random)], bytes)
  return encodeFrame({ kind: "update", channel: 1, clientSeq: someNumber(100, random), bytes })
}

/** A frame that can be read and makes no sense where it comes. */
function oddFrame(random: Random): ClientFrame {
  const channel = someNumber(4, random) % 65_536
  switch (below(6, random)) {
    case 0:
      return { ...HELLO, protocol: below(3, random) }
    case 1:
      return {
        ...JOIN,
        channel,
        document: below(3, random) === 0 ? "acme/people" : DOCUMENT,
        lastSeq: someNumber(20, random) - 1,
      }
    case 2:
      return { ...JOIN, channel, stateVector: mutated(new Uint8Array([1, 1, 3]), new Uint8Array([0]), random) }
    case 3:
      return { kind: "leave", channel }
    case 4:
      return { kind: "aware", channel, state: "x".repeat(below(2_000, random)) }
    default:
      return { kind: "update", channel, clientSeq: someNumber(9, random), bytes: someUpdate(random) }
  }
}
