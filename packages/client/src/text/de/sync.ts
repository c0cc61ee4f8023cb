import type { SyncWords } from "../en/sync.ts"
import { createCount } from "../plural.ts"

const count = createCount("de")
const changes = (amount: number) => count(amount, { one: "Änderung", other: "Änderungen" })

export const sync: SyncWords = {
  title: "Wo deine Arbeit ist",
  onDevice: "Auf diesem Gerät gespeichert",
  savingOnDevice: "Wird auf diesem Gerät gespeichert",
  memory: {
    "no-database":
      "Dieser Browser gibt uns keine Datenbank. Die Arbeit geht im Speicher weiter und endet mit dem letzten Tab; teile oder sichere sie.",
    "disk-full":
      "Auf diesem Gerät ist kein Platz mehr. Die Arbeit geht im Speicher weiter; schaffe Platz, teile oder sichere sie.",
    "database-lost":
      "Der Browser hat die Datenbank weggenommen. Die Arbeit geht im Speicher weiter; lade neu, teile oder sichere sie.",
  },
  noRelay: "Nicht geteilt: Nichts verlässt dieses Gerät.",
  connecting: "Die Verbindung zum Relay wird aufgebaut.",
  online: "Das Relay hat alles auf seiner Platte.",
  unsent: amount => `${changes(amount)} noch nicht auf der Platte des Relays.`,
  relayFull: amount =>
    `Das Relay kann im Moment nichts speichern; vielleicht ist seine Platte voll. Bis es das kann, auf diesem Gerät: ${changes(amount)}.`,
  offline: amount =>
    amount === 0
      ? "Keine Verbindung zum Relay. Auf diesem Gerät wartet nichts."
      : `Keine Verbindung zum Relay. ${changes(amount)} ${amount === 1 ? "wartet auf diesem Gerät und geht" : "warten auf diesem Gerät und gehen"} von selbst hinaus.`,
  stopped: reason => `Das Relay hat uns abgewiesen: ${reason}. Alles bleibt auf diesem Gerät.`,
  damaged: amount =>
    `${amount === 1 ? "Ein Dokument war" : `${amount} Dokumente waren`} nicht lesbar. Die Bytes bleiben erhalten, der letzte gute Stand wird benutzt.`,
  export: "Als Datei sichern",
  waiting: "Was wo wartet",
  waitingIn: (amount, size) => `${changes(amount)}, ${size}`,
  since: when => `seit ${when}`,
  onTheWay: amount => `${amount} unterwegs`,
  documents: {
    people: "Personen",
    directory: "Bereiche und Teams",
    settings: "Einstellungen des Arbeitsbereichs",
    setup: space => `Einrichtung von ${space}`,
    space: space => `Einträge von ${space}`,
    text: item => `Beschreibung von ${item}`,
    comments: item => `Kommentare zu ${item}`,
    public: item => `Gespräch zu ${item}`,
    contacts: "Kontakte und Organisationen",
    personal: "Deine eigenen Ansichten und Meldungen",
  },
  unknown: "Etwas, das hier keinen Namen hat",
  merged: amount => `${changes(amount)} anderer ${amount === 1 ? "traf" : "trafen"} auf deine.`,
  showMerged: "Zeigen",

  shareLocal:
    "Er liegt jetzt nur in diesem Browser. Beim Teilen geht er an das Relay, von dem diese Seite kommt; es behält eine Kopie, und du bekommst einen Link für andere.",
  shareWarning:
    "Es gibt noch keine Konten: Wer den Link hat und dieses Relay erreicht, kann alles im Arbeitsbereich lesen und ändern. Der Link ist nicht zu erraten, aber auch nicht zurückzunehmen.",
  shareStart: "Teilen und Link erhalten",
  shareLink: "Link zu diesem Arbeitsbereich",
  shareCopy: "Link kopieren",
  shareLoopback: "Dieses Relay hört nur auf diesem Rechner zu, der Link gilt also nur hier.",
}
