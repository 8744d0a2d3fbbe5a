/** A TCP port on 127.0.0.1 that nobody listens on right now. The platform library is loaded only when it is asked. */
export async function aFreePort(): Promise<number> {
  const platform = await import('@zhuji/platform')
  return platform.aFreePort()
}
