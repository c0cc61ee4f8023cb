import { createAsk, isNoAnswer, type Answer, type Ask, type NoAnswer } from "./api.ts"
import { isAnything, isFlag, isListOf, isMaybe, isObject, isText, type Shape } from "./shape.ts"

/** A passkey that somebody may sign in with. */
export interface Passkey {
  readonly id: string
  readonly name: string | null
  /** When it was added, as ISO 8601. */
  readonly createdAt: string
}

/** Asks the authenticator of this device; resolves to null where the person calls it off. */
export interface Authenticator {
  readonly create: (options: PublicKeyCredentialCreationOptionsJSON) => Promise<unknown>
  readonly get: (options: PublicKeyCredentialRequestOptionsJSON) => Promise<unknown>
}

const isPasskey = isObject<Passkey>({ id: isText, name: isMaybe(isText), createdAt: isText })
const isLeading = isObject<{ readonly url: string; readonly redirect: boolean }>({ url: isText, redirect: isFlag })
const isCreation: Shape<PublicKeyCredentialCreationOptionsJSON> = (
  value,
): value is PublicKeyCredentialCreationOptionsJSON =>
  typeof value === "object" && value !== null && "challenge" in value && "user" in value
const isRequest: Shape<PublicKeyCredentialRequestOptionsJSON> = (
  value,
): value is PublicKeyCredentialRequestOptionsJSON => typeof value === "object" && value !== null && "challenge" in value

export type SignIn = ReturnType<typeof createSignIn>

/** Returns the ways to sign in and out, over the relay's `/api/auth`. */
export function createSignIn(ask: Ask, authenticator: Authenticator) {
  const done = (path: string, body: unknown) => ask(isAnything, "POST", `/api/auth/${path}`, body)
  return {
    withPassword: (mail: string, password: string) =>
      done("sign-in/email", { email: mail, password, rememberMe: true }),
    /** Makes an account for whoever has an invitation, by its secret. */
    signUp: (name: string, mail: string, password: string, invitation: string) =>
      done("sign-up/email", { name, email: mail, password, invitation }),
    signOut: () => done("sign-out", {}),
    /** Has a link sent that signs in whoever opens it, and leads to `back`. */
    mailLink: (mail: string, back: string) => done("sign-in/magic-link", { email: mail, callbackURL: back }),
    /** Signs in by what stood in a mailed link. */
    withLink: (token: string) => done("magic-link/verify", { token }),
    /** Has a link sent with which the person chooses a new password. */
    mailNewPassword: (mail: string) => done("request-password-reset", { email: mail }),
    resetPassword: (token: string, password: string) => done("reset-password", { token, newPassword: password }),
    /** Answers the address of a provider's own page, to go there. It leads back to the door, and from there to `back`. */
    async atProvider(provider: string, back: string): Promise<Answer<string>> {
      const door = `/sign-in?${new URLSearchParams({ to: back }).toString()}`
      const asked = { provider, callbackURL: door, errorCallbackURL: door }
      const answer = await ask(isLeading, "POST", "/api/auth/sign-in/social", asked)
      return isNoAnswer(answer) ? answer : answer.url
    },
    async withPasskey(): Promise<Answer<unknown>> {
      const options = await ask(isRequest, "GET", "/api/auth/passkey/generate-authenticate-options")
      if (isNoAnswer(options)) return options
      const response = await called(() => authenticator.get(options))
      return isNoAnswer(response) ? response : done("passkey/verify-authentication", { response })
    },

    changePassword: (current: string, next: string) =>
      done("change-password", { currentPassword: current, newPassword: next, revokeOtherSessions: false }),
    changeName: (name: string) => done("update-user", { name }),
    passkeys: (): Promise<Answer<readonly Passkey[]>> =>
      ask(isListOf(isPasskey), "GET", "/api/auth/passkey/list-user-passkeys"),
    async addPasskey(name: string): Promise<Answer<unknown>> {
      const options = await ask(isCreation, "GET", "/api/auth/passkey/generate-register-options")
      if (isNoAnswer(options)) return options
      const response = await called(() => authenticator.create(options))
      return isNoAnswer(response) ? response : done("passkey/verify-registration", { response, name })
    },
    removePasskey: (id: string) => done("passkey/delete-passkey", { id }),
  }
}

/** What the authenticator says; people close its window, and it then throws. */
async function called(ask: () => Promise<unknown>): Promise<unknown> {
  const calledOff = (detail: string): NoAnswer => ({ failed: "called-off", detail })
  try {
    return (await ask()) ?? calledOff("nothing chosen")
  } catch (error) {
    return calledOff(String(error))
  }
}

/** The authenticator of this browser. */
const ofBrowser: Authenticator = {
  async create(options) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
    return ((await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null)?.toJSON()
  },
  async get(options) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
    return ((await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null)?.toJSON()
  },
}

/** Whether this browser can use passkeys here: it knows the newer way to ask, and the page came over a secure way. */
export function knowsPasskeys(): boolean {
  return "PublicKeyCredential" in globalThis && "parseRequestOptionsFromJSON" in PublicKeyCredential
}

export const signIn: SignIn = createSignIn(
  createAsk((path, init) => fetch(path, init)),
  ofBrowser,
)
