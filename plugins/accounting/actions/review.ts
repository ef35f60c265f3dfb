import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatRefMonth, refMonth } from '#core/calendar/index'
import { type FindingRow, explainFinding, reviewMonth } from '../services/review_month.ts'

const text = () => vine.string().trim().minLength(5).maxLength(2000)
const explanation = vine.create({ id: rowId(), explanation: text() })

/** Why an account of a closed month stands out (AC-059). */
export const explainFindingAction: Action<Infer<typeof explanation>, FindingRow> = {
  name: 'accounting.explain_finding',
  title: 'Explicar variação',
  permission: 'accounting.close',
  input: explanation,
  labels: { id: 'Variação', explanation: 'Explicação' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'accounting.findings', id }),
  run: ({ tx, municipalityId, actor, now: at }, { id, explanation: said }) =>
    explainFinding(tx, { municipalityId, actor, at }, { id: BigInt(id), explanation: said }),
  describe: ({ explanation: said }, { account, reference }) =>
    `Variação da conta ${account} em ${formatRefMonth(refMonth(reference))} explicada: ${said}`,
}

const review = vine.create({ id: rowId(), statements: text(), findings: text() })

/** By an adequate supervision level: the month is concluded (AC-063). */
export const reviewMonthAction: Action<Infer<typeof review>, { readonly reference: string }> = {
  name: 'accounting.review_month',
  title: 'Assinar a revisão do mês',
  permission: 'accounting.review_statements',
  input: review,
  labels: { id: 'Mês', statements: 'Demonstrações revisadas', findings: 'O que se constatou' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'accounting.periods', id: BigInt(id) }),
  run: ({ tx, municipalityId, actor, now: at }, { id, statements, findings }) =>
    reviewMonth(tx, { municipalityId, actor, at }, { id: BigInt(id), statements, findings }),
  describe: ({ findings }, { reference }) =>
    `Demonstrações de ${formatRefMonth(refMonth(reference))} revisadas: ${findings}`,
}
