import { mkdirSync } from "node:fs"
import { rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createTransport } from "nodemailer"
import type { Mailer } from "./mailer.ts"

/** Writes each mail into a folder as a file that mail programs open, named by when it was sent and a number. */
export function folderMailer(folder: string, from: string, now: () => number): Mailer {
  mkdirSync(folder, { recursive: true })
  const transport = createTransport({ streamTransport: true, buffer: true })
  let sent = 0
  return {
    async send({ to, subject, text }) {
      sent += 1
      const file = join(folder, `${now()}-${String(sent).padStart(4, "0")}.eml`)
      const { message } = await transport.sendMail({ from, to: { name: "", address: to }, subject, text })
      // Whoever watches the folder sees whole mails only.
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 })
      await rename(`${file}.part`, file)
    },
  }
}
