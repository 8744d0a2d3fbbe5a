import { refuse } from '@zhuji/kernel'

/** A URL a webhook may be sent to as far as its text tells; where the name leads is checked at each connection. */
export function webhookUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) refuse('webhook-url-not-http', {}, 'channel.url')
  if (url.username !== '' || url.password !== '') refuse('webhook-url-with-credentials', {}, 'channel.url')
  url.hash = ''
  return url.href
}
