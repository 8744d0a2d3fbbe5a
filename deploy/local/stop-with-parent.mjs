/**
 * Loaded into the program that `npm start` runs: when the starter dies without a word (SIGKILL, a crash), its end of the
 * channel closes and the program stops as if it had been asked to. An orphan would hold the port and the data folder.
 */
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
