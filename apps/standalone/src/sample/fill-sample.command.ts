import { issuedAccountsIn } from '@zhuji/front'
import { readStandaloneConfig } from '../standalone.config.js'
import { fillWithSample } from './fill.adapter.js'

/**
 * `fill-sample.command.js MARKER` fills the empty store of a system that runs on this machine (PORT, DATA_DIRECTORY) with
 * the sample programme, once: the marker file remembers.
 */
const [markerFile] = process.argv.slice(2)
const { port, timeZone, dataDirectory } = readStandaloneConfig()
const accounts = await issuedAccountsIn(dataDirectory)
const administrator = accounts.find((account) => account.role === 'administrator')
if (!markerFile || !administrator) throw new Error('name the marker file; the embedded issuer must have been started')
await fillWithSample({ origin: `http://localhost:${port}`, administrator, markerFile, timeZone })
