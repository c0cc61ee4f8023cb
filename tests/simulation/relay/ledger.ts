import { isRefused, decodeFrame, type Frame } from "@weft/model/wire/frames"
import type { DocumentPath } from "@weft/model/schema/change"
import { isProse } from "@weft/model/schema/stored"
import type { SyncReport } from "../../../packages/client/src/data/messages.ts"
import { contentsOf, contentsTogether, Coverage, isWithin, nameOf, type Contents } from "./contents.ts"
import { entriesOf, EntryReader, type EntryWork } from "./entries.ts"
import {
  differenceBetween,
  emptyBook,
  emptyDeviceBook,
  historyIn,
  NO_WORK,
  type Book,
  type Channel,
  type DeviceBook,
  type Line,
  type Note,
} from "./ledger-books.ts"
import type { Listener, Wire } from "./network.ts"
import type { RelayDisk } from "./relay-disk.ts"
import type { SimulatedAccess } from "./simulated-access.ts"
import { updateIn } from "./plain-visitor.ts"
import { readOne, readRecovered, type Recovered } from "./recovered.ts"
import type { Verdict } from "./verdict.ts"

/** The workspace that everybody works in. */
export const WORKSPACE = "W"

/** Why a relay that asks who somebody is may not take a sound update now. */
const GUARDED_NACKS = ["read-only", "forbidden", "signed-out", "not-joined"]

/** Where no document is ever written anew. */
const OPEN_NACKS = ["read-only"]
/** Of a document that is just being written anew the relay takes nothing, and has left the channel afterwards. */
const RENEWING_NACKS = ["read-only", "not-joined"]

/**
 * Writes down what each end of every connection says and what every disk has, and holds the one against the other in the
 * moment in which it is said: O2 durable, O3 no invention, O4 order, and that nobody is told that their work is safe
 * before it is.
 */
export class Ledger implements Listener {
  readonly #verdict: Verdict
  readonly #lines = new Map<Wire, Line>()
  readonly #books = new Map<string, Book>()
  readonly #devices = new Map<number, DeviceBook>()
  readonly #ended = new Set<object>()
  /** What each session has sent, by session and document, and then by name. */
  readonly #sent = new Map<string, Map<string, Contents>>()
  readonly #deviceOfSession = new Map<string, number>()
  /** What came through the plain door, by document. */
  readonly #sentPlainly = new Map<string, Contents[]>()
  /** Who may do what, where the relay asks. */
  access: SimulatedAccess | null = null
  /** Updates that came from somebody who might not write, by session, document and name. */
  readonly #forbidden = new Set<string>()
  /** Spaces in which a device may set work aside as refused, since it has had less of a right there: it says so, and no more is asked. */
  readonly #doubtful = new Set<string>()
  /** Is told of a device that asks for a document, when that has come to the relay. */
  joining: ((device: number, document: string) => void) | null = null
  /** The relay's disk, once it is there. */
  disk: RelayDisk | null = null
  /** Whether documents are written anew in this run, so that what was promised has to be followed over epochs. */
  followsEpochs = false
  /** By document: a replica counts anew in each. */
  readonly #readers = new Map<string, EntryReader>()

  constructor(verdict: Verdict) {
    this.#verdict = verdict
  }

  /** All documents that were ever told of. */
  get documents(): Iterable<string> {
    return this.#books.keys()
  }

  /** The greatest sequence of a document that is on the relay's disk. */
  lastSeq(document: string): number {
    return this.#books.get(document)?.lastSeq ?? 0
  }

