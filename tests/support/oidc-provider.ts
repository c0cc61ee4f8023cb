import { generateKeyPairSync, sign } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"

/** Who is signed in at the provider. */
export interface Claims {
  readonly sub: string
  readonly email: string
  readonly email_verified: boolean
  readonly name: string
}

/** A small OpenID Connect provider on loopback, at which whoever comes is signed in already. */
export interface OidcServer {
  readonly issuer: string
  /** Who comes next. */
  claims: Claims
  close(): Promise<void>
}

export async function startOidcServer(claims: Claims): Promise<OidcServer> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const nonces = new Map<string, string | null>()
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: OidcServer = {
    issuer,
    claims,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer)
    const json = (value: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(value))
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return void json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          id_token_signing_alg_values_supported: ["RS256"],
        })
      case "/keys":
        return void json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] })
      case "/authorize": {
        const code = `code-${nonces.size}`
        nonces.set(code, url.searchParams.get("nonce"))
        const back = new URL(url.searchParams.get("redirect_uri") ?? "")
        back.searchParams.set("code", code)
        back.searchParams.set("state", url.searchParams.get("state") ?? "")
        return void response.writeHead(302, { location: back.href }).end()
      }
      case "/token": {
        const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
        return void json(tokensFor(nonces.get(form.get("code") ?? "") ?? null))
      }
      default:
        return void response.writeHead(404).end()
    }
  }

  function tokensFor(nonce: string | null): unknown {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
    const seconds = Math.floor(Date.now() / 1000)
    const stated = { ...provider.claims, iss: issuer, aud: "weft", iat: seconds, exp: seconds + 300, nonce }
    const signed = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part(stated)}`
    const token = `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`
    return { access_token: "unused", token_type: "Bearer", expires_in: 300, id_token: token }
  }

  return provider
}
