import { formatDate } from '#core/calendar/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import { lineTitle } from '../../domain/line_title.ts'
import type { Withheld } from '../../domain/withholding.ts'
import type { ExplainedLine, ExplainedSpan } from './explain_lines.ts'
import type { InvoiceReplay } from './replay_invoice.ts'

/** A replay for the terminal: each line with its steps, then what was compared and where the past and the present part. */
export function replayText(replay: InvoiceReplay): string {
  const { number, packHash, steps, firstDifference, lines, share, asked, exempt, withheld } = replay
  const { benefit } = replay
  return [
    `Fatura ${number} · pacote de regras ${packHash.slice(0, 12)}`,
    '',
    `Dados da carga: ${asked.join('; ')}.`,
    '',
    ...(exempt ? [exempt, ''] : []),
    ...(share ? [share, ''] : []),
    ...lines.flatMap(lineText),
    ...(benefit ? [benefit, ''] : []),
    ...withheld.map(withheldText),
    ...steps.map(
      ({ label, stored, computed, isEqual }) =>
        `${isEqual ? '✔' : '✖'} ${label}: ${isEqual ? short(stored) : `${short(stored)} → ${short(computed)}`}`
    ),
    '',
    firstDifference
      ? `DIFERENTE a partir de: ${firstDifference.label} (emitido ${firstDifference.stored}; recalculado ${firstDifference.computed})`
      : 'IGUAL: o recálculo chega aos mesmos centavos.',
  ].join('\n')
}

/** A tax that the payer keeps: `Retenção de CSLL: 1% de R$ 1.000,00 = R$ 10,00`. */
export function withheldText({ title, percent, baseCents, amountCents }: Withheld): string {
  const rate = formatDecimal(Dec.of(percent), 2)
  return `Retenção de ${title}: ${rate}% de ${formatMoney(baseCents)} = ${formatMoney(amountCents)}`
}

function lineText(line: ExplainedLine): string[] {
  return [
    `${lineTitle(line)}: ${formatMoney(line.amountCents)}`,
    ...line.reasons.map((reason) => `    ${reason}`),
    ...line.spans.flatMap(spanText),
    ...(line.discountCents > 0n
      ? [`    Desconto por vazamento: ${formatMoney(line.discountCents)}`]
      : []),
    ...(line.because ? [`    Base legal: ${line.because}`] : []),
    ...(line.creditedCents > 0n
      ? [`    Pago com créditos: ${formatMoney(line.creditedCents)}`]
      : []),
    ...(line.carriedCents > 0n
      ? [`    Levado à próxima fatura: ${formatMoney(line.carriedCents)}`]
      : []),
    '',
  ]
}

/** What one span of days charged, in words and numbers. */
export function spanText(span: ExplainedSpan): string[] {
  const { tariff } = span
  return [
    `    ${tariff.title}, versão ${tariff.number}, em vigor desde ${formatDate(tariff.since)}: ${span.days} de ${span.ofDays} dias`,
    ...(tariff.legalBasis ? [`      Ato: ${tariff.legalBasis}`] : []),
    ...span.brackets.map((bracket) => `      ${bracketText(bracket)}`),
    ...(span.brackets.length === 0 ? [`      ${rateText(span)}`] : []),
    ...(span.days === span.ofDays
      ? []
      : [
          `      ${amount(span.fullAmount)} × ${span.days}/${span.ofDays} dias = ${formatMoney(span.amountCents)}`,
        ]),
  ]
}

export function bracketText(bracket: ExplainedSpan['brackets'][number]): string {
  const paid = amount(bracket.amount)
  const product = Dec.of(bracket.m3).times(Dec.of(bracket.price))
  const isProduct = product.sign() > 0 && amount(product.toString()) === paid
  if (bracket.label && !isProduct) return `${bracket.label} = ${paid}`
  const limits =
    bracket.to === null
      ? `acima de ${decimal(bracket.from)}`
      : `${decimal(bracket.from)} a ${decimal(bracket.to)}`
  return `${bracket.label ?? `${limits} m³`}: ${decimal(bracket.m3)} m³ × R$ ${decimal(bracket.price)} = ${paid}`
}

/** A unit price times a quantity, or a percentage of an amount: the rule's own numbers tell which. */
export function rateText({ basis, rate, fullAmount }: ExplainedSpan): string {
  const isUnitPrice = Dec.of(rate).times(Dec.of(basis)).eq(Dec.of(fullAmount))
  const how = isUnitPrice
    ? `${decimal(basis)} × ${amount(rate)}`
    : `${decimal(rate)} % de ${amount(basis)}`
  return `${how} = ${amount(fullAmount)}`
}

const decimal = (text: string) => formatDecimal(Dec.of(text))
const amount = (text: string) => formatMoney(Dec.of(text).round(2, 'half-up').toCents())
const short = (text: string) => (/^[0-9a-f]{64}$/.test(text) ? text.slice(0, 12) : text)
