import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { encode } from '#core/jobs/index'

const PROCESS = fileURLToPath(new URL('job_process.ts', import.meta.url))

/** What a process tells of the run that it did. */
export interface End {
  readonly status: string
  readonly chunks: number
}

export interface JobProcess {
  readonly child: ChildProcess
  /** Rejects when the process ends before it is through. */
  readonly end: Promise<End>
}

const running = new Set<ChildProcess>()

/** A process that does a run, once it is ready to begin with it. */
export async function startJob(
  job: string,
  args: unknown,
  env: Readonly<Record<string, string>> = {}
): Promise<JobProcess> {
  const child = fork(PROCESS, [job, encode(args)], {
    execArgv: ['--import', '#typescript'],
    env: { ...process.env, ...env },
  })
  running.add(child)
  const end = new Promise<End>((done, failed) => {
    child.on('message', (message) => {
      if (message !== 'ready') done(message as End)
    })
    child.once('exit', (code, signal) => {
      running.delete(child)
      failed(new Error(`the process ended with ${code ?? signal}`))
    })
  })
  end.catch(() => undefined)
  await new Promise<void>((ready) => {
    child.once('message', () => ready())
  })
  return { child, end }
}

export async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await ended
}

/** What a test that failed left running. */
export async function killRunning(): Promise<void> {
  for (const child of running) await killHard(child)
}
