import { below, type Random } from "@weft/model/base/random"
import { SPACE_RIGHTS, type SpaceRight } from "@weft/model/wire/rights"
import type { RenewalPolicy } from "@weft/sync-server/store/renew-updates"
import type { Leaving } from "../drawing.ts"
import { chance, pick, weighted } from "../draw.ts"
import type { CommitFault } from "./relay-disk.ts"
import type { Ending } from "./relay-machine.ts"
import { between, stream } from "./streams.ts"
import { GUARDED_VISITS, VISITS, type VisitKind } from "./visitors.ts"

const SECOND = 1_000
const DAY = 24 * 60 * 60 * SECOND

/** One thing that happens in a run: something that a person does, or a fault. Times are in milliseconds. */
export type Step = {
  /** When, since its round began. */
  readonly at: number
  /** Names the step; what it draws goes by this, so that the others stay as they are without it. */
  readonly id: number
  readonly round: number
} & (Deed | DeviceFault | RelayFault)

type Deed =
  | { readonly do: "act" | "undo" | "redo" | "undo-at-once" | "present" | "ask-safe"; readonly device: number }
  | { readonly do: "type"; readonly device: number; readonly letters: number }

type DeviceFault =
  | { readonly do: "crash" | "offline"; readonly device: number; readonly millis: number; readonly isTold: boolean }
  | { readonly do: "open-tab" | "close-tab" | "reset" | "vanish" | "lose-disk"; readonly device: number }
  | { readonly do: "step-clock"; readonly device: number; readonly by: number }
  | {
      readonly do: "hold"
      readonly device: number
      readonly direction: "to-relay" | "to-client"
      readonly millis: number
    }
  | { readonly do: "slow-line"; readonly device: number; readonly rate: number }
  | { readonly do: "fill-disk" | "slow-disk"; readonly device: number; readonly millis: number }

type RelayFault =
  | { readonly do: "relay-crash"; readonly ending: Ending; readonly millis: number }
  | { readonly do: "relay-stop" | "relay-full" | "relay-slow"; readonly millis: number }
  | { readonly do: "relay-commit"; readonly fault: CommitFault }
  | { readonly do: "relay-flip" | "storm" }
  /** Nobody is there any more, and all come back one by one: documents are let go of while the first are back. */
  | { readonly do: "leave-together"; readonly millis: number }
  | { readonly do: "grant"; readonly device: number; readonly space: number; readonly right: SpaceRight }
  /** The relay starts anew, and so many milliseconds after the device has asked for a space it may not read that any more. */
  | { readonly do: "revoke-at-join"; readonly device: number; readonly space: number; readonly delay: number }
  | { readonly do: "relay-clock"; readonly by: number }
  /** Somebody comes who is no device of ours. */
  | { readonly do: "visit"; readonly as: VisitKind; readonly space: number }
  /** Another Yjs program comes to the plain door, and stays. */
  | { readonly do: "visit-plainly"; readonly space: number; readonly edits: number; readonly right: SpaceRight }

/** In `liveness` some devices never become well, and the others must not suffer from it. */
export type Mode = "safety" | "liveness"

/** All that a run is made of. The same plan gives the same run, to the last frame. */
export interface Plan {
  readonly seed: number
  readonly devices: number
  readonly spaces: number
  /** What each device may do in each space at first; null where the relay asks nobody. */
  readonly rights: readonly (readonly SpaceRight[])[] | null
  /** How far the clock of each device is off at first, in milliseconds. */
  readonly clocksOff: readonly number[]
  /** How long the relay keeps a document open that nobody uses, in milliseconds. */
  readonly idleMillis: number
  /** When documents are written anew as another epoch; null where that is not worth it for so small ones. */
  readonly renewal: RenewalPolicy | null
  /** After how many rows a document is packed; null where that takes more than a run has. */
  readonly dueRows: number | null
  /** How long the thread that packs takes at most, in milliseconds; it takes no time where nothing is said. */
  readonly packMillis?: number
  /** How often people take items to another space and to the archive; never where nothing is said. */
  readonly leaving?: Leaving
  /** Whether people also steer the project, plan together, claim items and show those of other spaces. */
  readonly steers?: boolean
  /** Devices that go on failing when all other faults have stopped. */
  readonly neverWell: readonly number[]
  /** How long each round lasts until all is made well again, in milliseconds. */
  readonly roundMillis: readonly number[]
  readonly steps: readonly Step[]
}

