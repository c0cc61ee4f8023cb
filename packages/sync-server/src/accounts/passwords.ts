import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"

/** The shortest password, and the longest, which is work to hash. */
export const MIN_PASSWORD = 10
export const MAX_PASSWORD = 200

/** What one hash costs: memory and time are `rounds` × `blockSize` × 128 bytes, `lanes` times. */
export interface PasswordCost {
  readonly rounds: number
  readonly blockSize: number
  readonly lanes: number
}

/** 32 MB, three times: what OWASP asks of scrypt where memory is dear. */
const PASSWORD_COST: PasswordCost = { rounds: 2 ** 15, blockSize: 8, lanes: 3 }

const KEY_BYTES = 32

/** Hashes passwords. Each hash names its cost, so that a later one may cost more. */
export class Passwords {
  readonly #cost: PasswordCost

  constructor(cost: PasswordCost = PASSWORD_COST) {
    this.#cost = cost
  }

  async hash(password: string): Promise<string> {
    const { rounds, blockSize, lanes } = this.#cost
    const salt = randomBytes(16)
    const key = await keyOf(password, salt, this.#cost)
    return ["scrypt", rounds, blockSize, lanes, salt.toString("base64url"), key.toString("base64url")].join("$")
  }

  async verify(password: string, hash: string): Promise<boolean> {
    const [, rounds, blockSize, lanes, salt = "", key = ""] = hash.split("$")
    const cost = { rounds: Number(rounds), blockSize: Number(blockSize), lanes: Number(lanes) }
    const wanted = Buffer.from(key, "base64url")
    const found = await keyOf(password, Buffer.from(salt, "base64url"), cost)
    return wanted.length === found.length && timingSafeEqual(wanted, found)
  }
}

function keyOf(password: string, salt: Uint8Array, { rounds, blockSize, lanes }: PasswordCost): Promise<Buffer> {
  const maxmem = 256 * (rounds + lanes) * blockSize
  const options = { N: rounds, r: blockSize, p: lanes, maxmem }
  // Two keyboards may write one letter in two ways.
  const text = password.normalize("NFKC")
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}
