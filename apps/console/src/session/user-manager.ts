import { UserManager, WebStorageStateStore } from 'oidc-client-ts'

const { origin } = window.location

/** Code flow with PKCE at the issuer beside us. Tokens live as long as the tab: a shared office computer forgets them. */
export const userManager = new UserManager({
  authority: `${origin}/oidc`,
  client_id: 'console',
  redirect_uri: `${origin}/signed-in`,
  post_logout_redirect_uri: `${origin}/`,
  response_type: 'code',
  scope: 'openid profile offline_access',
  loadUserInfo: false,
  automaticSilentRenew: true,
  userStore: new WebStorageStateStore({ store: window.sessionStorage }),
  stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
})

/** Goes to the issuer's sign-in form; afterwards the reader is back where they were. */
export async function signIn(place: string): Promise<void> {
  await userManager.signinRedirect({ state: { place } })
}

/** Finishes a sign-in and says where to go; only places of our own are trusted. */
export async function finishSignIn(): Promise<string> {
  const user = await userManager.signinRedirectCallback()
  const place = (user.state as { place?: unknown } | undefined)?.place
  return typeof place === 'string' && /^\/(?!\/|\\)/.test(place) ? place : '/overview'
}

let renewal: Promise<boolean> | undefined

/** One renewal at a time, however many requests were answered 401 together: a refresh token works once. */
export function renew(): Promise<boolean> {
  renewal ??= renewOnce().finally(() => (renewal = undefined))
  return renewal
}

async function renewOnce(): Promise<boolean> {
  try {
    const user = await userManager.getUser()
    if (!user?.refresh_token) return false
    return (await userManager.signinSilent()) !== null
  } catch {
    return false
  }
}

export async function bearerToken(): Promise<string | undefined> {
  const user = await userManager.getUser()
  if (user?.expired && (await renew())) return (await userManager.getUser())?.access_token
  return user?.access_token
}

export async function signOut(): Promise<void> {
  try {
    await userManager.signoutRedirect()
  } catch {
    await userManager.removeUser()
    window.location.assign('/')
  }
}