type DrawFault = (random: Random, device: number) => DeviceFault | RelayFault

const outage = (random: Random) => between(0.1, 25, random) * SECOND

/** Each kind of fault; a run has some of them. */
const FAULTS: Readonly<Record<string, DrawFault>> = {
  crash: (random, device) => ({ do: "crash", device, millis: outage(random), isTold: chance(0.7, random) }),
  offline: (random, device) => ({ do: "offline", device, millis: outage(random), isTold: chance(0.5, random) }),
  "open-tab": (_random, device) => ({ do: "open-tab", device }),
  "close-tab": (_random, device) => ({ do: "close-tab", device }),
  reset: (_random, device) => ({ do: "reset", device }),
  vanish: (_random, device) => ({ do: "vanish", device }),
  "lose-disk": (_random, device) => ({ do: "lose-disk", device }),
  "step-clock": (random, device) => ({ do: "step-clock", device, by: between(-DAY, DAY, random) }),
  hold: (random, device) => ({
    do: "hold",
    device,
    direction: pick(["to-relay", "to-client"] as const, random)!,
    millis: outage(random),
  }),
  "slow-line": (random, device) => ({ do: "slow-line", device, rate: between(0.02, 2, random) }),
  "fill-disk": (random, device) => ({ do: "fill-disk", device, millis: outage(random) }),
  "slow-disk": (random, device) => ({ do: "slow-disk", device, millis: outage(random) }),
  "relay-crash": random => ({
    do: "relay-crash",
    ending: pick(["process", "power"] as const, random)!,
    millis: between(0.05, 8, random) * SECOND,
  }),
  "relay-stop": random => ({ do: "relay-stop", millis: between(0.05, 8, random) * SECOND }),
  "relay-commit": random => ({
    do: "relay-commit",
    fault: pick(["full", "crash-before", "crash-after", "flush-failed-kept", "flush-failed-lost"] as const, random)!,
  }),
  "relay-full": random => ({ do: "relay-full", millis: outage(random) }),
  "relay-slow": random => ({ do: "relay-slow", millis: outage(random) }),
  "relay-flip": () => ({ do: "relay-flip" }),
  storm: () => ({ do: "storm" }),
  "leave-together": random => ({ do: "leave-together", millis: between(0.1, 6, random) * SECOND }),
  "relay-clock": random => ({ do: "relay-clock", by: between(-DAY, DAY, random) }),
}

/**
 * Draws a run. Each run has faults of its own, some none at all: what only shows without a certain fault, or only with
 * many of one kind, is met this way.
 */
