import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { bytes, count, countOrNone, detail, oneOf, text, token, Unreadable, type Field, type ValueOf } from "./field.ts"
import {
  MAX_CHANNEL,
  MAX_DETAIL_BYTES,
  MAX_DOCUMENT_BYTES,
  MAX_NAME_LENGTH,
  MAX_PRESENCE_BYTES,
  MAX_PUSH_BYTES,
  MAX_STANDING_BYTES,
  MAX_STATE_VECTOR_BYTES,
  MAX_TOKEN_LENGTH,
} from "./limits.ts"
import { MAX_DOCUMENT_NAME_LENGTH } from "./document-name.ts"
import { JOIN_REFUSALS, NACK_REASONS } from "./reasons.ts"
import { DOCUMENT_RIGHTS } from "./rights.ts"

/**
 * The frames of `/sync`: one WebSocket carries many documents, each on a
 * channel that the client numbers when it joins.
 *
 *     socket    = hello welcome { channel | ping pong }
 *     channel   = join ( failed | joined { update ( ack | nack | missing ) | updated | aware | peer | right } leave )
 *     at any time after welcome: token, standing
 *
 * After `joined` the client sends what the relay lacks, computed from the
 * relay's state vector, as its first `update`. Each end can be told anything
 * twice without harm.
 */

const channel = count(MAX_CHANNEL)
const stateVector = bytes(MAX_STATE_VECTOR_BYTES)
const session = token(MAX_NAME_LENGTH)

/** Presence as a JSON text that the relay does not look into; the empty text means gone. Read it as the stranger's it is. */
const presence = text(MAX_PRESENCE_BYTES)

/** A pass for some minutes, see `token`; empty where the relay asks for none. */
const pass = text(MAX_TOKEN_LENGTH)
const right = oneOf(DOCUMENT_RIGHTS, MAX_NAME_LENGTH)

/** From the client to the relay. */
const CLIENT_FRAMES = {
  /** The first frame. `session` is fresh random text that names this connection to other peers; `pass` says who comes. */
  hello: { protocol: count(MAX_CHANNEL), build: token(MAX_NAME_LENGTH), schema: count(), session, pass },
  /**
   * `lastSeq` is the greatest sequence this replica has had from this relay for this document, or -1; `stateVector` is
   * what it holds, and `epoch` the epoch that it holds it of, 0 where it holds nothing.
   */
  join: { channel, document: text(MAX_DOCUMENT_NAME_LENGTH), epoch: count(), lastSeq: countOrNone(), stateVector },
  /** A new pass of the same person, before the one in use ends. */
  token: { pass },
  /** One Yjs update, version 1. `clientSeq` grows by the client's own count on this channel, from 1 on. */
  update: { channel, clientSeq: count(), bytes: bytes(MAX_PUSH_BYTES) },
  /** What this peer is doing now; each replaces the one before. */
  aware: { channel, state: presence },
  leave: { channel },
  /** Measures the way and, with the relay's time in `pong`, this device's clock. */
  ping: { nonce: count() },
} as const

/** From the relay to the client. */
const RELAY_FRAMES = {
  /**
   * `history` names the relay's log: a `lastSeq` that was had under another
   * history means nothing here, and -1 is sent in its place. `now` is the
   * relay's time in milliseconds since 1970, like every `now` here. A client
   * whose schema is below `leastSchema` may read and not write.
   */
  welcome: { protocol: count(MAX_CHANNEL), history: token(MAX_NAME_LENGTH), now: count(), leastSchema: count() },
  /**
   * `bytes` is one Yjs update with all that the client lacks, or empty; `seq` is what the replica has then;
   * `stateVector` is the relay's. Under another `epoch` than the client named, `bytes` is the whole document, and
   * nothing of what the client holds may be sent: it begins anew from these bytes.
   */
  joined: { channel, epoch: count(), seq: count(), bytes: bytes(MAX_DOCUMENT_BYTES), stateVector, right },
  /**
   * The document has been rewritten as a new epoch, and the relay has left the channel: whoever joins again gets all of
   * it. What was written meanwhile was answered before.
   */
  renewed: { channel, epoch: count() },
  /** The right to the document of this channel has changed. With `none` the relay has left the channel. */
  right: { channel, right },
  /**
   * Where this person stands in a workspace, as the JSON of `Standing`; `null` for a stranger. Sent before the first
   * answer to a join in that workspace, and whenever it changes.
   */
  standing: { workspace: token(MAX_NAME_LENGTH), standing: text(MAX_STANDING_BYTES) },
  /** One Yjs update of others, on disk already. `seq` is the greatest log sequence that it contains. */
  updated: { channel, seq: count(), bytes: bytes(MAX_DOCUMENT_BYTES) },
  /** Every update on this channel up to and including `clientSeq` is on disk, but for those that a `nack` or `missing` named before. */
  ack: { channel, clientSeq: count() },
  /** This update was not stored. */
  nack: { channel, clientSeq: count(), reason: oneOf(NACK_REASONS, MAX_NAME_LENGTH), detail: detail(MAX_DETAIL_BYTES) },
  /**
   * The update follows others that the relay lacks, so it was not stored. The
   * client sends all that it has from `stateVector` on, as one update under a
   * new `clientSeq`; its ack stands for everything before. Updates that were
   * under way meanwhile may each be answered so, and need no answer of their own.
   */
  missing: { channel, clientSeq: count(), stateVector },
  /** What another peer is doing now; `peer` is the session that its connection named. */
  peer: { channel, peer: session, state: presence },
  /** The join was refused; the channel is free again. */
  failed: { channel, reason: oneOf(JOIN_REFUSALS, MAX_NAME_LENGTH), detail: detail(MAX_DETAIL_BYTES) },
  pong: { nonce: count(), now: count() },
} as const

