import { type Language, roles } from '@zhuji/platform'
import type { Account } from './accounts.js'

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

const words = {
  'zh-CN': {
    title: '登录筑迹',
    lead: '公共设施建设项目全程跟踪',
    account: '选择账号',
    password: '密码',
    hint: '密码在启动时打印在终端里。',
    submit: '登录',
    wrong: '密码不正确。',
    tooMany: (seconds: number) => `尝试次数过多，请在 ${seconds} 秒后再试。`,
    expired: '这次登录已过期，请返回系统重新登录。',
    back: '返回',
    signOut: '退出登录？',
    yes: '退出登录',
    no: '保持登录',
    failed: '登录未能完成',
  },
  en: {
    title: 'Sign in to Zhuji',
    lead: 'Public facilities, from registration to delivery',
    account: 'Account',
    password: 'Password',
    hint: 'The passwords are printed in the terminal at start.',
    submit: 'Sign in',
    wrong: 'The password is not right.',
    tooMany: (seconds: number) => `Too many attempts; please try again in ${seconds} seconds.`,
    expired: 'This sign-in has expired; please go back and start again.',
    back: 'Back',
    signOut: 'Sign out?',
    yes: 'Sign out',
    no: 'Stay signed in',
    failed: 'The sign-in could not be completed',
  },
} as const

const style = `
:root{color-scheme:light dark;--ink:#1f2a37;--soft:#5b6b7c;--line:#d9e0e7;--paper:#fff;--ground:#f2f5f7;--accent:#17624f}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#9fb0c0;--line:#33414f;--paper:#1b242d;--ground:#121920;--accent:#58b99a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);
font:16px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
main{width:min(92vw,26rem);margin:2rem 0;padding:2rem;background:var(--paper);border:1px solid var(--line);border-radius:12px}
h1{margin:0;font-size:1.4rem;font-weight:600}
.lead{margin:.2rem 0 1.6rem;color:var(--soft);font-size:.95rem}
fieldset{margin:0 0 1.2rem;padding:0;border:0}
legend,label.caption{display:block;margin:0 0 .4rem;color:var(--soft);font-size:.9rem}
.account{display:flex;gap:.7rem;align-items:baseline;padding:.5rem .7rem;border:1px solid var(--line);border-radius:8px;cursor:pointer}
.account+.account{margin-top:.4rem}
.account:has(input:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.account input{accent-color:var(--accent)}
.account small{margin-left:auto;color:var(--soft);white-space:nowrap}
input[type=password]{width:100%;padding:.6rem .7rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.hint{margin:.4rem 0 1.4rem;color:var(--soft);font-size:.85rem}
.fault{margin:0 0 1rem;padding:.6rem .8rem;border-left:3px solid #b3402e;background:color-mix(in srgb,#b3402e 10%,transparent)}
button,.button{display:block;width:100%;padding:.65rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;
color:var(--paper);background:var(--accent);border:0;border-radius:8px;cursor:pointer}
button.quiet{margin-top:.6rem;color:var(--ink);background:transparent;border:1px solid var(--line)}
`

function page(language: Language, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body><main>${content}</main></body>
</html>`
}

export type SignInFault = { readonly kind: 'wrong' } | { readonly kind: 'too-many'; readonly seconds: number }

export interface SignInForm {
  readonly language: Language
  readonly action: string
  readonly formToken: string
  readonly accounts: readonly Account[]
  readonly chosen?: string
  readonly fault?: SignInFault
}

export function signInPage({ language, action, formToken, accounts, chosen, fault }: SignInForm): string {
  const say = words[language]
  const options = accounts.map((account, index) => {
    const isChosen = chosen === undefined ? index === 0 : account.username === chosen
    const role = roles[account.role][language === 'en' ? 'en' : 'zh']
    return `<label class="account"><input type="radio" name="username" value="${escapeHtml(account.username)}"${isChosen ? ' checked' : ''} required>
<span>${escapeHtml(account.name)}</span><small>${escapeHtml(role)}</small></label>`
  })
  const told = fault && (fault.kind === 'wrong' ? say.wrong : say.tooMany(fault.seconds))
  const content = `<h1>${say.title}</h1><p class="lead">${say.lead}</p>
${told ? `<p class="fault" role="alert">${told}</p>` : ''}
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="form_token" value="${escapeHtml(formToken)}">
<fieldset><legend>${say.account}</legend>${options.join('')}</fieldset>
<label class="caption" for="password">${say.password}</label>
<input id="password" type="password" name="password" autocomplete="current-password" maxlength="200" required autofocus>
<p class="hint">${say.hint}</p>
<button type="submit">${say.submit}</button>
</form>`
  return page(language, say.title, content)
}

export function expiredPage(language: Language): string {
  const say = words[language]
  const content = `<h1>${say.title}</h1><p class="fault" role="alert">${say.expired}</p>
<a class="button" href="/">${say.back}</a>`
  return page(language, say.title, content)
}

/** `form` is the library's own, with its token against forged requests. */
export function signOutPage(language: Language, form: string): string {
  const say = words[language]
  const content = `<h1>${say.signOut}</h1><p class="lead">${say.lead}</p>${form}
<button type="submit" form="op.logoutForm" value="yes" name="logout" autofocus>${say.yes}</button>
<button type="submit" form="op.logoutForm" class="quiet">${say.no}</button>`
  return page(language, say.signOut, content)
}

export function failedPage(language: Language, reason: string): string {
  const say = words[language]
  const content = `<h1>${say.failed}</h1><p class="fault" role="alert">${escapeHtml(reason)}</p>
<a class="button" href="/">${say.back}</a>`
  return page(language, say.failed, content)
}
