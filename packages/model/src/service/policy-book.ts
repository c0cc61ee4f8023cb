import { isRefusal, type Refusal } from "../base/result.ts"
import { AUDIENCES, type Audience } from "../schema/service.ts"
import { createBusinessCalendar, type BusinessCalendar } from "./business-calendar.ts"
import {
  allHold,
  holds,
  type Condition,
  type Facts,
  type Policy,
  type PolicyVersion,
  type ServiceTerms,
  type Target,
} from "./policy.ts"

/** A version ready to be used. */
export interface BoundVersion {
  readonly policy: Policy
  readonly version: PolicyVersion
  /** Nothing where its calendar cannot be used; its clocks do not run then, and the book says why. */
  readonly calendar: BusinessCalendar | null
  readonly targets: readonly BoundTarget[]
}

export interface BoundTarget {
  readonly target: Target
  /** Targets of different versions that go on with one clock have one identity. */
  readonly identity: string
  readonly pausesIn: ReadonlySet<string>
}

/** Why a policy was passed over: none of its versions is valid, or a condition that does not hold. */
export interface PassedOver {
  readonly policy: string
  readonly version: number | null
  readonly condition: Condition | null
}

/** Which policy a ticket has, and why. */
export interface Choice {
  readonly bound: BoundVersion | null
  readonly isByHand: boolean
  readonly passedOver: readonly PassedOver[]
}

interface BoundPolicy {
  readonly policy: Policy
  /** By when they begin. */
  readonly versions: readonly BoundVersion[]
}

/** Policies and calendars made ready once for many tickets. */
export class PolicyBook {
  readonly #calendars: ReadonlyMap<string, BusinessCalendar | Refusal>
  readonly #policies: Readonly<Record<Audience, readonly BoundPolicy[]>>
  readonly #facts: Readonly<Record<Audience, ReadonlySet<string>>>
  readonly #publications: Readonly<Record<Audience, readonly number[]>>

  constructor({ policies, calendars }: ServiceTerms) {
    this.#calendars = new Map(calendars.map(definition => [definition.id, createBusinessCalendar(definition)]))
    const bound = policies.map(policy => bind(policy, this.#calendars))
    const byAudience = <V>(of: (group: readonly BoundPolicy[]) => V) =>
      Object.fromEntries(
        AUDIENCES.map(audience => [audience, of(bound.filter(({ policy }) => policy.audience === audience))]),
      ) as Record<Audience, V>
    this.#policies = byAudience(group => group)
    this.#facts = byAudience(factsOf)
    this.#publications = byAudience(publicationsOf)
  }

  /** Why no clock runs on a calendar: it is `unknown`, or what `createBusinessCalendar` refused it for. */
  whyUnusable(calendar: string): string | null {
    const found = this.#calendars.get(calendar)
    if (found === undefined) return "unknown"
    return isRefusal(found) ? found.reason : null
  }

  /** Whether anything is promised to an audience at all. */
  has(audience: Audience): boolean {
    return this.#policies[audience].length > 0
  }

  /** Whether a change of a fact can change which policy is chosen. */
  dependsOn(audience: Audience, fact: string): boolean {
    return this.#facts[audience].has(fact)
  }

  /** When versions become valid that open tickets come under, in order. */
  publications(audience: Audience): readonly number[] {
    return this.#publications[audience]
  }

  /** The first policy whose version of that time matches, or that was chosen by hand and has one. */
  choose(audience: Audience, facts: Facts, at: number, byHand: string): BoundVersion | null {
    for (const { policy, versions } of this.#policies[audience]) {
      if (byHand !== "" && policy.id !== byHand) continue
      const version = validAt(versions, at)
      if (version !== null && (byHand !== "" || allHold(version.version.conditions, facts))) return version
    }
    return byHand === "" ? null : this.choose(audience, facts, at, "")
  }

  /** The same choice with its reasons. */
  explain(audience: Audience, facts: Facts, at: number, byHand: string): Choice {
    const bound = this.choose(audience, facts, at, byHand)
    const isByHand = byHand !== "" && bound?.policy.id === byHand
    const passedOver: PassedOver[] = []
    for (const { policy, versions } of isByHand ? [] : this.#policies[audience]) {
      if (policy === bound?.policy) break
      const version = validAt(versions, at)?.version ?? null
      const condition = version?.conditions.find(one => !holds(one, facts)) ?? null
      passedOver.push({ policy: policy.id, version: version?.version ?? null, condition })
    }
    return { bound, isByHand, passedOver }
  }
}

function bind(policy: Policy, calendars: ReadonlyMap<string, BusinessCalendar | Refusal>): BoundPolicy {
  const usable = (id: string) => {
    const calendar = calendars.get(id)
    return calendar === undefined || isRefusal(calendar) ? null : calendar
  }
  const versions = policy.versions
    .toSorted((one, other) => one.from - other.from || one.version - other.version)
    .map(version => ({
      policy,
      version,
      calendar: usable(version.calendar),
      targets: version.targets.map(target => ({
        target,
        identity: identityOf(target),
        pausesIn: new Set(target.pausesIn),
      })),
    }))
  return { policy, versions }
}

function identityOf({ kind, key, while: conditions }: Target): string {
  return kind === "held" ? `held ${key} ${JSON.stringify(conditions)}` : kind
}

function validAt(versions: readonly BoundVersion[], at: number): BoundVersion | null {
  for (let place = versions.length - 1; place >= 0; place -= 1) {
    const { from, until } = versions[place]!.version
    if (from <= at) return until === null || at < until ? versions[place]! : null
  }
  return null
}

function factsOf(policies: readonly BoundPolicy[]): ReadonlySet<string> {
  const conditions = policies.flatMap(({ versions }) => versions.flatMap(({ version }) => version.conditions))
  return new Set(conditions.map(({ fact }) => fact))
}

function publicationsOf(policies: readonly BoundPolicy[]): readonly number[] {
  const versions = policies.flatMap(bound => bound.versions.map(({ version }) => version))
  const times = versions.filter(({ appliesTo }) => appliesTo === "open-tickets").map(({ from }) => from)
  return [...new Set(times)].toSorted((one, other) => one - other)
}
