import { once } from "node:events"
import { createServer, type AddressInfo, type Socket } from "node:net"

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** A mail server on loopback that takes all that it is given. */
export interface SmtpServer {
  /** As `WEFT_SMTP_URL` has it. */
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  close(): Promise<void>
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = []
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on("close", () => open.delete(socket)).on("error", () => {})
    converse(socket, mails)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}

/** Speaks as much of RFC 5321 as it takes to be handed mail. */
function converse(socket: Socket, mails: ReceivedMail[]): void {
  let [buffer, to, isData] = ["", "", false]
  const say = (line: string) => socket.write(`${line}\r\n`)
  say("220 loopback")
  socket.setEncoding("utf8").on("data", (piece: string) => {
    buffer += piece
    for (;;) {
      const end = buffer.indexOf(isData ? "\r\n.\r\n" : "\r\n")
      if (end < 0) return
      const taken = buffer.slice(0, end)
      buffer = buffer.slice(end + (isData ? 5 : 2))
      if (isData) {
        mails.push({ to, ...read(taken) })
        isData = false
        say("250 kept")
      } else if (/^RCPT TO:/i.test(taken)) {
        to = /<(.*)>/.exec(taken)?.[1] ?? ""
        say("250 ok")
      } else if (/^DATA/i.test(taken)) {
        isData = true
        say("354 go on")
      } else if (/^QUIT/i.test(taken)) {
        say("221 bye")
        socket.end()
      } else say("250 loopback")
    }
  })
}

function read(message: string): Pick<ReceivedMail, "subject" | "text"> {
  const cut = message.indexOf("\r\n\r\n")
  const [head, body] = [message.slice(0, cut), message.slice(cut + 4)]
  const isQuoted = /^content-transfer-encoding: quoted-printable/im.test(head)
  const text = isQuoted
    ? body
        .replace(/=\r\n/g, "")
        .replace(/=([0-9A-F]{2})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
    : body
  return { subject: /^subject: (.*)$/im.exec(head)?.[1] ?? "", text }
}
