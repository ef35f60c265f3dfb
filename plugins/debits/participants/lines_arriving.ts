import { todayIn } from '#core/access/index'
import type { Participant } from '#core/actions/index'
import {
  type LineHandler,
  type LineResult,
  type LinesArriving,
  findAgreement,
  readDebitLine,
} from '#plugins/payments/api'
import { receiveOptions } from '../services/receive_options.ts'
import { receiveResults } from '../services/receive_results.ts'

/** Says who processes the lines of direct-debit returns. */
export const linesArriving: Participant<LinesArriving> = {
  point: 'payments.lines_arriving',
  async run(_, { handlers }) {
    handlers.set('direct_debit', debitLines)
    return []
  },
}

const debitLines: LineHandler = {
  async receive(tx, ctx, { file, waiting }) {
    const { municipalityId } = ctx
    const today = await todayIn(tx, municipalityId)
    const agreement = await findAgreement(tx, municipalityId, file.agreementId)
    const read = waiting.map((one) => ({ ...one, ...readDebitLine(one) }))
    const options = read.flatMap(({ id, number, told }) =>
      told?.kind === 'B' ? [{ id, number, record: told.record }] : []
    )
    const results = read.flatMap(({ id, number, raw, told }) =>
      told?.kind === 'F' ? [{ id, number, raw, record: told.record }] : []
    )
    const others = read.filter(({ told }) => told?.kind !== 'B' && told?.kind !== 'F')
    return [
      ...(await receiveOptions(tx, municipalityId, { file, today }, options)),
      ...(await receiveResults(tx, ctx, { file, agreement, today }, results)),
      ...others.map(({ id, number, told }): LineResult => {
        const text = told?.kind === 'H' ? told.record.text.trim() : ''
        return {
          ...{ id, number, fate: 'noted', amountCents: 0n, creditCents: 0n, outcome: null },
          reason: told ? `${TOLD[told.kind] ?? ''}${text ? `: ${text}` : ''}` : null,
        }
      }),
    ]
  },
}

/** What the records that move nothing are. */
const TOLD: Readonly<Record<string, string>> = {
  H: 'Resposta do banco ao fim de uma opção',
  X: 'Agência do banco',
  J: 'Confirmação de arquivo processado',
  T: 'Total debitado no dia',
}