const FRAMES = { ...CLIENT_FRAMES, ...RELAY_FRAMES } as const

/** The first byte of each frame. Numbers are never given twice, and the relay's begin at 64. */
const CODES = {
  hello: 0,
  join: 1,
  update: 2,
  aware: 3,
  leave: 4,
  ping: 5,
  token: 6,
  welcome: 64,
  joined: 65,
  updated: 66,
  ack: 67,
  nack: 68,
  missing: 69,
  peer: 70,
  failed: 71,
  pong: 72,
  right: 73,
  standing: 74,
  renewed: 75,
} as const satisfies Record<keyof typeof FRAMES, number>

type FramesOf<Table> = {
  [Kind in keyof Table]: { readonly kind: Kind } & { readonly [Name in keyof Table[Kind]]: ValueOf<Table[Kind][Name]> }
}

export type ClientFrame = FramesOf<typeof CLIENT_FRAMES>[keyof typeof CLIENT_FRAMES]
export type RelayFrame = FramesOf<typeof RELAY_FRAMES>[keyof typeof RELAY_FRAMES]
export type Frame = ClientFrame | RelayFrame

/** The frame of one kind, for example `FrameOf<"joined">`. */
export type FrameOf<Kind extends Frame["kind"]> = Extract<Frame, { readonly kind: Kind }>

/** What comes instead of a frame; `refused` says what was wrong with the bytes. */
export interface Refused {
  readonly refused: string
}

/** The largest frame a client may send, in bytes: the relay's socket takes no more. */
export const MAX_CLIENT_FRAME_BYTES = MAX_PUSH_BYTES + 64

/** The fields of each frame in their order, made once: frames come and go by the hundred thousand. */
const FIELDS = Object.fromEntries(
  Object.entries(FRAMES).map(([kind, fields]) => [kind, Object.entries(fields)]),
) as unknown as Readonly<Record<Frame["kind"], readonly (readonly [string, Field<unknown>])[]>>

const KIND_OF_CODE = new Map(Object.entries(CODES).map(([kind, code]) => [code as number, kind as Frame["kind"]]))

/** Returns the bytes of a frame. A value outside the bounds of its field is a mistake of the caller and throws. */
export function encodeFrame(frame: Frame): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, CODES[frame.kind])
  const values = frame as unknown as Readonly<Record<string, unknown>>
  for (const [name, field] of FIELDS[frame.kind]) field.write(encoder, values[name])
  return encoding.toUint8Array(encoder)
}

/**
 * Returns the frame that the bytes are, or why they are none. Never throws,
 * and allocates no more than a small multiple of the bytes it was given.
 * Refused: an unknown kind, a length beyond its bound or beyond the end, a
 * name of no table, text that is not UTF-8, and anything left over. Byte
 * fields are views into `received`; copy what is kept.
 */
export function decodeFrame(received: Uint8Array): Frame | Refused {
  const decoder = decoding.createDecoder(received)
  const kind = received.length === 0 ? undefined : KIND_OF_CODE.get(decoding.readUint8(decoder))
  if (kind === undefined) return { refused: "unknown kind" }
  try {
    const frame: Record<string, unknown> = { kind }
    for (const [name, field] of FIELDS[kind]) frame[name] = field.read(decoder)
    return decoding.hasContent(decoder) ? { refused: `${kind}: left over` } : (frame as unknown as Frame)
  } catch (error) {
    return { refused: `${kind}: ${error instanceof Unreadable ? error.message : "cut short"}` }
  }
}

/** Whether the result of {@link decodeFrame} is a refusal. */
export function isRefused(result: Frame | Refused): result is Refused {
  return "refused" in result
}

/** Whether a frame is one that clients send. */
export function isClientFrame(frame: Frame): frame is ClientFrame {
  return CODES[frame.kind] < CODES.welcome
}
