import { type Progress, formatCount, formatDuration } from './progress.ts'

export interface ProgressBar {
  /** Draws how far the work is; a `total` of zero is drawn without a percentage. */
  update(progress: Pick<Progress, 'done' | 'total'> & Partial<Progress>): void
  /** Ends the line with what came of it. */
  end(text: string): void
}

export interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const CELLS = 24
const STEP = 10

/**
 * A progress bar for commands: one line that is drawn again on a terminal, a line for each tenth elsewhere (a log, a
 * pipe).
 */
export function progressBar(title: string, terminal: Terminal = process.stdout): ProgressBar {
  let lastTenth = -1
  return {
    update(progress) {
      const handled = progress.done + (progress.parked ?? 0)
      const part = progress.total > 0 ? Math.min(1, handled / progress.total) : 0
      if (terminal.isTTY) {
        terminal.write(
          `\r\u001B[2K${lineOf(title, progress, part).slice(0, (terminal.columns ?? 120) - 1)}`
        )
        return
      }
      const tenth = Math.floor((part * 100) / STEP)
      if (tenth <= lastTenth) return
      lastTenth = tenth
      terminal.write(`${lineOf(title, progress, part)}\n`)
    },
    end(text) {
      terminal.write(terminal.isTTY ? `\r\u001B[2K${title}: ${text}\n` : `${title}: ${text}\n`)
    },
  }
}

function lineOf(
  title: string,
  progress: Pick<Progress, 'done' | 'total'> & Partial<Progress>,
  part: number
): string {
  const handled = progress.done + (progress.parked ?? 0)
  const full = Math.floor(part * CELLS)
  const percent = `${Math.floor(part * 100)} %`.padStart(5)
  const pieces = [
    `${title} ${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${percent}`,
    `${formatCount(handled)} de ${formatCount(progress.total)}`,
  ]
  if (progress.parked) pieces.push(`${formatCount(progress.parked)} retidos`)
  if (progress.rate) pieces.push(`${formatCount(progress.rate)}/s`)
  if (progress.secondsLeft) pieces.push(`faltam ${formatDuration(progress.secondsLeft)}`)
  return pieces.join(' · ')
}