  fromClient(wire: Wire, bytes: Uint8Array): void {
    this.#verdict.note("c", bytes)
    if (wire.plain !== null) return this.#plainSays(wire.device, wire.plain, bytes)
    const frame = decodeFrame(bytes)
    if (isRefused(frame))
      return isVisitor(wire)
        ? undefined
        : this.#verdict.fail("wire", `a client sent what is no frame: ${frame.refused}`)
    this.#verdict.tell(() => `device ${wire.device} says ${describe(frame)}`)
    const line = this.#lineOf(wire)
    if (frame.kind === "hello") {
      line.session = frame.session
      this.#deviceOfSession.set(frame.session, wire.device)
    }
    if (frame.kind === "join") {
      line.channels.set(frame.channel, { document: frame.document, epoch: frame.epoch, underWay: new Map() })
      if (frame.lastSeq > 0) this.#verdict.met("resumed")
    }
    if (frame.kind === "update") {
      const channel = line.channels.get(frame.channel)
      if (channel === undefined) return
      const contents = isVisitor(wire) ? contentsIfSound(frame.bytes) : contentsOf(frame.bytes)
      if (contents === null) return
      channel.underWay.set(frame.clientSeq, contents)
      // Another tab may write on top of it at once, and says only upon what.
      if (this.followsEpochs && !isVisitor(wire)) this.#read(channel.document, frame.bytes, contents)
      const place = `${line.session} ${channel.document}`
      const sent = this.#sent.get(place) ?? new Map<string, Contents>()
      this.#sent.set(place, sent)
      sent.set(nameOf(frame.bytes), contents)
    }
  }

  fromRelay(wire: Wire, bytes: Uint8Array): void {
    this.#verdict.note("r", bytes)
    if (wire.plain !== null) return this.#plainHears(wire.device, wire.plain, bytes)
    const frame = decodeFrame(bytes)
    if (isRefused(frame)) return this.#verdict.fail("wire", `the relay sent what is no frame: ${frame.refused}`)
    this.#verdict.tell(() => `device ${wire.device} is told ${describe(frame)}`)
    if (!("channel" in frame)) return
    const channel = this.#lineOf(wire).channels.get(frame.channel)
    if (channel === undefined) return
    if (frame.kind === "joined" || frame.kind === "updated" || frame.kind === "peer")
      this.#checkSecrecy(wire.device, channel.document, frame.kind)
    if (frame.kind === "joined") this.#comesTo(frame.epoch, wire.device, channel)
    this.#heard(frame, channel, wire)
  }

