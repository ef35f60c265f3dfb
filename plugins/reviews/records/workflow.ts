import type { WorkflowContent, WorkflowEffect } from '#core/records/index'
import { concludeReview, reopenReview, withdrawReview } from '../services/close_review.ts'

const OPEN = ['open', 'analysis', 'visit', 'opinion'] as const

/** Opened → in analysis → visited → opinion → concluded, until a utility writes its own phases. */
export const REVIEW_WORKFLOW: WorkflowContent = {
  states: [
    { key: 'open', title: 'Aberta', tone: 'info', isInitial: true },
    { key: 'analysis', title: 'Em análise', tone: 'attention' },
    { key: 'visit', title: 'Em vistoria', tone: 'attention' },
    { key: 'opinion', title: 'Em parecer', tone: 'attention' },
    { key: 'concluded', title: 'Concluída', tone: 'good', isFinal: true },
    { key: 'cancelled', title: 'Cancelada', tone: 'neutral', isFinal: true },
  ],
  transitions: [
    {
      ...{ key: 'analyse', title: 'Pôr em análise', from: ['open'], to: 'analysis' },
      ...{ permission: 'reviews.move', reason: 'none' },
    },
    {
      ...{ key: 'inspect', title: 'Mandar a vistoria', from: ['open', 'analysis'], to: 'visit' },
      ...{ permission: 'reviews.move', reason: 'none' },
    },
    {
      ...{ key: 'advise', title: 'Mandar a parecer', from: ['analysis', 'visit'], to: 'opinion' },
      ...{ permission: 'reviews.move', reason: 'none' },
    },
    {
      ...{ key: 'conclude', title: 'Concluir', from: ['analysis', 'opinion'], to: 'concluded' },
      ...{ permission: 'reviews.conclude', reason: 'none', effects: ['conclude'] },
    },
    {
      ...{ key: 'cancel', title: 'Cancelar revisão', from: OPEN, to: 'cancelled' },
      ...{ permission: 'reviews.conclude', reason: 'required', effects: ['withdraw'] },
    },
  ],
}

export const REVIEW_EFFECTS: readonly WorkflowEffect[] = [
  {
    name: 'conclude',
    isEnd: true,
    title: 'Encerrar com o laudo: pede laudo e visitas encerradas, solta a fatura',
    run: concludeReview,
  },
  {
    name: 'withdraw',
    isEnd: true,
    title: 'Encerrar sem laudo: desmarca as visitas, solta a fatura',
    run: withdrawReview,
  },
  {
    name: 'reopen',
    title: 'Reabrir: o formulário e o laudo voltam a mudar',
    run: reopenReview,
  },
]
