/** One plain text mail. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends mail. Rejects where it could not be handed over; what happens to it later nobody knows. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
