/**
 * Follows the dashboards' live stream as a browser does and tells of every project that an event names, as soon as it has
 * arrived. Resolves when the stream is open; the result ends it.
 */
export async function followChanges(
  url: string,
  token: string,
  named: (projectId: string) => void,
): Promise<() => void> {
  const ending = new AbortController()
  const response = await fetch(`${url}/api/v1/dashboards/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: ending.signal,
  })
  if (!response.ok) throw new Error(`the stream was refused: ${response.status} ${await response.text()}`)
  const chunks = response.body!.pipeThrough(new TextDecoderStream())
  void read(chunks, named).catch((error: unknown) => {
    if (!ending.signal.aborted) throw error
  })
  return () => ending.abort()
}

async function read(chunks: AsyncIterable<string>, named: (projectId: string) => void): Promise<void> {
  let text = ''
  for await (const chunk of chunks) {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop()!
    for (const block of blocks) {
      const data = /^event: changed\ndata: (.+)$/m.exec(block)?.[1]
      if (data) for (const projectId of (JSON.parse(data) as { projectIds: string[] }).projectIds) named(projectId)
    }
  }
}
