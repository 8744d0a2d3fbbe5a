import type { MessageCatalogue } from '@zhuji/platform'

export const gatewayMessages: MessageCatalogue = {
  'service-away': {
    zh: '服务 {service} 暂时无法访问，请稍后重试。',
    en: 'The service {service} cannot be reached right now; please retry later.',
  },
}
