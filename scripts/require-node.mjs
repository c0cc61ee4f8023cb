// Plain JavaScript on purpose: it must run on the oldest Node that people start us with.
const major = Number(process.versions.node.split(".")[0])
if (major < 24) {
  console.error(
    `Weft needs Node 24 or newer and this is Node ${process.versions.node}.\n` +
      "On Linux (glibc), macOS and Windows on x64 the install brings its own; on this machine that did not work.\n" +
      "Install Node 24 or newer and run the command again.",
  )
  process.exit(1)
}
