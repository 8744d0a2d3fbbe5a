import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { cpuSecondsOf, cpuSecondsOfTree } from './process-cpu.adapter.js'

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip

const CHILD = `
  while (process.cpuUsage().user < 300_000);
  console.log('has worked')
  process.stdin.resume().on('end', () => process.exit())`

/** Says when its child has worked and, after a line was sent to it, when the child has ended and was waited for. */
const PARENT = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(CHILD)}])
  child.stdout.once('data', () => console.log('child has worked'))
  process.stdin.once('data', () => child.stdin.end())
  child.once('exit', () => console.log('child has ended'))`

describeOnLinux('the CPU time of a process with its children', () => {
  it('keeps what a child used after the child has ended', async () => {
    const parent = spawn(process.execPath, ['-e', PARENT])
    try {
      const lines = createInterface(parent.stdout)[Symbol.asyncIterator]()
      expect(await lines.next()).toMatchObject({ value: 'child has worked' })
      const before = await cpuSecondsOfTree(parent.pid!)
      expect(before - (await cpuSecondsOf(parent.pid!))).toBeGreaterThanOrEqual(0.2)
      parent.stdin.write('\n')
      expect(await lines.next()).toMatchObject({ value: 'child has ended' })
      expect(await cpuSecondsOfTree(parent.pid!)).toBeGreaterThanOrEqual(before)
    } finally {
      parent.kill('SIGKILL')
      await once(parent, 'exit')
    }
  })
})
