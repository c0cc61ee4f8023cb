import { rmSync } from "node:fs"
import type { SessionState } from "@weft/model/wire/api"
import type { Access } from "@weft/sync-server/access/access"
import type { Accounts } from "@weft/sync-server/access/accounts"
import { openAccess } from "@weft/sync-server/access/open-access"
import type { Mail, Mailer } from "@weft/sync-server/accounts/mailer"
import type { OidcProvider } from "@weft/sync-server/accounts/oidc-providers"
import { RelayAccounts } from "@weft/sync-server/accounts/relay-accounts"
import { accountsDoor } from "@weft/sync-server/api/accounts"
import { clientAddress } from "@weft/sync-server/http/client-address"
import { systemClock, systemTimers, type Clock, type Timers } from "@weft/sync-server/ports"
import { startRelay, temporaryFolder, type StartedRelay } from "./relay.ts"

/** The least that a hash may cost: tests sign up many people, and none of their passwords is worth anything. */
export const CHEAP_PASSWORDS = { rounds: 16, blockSize: 8, lanes: 1 }

/** A password that is long enough, for everybody. */
export const PASSWORD = "correct horse battery"

/** A relay with accounts in a folder of its own. */
export interface SignedInRelay {
  readonly relay: StartedRelay
  readonly accounts: RelayAccounts
  readonly folder: string
  /** Mails that were sent. */
  readonly mails: readonly Mail[]
  /** Invitations that let whoever shows them sign up. */
  readonly invitations: Set<string>
  close(): Promise<void>
}

export interface SignedInOptions {
  readonly clock?: Clock
  readonly timers?: Timers
  readonly canMail?: boolean
  readonly providers?: readonly OidcProvider[]
  /** Who may do what, over the accounts; everybody who is signed in everything unless something else is given. */
  readonly accessOver?: (accounts: Accounts) => Access
  /** The origin that people see; without one the relay's own address is. */
  readonly origin?: string
}

/** Starts a relay that knows people, with nobody in it. */
export async function startRelayWithAccounts(options: SignedInOptions = {}): Promise<SignedInRelay> {
  const { clock = systemClock, timers = systemTimers, canMail = true, providers = [], origin = null } = options
  const folder = temporaryFolder()
  const mails: Mail[] = []
  const mailer: Mailer | null = canMail ? { send: async mail => void mails.push(mail) } : null
  const invitations = new Set<string>()
  const reports: string[] = []
  const report = (line: string) => reports.push(line)
  const accounts = new RelayAccounts({
    folder,
    clock,
    report,
    origin,
    mailer,
    providers,
    mayRegister: secret => secret !== null && invitations.has(secret),
    passwordCost: CHEAP_PASSWORDS,
  })
  const addressOf = clientAddress(true)
  const door = accountsDoor({ accounts, clock, report, origin, canMail, addressOf })
  const access = (options.accessOver ?? everythingForTheSignedIn)(accounts)
  const relay = await startRelay({ access, doors: [door], origin, addressOf, clock, timers })
  return {
    relay,
    accounts,
    folder,
    mails,
    invitations,
    async close() {
      await relay.close()
      accounts.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Who is signed in may do everything: for tests of accounts, to which rights are all the same. */
function everythingForTheSignedIn(accounts: Accounts): Access {
  return {
    ...openAccess,
    identify: pass => accounts.identify(pass),
    identifyRequest: request => accounts.identifyRequest(request),
    holds: identity => accounts.holds(identity),
    watch: changed => accounts.watch(person => changed({ workspace: null, person })),
  }
}

/** A browser as far as accounts go: it keeps cookies, and says where its requests come from. */
export class Browser {
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly cookies = new Map<string, string>()

  /** `address` is what a proxy in front of the relay says; each browser is somewhere else if nothing is given. */
  constructor(url: string, address = freshAddress()) {
    this.#url = url
    this.#headers = { "user-agent": "Test Browser", "x-forwarded-for": address }
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const answer = await fetch(this.#url + path, {
      method,
      redirect: "manual",
      headers: {
        ...this.#headers,
        origin: this.#url,
        ...(this.cookies.size > 0 && { cookie: this.cookieHeader }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie)
    return answer
  }

  /** The JSON of an answer; throws with what was said where it is a refusal. */
  async json<Value>(method: string, path: string, body?: unknown): Promise<Value> {
    const answer = await this.ask(method, path, body)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Value
  }

  /** A pass for the socket. */
  async pass(): Promise<string> {
    return (await this.json<{ readonly pass: string }>("POST", "/api/pass")).pass
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";").map(part => part.trim())
    const name = pair.slice(0, pair.indexOf("="))
    if (attributes.some(attribute => /^max-age=0$/i.test(attribute))) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(pair.indexOf("=") + 1))
  }
}

/** Sets a relay up as its first person would, by the link of its console, and returns their browser. */
export async function signUpOwner({ relay, accounts }: SignedInRelay, name = "Olga"): Promise<Browser> {
  const secret = accounts.drawSetUpSecret()
  const browser = new Browser(relay.url)
  await browser.json<SessionState>("POST", "/api/setup", { secret, name, mail: mailOf(name), password: PASSWORD })
  return browser
}

/** Signs somebody up with an invitation, and returns their browser. */
export async function signUpInvited({ relay, invitations }: SignedInRelay, name: string): Promise<Browser> {
  const invitation = `invitation-${name}`
  invitations.add(invitation)
  const browser = new Browser(relay.url)
  const body = { name, email: mailOf(name), password: PASSWORD, invitation }
  await browser.json<SessionState>("POST", "/api/auth/sign-up/email", body)
  return browser
}

export function mailOf(name: string): string {
  return `${name.toLowerCase()}@weft.example`
}

let addresses = 0
function freshAddress(): string {
  addresses += 1
  return `10.0.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`
}
