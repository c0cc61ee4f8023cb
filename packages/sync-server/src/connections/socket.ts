/** What a connection needs of a WebSocket. */
export interface Socket {
  /** Nobody may write to the bytes afterwards: the same may be on their way to others. */
  send(bytes: Uint8Array): void
  /** Bytes given to `send` that the network has not taken yet. */
  backlogBytes(): number
  /** Stops reading; what has arrived already may still be handed over. */
  pause(): void
  resume(): void
  close(code: number, reason: string): void
}

/** One client's conversation with the relay, whatever its protocol. */
export interface Connection {
  receive(bytes: Uint8Array): void
  /** The socket is closed, by whichever end. */
  closed(): void
  /** Ends the conversation because the relay shuts down. */
  goAway(): void
}
