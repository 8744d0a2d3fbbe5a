import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DomainError } from '@zhuji/kernel'
import { type ExitCode, told, UsageError } from '../command-line.js'
import { findInstallation } from '../installation/operations.config.js'
import { services } from '../installation/services.js'
import { Snapshots } from '../installation/snapshots.repository.js'
import { say } from '../say.adapter.js'
import { exportLog, exportVerifier } from './export.repository.js'

const usage = `npm run export -- --to DIRECTORY [--service NAME]…

  --to DIRECTORY   写入的文件夹 / where to
  --service NAME   只导出这个服务的日志（可重复） / only this service’s log; may be repeated`

/** The logs as files that can be verified without this program, as of one moment. */
export async function runExport(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, service: { type: 'string', multiple: true }, help: { type: 'boolean' } },
  })
  if (values.help) return say(usage)
  if (!values.to) throw new UsageError({ zh: '请用 --to 指明文件夹。', en: 'Say where to by --to.' }, usage)
  const recording = services.filter(({ records }) => records).map(({ context }) => context)
  const unknown = values.service?.find((name) => !recording.includes(name))
  if (unknown !== undefined)
    throw new UsageError({ zh: `服务 ${unknown} 没有日志。`, en: `There is no service ${unknown} with a log.` }, usage)
  const directory = resolve(values.to)
  const installation = await findInstallation()
  const snapshots = await Snapshots.open(installation)
  try {
    await exportVerifier(directory)
    for (const context of values.service ?? recording) {
      const client = snapshots.find(context)
      if (client) say(told('exported', { ...(await exportLog(client, context, directory)) }))
    }
    return say(told('export-complete', { directory }))
  } catch (error) {
    const { code, path = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new DomainError('conflict', 'export-there', { figures: { path } })
    throw error
  } finally {
    await snapshots.close()
    await installation.release()
  }
}
