/** The bytes of a file that was built with the client, such as a font. Rejects where it is not to be had. */
export async function fetchOwnFile(address: string): Promise<Uint8Array> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} was not to be had: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
