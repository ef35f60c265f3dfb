import { type RefMonth, formatDate, formatRefMonth } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import { formatDecimal, formatMoney } from '#core/money/index'
import { DEFAULT_TABLE, TARIFF_TABLE, type TariffTable } from '#plugins/tariffs/api'
import { type ChangeCause, consumedOf, daysOf } from '../../domain/compare_invoices.ts'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { categoryTitle } from '../../domain/line_title.ts'
import { contractText } from '../../domain/supply_contract.ts'

/** What words of a change are made of. */
export interface Told {
  readonly composed: ComposedInvoice
  readonly pack: Pack
}

export const CAUSE_TITLES: Readonly<Record<ChangeCause, string>> = {
  consumption: 'Consumo',
  registry: 'Cadastro do imóvel',
  terms: 'Contrato ou isenção',
  days: 'Dias do período',
  tariff: 'Tarifa',
  settled: 'Meses estimados',
  correction: 'Correções',
  services: 'Serviços',
  earlier: 'Valores de antes',
  credits: 'Créditos',
  carried: 'Valor mínimo',
}

const TEXTS: Readonly<Record<ChangeCause, (was: Told, is: Told) => string>> = {
  consumption: ({ composed: was }, { composed: is }) =>
    `O consumo passou de ${m3(was)} para ${m3(is)}.`,
  registry: ({ composed: was }, { composed: is }) =>
    economies(was) === economies(is)
      ? 'O cadastro do imóvel mudou: esgoto, situação da ligação, medição, tipo de tarifa ou endereço de entrega.'
      : `O cadastro passou de ${economies(was)} para ${economies(is)}.`,
  terms: ({ composed: was }, { composed: is }) =>
    `Antes: ${terms(was) || 'sem contrato nem isenção'}. Agora: ${terms(is) || 'sem contrato nem isenção'}.`,
  days: ({ composed: was }, { composed: is }) =>
    `O período passou de ${daysOf(was.month)} para ${daysOf(is.month)} dias.`,
  tariff: tariffText,
  settled: () => 'Meses que foram estimados são cobrados de novo pelo que se consumiu.',
  correction: () => 'Uma das faturas tem desconto ou serviço retirado por correção.',
  services: () => 'Serviços e parcelas de serviços cobrados na fatura.',
  earlier: () => 'Multa, juros e valores que vieram de faturas anteriores.',
  credits: ({ composed: was }, { composed: is }) =>
    `Créditos usados: ${formatMoney(was.creditsCents)} na anterior, ${formatMoney(is.creditsCents)} nesta.`,
  carried: () => 'O que fica abaixo do valor mínimo para emitir vai para a fatura seguinte.',
}

/** What changed, as it is read to a customer on the phone. */
export const changeText = (cause: ChangeCause, was: Told, is: Told): string => TEXTS[cause](was, is)

/** The difference in one sentence, with what weighed most in it. */
export function headline(
  differenceCents: bigint,
  before: RefMonth,
  changes: readonly { readonly title: string; readonly cents: bigint }[]
): string {
  const month = formatRefMonth(before)
  if (differenceCents === 0n) return `O mesmo valor de ${month}.`
  const isMore = differenceCents > 0n
  const amount = formatMoney(isMore ? differenceCents : -differenceCents)
  const most = changes
    .filter(({ cents }) => cents > 0n === isMore && cents !== 0n)
    .toSorted((a, b) => (a.cents > b.cents === isMore ? -1 : 1))
    .at(0)
  const why = most ? `, sobretudo por: ${most.title}` : ''
  return `${amount} a ${isMore ? 'mais' : 'menos'} do que em ${month}${why}.`
}

const m3 = (composed: ComposedInvoice): string => `${formatDecimal(consumedOf(composed))} m³`

const economies = ({ month }: ComposedInvoice): string =>
  month.economies
    .map(({ category, economies: count }) => `${count} ${categoryTitle(category)}`)
    .join(' e ') || 'nenhuma economia'

function terms({ month }: ComposedInvoice): string {
  const { contracts = [], exempt = [] } = month.billing ?? {}
  const texts = contracts.map((contract) => contractText(contract).replace(/\.$/, ''))
  return [...texts, ...(exempt.length ? ['isenção'] : [])].join('; ')
}

function tariffText(was: Told, is: Told): string {
  const [before, after] = [versionOf(was), versionOf(is)]
  if (before.id === after.id)
    return 'O período tem dias de outra tarifa, ou outra regra de cobrança.'
  const act = after.legalBasis ? ` (${after.legalBasis})` : ''
  return `Vale ${after.title}, versão ${after.number}, desde ${formatDate(after.from)}${act}.`
}

function versionOf({ composed, pack }: Told) {
  const on = pack.at(composed.month.readOn)
  const { title } = on.content<TariffTable>(TARIFF_TABLE, DEFAULT_TABLE)
  return { ...on.version(TARIFF_TABLE, DEFAULT_TABLE), title }
}
