import { docs, setupWSConnection } from "@y/websocket-server/utils"
import { createServer } from "node:http"
import { WebSocketServer } from "ws"
import type { AddressInfo } from "node:net"
import { answerFor } from "./answering.ts"

/** The server of y-websocket as its own start script sets it up; it keeps documents in LevelDB where YPERSISTENCE names a folder. */
const sockets = new WebSocketServer({ noServer: true })
sockets.on("connection", setupWSConnection)
const server = createServer()
server.on("upgrade", (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, opened => sockets.emit("connection", opened, request)),
)
server.listen(0, "127.0.0.1", () => answerFor((server.address() as AddressInfo).port, () => docs.size))
process.once("SIGTERM", () => process.exit(0))
