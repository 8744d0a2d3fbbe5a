const START = (name: string) => `<!-- bench ${name} -->`
const END = '<!-- end -->'

/** A document with a bench's report in its place, between `<!-- bench NAME -->` and `<!-- end -->`; what stood there goes. */
export function withReport(document: string, name: string, report: string): string {
  const start = document.indexOf(START(name))
  if (start < 0) throw new Error(`the document has no place for ${name}: ${START(name)} … ${END}`)
  const end = document.indexOf(END, start)
  if (end < 0) throw new Error(`the place for ${name} has no ${END}`)
  return `${document.slice(0, start)}${START(name)}\n\n${report.trim()}\n\n${document.slice(end)}`
}
