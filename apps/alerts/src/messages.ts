import type { MessageCatalogue } from '@zhuji/platform'

export const alertsMessages: MessageCatalogue = {
  'alert-unknown': { zh: '没有该预警', en: 'No such alert' },
  'alert-already-cleared': { zh: '该预警已于 {clearedOn} 销号', en: 'The alert was cleared on {clearedOn}' },
  'alert-already-acknowledged': {
    zh: '该预警已由“{by}”于 {acknowledgedOn} 签收',
    en: 'The alert was acknowledged by “{by}” on {acknowledgedOn}',
  },
  'acknowledged-before-raised': {
    zh: '签收日 {occurredOn} 早于亮灯日 {raisedOn}',
    en: 'The day of acknowledgement {occurredOn} lies before the alert was raised on {raisedOn}',
  },
  'acknowledged-in-the-future': {
    zh: '签收日 {occurredOn} 晚于今天 {todayOn}',
    en: 'The day of acknowledgement {occurredOn} lies after today, {todayOn}',
  },
  'subscription-unknown': { zh: '没有该订阅', en: 'No such subscription' },
  'subscription-out-of-scope': {
    zh: '订阅范围超出您的职责范围（{region}）',
    en: 'The subscription reaches beyond what you answer for ({region})',
  },
  'webhook-url-missing': { zh: '推送订阅需要填写地址', en: 'A webhook needs a URL' },
  'webhook-url-not-http': { zh: '推送地址须为 http 或 https 网址', en: 'A webhook URL must be http or https' },
  'webhook-url-with-credentials': {
    zh: '推送地址不得包含用户名或密码',
    en: 'A webhook URL must not carry a user name or password',
  },
}
