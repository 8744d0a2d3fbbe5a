import { readGatewayConfig } from './gateway.config.js'
import { openGateway } from './gateway.adapter.js'

const config = readGatewayConfig()
const app = await openGateway(config)
await app.listen(config.platform.port, config.platform.host)
