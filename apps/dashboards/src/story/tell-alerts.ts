import {
  AlertAcknowledged,
  AlertCleared,
  AlertRaised,
  AlertSeverityChanged,
  type DataOf,
  milestones,
  ruleMeasures,
  severities,
} from '@zhuji/contracts'
import type { Teller } from './teller.js'
import { remark, sentence, word } from './words.js'

type Cause = DataOf<typeof AlertRaised>['cause']

function causeParts({ measure, subject, pack, packVersion }: Cause) {
  return { measure: ruleMeasures[measure], subject: word(milestones, subject), pack: `${pack} v${packVersion}` }
}

export const alertTellers: Readonly<Record<string, Teller>> = {
  [AlertRaised.type]: ({ severity, cause }: DataOf<typeof AlertRaised>) =>
    sentence(
      '亮{severity}：{measure}（{subject}，规则 {pack}）',
      '{severity} light on: {measure} ({subject}, rules {pack})',
      {
        severity: severities[severity],
        ...causeParts(cause),
      },
    ),
  [AlertSeverityChanged.type]: ({ from, severity, cause }: DataOf<typeof AlertSeverityChanged>) =>
    sentence('{from} → {severity}：{measure}（{subject}）', 'Light {from} → {severity}: {measure} ({subject})', {
      from: severities[from],
      severity: severities[severity],
      ...causeParts(cause),
    }),
  [AlertAcknowledged.type]: ({ text }: DataOf<typeof AlertAcknowledged>) =>
    sentence('签收{text}', 'Alert acknowledged{text}', { text: remark(text) }),
  [AlertCleared.type]: ({ cause }: DataOf<typeof AlertCleared>) =>
    sentence('销号：{measure}（{subject}）', 'Light out: {measure} ({subject})', causeParts(cause)),
}
