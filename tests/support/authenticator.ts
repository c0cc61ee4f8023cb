import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto"

/** What WebAuthn asks of an authenticator, as far as we read it. */
interface Options {
  readonly challenge: string
  readonly rpId?: string
  readonly rp?: { readonly id?: string }
}

/** User present, user verified, and, where a key is made, its data along. */
const PRESENT_AND_VERIFIED = 0b101
const WITH_KEY = 0b1000000

/** A software authenticator with one ES256 key, used from a page of some origin. */
export class Authenticator {
  readonly #id = randomBytes(16)
  readonly #privateKey: KeyObject
  readonly #publicKey: Uint8Array
  #uses = 0

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
    const { x = "", y = "" } = publicKey.export({ format: "jwk" })
    this.#privateKey = privateKey
    // A COSE key: type EC2, algorithm ES256, curve P-256, and its point.
    const point = (text: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, "base64url")])
    this.#publicKey = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      point(x),
      Buffer.from([0x22]),
      point(y),
    ])
  }

  /** Makes the key known: what `navigator.credentials.create` resolves to, as JSON. */
  create(options: Options, origin: string): unknown {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.#id.length)
    const key = Buffer.concat([Buffer.alloc(16), length, this.#id, this.#publicKey])
    const data = Buffer.concat([this.#dataFor(options.rp?.id ?? "", PRESENT_AND_VERIFIED | WITH_KEY), key])
    const size = Buffer.alloc(2)
    size.writeUInt16BE(data.length)
    // A CBOR map: no attestation, an empty statement, and the data.
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText("fmt"),
      cborText("none"),
      cborText("attStmt"),
      Buffer.from([0xa0]),
      cborText("authData"),
      Buffer.from([0x59]),
      size,
      data,
    ])
    return this.#credential({
      clientDataJSON: clientData("webauthn.create", options.challenge, origin).toString("base64url"),
      attestationObject: attestation.toString("base64url"),
      transports: ["internal"],
    })
  }

  /** Signs a challenge: what `navigator.credentials.get` resolves to, as JSON. */
  get(options: Options, origin: string): unknown {
    const data = this.#dataFor(options.rpId ?? "", PRESENT_AND_VERIFIED)
    const client = clientData("webauthn.get", options.challenge, origin)
    const signed = Buffer.concat([data, createHash("sha256").update(client).digest()])
    return this.#credential({
      clientDataJSON: client.toString("base64url"),
      authenticatorData: data.toString("base64url"),
      signature: sign("sha256", signed, this.#privateKey).toString("base64url"),
    })
  }

  #dataFor(site: string, flags: number): Buffer {
    this.#uses += 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#uses)
    return Buffer.concat([createHash("sha256").update(site).digest(), Buffer.from([flags]), counter])
  }

  #credential(response: Readonly<Record<string, unknown>>): unknown {
    const id = this.#id.toString("base64url")
    return { id, rawId: id, type: "public-key", response, clientExtensionResults: {} }
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** A short text in CBOR. */
function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
}
