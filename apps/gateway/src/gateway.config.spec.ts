import { readGatewayConfig } from './gateway.config.js'

const whole = {
  PORT: '3000',
  OIDC_ISSUER: 'https://login.example/realm',
  REGISTRY_URL: 'http://registry:3000',
  MILESTONES_URL: 'http://milestones-1:3000, http://milestones-2:3000/',
  FUNDING_URL: 'http://funding:3000',
  ALERTS_URL: 'http://alerts:3000',
  DASHBOARDS_URL: 'http://dashboards:3000',
}

describe('the configuration of the gateway', () => {
  it('knows every instance of a service', () => {
    expect(readGatewayConfig(whole).origins.milestones).toEqual([
      'http://milestones-1:3000',
      'http://milestones-2:3000',
    ])
  })

  it('keeps the issuer of the installation unless the embedded one is asked for', () => {
    expect(readGatewayConfig(whole).platform.oidcIssuer).toBe('https://login.example/realm')
    expect(readGatewayConfig({ ...whole, EMBEDDED_ISSUER: 'true' }).platform).toMatchObject({
      oidcIssuer: 'http://localhost:3000/oidc',
      oidcJwksUrl: 'http://127.0.0.1:3000/oidc/jwks',
    })
  })

  it('names every service it is not told of, and every address it cannot use', () => {
    const { FUNDING_URL: _, ...incomplete } = whole
    const read = () => readGatewayConfig({ ...incomplete, ALERTS_URL: 'http://alerts:3000/api' })
    expect(read).toThrow(/FUNDING_URL[\s\S]*ALERTS_URL/)
  })
})
