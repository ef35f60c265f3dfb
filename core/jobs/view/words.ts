import type { RunStatus } from '../types.ts'

export const STATUS_WORDS: Readonly<Record<RunStatus, string>> = {
  planned: 'Na fila',
  running: 'Em andamento',
  done: 'Concluída',
  failed: 'Falhou',
  cancelled: 'Cancelada',
}

export type StatusTone = 'neutral' | 'good' | 'attention' | 'bad' | 'info'

const TONES: Readonly<Record<RunStatus, StatusTone>> = {
  planned: 'neutral',
  running: 'info',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
}

/** A state in words and colour; a finished run with parked items asks for attention. */
export function statusOf(status: RunStatus, parked = 0): { tone: StatusTone; text: string } {
  if (status === 'done' && parked > 0)
    return { tone: 'attention', text: 'Concluída com itens retidos' }
  return { tone: TONES[status], text: STATUS_WORDS[status] }
}
