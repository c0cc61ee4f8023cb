/** Offers a text to the person as a file. */
export function saveFile(name: string, text: string): void {
  saveBlob(name, new Blob([text], { type: "application/json" }))
}

/** Offers bytes to the person as a file. */
export function saveBlob(name: string, bytes: Blob): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  // The download has begun when the click returns; the browser may still read the address for a moment.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Lets the person choose a file and reads it; `null` if they choose none. */
export function chooseFile(accept: string): Promise<File | null> {
  return new Promise(resolve => {
    const input = document.createElement("input")
    input.type = "file"
    input.accept = accept
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null))
    input.addEventListener("cancel", () => resolve(null))
    input.click()
  })
}
