import type { AttachmentWords } from "../en/attachments.ts"
import { createCount } from "../plural.ts"

const count = createCount("de")
const files = (amount: number) => count(amount, { one: "Datei", other: "Dateien" })

export const attachments: AttachmentWords = {
  title: "Anhänge",
  add: "Dateien anhängen",
  dropHere: "Dateien ablegen, um sie anzuhängen",
  pastedName: when => `Eingefügtes Bild ${when}`,
  open: name => `${name} öffnen`,
  download: "Herunterladen",
  downloadNamed: name => `${name} herunterladen`,
  menu: name => `Optionen von ${name}`,
  newName: "Name der Datei",
  remove: "Entfernen",
  retry: "Noch einmal versuchen",
  cancel: "Hochladen abbrechen",
  removed: amount => `${files(amount)} entfernt`,
  restoreNamed: name => `${name} wiederherstellen`,
  by: (size, who, when) => `${size} · ${who}, ${when}`,

  reading: percent => `Wird gelesen, ${percent}`,
  readingNamed: name => `${name} wird gelesen`,
  sending: percent => `Unterwegs, ${percent}`,
  sendingNamed: name => `${name} wird gesendet`,
  onlyHere: "Nur auf diesem Gerät",
  notYetThere: "Noch nicht auf dem Relay: Das Gerät, das sie angehängt hat, hat sie noch nicht gesendet",
  attached: name => `${name} angehängt`,
  isRemoved: name => `${name} entfernt`,

  notTaken: {
    "too-large": most => `Zu groß für das Relay: Eine Datei hat höchstens ${most}`,
    quota: most => `Kein Platz auf dem Relay: Alle Dateien dieses Arbeitsbereichs haben höchstens ${most}`,
    forbidden: () => "Du darfst diesem Bereich keine Dateien mehr hinzufügen",
    damaged: () => "Die Datei kam nicht so an, wie sie gelesen wurde; noch einmal versuchen oder neu anhängen",
  },
  notKept: {
    "device-full": name =>
      `${name} wurde nicht angehängt: Wartende Dateien füllen die 500 MB, die auf diesem Gerät für sie da sind`,
    "disk-full": name => `${name} wurde nicht angehängt: Dieses Gerät hat keinen Platz mehr`,
    "no-database": name => `${name} wurde nicht angehängt: Dieser Browser lässt hier nichts speichern`,
    unreadable: name => `${name} wurde nicht angehängt: Die Datei lässt sich nicht lesen`,
    "no-worker": name => `${name} wurde nicht angehängt: Ein Teil, der Dateien liest, ließ sich nicht laden`,
  },
  missing: {
    gone: name => `${name} ist nicht auf dem Relay`,
    forbidden: () => "Du darfst diese Datei nicht mehr öffnen",
    unreachable: () => "Das Relay ist nicht erreichbar; die Datei liegt nur dort",
  },

  did: {
    attach: name => `Anhang ${name}`,
    rename: name => `Name von ${name}`,
    remove: name => `${name} entfernt`,
    restore: name => `${name} wiederhergestellt`,
  },

  waitSentence: amount => `${files(amount)} auf diesem Gerät, noch nicht auf dem Relay.`,
  refusedSentence: amount => `${files(amount)} vom Relay nicht angenommen und auf diesem Gerät aufgehoben.`,
}
