import type { MailLanguage } from "../accounts/mails.ts"
import type { Mail } from "../accounts/mailer.ts"

export interface InvitationMail {
  readonly to: string
  /** The name of the workspace, and of who invites; both are what somebody typed. */
  readonly workspace: string
  readonly invitedBy: string
  readonly link: string
}

interface Words {
  readonly subject: (workspace: string) => string
  readonly text: (workspace: string, invitedBy: string) => string
  readonly after: string
}

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: workspace => `You are invited to ${workspace}`,
    text: (workspace, invitedBy) => `${invitedBy} invites you to work together in ${workspace}. This link lets you in:`,
    after: "If you did not expect it, you need not do anything.",
  },
  de: {
    subject: workspace => `Sie sind zu ${workspace} eingeladen`,
    text: (workspace, invitedBy) =>
      `${invitedBy} lädt Sie ein, in ${workspace} mitzuarbeiten. Mit diesem Link kommen Sie hinein:`,
    after: "Haben Sie damit nicht gerechnet, müssen Sie nichts tun.",
  },
}

/** The mail that brings the link of an invitation. */
export function invitationMail({ to, workspace, invitedBy, link }: InvitationMail, language: MailLanguage): Mail {
  const { subject, text, after } = WORDS[language]
  const [where, who] = [onOneLine(workspace), onOneLine(invitedBy)]
  return { to, subject: subject(where), text: `${text(where, who)}\n\n${link}\n\n${after}\n` }
}

/** What somebody typed stays words within a sentence: no lines of its own, and nothing that a mail program makes a link of. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/:\/\/|(?<=\w)\.(?=\w)/g, " ")
}
