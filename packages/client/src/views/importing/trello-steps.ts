/** The heavy part of an import, fetched when somebody chooses a file. */
export { prepareTrelloImport } from "@weft/model/exchange/trello/import"
export { prepareTrelloPreview } from "@weft/model/exchange/trello/preview"
export { trelloSpaceId } from "@weft/model/exchange/trello/target"
