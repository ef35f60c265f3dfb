import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '#core/actions/index'
import { varPath } from '#core/kernel/index'
import { type Progress, type RunSummary, progressBar, runInline } from '#core/jobs/index'

/** Where a cycle shows its progress and leaves its files. */
export interface CycleConsole {
  readonly actor: Actor
  /** Runs a job here with a progress bar, unless it is quiet. */
  run<A>(job: string, title: string, args: A): Promise<RunSummary>
  say(text: string): void
  /** Writes a file of the month and remembers it for the summary. */
  keep(name: string, content: string | Uint8Array): string
  /** Folder of the month's files. */
  readonly folder: string
  readonly files: readonly string[]
  remember(files: readonly string[]): void
}

/** A console that says nothing and keeps no file: for benchmarks and tests. */
export function quietConsole(actor: Actor): CycleConsole {
  return {
    actor,
    run: (job, _title, args) => runInline(job, args, actor),
    say: () => undefined,
    keep: (name) => name,
    remember: () => undefined,
    folder: varPath('demo', 'quiet'),
    files: [],
  }
}

/** A console on the terminal, whose files go into one folder. */
export function terminalConsole(actor: Actor, folder: string): CycleConsole {
  const files: string[] = []
  mkdirSync(folder, { recursive: true })
  return {
    actor,
    async run(job, title, args) {
      const bar = progressBar(`  ${title}`)
      const summary = await runInline(job, args, actor, {
        onProgress: (progress: Progress) => bar.update(progress),
      })
      bar.end(
        summary.isRepeat
          ? 'já estava feito, nada mudou'
          : `${summary.done.toLocaleString('pt-BR')} feitos${summary.parked ? `, ${summary.parked} em espera` : ''}`
      )
      return summary
    },
    say: (text) => process.stdout.write(`${text}\n`),
    keep(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    remember(more) {
      files.push(...more)
    },
    folder,
    /** Those of the month's folder, also when they were made before, and what else was remembered. */
    get files() {
      const lying = readdirSync(folder, { withFileTypes: true })
      const own = lying.filter((one) => one.isFile()).map(({ name }) => join(folder, name))
      return [...new Set([...own.toSorted(), ...files])]
    },
  }
}
