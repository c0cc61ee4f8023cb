/** Where people of an organisation sign in elsewhere, by OpenID Connect. */
export interface OidcProvider {
  /** Names it in addresses: `/api/auth/callback/<id>` is what it is told to come back to. */
  readonly id: string
  /** What the button says. */
  readonly name: string
  /** Below it lies `.well-known/openid-configuration`. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Whether whoever it knows may make an account here; otherwise it signs in who has one. */
  readonly signUp: boolean
}

/** Environment as a process has it. */
type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the providers of the file `weft.json`, whose text is given or null,
 * and one more of `WEFT_OIDC_ISSUER`, `WEFT_OIDC_CLIENT_ID`,
 * `WEFT_OIDC_CLIENT_SECRET`, `WEFT_OIDC_NAME` and `WEFT_OIDC_SIGN_UP=1`.
 * Throws in words for whoever runs the relay where something is missing.
 */
export function readProviders(file: string | null, environment: Environment): OidcProvider[] {
  const listed = file === null ? [] : providersOf(file)
  const issuer = environment["WEFT_OIDC_ISSUER"]
  if (issuer === undefined) return listed
  const variable = {
    id: "oidc",
    name: environment["WEFT_OIDC_NAME"] ?? new URL(issuer).hostname,
    issuer,
    clientId: environment["WEFT_OIDC_CLIENT_ID"],
    clientSecret: environment["WEFT_OIDC_CLIENT_SECRET"],
    signUp: environment["WEFT_OIDC_SIGN_UP"] === "1",
  }
  return [...listed, providerOf(variable, "WEFT_OIDC_…")]
}

function providersOf(text: string): OidcProvider[] {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch (error) {
    throw new Error(`weft.json is no JSON: ${String(error)}`, { cause: error })
  }
  const list = isRecord(file) ? (file["providers"] ?? []) : null
  if (!Array.isArray(list)) throw new Error('weft.json must be an object; "providers" in it, a list')
  const providers = list.map((entry: unknown, position) => providerOf(entry, `weft.json, providers[${position}]`))
  if (new Set(providers.map(({ id }) => id)).size < providers.length)
    throw new Error("weft.json names two providers by one id")
  return providers
}

function providerOf(entry: unknown, place: string): OidcProvider {
  if (!isRecord(entry)) throw new Error(`${place} is no object`)
  const text = (field: string) => {
    const value = entry[field]
    if (typeof value !== "string" || value === "") throw new Error(`${place}: "${field}" is missing`)
    return value
  }
  const id = text("id")
  if (!/^[0-9a-z-]+$/.test(id)) throw new Error(`${place}: "id" holds small letters, digits and - only`)
  const issuer = text("issuer")
  if (!URL.canParse(issuer)) throw new Error(`${place}: "issuer" is no address`)
  const signUp = entry["signUp"] === true
  return { id, name: text("name"), issuer, clientId: text("clientId"), clientSecret: text("clientSecret"), signUp }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
