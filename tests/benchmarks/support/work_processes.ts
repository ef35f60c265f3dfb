import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { encode } from '#core/jobs/index'

export interface RunOrder {
  readonly job: string
  readonly municipalityId: bigint
  readonly args: unknown
}

/** What one process says of a run in which it took part. */
export interface RunTold {
  readonly status: string
  readonly done: number
  readonly parked: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
}

export interface RunMeasure extends RunTold {
  /** From the order until the last process was through. */
  readonly seconds: number
}

/** Processes that do runs together, as many as a server brings along. */
export interface WorkProcesses {
  readonly count: number
  /** A run by all of them. @returns processor time of all, memory of the largest. @throws Error when it does not end as done. */
  run(order: RunOrder): Promise<RunMeasure>
  stop(): Promise<void>
}

/** `BENCH_NODE_OPTIONS="--cpu-prof"` tells where the time of the processes goes. */
export async function startWorkProcesses(count: number): Promise<WorkProcesses> {
  const more = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean)
  const start = () =>
    fork(fileURLToPath(new URL('work_process.ts', import.meta.url)), [], {
      execArgv: ['--import=#typescript', ...more],
      env: { ...process.env, BENCH_PROCESSES: String(count) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  const children = Array.from({ length: count }, start)
  await Promise.all(children.map((child) => told(child, (message) => message === 'waits')))
  return {
    count,
    async run(order) {
      const began = performance.now()
      const reports = await Promise.all(children.map((child) => perform(child, order)))
      const seconds = (performance.now() - began) / 1000
      const [first] = reports
      return {
        ...first!,
        seconds,
        cpuSeconds: reports.reduce((sum, one) => sum + one.cpuSeconds, 0),
        peakMegabytes: Math.max(...reports.map((one) => one.peakMegabytes)),
      }
    },
    async stop() {
      await Promise.all(
        children.map((child) => {
          const isOver = new Promise((done) => child.once('exit', done))
          child.disconnect()
          return isOver
        })
      )
    },
  }
}

async function perform(child: ChildProcess, order: RunOrder): Promise<RunTold> {
  const answer = told(child, (message) => typeof message === 'object')
  child.send(encode(order))
  const report = (await answer) as RunTold & { failed?: string }
  if (report.failed) throw new Error(report.failed)
  if (report.status !== 'done') throw new Error(`${order.job} ended as ${report.status}`)
  return report
}

/** The next message of a process that is meant; it fails when the process ends before. */
function told(child: ChildProcess, isMeant: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((done, failed) => {
    const heard = (message: unknown) => {
      if (!isMeant(message)) return
      child.off('exit', ended)
      child.off('message', heard)
      done(message)
    }
    const ended = (code: number | null) => failed(new Error(`a worker ended with ${code}`))
    child.on('message', heard)
    child.once('exit', ended)
  })
}
