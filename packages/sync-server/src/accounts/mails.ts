import type { Mail } from "./mailer.ts"

/** The languages that mails are written in. */
export type MailLanguage = "en" | "de"

/** The mails that accounts send, each with one link. */
export type MailKind = "signIn" | "newPassword" | "proveMail"

type Words = Readonly<Record<MailKind, { readonly subject: string; readonly before: string; readonly after: string }>>

const en: Words = {
  signIn: {
    subject: "Your link to sign in to Weft",
    before: "This link signs you in. It works once, within fifteen minutes:",
    after: "If you did not ask for it, you need not do anything: without the link nobody gets in.",
  },
  newPassword: {
    subject: "A new password for Weft",
    before: "With this link you choose a new password. It works once, within one hour:",
    after: "If you did not ask for it, you need not do anything: your password stays as it is.",
  },
  proveMail: {
    subject: "Is this your mail address?",
    before: "An account in Weft was made with this mail address. This link says that it is yours:",
    after: "If you know nothing of it, do not open the link.",
  },
}

const de: Words = {
  signIn: {
    subject: "Ihr Link zum Anmelden bei Weft",
    before: "Dieser Link meldet Sie an. Er gilt einmal und fünfzehn Minuten lang:",
    after: "Haben Sie ihn nicht angefordert, müssen Sie nichts tun: Ohne den Link kommt niemand hinein.",
  },
  newPassword: {
    subject: "Ein neues Passwort für Weft",
    before: "Mit diesem Link wählen Sie ein neues Passwort. Er gilt einmal und eine Stunde lang:",
    after: "Haben Sie ihn nicht angefordert, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.",
  },
  proveMail: {
    subject: "Ist das Ihre Mailadresse?",
    before: "Mit dieser Mailadresse wurde ein Konto bei Weft angelegt. Dieser Link bestätigt, dass sie Ihnen gehört:",
    after: "Wissen Sie nichts davon, öffnen Sie den Link nicht.",
  },
}

const WORDS: Readonly<Record<MailLanguage, Words>> = { en, de }

export function mailWith(kind: MailKind, to: string, link: string, language: MailLanguage): Mail {
  const { subject, before, after } = WORDS[language][kind]
  return { to, subject, text: `${before}\n\n${link}\n\n${after}\n` }
}

/** The language for somebody whose browser prefers these, as `Accept-Language` has them. */
export function languageFor(acceptLanguage: string | null): MailLanguage {
  for (const entry of (acceptLanguage ?? "").toLowerCase().split(",")) {
    const language = entry.trim().slice(0, 2)
    if (language === "en" || language === "de") return language
  }
  return "en"
}
