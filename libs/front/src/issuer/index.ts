export { assertMayEmbedIssuer, issuedAccountsIn, mountIssuer } from './mount-issuer.adapter.js'
export type { IssuedAccount, IssuerOptions, MountedIssuer } from './mount-issuer.adapter.js'
