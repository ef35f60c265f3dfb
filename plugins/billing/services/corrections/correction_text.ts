import { formatDate, formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import type { OperationEffects } from '#core/records/index'
import type { SettledLine } from '../../domain/invoice_line.ts'
import { lineTitle } from '../../domain/line_title.ts'
import type { Corrected, CorrectedMember } from './replace_invoices.ts'
import { grossOf } from './write_correction.ts'

/** What a correction would do, for who confirms it: lines side by side, then money, papers and debt in whole sentences. */
export function correctionEffects(corrected: Corrected): OperationEffects[] {
  const [asked, ...others] = corrected.members
  return [
    ...(asked?.after ? [comparison(asked)] : []),
    { title: 'A fatura', lines: invoiceLines(asked!) },
    { title: 'Pagamentos e débitos', lines: moneyLines(corrected) },
    { title: 'Documentos', lines: documentLines(corrected) },
    { title: 'Outras faturas do condomínio', lines: others.map(otherLine) },
    { title: 'Além disso', lines: [...corrected.notes] },
  ]
}

function comparison({ before, wasComposed, after }: CorrectedMember): OperationEffects {
  const titles = new Map<string, { was: bigint; is: bigint }>()
  const add = (lines: readonly SettledLine[], side: 'was' | 'is') => {
    for (const { line } of lines) {
      const title = lineTitle(line)
      const found = titles.get(title) ?? { was: 0n, is: 0n }
      found[side] += line.amountCents
      titles.set(title, found)
    }
  }
  add(wasComposed?.lines ?? [], 'was')
  add(after!.composed.lines, 'is')
  const { creditsCents, totalCents } = after!.composed
  const rows = [...titles].map(([title, { was, is }]) => row(title, was, is))
  return {
    title: 'Linhas da fatura',
    lines: [],
    table: {
      head: ['Cobrança', 'Hoje', 'Corrigida', 'Diferença'],
      rows: [
        ...rows,
        row('Soma das cobranças', grossOf(before), totalCents + creditsCents),
        ...(before.credits_cents + creditsCents > 0n
          ? [row('Créditos aplicados', -before.credits_cents, -creditsCents)]
          : []),
        row('A pagar pelo documento', before.total_cents, totalCents),
      ],
    },
  }
}

const row = (title: string, was: bigint, is: bigint): string[] => [
  ...[title, formatMoney(was), formatMoney(is)],
  is === was ? '—' : `${is > was ? '+' : '−'} ${formatMoney(is > was ? is - was : was - is)}`,
]

function invoiceLines({ before, after }: CorrectedMember): string[] {
  const month = formatRefMonth(before.reference)
  if (!after) {
    return [
      `A fatura ${before.number}, de ${month}, fica cancelada: nada mais se cobra por ela e nada toma o seu lugar.`,
    ]
  }
  const { dueOn, month: composed } = after.composed
  const owed = composed.changes?.owedSince
  return [
    `A fatura ${before.number} fica estornada, e outra, do mesmo mês ${month}, toma o seu lugar.`,
    ...(dueOn === before.due_on
      ? [`O vencimento continua ${formatDate(dueOn)}.`]
      : [`O vencimento passa de ${formatDate(before.due_on)} para ${formatDate(dueOn)}.`]),
    ...(owed ? [`O atraso continua contado desde ${formatDate(owed)}.`] : []),
  ]
}

function moneyLines({ paidCents, leftCents, withdrawn, members, effects }: Corrected): string[] {
  const late = withdrawn.late.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  const complement = members.reduce(
    (sum, { after }) => sum + (after?.composed.totalCents ?? 0n),
    0n
  )
  const isPaid = paidCents > 0n
  return [
    ...(effects.message ? [effects.message] : []),
    ...(isPaid ? [`Já foram pagos ${formatMoney(paidCents)}.`] : []),
    ...(leftCents > 0n
      ? [`Ficam ${formatMoney(leftCents)} de crédito para as próximas faturas do imóvel.`]
      : []),
    ...(isPaid && complement > 0n ? [`Falta pagar ${formatMoney(complement)}.`] : []),
    ...(withdrawn.credits.size ? ['Os créditos que a fatura usou voltam a valer.'] : []),
    ...(withdrawn.waiting.size
      ? ['As multas, os juros e os outros valores que esperavam esta fatura voltam a esperar.']
      : []),
    ...(late > 0n ? [`Deixam de ser cobrados ${formatMoney(late)} de encargos por atraso.`] : []),
  ]
}

function documentLines({ withdrawn: { documents }, members }: Corrected): string[] {
  if (documents.length === 0) return []
  const isReplaced = members.some(({ after }) => after !== null)
  const paid =
    documents.length === 1 ? 'Se for pago assim mesmo' : 'Se um deles for pago assim mesmo'
  return [
    `${documents.length === 1 ? 'Deixa de ser oferecido o documento' : 'Deixam de ser oferecidos os documentos'} ${documents.join(', ')}.`,
    isReplaced
      ? `${paid}, o dinheiro paga a fatura nova, e só a diferença vira crédito ou débito.`
      : `${paid}, o dinheiro vira crédito.`,
  ]
}

const otherLine = ({ before, after }: CorrectedMember): string =>
  `${before.number}: de ${formatMoney(grossOf(before))} para ${formatMoney((after?.composed.totalCents ?? 0n) + (after?.composed.creditsCents ?? 0n))}.`

/** One sentence for the history. */
export function correctionSentence({ kind, members, paidCents, notes }: Corrected): string {
  const { before, after } = members[0]!
  const said = notes.map((note) => `; ${note.replace(/\.$/, '')}`).join('')
  const paid = paidCents > 0n ? `; ${formatMoney(paidCents)} já pagos viraram crédito` : ''
  if (!after) return `Fatura ${before.number} (${formatMoney(grossOf(before))}) cancelada${paid}`
  const { composed, number } = after
  const sums = `${formatMoney(grossOf(before))} para ${formatMoney(composed.totalCents + composed.creditsCents)}`
  const due =
    kind === 'due_date' || composed.dueOn !== before.due_on
      ? `, vencimento de ${formatDate(before.due_on)} para ${formatDate(composed.dueOn)}`
      : ''
  return `Fatura ${before.number} substituída pela ${number}: de ${sums}${due}${said}${paid}`
}
