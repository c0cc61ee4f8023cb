import type { ApiToken, Device, NewApiToken, Pass, Person, SessionState, SignInWays } from "@weft/model/wire/api"
import type { Accounts } from "../access/accounts.ts"
import type { Identity } from "../access/access.ts"
import type { Clock, Report } from "../ports.ts"
import { keptText, openAccountsDatabase } from "./accounts-database.ts"
import { ApiTokens, type TokenHolder } from "./api-tokens.ts"
import { Departures } from "./departures.ts"
import type { Mailer } from "./mailer.ts"
import type { OidcProvider } from "./oidc-providers.ts"
import { PASS_MILLIS, Passes } from "./passes.ts"
import { Passwords, type PasswordCost } from "./passwords.ts"
import { People } from "./people.ts"
import type { PersonalData } from "./personal-data.ts"
import { freshSecret } from "./secrets.ts"
import { SessionCookie } from "./session-cookie.ts"
import { SESSION_MILLIS, Sessions, type Origin, type Session } from "./sessions.ts"
import { SetUpLink } from "./set-up-link.ts"
import { lazySignIn, type SignIn } from "./sign-in.ts"

/** How long after signing in somebody may do what a stolen session must not, in milliseconds. */
const FRESH_MILLIS = 15 * 60_000

export interface AccountsOptions {
  /** The folder of the relay's data. */
  readonly folder: string
  readonly clock: Clock
  readonly report: Report
  /** The origin that people see, or null where each request's own is good: on loopback. */
  readonly origin: string | null
  /** Null where the relay cannot mail. */
  readonly mailer: Mailer | null
  readonly providers: readonly OidcProvider[]
  /** Whether the secret of an invitation lets somebody make an account; asked with null where none is shown. */
  readonly mayRegister: (secret: string | null) => boolean
  /** What a password's hash costs; less is for tests. */
  readonly passwordCost?: PasswordCost
}

export interface SignUp {
  readonly name: string
  readonly mail: string
  readonly password: string
}

/** Somebody who asks, by a session's cookie. */
export interface SignedIn {
  readonly session: Session
  readonly person: Person
}

/** A cookie to set. */
export interface NewSession extends SignedIn {
  readonly setCookie: string
}

/** The people of a relay and what they are signed in with, in `accounts.sqlite`. */
export class RelayAccounts implements Accounts {
  readonly #options: AccountsOptions
  readonly #database
  readonly #people: People
  readonly #sessions: Sessions
  readonly #tokens: ApiTokens
  readonly #passes: Passes
  readonly #passwords: Passwords
  readonly #cookie: SessionCookie
  readonly #setUpLink: SetUpLink
  readonly #departures: Departures
  readonly #parts: PersonalData[] = []
  /** Answers what better-auth answers. */
  readonly signIn: SignIn

  /** Opens the accounts of a folder. Throws where they cannot be used. */
  constructor(options: AccountsOptions) {
    const { folder, clock, report, origin, mailer, providers, passwordCost } = options
    const database = openAccountsDatabase(folder)
    const secret = keptText(database, "secret", freshSecret)
    const isSecure = origin?.startsWith("https:") ?? false
    this.#options = options
    this.#database = database
    this.#people = new People(database, clock)
    this.#sessions = new Sessions(database, clock)
    this.#tokens = new ApiTokens(database, clock)
    this.#passes = new Passes(keptText(database, "pass-key", freshSecret))
    this.#passwords = new Passwords(passwordCost)
    this.#cookie = new SessionCookie(secret, isSecure)
    this.#setUpLink = new SetUpLink(database, clock)
    this.#departures = new Departures(database)
    const passwords = this.#passwords
    this.signIn = lazySignIn({
      database,
      secret,
      cookie: this.#cookie,
      isSecure,
      passwords,
      providers,
      mailer,
      report,
    })
    this.#sweep()
  }

