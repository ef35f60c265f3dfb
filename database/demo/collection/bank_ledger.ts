import { type BusinessCalendar, type CivilDate, formatDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { Agreement } from '#plugins/payments/api'

/** Money that a bank took for the utility on a day. */
export interface TakenMoney {
  readonly agreement: Pick<Agreement, 'id' | 'code' | 'feeCents' | 'floatDays'>
  readonly kind: 'file' | 'pix'
  readonly paidOn: CivilDate
  readonly amountCents: bigint
}

/** A line of an account's statement. */
export interface BankLine {
  readonly on: CivilDate
  readonly text: string
  /** Number that the bank gives it; no two lines of an account have the same. */
  readonly document: string
  /** Negative: a debit. */
  readonly amountCents: bigint
}

/** What the bank credits in an account, by day and agreement, files and Pix apart, its fees kept back. */
export function creditsOf(taken: readonly TakenMoney[], banks: BusinessCalendar): BankLine[] {
  const sums = new Map<string, { line: BankLine; cents: bigint }>()
  for (const { agreement, kind, paidOn, amountCents } of taken) {
    const on = kind === 'pix' ? paidOn : banks.addBusinessDays(paidOn, agreement.floatDays)
    const document = `${on.replaceAll('-', '')}${agreement.id}${kind === 'pix' ? '9' : '1'}`
    const text = `${kind === 'pix' ? 'PIX RECEBIDO' : 'CRED ARRECADACAO'} CONV ${agreement.code}`
    const sum = sums.get(document) ?? { line: { on, text, document, amountCents: 0n }, cents: 0n }
    sums.set(document, { ...sum, cents: sum.cents + amountCents - agreement.feeCents })
  }
  return [...sums.values()]
    .map(({ line, cents }) => ({ ...line, amountCents: cents }))
    .toSorted(byDay)
}

const byDay = (a: BankLine, b: BankLine) =>
  a.on < b.on ? -1 : a.on > b.on ? 1 : a.document < b.document ? -1 : 1

/** What goes wrong in an account: a credit that comes short and is completed later, a fee kept twice, and what is no collection. */
export function withTroubles(
  lines: readonly BankLine[],
  { banks, feeCents }: { readonly banks: BusinessCalendar; readonly feeCents: bigint }
): BankLine[] {
  const [short, overcharged] = lines.filter(({ amountCents }) => amountCents > SHORT_CENTS * 2n)
  if (!short) return [...lines]
  const own = lines.map((line) => {
    if (line === short) return { ...line, amountCents: line.amountCents - SHORT_CENTS }
    if (line === overcharged) return { ...line, amountCents: line.amountCents - feeCents }
    return line
  })
  const later = (days: number) => banks.addBusinessDays(short.on, days)
  const others: BankLine[] = [
    {
      ...{ on: later(1), document: `${short.document}7`, amountCents: SHORT_CENTS },
      text: short.text.replace('CRED', 'COMPL'),
    },
    { on: later(2), document: `${short.document}8`, text: PACKAGE_FEE, amountCents: -4990n },
    { on: later(3), document: `${short.document}9`, text: DEPOSIT, amountCents: 150_000n },
  ]
  return [...own, ...others].toSorted(byDay)
}

const SHORT_CENTS = 1000n
const PACKAGE_FEE = 'TARIFA PACOTE DE SERVICOS'
export const DEPOSIT = 'TED RECEBIDA CONVENIO ESTADUAL OBRAS'

const reais = (cents: bigint, mark: ',' | '.') => Dec.ofCents(cents).toFixed(2).replace('.', mark)
const compact = (day: CivilDate) => day.replaceAll('-', '')

/** As banks write it for the programs of their customers: OFX 1.0.2. */
export function ofxStatement(
  lines: readonly BankLine[],
  { from, until }: { readonly from: CivilDate; readonly until: CivilDate }
): string {
  const moves = lines.map(
    ({ on, text, document, amountCents }) =>
      `<STMTTRN><TRNTYPE>${amountCents < 0n ? 'DEBIT' : 'CREDIT'}<DTPOSTED>${compact(on)}120000[-3:BRT]` +
      `<TRNAMT>${reais(amountCents, '.')}<FITID>${document}<MEMO>${text}</STMTTRN>`
  )
  return [
    ...['OFXHEADER:100', 'DATA:OFXSGML', 'VERSION:102', 'SECURITY:NONE', 'ENCODING:USASCII', ''],
    `<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><BANKTRANLIST><DTSTART>${compact(from)}<DTEND>${compact(until)}`,
    ...moves,
    ...['</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>', ''],
  ].join('\r\n')
}

/** The columns of `csvStatement`, as the statement's layout tells them. */
export const CSV_COLUMNS = { date: 1, text: 2, document: 3, amount: 4, sign: 5 } as const

/** As the site of a bank hands it out: day, words, number, amount, C or D. */
export function csvStatement(lines: readonly BankLine[]): string {
  const rows = lines.map(({ on, text, document, amountCents }) =>
    [
      ...[formatDate(on), text, document],
      ...[reais(amountCents < 0n ? -amountCents : amountCents, ','), amountCents < 0n ? 'D' : 'C'],
    ].join(';')
  )
  return ['Data;Historico;Documento;Valor;Tipo', ...rows, ''].join('\r\n')
}
