import * as fc from "fast-check"
import { expect, test } from "vitest"
import { decodeFrame, encodeFrame, isRefused, type Frame } from "@weft/model/wire/frames"
import { MAX_PRESENCE_BYTES } from "@weft/model/wire/limits"
import { CLOSE_REASONS, closeReasonOf, JOIN_REFUSALS, NACK_REASONS } from "@weft/model/wire/reasons"
import { DOCUMENT_RIGHTS } from "@weft/model/wire/rights"

const names = <K extends string>(table: Readonly<Record<K, unknown>>) => fc.constantFrom(...(Object.keys(table) as K[]))

const channel = fc.integer({ min: 0, max: 65_535 })
const count = fc.maxSafeNat()
const bytes = fc.uint8Array({ maxLength: 300 })
const token = fc.stringMatching(/^[0-9A-Za-z_-]{1,64}$/)
const text = fc.string({ unit: "binary", maxLength: 40 })
const detail = fc.string({ unit: "binary", maxLength: 80 })
const right = names(DOCUMENT_RIGHTS)
const kind = <K extends Frame["kind"]>(name: K) => fc.constant(name)

const frames: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ kind: kind("hello"), protocol: channel, build: token, schema: count, session: token, pass: text }),
  fc.record({
    kind: kind("join"),
    channel,
    document: text,
    epoch: count,
    lastSeq: fc.integer({ min: -1, max: 2 ** 40 }),
    stateVector: bytes,
  }),
  fc.record({ kind: kind("update"), channel, clientSeq: count, bytes }),
  fc.record({ kind: kind("aware"), channel, state: text }),
  fc.record({ kind: kind("leave"), channel }),
  fc.record({ kind: kind("ping"), nonce: count }),
  fc.record({ kind: kind("token"), pass: text }),
  fc.record({ kind: kind("welcome"), protocol: channel, history: token, now: count, leastSchema: count }),
  fc.record({ kind: kind("joined"), channel, epoch: count, seq: count, bytes, stateVector: bytes, right }),
  fc.record({ kind: kind("right"), channel, right }),
  fc.record({ kind: kind("renewed"), channel, epoch: count }),
  fc.record({ kind: kind("standing"), workspace: token, standing: text }),
  fc.record({ kind: kind("updated"), channel, seq: count, bytes }),
  fc.record({ kind: kind("ack"), channel, clientSeq: count }),
  fc.record({ kind: kind("nack"), channel, clientSeq: count, reason: names(NACK_REASONS), detail }),
  fc.record({ kind: kind("missing"), channel, clientSeq: count, stateVector: bytes }),
  fc.record({ kind: kind("peer"), channel, peer: token, state: text }),
  fc.record({ kind: kind("failed"), channel, reason: names(JOIN_REFUSALS), detail }),
  fc.record({ kind: kind("pong"), nonce: count, now: count }),
)

const runs = { numRuns: 2_000 }

test("WIRE-1 every frame is read as it was written", () => {
  fc.assert(
    fc.property(frames, frame => {
      expect(decodeFrame(encodeFrame(frame))).toEqual(frame)
    }),
    runs,
  )
})

test("a frame reads the same out of the middle of a larger buffer, and never beyond its end", () => {
  fc.assert(
    fc.property(frames, bytes, (frame, around) => {
      const encoded = encodeFrame(frame)
      const buffer = new Uint8Array([...around, ...encoded, ...around])
      const view = buffer.subarray(around.length, around.length + encoded.length)
      expect(decodeFrame(view)).toEqual(frame)
      for (const cut of [1, 2, 5]) {
        if (cut < view.length) expect(isRefused(decodeFrame(view.subarray(0, view.length - cut)))).toBe(true)
      }
    }),
    runs,
  )
})

test("a frame with something left over is refused", () => {
  fc.assert(
    fc.property(frames, fc.uint8Array({ minLength: 1, maxLength: 9 }), (frame, extra) => {
      expect(isRefused(decodeFrame(new Uint8Array([...encodeFrame(frame), ...extra])))).toBe(true)
    }),
    runs,
  )
})

test("WIRE-2 any bytes are a frame or refused, and what is a frame can be written again", () => {
  const torn = fc.tuple(frames, fc.nat(), fc.nat(255)).map(([frame, at, value]) => {
    const encoded = encodeFrame(frame)
    encoded[at % encoded.length] = value
    return encoded
  })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), torn), received => {
      const result = decodeFrame(received)
      if (!isRefused(result)) expect(decodeFrame(encodeFrame(result))).toEqual(result)
    }),
    { numRuns: 10_000 },
  )
})

test("WIRE-3 a length of thousands of megabytes is refused without making room for it", () => {
  const claim = new Uint8Array([2, 1, 1, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3])
  expect(decodeFrame(claim)).toEqual({ refused: "update: too long" })
  const endless = new Uint8Array(40).fill(0x80)
  endless[0] = 5
  expect(isRefused(decodeFrame(endless))).toBe(true)
})

test("presence beyond its bound is neither written nor read", () => {
  const state = "ü".repeat(MAX_PRESENCE_BYTES / 2)
  const fits = encodeFrame({ kind: "aware", channel: 1, state })
  expect(decodeFrame(fits)).toEqual({ kind: "aware", channel: 1, state })
  expect(() => encodeFrame({ kind: "aware", channel: 1, state: state + "x" })).toThrow()
})

test("a detail that is too long is cut, since it may quote what went wrong", () => {
  const frame = decodeFrame(
    encodeFrame({ kind: "nack", channel: 1, clientSeq: 1, reason: "malformed", detail: "€".repeat(5_000) }),
  )
  expect(frame).toMatchObject({ kind: "nack", detail: expect.stringMatching(/^€{100,170}$/) })
})

test("every close code stands for one reason, and no other code for any", () => {
  for (const [reason, { code }] of Object.entries(CLOSE_REASONS)) expect(closeReasonOf(code)).toBe(reason)
  expect(closeReasonOf(1000)).toBeNull()
})
