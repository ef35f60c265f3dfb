import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface SimulatorProcess {
  readonly folder: string
  /** Gives an order to it. @returns its answer, whatever the status */
  order<T = Record<string, unknown>>(name: string, what?: object): Promise<T>
  stop(): Promise<void>
}

/** Starts a simulator in a process of its own. @throws with what it printed when it ends before it serves */
export async function startSimulator(
  which: 'psp' | 'bank' | 'whatsapp',
  folder: string
): Promise<SimulatorProcess> {
  const main = fileURLToPath(new URL(`${which}/main.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--import=#typescript', main, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { control } = JSON.parse(await firstLine(child)) as { readonly control: string }
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    folder,
    async order<T>(name: string, what: object = {}) {
      const answer = await fetch(`${control}/${name}`, {
        ...{ method: 'POST', body: JSON.stringify(what) },
      })
      return (await answer.json()) as T
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    let failed = ''
    child.stdout!.on('data', (piece: Buffer) => {
      printed += piece.toString()
      if (printed.includes('\n')) resolve(printed.split('\n')[0]!)
    })
    child.stderr!.on('data', (piece: Buffer) => (failed += piece.toString()))
    child.once('exit', () => reject(new Error(failed || 'the simulator ended')))
  })
}
