import { expect, test } from "vitest"
import { seededRandom } from "@weft/model/base/random"
import { fetchPass } from "../../../../packages/client/src/data/worker/fetch-pass.ts"
import { Passes, type PassAnswer } from "../../../../packages/client/src/data/worker/passes.ts"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { ScriptedRelay } from "./scripted-relay.ts"
import { created, device, ITEMS } from "./world.ts"

/** Time that a test turns, and a relay's door for passes of a quarter of an hour. */
class Door {
  now = 0
  answer: PassAnswer | null = null
  asked = 0
  readonly renewed: string[] = []
  signedOut = 0
  isInUse = true
  readonly passes: Passes
  readonly relayOffset: number
  #timers: { at: number; run: () => void; isOff: boolean }[] = []

  /** @param relayOffset how far the relay's clock is ahead of this device's, in milliseconds */
  constructor(relayOffset: number) {
    this.relayOffset = relayOffset
    this.passes = new Passes({
      fetchPass: async () => {
        this.asked += 1
        return this.answer ?? { pass: `pass${this.asked}`, endsAt: this.now + this.relayOffset + 900_000 }
      },
      random: seededRandom(5),
      timers: {
        after: (millis, run) => {
          const timer = { at: this.now + millis, run, isOff: false }
          this.#timers.push(timer)
          return () => void (timer.isOff = true)
        },
      },
      isInUse: () => this.isInUse,
      renewed: pass => this.renewed.push(pass),
      signedOut: () => (this.signedOut += 1),
    })
  }

  /** Lets time pass, with all that is due in it. */
  async pass(millis: number): Promise<void> {
    const end = this.now + millis
    for (;;) {
      const due = this.#timers.filter(timer => !timer.isOff && timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      due.isOff = true
      this.now = due.at
      due.run()
      await new Promise(resolve => setImmediate(resolve))
    }
    this.now = end
  }
}

for (const offset of [0, 3 * 3_600_000, -86_400_000])
  test(`PASS-1 a pass is renewed before it ends, however far this device's clock is off: ${offset}`, async () => {
    const door = new Door(offset)
    expect(await door.passes.get()).toMatchObject({ pass: "pass1" })
    door.passes.welcomed(door.now + offset)
    await door.pass(480_000)
    expect(door.renewed).toEqual([])
    await door.pass(120_000)
    expect(door.renewed).toEqual(["pass2"])
    for (let hour = 0; hour < 4; hour++) await door.pass(900_000)
    expect(door.renewed.length).toBeGreaterThanOrEqual(6)
    expect(door.renewed.length).toBeLessThanOrEqual(9)
  })

test("PASS-1 a relay that does not answer is asked again, and a pass that nobody uses is not renewed", async () => {
  const door = new Door(0)
  await door.passes.get()
  door.passes.welcomed(0)
  door.answer = "unreachable"
  await door.pass(700_000)
  expect(door.asked).toBeGreaterThan(3)
  door.answer = null
  await door.pass(10_000)
  expect(door.renewed).toHaveLength(1)
  door.isInUse = false
  const before = door.asked
  await door.pass(5_000_000)
  expect(door.asked).toBe(before)
  await door.passes.get()
  expect(door.asked).toBe(before + 1)
})

test("PASS-2 whoever is signed out is told so, loses nothing, and goes on when they have signed in", async () => {
  const relay = new ScriptedRelay()
  const ours = device({ seed: 401, haste: 10 })
  ours.scripted = relay.connect
  ours.pass = { pass: "first", endsAt: Date.now() + 900_000 }
  const ann = ours.worker().tab("W", { relay: "ws://relay.example" })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  ours.pass = "signed-out"
  relay.cut(CLOSE_REASONS["signed-out"].code)
  await ann.until(() => ann.sync?.relay.state === "stopped")
  expect(ann.sync?.relay).toEqual({ state: "stopped", reason: "signed-out" })
  await ann.write(created("I2", "Two"))
  await ann.saved()
  ours.pass = { pass: "second", endsAt: Date.now() + 900_000 }
  ann.say({ do: "signed-in" })
  await ann.safe()
  expect(relay.passes).toEqual(["first", "second"])
  const fresh = device({ seed: 402 })
  fresh.scripted = relay.connect
  const bob = fresh.worker().tab("W", { relay: "ws://relay.example", me: "bob" })
  await bob.watch(ITEMS)
  expect(
    bob
      .rows(ITEMS, "items")
      .map(({ title }) => title)
      .sort(),
  ).toEqual(["One", "Two"])
})

/** A relay's doors that answer with what is given for each; nothing answers for the others. */
function doors(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>): typeof fetch {
  return async (address, options) => {
    const answer = answers[`${options?.method ?? "GET"} ${new URL(String(address)).pathname}`]
    if (answer === undefined) throw new TypeError("nobody answers")
    return Response.json(answer[1], { status: answer[0] })
  }
}

const signedIn = { access: "accounts", person: { id: "p", name: "Ann", mail: "ann@weft.example" }, isOperator: false }
const signedOut = {
  access: "accounts",
  person: null,
  waitsForOwner: false,
  ways: { password: true, passkey: false, mailedLink: false, providers: [] },
}
const pass = { pass: "abc", endsAt: 5 }

for (const [name, answers, wanted] of [
  ["a relay without accounts", { "GET /api/session": [200, { access: "open" }] }, "open"],
  ["a relay from before accounts", { "GET /api/session": [404, "not found"] }, "open"],
  ["nobody signed in", { "GET /api/session": [200, signedOut] }, "signed-out"],
  ["somebody signed in", { "GET /api/session": [200, signedIn], "POST /api/pass": [200, pass] }, pass],
  [
    "a session that ends in between",
    { "GET /api/session": [200, signedIn], "POST /api/pass": [401, {}] },
    "signed-out",
  ],
  ["a relay with a fault", { "GET /api/session": [500, "fault"] }, "unreachable"],
  ["something else at the address", { "GET /api/session": [200, "<html>"] }, "unreachable"],
  ["no relay", {}, "unreachable"],
] as const)
  test(`PASS-3 ${name} gives ${JSON.stringify(wanted)}`, async () => {
    expect(await fetchPass("wss://relay.example/", doors(answers))).toEqual(wanted)
  })