  /** Somebody is brought into an epoch, perhaps from an earlier one. */
  #comesTo(epoch: number, device: number, channel: Channel): void {
    const steps = channel.epoch === 0 ? 0 : epoch - channel.epoch
    channel.epoch = epoch
    if (steps === 0) return
    this.#verdict.met("brought into another epoch")
    const own = this.#deviceOf(device)
    const isWaiting = own.unsafe.some(
      note => note.document === channel.document && this.#lackedByRelay([note], own) !== null,
    )
    if (isWaiting) this.#verdict.met(steps > 1 ? "unsent work over several epochs" : "unsent work over an epoch")
  }

  /** O5: only what comes from somebody who may write can be the reason of a row. */
  #plainSays(device: number, document: string, bytes: Uint8Array): void {
    const update = updateIn(bytes)
    if (update === null || (this.access !== null && this.access.rightOf(device, document) !== "write")) return
    this.#sentPlainly.set(document, [...(this.#sentPlainly.get(document) ?? []), contentsOf(update)])
  }

  #plainHears(device: number, document: string, bytes: Uint8Array): void {
    const update = updateIn(bytes)
    if (update === null) return
    this.#checkSecrecy(device, document, "an update")
    this.#verdict.met("read through the plain door")
    const book = this.#bookOf(document)
    // Whoever was in another epoch is sent away before anything of this one is said.
    this.#show(book, document, book.epoch, update)
  }

  /** O5: what comes from somebody who may not write at that moment must not come to the disk. */
  atRelay(wire: Wire, bytes: Uint8Array): void {
    if (this.access === null || wire.plain !== null) return
    const frame = decodeFrame(bytes)
    if (isRefused(frame)) return
    if (frame.kind === "join") this.joining?.(wire.device, frame.document)
    if (frame.kind !== "update") return
    const line = this.#lineOf(wire)
    const document = line.channels.get(frame.channel)?.document
    if (document === undefined) return
    const sent = `${line.session} ${document} ${nameOf(frame.bytes)}`
    if (this.access.rightOf(wire.device, document) === "write") this.#forbidden.delete(sent)
    else this.#forbidden.add(sent)
  }

  /**
   * A right of a device to a space has changed. If it has become less, the device may hear of that at any later time, and
   * then sets aside what it has not sent.
   */
  granted(device: number, space: string): void {
    // Of all documents of a space, its setup asks for most.
    if (this.access?.rightOf(device, `${WORKSPACE}/setup/${space}`) === "write") return
    this.#doubtful.add(`${device} ${space}`)
    const book = this.#deviceOf(device)
    const isKept = ({ document }: Note) => !this.#isDoubtful(device, document)
    book.unsafe = book.unsafe.filter(isKept)
    for (const [worker, notes] of book.unsaved) book.unsaved.set(worker, notes.filter(isKept))
  }

  #isDoubtful(device: number, document: string): boolean {
    return document.split("/").some(part => this.#doubtful.has(`${device} ${part}`))
  }

  /** O5: somebody without a right gets nothing of a document, at any moment. */
  #checkSecrecy(device: number, document: string, kind: string): void {
    if (this.access !== null && this.access.rightOf(device, document) === "none")
      this.#verdict.fail("O5", `device ${device} was sent ${kind} of ${document}, which it may not read`)
  }

  #heard(frame: Frame, { document, epoch, underWay }: Channel, wire: Wire): void {
    const [device, isByVisitor] = [wire.device, isVisitor(wire)]
    const book = this.#bookOf(document)
    switch (frame.kind) {
      case "ack":
        for (const [clientSeq, contents] of underWay) {
          if (clientSeq > frame.clientSeq) continue
          underWay.delete(clientSeq)
          this.#promise(document, epoch, contents, "was acknowledged")
        }
        return
      case "nack":
        this.#verdict.met(`nack ${frame.reason}`)
        const refused = underWay.get(frame.clientSeq)
        underWay.delete(frame.clientSeq)
        if (frame.reason === "foreign-replica" && refused !== undefined && this.#goesOn(document, device, refused))
          return
        if (!isByVisitor && !this.#soundNacks.includes(frame.reason))
          this.#verdict.fail("O3", `a sound update was refused: ${frame.reason}`)
        return
      case "missing":
        this.#verdict.met("missing")
        underWay.delete(frame.clientSeq)
        return
      case "failed":
        this.#verdict.met(`failed ${frame.reason}`)
        return
      case "joined":
        this.#told(document, frame.seq)
        if (frame.bytes.length > 0) this.#verdict.met("caught up at joining")
        return this.#show(book, document, epoch, frame.bytes)
      case "updated":
        this.#told(document, frame.seq)
        return this.#show(book, document, epoch, frame.bytes)
    }
  }

  /**
   * Whether an update goes on as somebody who is another's in this text. When an item moves, its texts are copied under the
   * ids of those who wrote them, and each of them belongs to whoever brought it first. Who knew more of what was written
   * cannot know that before the relay says so, and brings the rest under another id then: that it comes to the relay, and
   * is called safe only then, is asked as of all other work.
   */
  #goesOn(document: string, device: number, { structs }: Contents): boolean {
    if (!isProse(document.slice(WORKSPACE.length + 1))) return false
    const { owners } = this.#bookOf(document)
    return structs.some(([client]) => (owners.get(client) ?? device) !== device)
  }

  /** Why a sound update may not be taken now. */
  get #soundNacks(): readonly string[] {
    if (this.access !== null) return GUARDED_NACKS
    return this.followsEpochs ? RENEWING_NACKS : OPEN_NACKS
  }

  #show(book: Book, document: string, epoch: number, bytes: Uint8Array): void {
    const name = `${epoch} ${nameOf(bytes)}`
    if (bytes.length === 0 || book.shown.has(name)) return
    book.shown.add(name)
    this.#promise(document, epoch, contentsOf(bytes), "was shown")
  }

  #promise(document: string, epoch: number, contents: Contents, how: string): void {
    const book = this.#bookOf(document)
    // What was folded was held against all that had been promised until then, and cannot become less.
    const durable = epoch === book.epoch ? book.durable : book.folded.get(epoch)
    if (epoch === book.epoch) book.promised.add(contents)
    const lacking = durable === undefined ? `epoch ${epoch}` : durable.lacks(contents)
    if (lacking !== null) this.#verdict.fail("O2", `${document}: ${lacking} ${how} and is not on disk`)
  }

  #told(document: string, seq: number): void {
    const book = this.#bookOf(document)
    book.toldSeq = Math.max(book.toldSeq, seq)
    if (seq > book.lastSeq)
      this.#verdict.fail("O4", `${document}: ${seq} was told, and the log ends at ${book.lastSeq}`)
  }

  /** A transaction has reached the relay's disk. */
  committed(documents: ReadonlySet<number>): void {
    for (const id of documents) this.#readNewRows(id)
  }

  #readNewRows(id: number): void {
    const { raw } = this.disk!
    const { name: document, epoch } = raw.prepare("SELECT name, epoch FROM document WHERE id = ?").get(id) as {
      name: string
      epoch: number
    }
    const book = this.#bookOf(document)
    if (epoch !== book.epoch) this.#beginEpoch(document, book, epoch)
    const rows = raw
      .prepare("SELECT seq, session, bytes FROM log WHERE document = ? AND seq > ? ORDER BY seq")
      .all(id, book.lastSeq) as { seq: number; session: string; bytes: Uint8Array }[]
    for (const { seq, session, bytes } of rows) {
      if (seq !== book.lastSeq + 1) this.#verdict.fail("O4", `${document}: ${seq} follows ${book.lastSeq}`)
      if (!this.#wasSent(session, document, bytes))
        this.#verdict.fail("O3", `${document}: nobody has sent what row ${seq} holds`)
      if (this.#forbidden.has(`${session} ${document} ${nameOf(bytes)}`))
        this.#verdict.fail("O5", `${document}: row ${seq} was written by somebody who might not`)
      book.lastSeq = seq
      book.rows.set(seq, nameOf(bytes))
      const contents = contentsOf(bytes)
      book.durable.add(contents)
      this.#own(document, book, session, contents)
      book.updates.push(bytes)
      if (this.followsEpochs) book.history.add(this.#read(document, bytes, contents))
    }
  }

  /** O3: a replica is whose who wrote as it first, and nobody else goes on as it. */
  #own(document: string, { owners }: Book, session: string, { structs }: Contents): void {
    const device = this.#deviceOfSession.get(session)
    if (this.access === null || device === undefined) return
    for (const [client] of structs) {
      const owner: number = owners.get(client) ?? device
      owners.set(client, owner)
      if (owner !== device)
        this.#verdict.fail("O3", `${document}: device ${device} went on as ${client}, which is of device ${owner}`)
    }
  }

  /** A replica that somebody else has written as; null where there is none. */
  replicaOfAnother(device: number, document: string): number | null {
    const { owners } = this.#bookOf(document)
    return [...owners].find(([, owner]) => owner !== device)?.[0] ?? null
  }

  /**
   * O2 over epochs: the relay has written a document anew. It says the same, entry by entry and with the same stamps, as
   * all that was on disk of the epoch before, which was all that had been promised of it.
   */
  #beginEpoch(document: string, book: Book, epoch: number): void {
    this.#verdict.met("written anew")
    const recovered = readOne(this.disk!.raw, document)
    if (recovered.state === "quarantined") return this.#verdict.fail("O2", `${document}: epoch ${epoch} is damaged`)
    if (epoch !== book.epoch + 1) this.#verdict.fail("O4", `${document}: epoch ${epoch} follows ${book.epoch}`)
    if (recovered.lastSeq !== book.lastSeq + 1)
      this.#verdict.fail("O4", `${document}: epoch ${epoch} begins with ${recovered.lastSeq} after ${book.lastSeq}`)
    const difference = differenceBetween(entriesOf(book.updates), entriesOf(recovered.updates))
    if (difference !== null) this.#verdict.fail("O2", `${document}: epoch ${epoch} ${difference}`)
    book.folded.set(book.epoch, book.durable)
    book.epoch = epoch
    book.owners = new Map()
    book.durable = recovered.coverage
    book.promised = new Coverage()
    book.updates = [...recovered.updates]
    book.lastSeq = recovered.lastSeq
    book.history.beginAnew()
    for (const bytes of recovered.updates) book.history.add(this.#read(document, bytes, contentsOf(bytes)))
  }

  /** Whether a session has sent what a row holds: as it is, or with more that the relay had already. */
  #wasSent(session: string, document: string, bytes: Uint8Array): boolean {
    const sent = this.#sent.get(`${session} ${document}`)
    if (sent?.has(nameOf(bytes)) === true) return true
    const row = contentsOf(bytes)
    if (sent !== undefined) return [...sent.values()].some(update => isWithin(row, update))
    // The relay names the sessions of the plain door itself.
    const isPlain = this.#sentPlainly.get(document)?.some(update => isWithin(row, update)) === true
    if (isPlain) this.#verdict.met("written through the plain door")
    return isPlain
  }

  /**
   * Documents have been packed. A snapshot says more than the rows that it stands for: of two replicas that wrote one key
   * at a time Yjs keeps one entry, and has the other as deleted, which no row ever said. Whoever comes later is shown that
   * deletion, and it is on disk: in the snapshot. So what was packed is read, and what nobody's rows come to is O3.
   */
  packed(documents: ReadonlySet<number>): void {
    for (const id of documents) {
      const { name } = this.disk!.raw.prepare("SELECT name FROM document WHERE id = ?").get(id) as { name: string }
      const recovered = readOne(this.disk!.raw, name)
      if (recovered.state === "quarantined") continue
      const invented = contentsTogether(this.#bookOf(name).updates).coverage.lacks(recovered.coverage.contents)
      if (invented !== null) this.#verdict.fail("O3", `${name}: ${invented} is packed, and nobody's rows come to that`)
      this.#recoverOne(name, recovered)
    }
  }

  /**
   * Reads the disk as a relay that starts on it would, and holds it against all that was promised. What the disk has is
   * what counts from then on.
   */
  recover(): void {
    for (const [document, recovered] of readRecovered(this.disk!.raw))
      if (recovered.state === "sound") this.#recoverOne(document, recovered)
  }

  #recoverOne(document: string, recovered: Recovered & { readonly state: "sound" }): void {
    const book = this.#bookOf(document)
    const lacking = recovered.coverage.lacks(book.promised.contents)
    if (lacking !== null) this.#verdict.fail("O2", `${document}: ${lacking} was promised and is not recovered`)
    if (recovered.lastSeq < book.toldSeq)
      this.#verdict.fail("O4", `${document}: the log ends at ${recovered.lastSeq}, and ${book.toldSeq} was told`)
    for (const [seq, name] of recovered.rows) {
      if (seq <= book.toldSeq && book.rows.get(seq) !== name)
        this.#verdict.fail("O4", `${document}: sequence ${seq} was used twice`)
    }
    if (recovered.epoch !== book.epoch)
      this.#verdict.fail("O4", `${document}: epoch ${recovered.epoch} is recovered after ${book.epoch}`)
    book.durable = recovered.coverage
    book.updates = [...recovered.updates]
    book.lastSeq = recovered.lastSeq
    book.shown = new Set()
  }

  /** A worker of a device has written something. */
  wrote(device: number, worker: object, path: DocumentPath, bytes: Uint8Array): void {
    const [document, contents] = [`${WORKSPACE}/${path}`, contentsOf(bytes)]
    const work = this.followsEpochs ? this.#read(document, bytes, contents) : NO_WORK
    const note = { document, contents, work, worker }
    const book = this.#deviceOf(device)
    historyIn(book.written, document).add(work)
    if (this.#isDoubtful(device, note.document)) return
    if (this.access !== null && this.access.rightOf(device, note.document) !== "write") return
    book.unsafe.push(note)
    const unsaved = book.unsaved.get(worker) ?? []
    book.unsaved.set(worker, unsaved)
    unsaved.push(note)
  }

  /** Something lies on a device's disk. */
  stored(device: number, path: DocumentPath, bytes: Uint8Array): void {
    const { disk } = this.#deviceOf(device)
    const document = `${WORKSPACE}/${path}`
    const coverage = disk.get(document) ?? new Coverage()
    disk.set(document, coverage)
    const contents = contentsOf(bytes)
    coverage.add(contents)
    if (this.followsEpochs)
      historyIn(this.#deviceOf(device).stored, document).add(this.#read(document, bytes, contents))
  }

  /** What lay of a document on a device's disk is gone, or about to be replaced. */
  dropped(device: number, path: DocumentPath): void {
    const { disk, stored } = this.#deviceOf(device)
    disk.delete(`${WORKSPACE}/${path}`)
    stored.get(`${WORKSPACE}/${path}`)?.beginAnew()
  }

  /** All that lay on a device's disk is gone, and with it what no running worker has in memory. */
  diskLost(device: number): void {
    const book = this.#deviceOf(device)
    book.disk = new Map()
    book.stored = new Map()
    book.unsafe = book.unsafe.filter(({ worker }) => !this.#ended.has(worker))
  }

  /** A worker has ended without a word. What it had only in memory nobody can promise. */
  ended(device: number, worker: object): void {
    const book = this.#deviceOf(device)
    this.#ended.add(worker)
    book.unsaved.delete(worker)
    book.unsafe = book.unsafe.filter(note => note.worker !== worker || this.#lackedByDisk(book, note) === null)
  }

  /**
   * A worker says how safe the work is: its own, and where it is alone on its device, that of those before it. What
   * another worker is just handing over it cannot know.
   */
  reported(device: number, worker: object, report: SyncReport, isAlone: boolean): void {
    const book = this.#deviceOf(device)
    if (report.storage === "saved") {
      for (const note of book.unsaved.get(worker) ?? []) {
        const lacking = this.#lackedByDisk(book, note)
        if (lacking !== null)
          this.#verdict.fail("honest", `${note.document}: ${lacking} is called saved and is not on the device's disk`)
      }
      book.unsaved.delete(worker)
    }
    if (isSafe(report)) this.#expectSafe(device, note => isAlone || note.worker === worker)
  }

  #expectSafe(device: number, isMeant: (note: Note) => boolean): void {
    const book = this.#deviceOf(device)
    const lacking = this.#lackedByRelay(book.unsafe.filter(isMeant), book)
    if (lacking !== null)
      this.#verdict.fail("O9", `device ${device} calls safe what the relay's disk has not: ${lacking}`)
    book.unsafe = book.unsafe.filter(note => !isMeant(note))
  }

  /** Somebody asks a worker to say when all that it has written by now is safe. */
  asked(device: number, worker: object, request: number): void {
    const { asked, unsafe } = this.#deviceOf(device)
    const own = asked.get(worker) ?? new Map<number, readonly Note[]>()
    asked.set(worker, own)
    own.set(
      request,
      unsafe.filter(note => note.worker === worker),
    )
  }

  /** A worker says that what it was asked for is safe. */
  answered(device: number, worker: object, request: number): void {
    const book = this.#deviceOf(device)
    const notes = book.asked.get(worker)?.get(request) ?? []
    const isMeant = ({ document }: Note) => !this.#isDoubtful(device, document)
    const lacking = this.#lackedByRelay(notes.filter(isMeant), book)
    if (lacking !== null)
      this.#verdict.fail("O9", `device ${device} answers that it is safe, and the relay's disk lacks ${lacking}`)
  }

  /** What a device has written, and not lost since, that the relay's disk has not; null if it has all. */
  unsafe(device: number): string | null {
    const book = this.#deviceOf(device)
    return this.#lackedByRelay(book.unsafe, book)
  }

  #lackedByRelay(notes: readonly Note[], by: DeviceBook): string | null {
    for (const { document, contents, work } of notes) {
      const { durable, epoch, folded, history } = this.#bookOf(document)
      const lacking = durable.lacks(contents)
      if (lacking === null || this.damaged().has(document)) continue
      if (epoch === 1) return `${document}: ${lacking}`
      if ([...folded.values()].some(coverage => coverage.lacks(contents) === null)) continue
      const lost = history.lacks(work, historyIn(by.written, document))
      if (lost !== null) return `${document}: ${lost}`
    }
    return null
  }

  /** Documents on the relay's disk that do not verify. Where no bit was flipped, all do. */
  damaged(): ReadonlySet<string> {
    if (!this.disk!.wasFlipped) return new Set()
    const recovered = [...readRecovered(this.disk!.raw)]
    return new Set(recovered.flatMap(([document, { state }]) => (state === "quarantined" ? [document] : [])))
  }

  /** What one of a device and the relay's disk has of a document that the other has not; null if they have the same. */
  differenceOf(device: number, path: DocumentPath): string | null {
    const document = `${WORKSPACE}/${path}`
    const own = this.#deviceOf(device).disk.get(document) ?? new Coverage()
    const { durable } = this.#bookOf(document)
    const [lacking, ahead] = [own.lacks(durable.contents), durable.lacks(own.contents)]
    if (lacking !== null) return `${path} lacks ${lacking}`
    return ahead === null ? null : `${path} has ${ahead}, which the relay has not`
  }

  #lackedByDisk(book: DeviceBook, { document, contents, work }: Note): string | null {
    const lacking = (book.disk.get(document) ?? new Coverage()).lacks(contents)
    const { epoch, history } = this.#bookOf(document)
    if (lacking === null || epoch === 1) return lacking
    return historyIn(book.stored, document).lacks(work, historyIn(book.written, document), history)
  }

  #read(document: string, bytes: Uint8Array, contents: Contents): EntryWork {
    const reader = this.#readers.get(document) ?? new EntryReader()
    this.#readers.set(document, reader)
    return reader.read(bytes, contents)
  }

  #lineOf(wire: Wire): Line {
    const line = this.#lines.get(wire) ?? { session: "", channels: new Map() }
    this.#lines.set(wire, line)
    return line
  }

  #bookOf(document: string): Book {
    let book = this.#books.get(document)
    if (book === undefined) {
      book = emptyBook()
      this.#books.set(document, book)
    }
    return book
  }

  #deviceOf(device: number): DeviceBook {
    const book = this.#devices.get(device) ?? emptyDeviceBook()
    this.#devices.set(device, book)
    return book
  }
}

/** From this number on, those who come are no devices of ours. */
export const FIRST_VISITOR = 1_000

function isVisitor({ device }: Wire): boolean {
  return device >= FIRST_VISITOR
}

/** What the screen calls safe. */
export function isSafe({ storage, relay, unsent }: SyncReport): boolean {
  return storage === "saved" && relay.state === "online" && unsent === 0
}

function contentsIfSound(bytes: Uint8Array): Contents | null {
  try {
    return contentsOf(bytes)
  } catch {
    return null
  }
}

/** A frame in a few words: its bytes are only counted. */
function describe({ kind, ...fields }: Frame): string {
  const shown = Object.entries(fields).map(
    ([name, value]: [string, unknown]) =>
      `${name} ${value instanceof Uint8Array ? `of ${value.length} bytes` : String(value)}`,
  )
  return [kind, ...shown].join(", ")
}
