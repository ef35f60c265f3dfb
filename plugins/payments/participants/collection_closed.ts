import type { Participant } from '#core/actions/index'
import { type RefMonth, formatRefMonth } from '#core/calendar/index'
import { isCollectionClosed } from '../services/close_month.ts'

/** Of `accounting.month_closing`; accounting is not required here, so what is read of its payload is said again. */
interface ClosingMonth {
  readonly reference: RefMonth
}

/** The books of a month are told when its collection has not been closed: files may still come that belong to it. */
export const collectionClosed: Participant<ClosingMonth> = {
  point: 'accounting.month_closing',
  async run({ tx, municipalityId }, { reference }) {
    if (await isCollectionClosed(tx, municipalityId, reference)) return []
    return [
      {
        code: 'collection_open',
        severity: 'warning',
        path: '/payments/closings',
        message: `A arrecadação de ${formatRefMonth(reference)} ainda não foi fechada: feche-a antes, para que as duas posições sejam do mesmo dia.`,
      },
    ]
  },
}
