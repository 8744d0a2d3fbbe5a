import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useNavigate } from 'react-router'
import { listen } from '../api/event-stream.js'
import { useSubscriptions } from '../api/hooks.js'
import type { StreamMessage } from '../api/sse-parser.js'
import type { AlertEpisode, Subscription } from '../api/alert-types.js'
import { termOf } from '../i18n/terms.js'
import { useWords } from '../i18n/index.js'
import { useMay } from '../session/session.js'

/** Lights that go on together are told together after this time. */
const GATHER_MS = 1_500
const SINGLY_MAX = 2

/** Follows the alerts stream for as long as somebody is signed in; draws nothing itself. */
export function AlertNotices() {
  const mayRead = useMay('alerts.read')
  return mayRead ? <Following /> : null
}

function Following() {
  const queries = useQueryClient()
  const tell = useTelling()
  const subscriptions = useSubscriptions(useMay('alerts.subscribe')).data?.items
  const gathered = useRef<AlertEpisode[]>([])
  const take = useEffectEvent((message: StreamMessage) => {
    const episode = episodeOf(message)
    if (!episode || episode.status !== 'open' || !isWanted(episode, subscriptions ?? [])) return
    gathered.current.push(episode)
    if (gathered.current.length > 1) return
    setTimeout(() => tell(gathered.current.splice(0)), GATHER_MS)
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => ((timer = undefined), void queries.invalidateQueries({ queryKey: ['alerts'] }))
    const end = listen('/alerts/stream', {
      onState: () => undefined,
      onMessage: (message) => {
        if (message.event !== 'alert') return
        timer ??= setTimeout(refresh, GATHER_MS)
        take(message)
      },
    })
    return () => (end(), clearTimeout(timer))
  }, [queries])
  return null
}

function episodeOf({ data }: StreamMessage): AlertEpisode | undefined {
  try {
    return JSON.parse(data) as AlertEpisode
  } catch {
    return undefined
  }
}

/** Whoever subscribed hears what they subscribed to; whoever did not hears everything within their scope. */
export function isWanted({ project, cause, severity }: AlertEpisode, subscriptions: readonly Subscription[]): boolean {
  const live = subscriptions.filter(({ channel }) => channel.kind === 'live')
  const among = (wanted: readonly string[], value: string | undefined) =>
    wanted.length === 0 || (value !== undefined && wanted.includes(value))
  return (
    live.length === 0 ||
    live.some(
      (wanted) =>
        among(wanted.severities, severity) &&
        among(wanted.measures, cause.measure) &&
        among(wanted.facilityKinds, project?.facilityKind) &&
        (wanted.regions.length === 0 || project?.regionCodes.some((code) => wanted.regions.includes(code))),
    )
  )
}

function useTelling() {
  const { notification } = App.useApp()
  const { t, say } = useWords()
  const navigate = useNavigate()
  return (episodes: readonly AlertEpisode[]) => {
    if (episodes.length > SINGLY_MAX) {
      const title = t('alerts.many', { count: episodes.length })
      notification.warning({ key: 'many', title, onClick: () => navigate('/alerts') })
      return
    }
    for (const { alertId, projectId, severity, cause, project } of episodes) {
      const light = say(termOf('severities', severity))
      notification[severity === 'red' ? 'error' : 'warning']({
        key: alertId,
        title: `${t('alerts.new', { light })} · ${say(termOf('ruleMeasures', cause.measure))}`,
        description: project?.name,
        onClick: () => navigate(`/projects/${projectId}`),
      })
    }
  }
}
