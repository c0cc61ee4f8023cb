import type {
  AccessTeam,
  ApiReason,
  ApiToken,
  AuditPage,
  Device,
  Invitation,
  InvitationCard,
  LiveLink,
  MyWorkspace,
  NewApiToken,
  NewInvitation,
  NewLiveLink,
  NewWorkspace,
  Reason,
  Roster,
  SessionState,
  SetUp,
} from "@weft/model/wire/api"
import type { Role, SpaceRight } from "@weft/model/wire/rights"
import {
  isApiToken,
  isAuditPage,
  isDevice,
  isInvitation,
  isInvitationCard,
  isLiveLink,
  isMyWorkspace,
  isRefusalAnswer,
  isRoster,
  isSessionState,
  isWhy,
} from "./api-shapes.ts"
import { isAnything, isListOf, isObject, isText, type Shape } from "./shape.ts"

/**
 * Why there is no answer: the relay's own reason, or what is wrong on the way: nobody answers, what answers is not
 * what was asked for, or the person called it off.
 */
export interface NoAnswer {
  readonly failed: ApiReason | "unreachable" | "not-understood" | "called-off"
  /** For people who look for a fault. */
  readonly detail: string
}

/** What the relay answered, or why not. */
export type Answer<Value> = Value | NoAnswer

/** Whether there is no answer; nothing that the relay answers has a field of that name. */
export function isNoAnswer(answer: unknown): answer is NoAnswer {
  return typeof answer === "object" && answer !== null && "failed" in answer
}

/** Asks over HTTP, as `fetch` does. */
export type Send = (path: string, init: RequestInit) => Promise<Response>

/** Who is asked how somebody may sign in, and what else the relay keeps of people: one function an endpoint. */
export type Api = ReturnType<typeof createApi>

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE"

/** Asks the relay and reads its answer; `null` where nothing is said beside that it was done. */
export type Ask = <Value>(shape: Shape<Value>, method: Method, path: string, body?: unknown) => Promise<Answer<Value>>

/** Returns how the relay is asked: JSON both ways, cookies go along, whatever comes back is looked at first. */
export function createAsk(send: Send): Ask {
  return async (shape, method, path, body) => {
    const headers = body === undefined ? undefined : { "content-type": "application/json" }
    const init: RequestInit = {
      method,
      credentials: "same-origin",
      cache: "no-store",
      ...(headers && { headers, body: JSON.stringify(body) }),
    }
    let response: Response
    try {
      response = await send(path, init)
    } catch (error) {
      return { failed: "unreachable", detail: String(error) }
    }
    const answer = await jsonOf(response)
    if (!response.ok) return refusalOf(response, answer)
    if (shape(answer)) return answer
    return { failed: "not-understood", detail: `${method} ${path}` }
  }
}

/** What an answer says; nothing where it says none, or no JSON. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}

const BY_STATUS: Readonly<Record<number, ApiReason>> = {
  400: "bad-request",
  401: "signed-out",
  403: "forbidden",
  404: "not-found",
  409: "already-there",
  410: "ended",
  413: "too-large",
  429: "too-many-requests",
  501: "no-mail",
  507: "read-only",
}

function refusalOf(response: Response, answer: unknown): NoAnswer {
  if (isRefusalAnswer(answer)) return { failed: answer.reason, detail: answer.detail }
  const { status } = response
  // What stands before a relay that is away speaks for it.
  const failed = BY_STATUS[status] ?? (status >= 500 ? "unreachable" : "not-understood")
  return { failed, detail: String(status) }
}

/** A part of an address, whatever it holds. */
const part = encodeURIComponent