  identify(pass: string): Identity | null {
    const claims = this.#passes.read(pass, this.#options.clock.now())
    if (claims === null) return null
    const { person, device, endsAt } = claims
    if (this.#sessions.holds(device, person)) return { person, device, scope: null, endsAt }
    const token = this.#tokens.byId(device)
    return token?.person === person ? { ...identityOf(token), endsAt: Math.min(endsAt, token.endsAt) } : null
  }

  async identifyRequest(request: Request): Promise<Identity | null> {
    const session = this.#sessionOf(request)
    if (session !== null) return { person: session.person, device: session.id, scope: null, endsAt: session.endsAt }
    const token = tokenOf(request)
    const holder = token === null ? null : this.#tokens.use(token)
    return holder === null ? null : identityOf(holder)
  }

  holds({ person, device, scope }: Identity): boolean {
    return scope === null ? this.#sessions.holds(device, person) : this.#tokens.byId(device)?.person === person
  }

  person(id: string): Person | null {
    return this.#people.byId(id)
  }

  watch(changed: (person: string | null) => void): () => void {
    return this.#departures.watch(changed)
  }

  /** Lets a part of the relay take part in exports and erasures. */
  alsoKeeps(part: PersonalData): void {
    this.#parts.push(part)
  }

  /** Who asks, by their session's cookie; null for anybody else, programs with a token included. */
  signedIn(request: Request): SignedIn | null {
    const session = this.#sessionOf(request)
    const person = session === null ? null : this.#people.byId(session.person)
    return session === null || person === null ? null : { session, person }
  }

  /** What a page is told of who asks. `origin` is the one that it is served under. */
  state(person: Person | null, origin: string): SessionState {
    const canMail = this.#options.mailer !== null
    if (person !== null) return { access: "accounts", person, isOperator: this.#people.isOperator(person.id), canMail }
    return { access: "accounts", person: null, waitsForOwner: !this.#people.hasOperator(), ways: this.#ways(origin) }
  }

  /** Notes that a device was seen and lets it stay signed in; answers the cookie to set, or null where that has time. */
  seen(session: Session): string | null {
    return this.#sessions.see(session) ? this.#cookie.write(session.token, SESSION_MILLIS / 1000) : null
  }

  /** Draws the secret of the one-time link of a relay that nobody runs yet; null where somebody does. */
  drawSetUpSecret(): string | null {
    return this.#people.hasOperator() ? null : this.#setUpLink.renew()
  }

  /** Makes the account of whoever runs the relay, once, and signs them in. */
  async setUp(secret: string, signUp: SignUp, from: Origin): Promise<NewSession | SetUpRefusal> {
    // Who guesses at the link is not worth the work of hashing.
    const before = this.#whyNoSetUp(secret, signUp)
    if (before !== null) return before
    const passwordHash = await this.#passwords.hash(signUp.password)
    // Hashing takes a while, in which another may have used the same link.
    const after = this.#whyNoSetUp(secret, signUp)
    if (after !== null) return after
    const person = this.#people.add({ ...signUp, passwordHash, isOperator: true })
    this.#setUpLink.end()
    return this.#begin(person, from)
  }

  /** Makes an account for somebody with an invitation, and signs them in. */
  async signUp(invitation: string | null, signUp: SignUp, from: Origin): Promise<NewSession | SignUpRefusal> {
    const refused = () => {
      if (!this.#options.mayRegister(invitation)) return "not-invited"
      return this.#people.byMail(signUp.mail) === null ? null : "already-there"
    }
    const before = refused()
    if (before !== null) return before
    const passwordHash = await this.#passwords.hash(signUp.password)
    const after = refused()
    if (after !== null) return after
    return this.#begin(this.#people.add({ ...signUp, passwordHash, isOperator: false }), from)
  }

  /** Who has just been signed in, by the cookies that an answer sets; null where it signs nobody in. */
  justSignedIn(setCookies: readonly string[]): Person | null {
    for (const setCookie of setCookies) {
      const token = this.#cookie.read(setCookie.split(";")[0] ?? "")
      const session = token === null ? null : this.#sessions.byToken(token)
      if (session !== null) return this.#people.byId(session.person)
    }
    return null
  }

  /** A pass for what somebody signed in with, which is good for some minutes. */
  pass(identity: Identity): Pass {
    const endsAt = Math.min(identity.endsAt, this.#options.clock.now() + PASS_MILLIS)
    return { pass: this.#passes.write({ person: identity.person, device: identity.device, endsAt }), endsAt }
  }

  /**
   * Sets a new password and signs the person out everywhere else. `current`
   * has to be right; who has none yet must have signed in a moment ago.
   */
  async changePassword(who: SignedIn, current: string | null, next: string): Promise<"changed" | "wrong" | "stale"> {
    const { session, person } = who
    const hash = this.#people.passwordHash(person.id)
    if (hash === null && this.#options.clock.now() > session.createdAt + FRESH_MILLIS) return "stale"
    if (hash !== null && (current === null || !(await this.#passwords.verify(current, hash)))) return "wrong"
    this.#people.setPasswordHash(person.id, await this.#passwords.hash(next))
    this.#sessions.endOthers(person.id, session.id)
    return "changed"
  }

  rename(person: string, name: string): void {
    this.#people.rename(person, name)
  }

  /** The header that takes the session's cookie away again. */
  clearedCookie(): string {
    return this.#cookie.write("", 0)
  }

  devices({ person, session }: SignedIn): Device[] {
    return this.#sessions.devices(person.id, session.id)
  }

  endDevice(person: string, device: string): boolean {
    return this.#sessions.end(person, device)
  }

  endOtherDevices({ person, session }: SignedIn): void {
    this.#sessions.endOthers(person.id, session.id)
  }

  tokens(person: string): ApiToken[] {
    return this.#tokens.list(person)
  }

  createToken(person: string, token: NewApiToken): ApiToken & { readonly secret: string } {
    return this.#tokens.create(person, token)
  }

  endToken(person: string, token: string): boolean {
    return this.#tokens.end(person, token)
  }

  /** Everything that is kept of a person: the account, and what every part of the relay says. */
  async export({ person, session }: SignedIn): Promise<Readonly<Record<string, unknown>>> {
    const rows = (sql: string) => this.#database.prepare(sql).all(person.id)
    const account = {
      ...rows(
        `SELECT "id", "name", "email", "emailVerified", "image", "createdAt", "updatedAt" FROM "user" WHERE "id" = ?`,
      )[0],
      isOperator: this.#people.isOperator(person.id),
      signsInWith: rows(`SELECT "providerId", "accountId", "createdAt", "updatedAt" FROM "account" WHERE "userId" = ?`),
      passkeys: rows(
        `SELECT "id", "name", "credentialID", "deviceType", "createdAt" FROM "passkey" WHERE "userId" = ?`,
      ),
      devices: this.#sessions.devices(person.id, session.id),
      tokens: this.#tokens.list(person.id),
    }
    const parts = await Promise.all(this.#parts.map(async part => [part.name, await part.export(person.id)]))
    return { account, ...Object.fromEntries(parts) }
  }

  /** Why somebody cannot be erased yet, or null. */
  whyNotErase(person: string): string | null {
    for (const part of this.#parts) {
      const reason = part.whyNotErase?.(person) ?? null
      if (reason !== null) return reason
    }
    return null
  }

  /** Erases a person. What others have of them, such as their edits, names an id that leads nowhere. */
  erase(person: Person): void {
    for (const part of this.#parts) part.erase(person.id)
    this.#people.remove(person)
  }

  close(): void {
    this.#database.close()
  }

  #ways(origin: string): SignInWays {
    const { mailer, providers } = this.#options
    return {
      password: true,
      passkey: isDomain(new URL(origin).hostname),
      mailedLink: mailer !== null,
      providers: providers.map(({ id, name }) => ({ id, name })),
    }
  }

  #sessionOf(request: Request): Session | null {
    const token = this.#cookie.read(request.headers.get("cookie"))
    return token === null ? null : this.#sessions.byToken(token)
  }

  /** Forgets sessions that have ended. They hold nobody in, so a relay on a full disk starts all the same. */
  #sweep(): void {
    try {
      this.#sessions.sweep()
    } catch (error) {
      this.#options.report(`What has ended by itself is forgotten at a later start: ${String(error)}`)
    }
  }

  #begin(person: Person, from: Origin): NewSession {
    const token = this.#sessions.begin(person.id, from)
    const session = this.#sessions.byToken(token)
    if (session === null) throw new Error("a session that was just begun is not there")
    return { session, person, setCookie: this.#cookie.write(token, SESSION_MILLIS / 1000) }
  }

  #whyNoSetUp(secret: string, { mail }: SignUp): SetUpRefusal | null {
    if (this.#people.hasOperator()) return "set-up-already"
    const fits = this.#setUpLink.fits(secret)
    if (fits !== "fits") return fits
    return this.#people.byMail(mail) === null ? null : "already-there"
  }
}

/** Why a relay was not set up. */
export type SetUpRefusal = "set-up-already" | "wrong" | "ended" | "already-there"

/** Why an account was not made. */
export type SignUpRefusal = "not-invited" | "already-there"

function identityOf({ id, person, scope, endsAt }: TokenHolder): Identity {
  return { person, device: id, scope, endsAt }
}

/** The token that a program sends; some cannot set headers. */
function tokenOf(request: Request): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")
  return bearer?.[1] ?? new URL(request.url).searchParams.get("token")
}

/** Passkeys belong to a name; browsers make none for a bare address. */
function isDomain(hostname: string): boolean {
  return !/^[\d.]+$|^\[/.test(hostname)
}
