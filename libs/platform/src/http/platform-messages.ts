import type { MessageCatalogue } from './messages.js'

/** The sentences that every service shares. */
export const platformMessages: MessageCatalogue = {
  'request-invalid': {
    zh: '提交的内容有误，请按各字段的提示修改。',
    en: 'Some fields are not valid; see each of them.',
  },
  'json-malformed': { zh: '请求正文不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'json-too-deep': { zh: '请求正文嵌套超过 {max} 层。', en: 'The body is nested deeper than {max} levels.' },
  'body-too-large': { zh: '请求正文超过上限 {maxBytes} 字节。', en: 'The body is larger than {maxBytes} bytes.' },
  'media-type-unsupported': { zh: '不支持这种内容类型。', en: 'This content type is not supported.' },
  'request-malformed': { zh: '请求格式有误。', en: 'The request is malformed.' },
  'url-too-long': { zh: '网址或其中的参数过长。', en: 'The URL or one of its parameters is too long.' },
  'request-timeout': { zh: '请求超时。', en: 'The request took too long.' },
  'route-unknown': { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  'method-not-allowed': { zh: '此地址不支持该方法。', en: 'This address does not support the method.' },
  'as-of-in-future': {
    zh: '业务日 {asOf} 晚于今天 {today}。',
    en: 'The business day {asOf} is still to come; today is {today}.',
  },
  'known-before-it-happened': {
    zh: '发生日 {occurredOn} 晚于获知日 {knownOn}：尚未发生的事不可能已经获知。',
    en: 'It happened on {occurredOn}, after {knownOn}, the day on which it is known: nobody knows what has not happened.',
  },
  'known-on-in-future': {
    zh: '获知日 {knownOn} 晚于今天 {today}。',
    en: 'What will be known on {knownOn} is still to come; today is {today}.',
  },
  'not-found': { zh: '未找到，或您无权查看。', en: 'Not found, or not visible to you.' },
  'token-missing': { zh: '请先登录。', en: 'Please sign in.' },
  'token-invalid': { zh: '登录凭证无效，请重新登录。', en: 'The credential is not valid; please sign in again.' },
  'token-expired': { zh: '登录已过期，请重新登录。', en: 'The credential has expired; please sign in again.' },
  'role-unknown': { zh: '账号没有本系统的角色。', en: 'The account has no role in this system.' },
  'permission-missing': {
    zh: '角色 {role} 没有权限 {permission}。',
    en: 'The role {role} lacks the permission {permission}.',
  },
  'out-of-scope': {
    zh: '该对象不在您的管辖范围内（权限 {permission}）。',
    en: 'This object is outside your scope (permission {permission}).',
  },
  'issuer-unavailable': {
    zh: '登录服务暂不可用，请稍后重试。',
    en: 'The sign-in service is unavailable; please retry.',
  },
  'idempotency-key-missing': {
    zh: '缺少 Idempotency-Key 请求头：每个操作都要带一个，以便安全重试。',
    en: 'The Idempotency-Key header is missing: every command needs one, so that it can be retried safely.',
  },
  'idempotency-key-malformed': {
    zh: 'Idempotency-Key 应为 1 至 {max} 个可见 ASCII 字符。',
    en: 'The Idempotency-Key must be 1 to {max} visible ASCII characters.',
  },
  'if-match-required': {
    zh: '缺少 If-Match 请求头：请注明您看到的版本。',
    en: 'The If-Match header is missing: say which version you have seen.',
  },
  'if-match-malformed': {
    zh: 'If-Match 应为本系统给出的版本标记，例如 "7"。',
    en: 'If-Match must be one version tag as this system gave it, such as "7".',
  },
  'cursor-invalid': { zh: '翻页标记无效，请从第一页开始。', en: 'The cursor is not valid; start from the first page.' },
  'id-invalid': { zh: '编号格式有误，应为 UUID。', en: 'The id must be a UUID.' },
  'too-many-requests': {
    zh: '请求过于频繁（每分钟上限 {limit} 次），请稍后重试。',
    en: 'Too many requests (limit {limit} a minute); please retry later.',
  },
  'service-unavailable': { zh: '服务暂不可用，请稍后重试。', en: 'The service is unavailable; please retry later.' },
  'project-unknown': {
    zh: '没有该项目，或其登记尚未到达此服务，请稍后重试。',
    en: 'No such project here, or its registration has not arrived yet; please try again shortly.',
  },
  'idempotency-key-reused': {
    zh: 'Idempotency-Key {key} 已用于另一请求。',
    en: 'The Idempotency-Key {key} was used for another request.',
  },
  'request-in-flight': {
    zh: '带有 Idempotency-Key {key} 的请求正在处理。',
    en: 'A request with the Idempotency-Key {key} is still under way.',
  },
  'version-mismatch': {
    zh: '您看到的是第 {expectedVersion} 版，现为第 {currentVersion} 版，请刷新后重试。',
    en: 'You saw version {expectedVersion}; it is now version {currentVersion}. Reload and try again.',
  },
  'command-unknown': { zh: '没有命令 {command}；可用：{known}。', en: 'No command {command}; there are: {known}.' },
  'too-much-work': {
    zh: '已有 {waiting} 条命令在等待，请稍后重试。',
    en: '{waiting} commands are already waiting; please try again later.',
  },
  'unexpected-error': {
    zh: '系统出错，已记录。请向管理员提供关联编号。',
    en: 'Something went wrong and was logged. Please give the administrator the correlation id.',
  },
}

/** The rules of single fields; `field` decorators name them. */
export const fieldMessages: MessageCatalogue = {
  required: { zh: '必填。', en: 'Required.' },
  'unknown-field': { zh: '不认识的字段。', en: 'Unknown field.' },
  'not-text': { zh: '应为文本。', en: 'Must be text.' },
  'text-length': { zh: '长度应为 {min} 至 {max} 个字。', en: 'Must be {min} to {max} characters long.' },
  'text-blank': { zh: '不能只有空白。', en: 'Must not be blank.' },
  'text-control-character': { zh: '含有不允许的控制字符。', en: 'Contains a control character.' },
  'text-pattern': { zh: '格式有误，应符合 {pattern}。', en: 'Must match {pattern}.' },
  'amount-fen': { zh: '金额应为整数分，范围 {minFen} 至 {maxFen}。', en: 'Must be whole fen, {minFen} to {maxFen}.' },
  'percent-range': {
    zh: '应为 {minPercent} 至 {maxPercent} 之间的百分数，最多 {decimals} 位小数。',
    en: 'Must be {minPercent} to {maxPercent} with at most {decimals} decimals.',
  },
  'not-a-day': { zh: '应为存在的日期，例如 2026-09-01。', en: 'Must be a day that exists, such as 2026-09-01.' },
  'not-an-instant': {
    zh: '应为带时区的时刻，例如 2026-09-01T08:00:00Z。',
    en: 'Must be an instant with its zone, such as 2026-09-01T08:00:00Z.',
  },
  'not-an-id': { zh: '应为 UUID。', en: 'Must be a UUID.' },
  'not-a-choice': { zh: '应为以下之一：{choices}。', en: 'Must be one of: {choices}.' },
  'count-range': { zh: '应为 {min} 至 {max} 的整数。', en: 'Must be a whole number from {min} to {max}.' },
  'number-range': {
    zh: '应为 {min} 至 {max} 的数，最多 {decimals} 位小数。',
    en: 'Must be a number from {min} to {max} with at most {decimals} decimals.',
  },
  'not-a-boolean': { zh: '应为 true 或 false。', en: 'Must be true or false.' },
  'not-an-object': { zh: '应为对象。', en: 'Must be an object.' },
  'list-size': { zh: '应为 {min} 至 {max} 项的列表。', en: 'Must be a list of {min} to {max} items.' },
}
