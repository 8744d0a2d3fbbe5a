/** The framework telling what it assembles: in the file, not on the terminal. */
const BOOT = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestMicroservice'])
const COLOURS = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94]
const NAME_WIDTH = 12

/** One line of a process's log for the terminal, its name in front; undefined when it is not worth a reader's time. */
export function shownLine(name: string, line: string, colour?: number): string | undefined {
  const text = textOf(line)
  if (text === undefined || text.trim() === '') return undefined
  const label = name.padEnd(NAME_WIDTH)
  return `${colour === undefined ? label : `\u001b[${colour}m${label}\u001b[0m`}| ${text}`
}

/** The colour of the process with this place in the order of start. */
export function colourOf(place: number): number {
  return COLOURS[place % COLOURS.length]!
}

interface Entry {
  readonly level?: string
  readonly time?: string
  readonly context?: string
  readonly msg?: unknown
}

function textOf(line: string): string | undefined {
  if (!line.startsWith('{')) return line
  const entry = parsed(line)
  if (!entry?.level) return line
  const { level, time = '', context = '', msg } = entry
  if (level === 'info' && BOOT.has(context)) return undefined
  const what = typeof msg === 'string' ? msg : line
  return `${time.slice(11, 23)} ${level.padEnd(5)} ${context}: ${what}`
}

function parsed(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return undefined
  }
}
