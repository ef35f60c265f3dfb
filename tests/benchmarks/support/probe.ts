import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface ProbeReport {
  readonly actions: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** An interactive user in a process of its own: changes a customer ten times a second until told to stop. */
export interface Probe {
  stop(): Promise<ProbeReport>
}

export async function startProbe(): Promise<Probe> {
  const child = fork(fileURLToPath(new URL('./probe_process.ts', import.meta.url)), [], {
    execArgv: ['--import=#typescript'],
    env: process.env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise((done, failed) => {
    child.once('message', done)
    child.once('exit', () => failed(new Error('the probe ended before it was ready')))
  })
  return {
    stop: () =>
      new Promise((done, failed) => {
        child.once('exit', () => failed(new Error('the probe ended before it was told to')))
        child.once('message', (report) => done(report as ProbeReport))
        if (child.connected) child.send('stop')
        else failed(new Error('the probe ended before it was told to'))
      }),
  }
}