export function drawPlan(seed: number, mode: Mode = "safety"): Plan {
  const random = stream(seed, "plan")
  const devices = 2 + Math.min(below(7, random), below(7, random))
  const rounds = chance(0.25, random) ? 2 : 1
  const roundMillis = Array.from({ length: rounds }, () => between(4, 45, random) * SECOND)
  const areClocksOff = chance(0.4, random)
  const steps: Step[] = []
  const add = (what: Deed | DeviceFault | RelayFault) => {
    const round = below(rounds, random)
    steps.push({ ...what, at: between(0, roundMillis[round]!, random), id: steps.length, round })
  }
  for (let count = drawDeedCount(random); count > 0; count--) add(drawDeed(random, below(devices, random)))
  // In some runs so much is written to one text that its log is packed.
  if (chance(0.12, random))
    for (let count = 20; count > 0; count--) add({ do: "type", device: below(devices, random), letters: 30 })
  const isGuarded = chance(0.3, random)
  if (isGuarded)
    for (let count = below(12, random); count > 0; count--)
      add({
        do: "grant",
        device: 1 + below(devices - 1, random),
        space: below(2, random),
        right: pick(SPACE_RIGHTS, random)!,
      })
  const joins = stream(seed, "joins")
  if (isGuarded && chance(0.3, joins))
    add({ do: "revoke-at-join", device: 1 + below(devices - 1, joins), space: 0, delay: between(0, 3, joins) })
  const visits = stream(seed, "visits")
  const kinds = (Object.keys(VISITS) as VisitKind[]).filter(kind => isGuarded || !GUARDED_VISITS.includes(kind))
  if (chance(0.1, visits))
    for (let count = 1 + below(3, visits); count > 0; count--)
      add({ do: "visit-plainly", space: 0, edits: below(4, visits), right: drawRight(visits) })
  if (chance(0.15, visits))
    for (let count = 1 + below(4, visits); count > 0; count--) add({ do: "visit", as: pick(kinds, visits)!, space: 0 })
  for (const draw of drawFaultKinds(random))
    for (let count = 1 + below(4, random); count > 0; count--) add(draw(random, below(devices, random)))
  const leaving = drawLeaving(stream(seed, "leaving"))
  const renewal = drawRenewal(stream(seed, "renewal"))
  return {
    seed,
    devices,
    spaces: chance(0.3, random) || leaving !== "never" ? 2 : 1,
    rights: isGuarded ? Array.from({ length: devices }, () => [drawRight(random), drawRight(random)]) : null,
    clocksOff: Array.from({ length: devices }, () => (areClocksOff ? between(-DAY, DAY, random) : 0)),
    idleMillis: pick([50, 500, 3_000, 30_000], random)!,
    renewal,
    dueRows: drawDueRows(stream(seed, "packing")),
    packMillis: drawPackMillis(stream(seed, "packer"), renewal),
    leaving,
    steers: chance(0.3, stream(seed, "steering")),
    neverWell:
      mode === "liveness" ? Array.from({ length: Math.floor((devices - 1) / 2) }, (_, index) => index + 1) : [],
    roundMillis,
    steps: steps.sort((left, right) => left.round - right.round || left.at - right.at || left.id - right.id),
  }
}

function drawLeaving(random: Random): Leaving {
  return weighted({ never: 4, seldom: 2, often: 4 }, random)
}

function drawDueRows(random: Random): number | null {
  return chance(0.3, random) ? 1 + below(6, random) : null
}

/** A document takes nothing while it is written anew, so where that goes on all the time it must not take long as well. */
function drawPackMillis(random: Random, renewal: RenewalPolicy | null): number {
  return pick(renewal === null ? [2, 200, 3_000] : [2, 200], random)!
}

/** Mostly none. Where there is one, documents begin anew often: after each pause, or whenever some of them is waste. */
function drawRenewal(random: Random): RenewalPolicy | null {
  if (!chance(0.2, random)) return null
  const grown = pick([0.5, 1.02, 1.2], random)!
  return { leastBytes: 300, grown, largeBytes: 2 ** 40, largeGrown: grown, quietMillis: between(50, 4_000, random) }
}

/** Mostly enough to work. */
function drawRight(random: Random): SpaceRight {
  return chance(0.6, random) ? "manage" : pick(SPACE_RIGHTS, random)!
}

/** Mostly few, since many short runs meet more than few long ones; sometimes a hundred, and seldom up to a thousand. */
function drawDeedCount(random: Random): number {
  if (chance(0.85, random)) return 12 + below(30, random)
  return chance(0.85, random) ? 100 + below(40, random) : 200 + Math.floor(800 * random() ** 3)
}

function drawFaultKinds(random: Random): DrawFault[] {
  const share = pick([0, 0.1, 0.25, 0.5], random)!
  return Object.values(FAULTS).filter(() => chance(share, random))
}

function drawDeed(random: Random, device: number): Deed {
  const draw = random()
  if (draw < 0.72) return { do: "act", device }
  if (draw < 0.78) return { do: "undo", device }
  if (draw < 0.81) return { do: "redo", device }
  if (draw < 0.85) return { do: "undo-at-once", device }
  if (draw < 0.88) return { do: "present", device }
  if (draw < 0.91) return { do: "ask-safe", device }
  return { do: "type", device, letters: 1 + below(6, random) }
}

/** A step in a few words, for whoever reads a plan. */
export function describeStep({ at, id, round, ...what }: Step): string {
  const details = Object.entries(what).map(([name, value]) => {
    const shown = typeof value === "number" && !Number.isInteger(value) ? Math.round(value * 100) / 100 : value
    return name === "do" ? String(shown) : `${name} ${String(shown)}`
  })
  return `${round}/${(at / SECOND).toFixed(3)} s #${id} ${details.join(" ")}`
}
