import { createTransport } from "nodemailer"
import type { Mailer } from "./mailer.ts"

/** Hands mail to a server. The address holds host, port and account: `smtps://name:password@mail.example:465`. */
export function smtpMailer(address: string, from: string): Mailer {
  const transport = createTransport(address)
  return {
    async send({ to, subject, text }) {
      // An object, so that commas in an address never make a list of several.
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text })
    },
  }
}
