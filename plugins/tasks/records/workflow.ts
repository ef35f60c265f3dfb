import type { WorkflowContent, WorkflowEffect } from '#core/records/index'
import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import { tellCreator } from '../services/notices.ts'

/** Open → under way → done or cancelled, until a utility writes another. */
export const TASK_WORKFLOW: WorkflowContent = {
  states: [
    { key: 'open', title: 'Aberta', tone: 'info', isInitial: true },
    { key: 'under_way', title: 'Em andamento', tone: 'attention' },
    { key: 'done', title: 'Concluída', tone: 'good', isFinal: true },
    { key: 'cancelled', title: 'Cancelada', tone: 'neutral', isFinal: true },
  ],
  transitions: [
    {
      ...{ key: 'start', title: 'Começar', from: ['open'], to: 'under_way' },
      ...{ permission: 'tasks.move', reason: 'none' },
    },
    {
      ...{ key: 'finish', title: 'Concluir', from: ['open', 'under_way'], to: 'done' },
      ...{ permission: 'tasks.move', reason: 'none' },
      effects: ['set_finished_on', 'notify_creator'],
    },
    {
      ...{ key: 'cancel', title: 'Cancelar', from: ['open', 'under_way'], to: 'cancelled' },
      ...{ permission: 'tasks.write', reason: 'required' },
      effects: ['set_finished_on', 'notify_creator'],
    },
  ],
}

export const TASK_EFFECTS: readonly WorkflowEffect[] = [
  {
    name: 'set_finished_on',
    title: 'Preencher a data do encerramento com o dia de hoje',
    async run({ tx, municipalityId }, id) {
      const today = await todayIn(tx, municipalityId)
      await query(tx, 'update tasks_tasks set finished_on = ? where id = ?', [today, id])
    },
  },
  {
    name: 'clear_finished_on',
    title: 'Esvaziar a data do encerramento',
    async run({ tx }, id) {
      await query(tx, 'update tasks_tasks set finished_on = null where id = ?', [id])
    },
  },
  {
    name: 'notify_creator',
    title: 'Avisar quem criou a tarefa',
    run: tellCreator,
  },
]
