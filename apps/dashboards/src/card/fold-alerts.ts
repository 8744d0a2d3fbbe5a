import { AlertCleared, AlertRaised, AlertSeverityChanged, type DataOf, type Severity } from '@zhuji/contracts'
import type { Card } from './card.js'
import type { Fact } from './fact.js'

/** An acknowledged light is still on; only clearing puts it out. */
export function foldAlerts(card: Card, fact: Fact): Card {
  switch (fact.type) {
    case AlertRaised.type:
    case AlertSeverityChanged.type: {
      const { alertId, severity } = fact.data as DataOf<typeof AlertRaised>
      return withAlerts(card, { ...card.detail.alerts, [alertId]: severity })
    }
    case AlertCleared.type: {
      const { [(fact.data as DataOf<typeof AlertCleared>).alertId]: _, ...open } = card.detail.alerts
      return withAlerts(card, open)
    }
    default:
      return card
  }
}

function withAlerts(card: Card, alerts: Readonly<Record<string, Severity>>): Card {
  const severities = Object.values(alerts)
  const alertsYellow = severities.filter((severity) => severity === 'yellow').length
  return { ...card, alertsYellow, alertsRed: severities.length - alertsYellow, detail: { ...card.detail, alerts } }
}
