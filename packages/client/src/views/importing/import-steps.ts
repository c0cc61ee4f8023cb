/** The heavy part of an import, fetched when somebody chooses a file. */
export { prepareBoardImport } from "@weft/model/exchange/board/import"
export { prepareBoardPreview } from "@weft/model/exchange/board/preview"
export { boardSpaceId } from "@weft/model/exchange/board/target"