/** Returns the relay's HTTP interface over a way to ask. */
export function createApi(ask: Ask) {
  const workspace = (id: string) => `/api/workspaces/${part(id)}`
  const done = (method: Method, path: string, body?: unknown) => ask(isAnything, method, path, body)
  const withSecret = isObject<{ readonly secret: string }>({ secret: isText })
  const withLink = isObject<{ readonly link: string }>({ link: isText })
  return {
    /** Who is asking. A relay without accounts may have no such door, and answers with its page or with nothing. */
    async session(): Promise<Answer<SessionState>> {
      const answer = await ask(isSessionState, "GET", "/api/session")
      if (!isNoAnswer(answer)) return answer
      return answer.failed === "not-found" || answer.failed === "not-understood" ? { access: "open" } : answer
    },
    setUp: (setUp: SetUp) => ask(isSessionState, "POST", "/api/setup", setUp),

    devices: (): Promise<Answer<readonly Device[]>> => ask(isListOf(isDevice), "GET", "/api/devices"),
    revokeDevice: (device: string) => done("DELETE", `/api/devices/${part(device)}`),
    revokeOtherDevices: () => done("DELETE", "/api/devices"),
    tokens: (): Promise<Answer<readonly ApiToken[]>> => ask(isListOf(isApiToken), "GET", "/api/tokens"),
    createToken: (token: NewApiToken) => ask(both(isApiToken, withSecret), "POST", "/api/tokens", token),
    revokeToken: (token: string) => done("DELETE", `/api/tokens/${part(token)}`),
    exportMe: (): Promise<Answer<unknown>> => ask(isAnything, "GET", "/api/me/export"),
    /** Erases the account that asks; `mail` is typed by its person, to be sure. */
    eraseMe: (mail: string) => done("POST", "/api/me/erase", { confirm: mail }),

    workspaces: (): Promise<Answer<readonly MyWorkspace[]>> => ask(isListOf(isMyWorkspace), "GET", "/api/workspaces"),
    createWorkspace: (own: NewWorkspace) => ask(isMyWorkspace, "POST", "/api/workspaces", own),
    roster: (id: string): Promise<Answer<Roster>> => ask(isRoster, "GET", workspace(id)),
    renameWorkspace: (id: string, name: string) => done("PATCH", workspace(id), { name }),
    changeMember: (id: string, person: string, change: { readonly role: Role } | { readonly name: string }) =>
      done("PATCH", `${workspace(id)}/members/${part(person)}`, change),
    removeMember: (id: string, person: string) => done("DELETE", `${workspace(id)}/members/${part(person)}`),

    invite: (id: string, invitation: NewInvitation): Promise<Answer<Invitation & { readonly link: string }>> =>
      ask(both(isInvitation, withLink), "POST", `${workspace(id)}/invitations`, invitation),
    revokeInvitation: (id: string, invitation: string) =>
      done("DELETE", `${workspace(id)}/invitations/${part(invitation)}`),
    invitation: (secret: string): Promise<Answer<InvitationCard>> =>
      ask(isInvitationCard, "GET", `/api/invitations/${part(secret)}`),
    acceptInvitation: (secret: string, name: string) =>
      ask(isMyWorkspace, "POST", `/api/invitations/${part(secret)}/accept`, { name }),

    putTeam: (id: string, team: AccessTeam) =>
      done("PUT", `${workspace(id)}/teams/${part(team.id)}`, { name: team.name, persons: team.persons }),
    removeTeam: (id: string, team: string) => done("DELETE", `${workspace(id)}/teams/${part(team)}`),
    /** Sets what `members`, a person or a team may do in a space; `null` takes their own rule away. */
    setRight: (id: string, space: string, subject: string, right: SpaceRight | null) =>
      done("PUT", `${workspace(id)}/spaces/${part(space)}/rights/${part(subject)}`, { right }),
    why: (id: string, person: string, document: string): Promise<Answer<Reason>> =>
      ask(isWhy, "GET", `${workspace(id)}/why?${new URLSearchParams({ person, document }).toString()}`),
    /** A page of the log, from the entry behind `after` on; reading it is logged. */
    audit: (id: string, after: number): Promise<Answer<AuditPage>> =>
      ask(isAuditPage, "GET", `${workspace(id)}/audit?after=${after}`),

    createLink: (id: string, link: NewLiveLink): Promise<Answer<LiveLink & { readonly link: string }>> =>
      ask(both(isLiveLink, withLink), "POST", `${workspace(id)}/links`, link),
    revokeLink: (id: string, link: string) => done("DELETE", `${workspace(id)}/links/${part(link)}`),
  }
}

function both<One, Other>(one: Shape<One>, other: Shape<Other>): Shape<One & Other> {
  return (value): value is One & Other => one(value) && other(value)
}

const askRelay = createAsk((path, init) => fetch(path, init))

/** The relay that serves the page. */
export const relay: Api = createApi(askRelay)
