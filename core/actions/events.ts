import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'
import type { EventDescription } from './types.ts'

const run = {
  run: { title: 'Número da execução', sample: '128' },
  job: { title: 'Trabalho', sample: 'billing.run' },
  key: { title: 'Chave', sample: '3/2026-11' },
  label: { title: 'Execução', sample: 'Grupo 3 · 11/2026' },
} as const

/** Events of the kernel's own rooms; those of plugins stand in their manifests. */
const KERNEL_EVENTS: Readonly<Record<string, EventDescription>> = {
  'jobs.run_finished': { title: 'Execução em lote concluída', fields: run },
  'jobs.run_failed': {
    title: 'Execução em lote falhou',
    fields: { ...run, error: { title: 'Erro', sample: 'Blocos que falharam: 1 de 3.' } },
  },
  'jobs.schedule_failed': {
    title: 'Agendamento não começou',
    fields: {
      schedule: { title: 'Número do agendamento', sample: '4' },
      name: { title: 'Agendamento', sample: 'Faturamento do grupo 3' },
      job: run.job,
      due_at: { title: 'Hora marcada', sample: '2026-11-22T10:00:00.000Z' },
      error: { title: 'Erro', sample: 'O trabalho não existe nesta instalação.' },
    },
  },
}

/** Every event that may happen here, by name; one that its plugin does not describe has no fields. */
export function knownEvents(): ReadonlyMap<string, EventDescription> {
  const known = new Map(Object.entries(KERNEL_EVENTS))
  for (const { events, eventTitles } of registries().plugins) {
    const titles = (eventTitles ?? {}) as Readonly<Record<string, EventDescription | undefined>>
    for (const event of events) known.set(event, titles[event] ?? { title: event, fields: {} })
  }
  return known
}

/** @throws BusinessError E_ACTIONS_EVENT when nobody declared the event: a listener could never have been written for it. */
export function checkEvent(event: string): void {
  if (!knownEvents().has(event)) throw errors.E_ACTIONS_EVENT({ event })
}
