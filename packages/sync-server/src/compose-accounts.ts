import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { unreachable } from "@weft/model/base/assert"
import type { Mailer } from "./accounts/mailer.ts"
import { readProviders } from "./accounts/oidc-providers.ts"
import type { PasswordCost } from "./accounts/passwords.ts"
import { RelayAccounts } from "./accounts/relay-accounts.ts"
import type { Clock, Report } from "./ports.ts"
import type { MailSettings, Settings } from "./settings.ts"
import { authoredEdits } from "./store/authored-edits.ts"

/** The file in the data folder that names providers to sign in with. */
const CONFIGURATION_FILE = "weft.json"

export interface AccountsWorld {
  readonly settings: Settings
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly report: Report
  /** Null where the relay cannot mail. */
  readonly mailer: Mailer | null
  /** Whether the secret of an invitation lets somebody make an account. */
  readonly mayRegister: (secret: string | null) => boolean
  /** How dear guessing a password is; only tests want it cheaper. */
  readonly passwordCost?: PasswordCost
}

/** Opens the accounts as the settings want them. Throws in words where they cannot be used. */
export function openAccounts({ settings, environment, ...world }: AccountsWorld): RelayAccounts {
  const { dataFolder: folder, origin } = settings
  const file = join(folder, CONFIGURATION_FILE)
  const providers = readProviders(existsSync(file) ? readFileSync(file, "utf8") : null, environment)
  const accounts = new RelayAccounts({ ...world, folder, origin, providers })
  // Edits are the documents'; what is left of whoever wrote them is an id that leads nowhere.
  accounts.alsoKeeps({ name: "edits", export: person => authoredEdits(folder, person), erase: () => {} })
  return accounts
}

/** What sends mail comes with the first relay that does; null for one that cannot. */
export async function createMailer(mail: MailSettings, clock: Clock): Promise<Mailer | null> {
  switch (mail.by) {
    case "nothing":
      return null
    case "smtp":
      return (await import("./accounts/smtp-mailer.ts")).smtpMailer(mail.address, mail.from)
    case "folder":
      return (await import("./accounts/folder-mailer.ts")).folderMailer(mail.folder, mail.from, () => clock.now())
    default:
      return unreachable(mail)
  }
}
