import { resolve } from "node:path"
import { LOOPBACK_HOSTS } from "./http/known-hosts.ts"

/** How the relay is run, out of its environment. */
export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  /** `accounts`: people sign in. `open`: nobody is asked who they are. */
  readonly access: "accounts" | "open"
  /** The origin that people see, or null where each request's own is good: on loopback. */
  readonly origin: string | null
  /** The names under which it may be asked. */
  readonly hosts: readonly string[]
  /** Whether a proxy stands before it, which says where requests come from. */
  readonly isBehindProxy: boolean
  readonly mail: MailSettings
  /** How it writes what it has to say: lines for people, or JSON for programs, with every request. */
  readonly log: "text" | "json"
  /** What whoever reads the relay's figures has to show; null where nobody may. */
  readonly metricsToken: string | null
  /** The folder of the built client, or null for the one that lies beside the relay. */
  readonly clientFolder: string | null
  /** The time that it shows when it starts, milliseconds since 1970; null for this machine's. */
  readonly now: number | null
}

export type MailSettings =
  | { readonly by: "nothing" }
  | { readonly by: "smtp"; readonly address: string; readonly from: string }
  | { readonly by: "folder"; readonly folder: string; readonly from: string }

/** The settings contradict each other or cannot be read; the message is for whoever runs the relay. */
export class WrongSettings extends Error {}

/**
 * Reads PORT (4848), HOST (127.0.0.1), WEFT_DATA (.weft, from the folder it is
 * started in), WEFT_ACCESS (accounts, or open), WEFT_URL (the address that
 * people see), WEFT_HOSTS (further names under which it may be asked, by
 * commas), WEFT_PROXY (1 where a proxy stands before it), WEFT_SMTP_URL or
 * WEFT_MAIL_FOLDER with WEFT_MAIL_FROM, WEFT_LOG (text, or json),
 * WEFT_METRICS_TOKEN (without one nobody reads the figures), WEFT_CLIENT (the
 * built client, where it does not lie beside), and, where NODE_ENV is
 * development, WEFT_NOW (the time that it shows). Throws {@link WrongSettings}.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const host = environment["HOST"] ?? "127.0.0.1"
  const access = readAccess(environment["WEFT_ACCESS"] ?? "accounts")
  const origin = readOrigin(environment["WEFT_URL"])
  if (!isLoopback(host) && access === "open")
    throw new WrongSettings(
      `With WEFT_ACCESS=open everybody may do everything, so HOST must be 127.0.0.1, not ${host}.`,
    )
  if (!isLoopback(host) && origin === null)
    throw new WrongSettings(
      `On ${host} WEFT_URL must say at which address people reach it, such as https://weft.example.`,
    )
  const furtherHosts = (environment["WEFT_HOSTS"] ?? "").split(",").filter(name => name !== "")
  return {
    port: readPort(environment["PORT"] ?? "4848"),
    host,
    dataFolder: resolve(environment["WEFT_DATA"] ?? ".weft"),
    access,
    origin,
    hosts: [...LOOPBACK_HOSTS, ...(origin === null ? [] : [new URL(origin).hostname]), ...furtherHosts],
    isBehindProxy: environment["WEFT_PROXY"] === "1",
    mail: readMail(environment, origin),
    log: readLog(environment["WEFT_LOG"] ?? "text"),
    metricsToken: environment["WEFT_METRICS_TOKEN"] || null,
    clientFolder: environment["WEFT_CLIENT"] || null,
    now: readNow(environment),
  }
}

/** Where a relay is reached on a host and port. */
export function localAddress(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`
}

function readAccess(text: string): "accounts" | "open" {
  if (text === "accounts" || text === "open") return text
  throw new WrongSettings(`WEFT_ACCESS must be accounts or open, not "${text}".`)
}

/** A clock that can be set lets who is at the relay date what others wrote, so it is for trying things out alone. */
function readNow(environment: Readonly<Record<string, string | undefined>>): number | null {
  const text = environment["WEFT_NOW"] ?? ""
  if (text === "") return null
  if (environment["NODE_ENV"] !== "development")
    throw new WrongSettings("WEFT_NOW gives the relay another time and is for development: set NODE_ENV=development.")
  const now = Date.parse(text)
  if (Number.isNaN(now)) throw new WrongSettings(`WEFT_NOW must be a time such as 2026-12-24T16:00, not "${text}".`)
  return now
}

function readLog(text: string): "text" | "json" {
  if (text === "text" || text === "json") return text
  throw new WrongSettings(`WEFT_LOG must be text or json, not "${text}".`)
}

function readOrigin(text: string | undefined): string | null {
  if (text === undefined || text === "") return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== "/")
    throw new WrongSettings(`WEFT_URL must be an address without a path, such as https://weft.example, not "${text}".`)
  return url.origin
}

function readMail(environment: Readonly<Record<string, string | undefined>>, origin: string | null): MailSettings {
  const { hostname } = new URL(origin ?? "http://localhost")
  const from = environment["WEFT_MAIL_FROM"] ?? `Weft <weft@${hostname}>`
  const address = environment["WEFT_SMTP_URL"]
  const folder = environment["WEFT_MAIL_FOLDER"]
  if (address !== undefined) {
    if (!/^smtps?:\/\/./.test(address)) throw new WrongSettings("WEFT_SMTP_URL must begin with smtp:// or smtps://.")
    return { by: "smtp", address, from }
  }
  return folder === undefined ? { by: "nothing" } : { by: "folder", folder: resolve(folder), from }
}

function readPort(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new WrongSettings(`PORT must be a number from 0 to 65535, not "${text}".`)
  return number
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || name.startsWith("127.")
}
