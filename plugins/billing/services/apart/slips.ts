import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate, formatRefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { type Standing, issueOnce } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import { type PrintedDocument, documentsByIds, lineBlocks } from '#plugins/receivables/api'
import { type UtilityIdentity, formatRegistration, registrationRule } from '#plugins/registry/api'
import type { SlipData } from '../../documents/slip/types.ts'
import { slipDocument } from '../../documents/slip/type.ts'
import { errors } from '../../errors.ts'
import { FINAL_ORIGIN } from '../final/final_account.ts'
import { APART_ORIGIN } from './charge_customer.ts'
import { GROUPED } from './redate_group.ts'

const EXTRACT = 'receivables.documents'

/** What a document outside the run is of. */
interface Source {
  readonly type: typeof APART_ORIGIN | typeof GROUPED | typeof FINAL_ORIGIN | typeof EXTRACT
  readonly id: bigint
  readonly title: string
  readonly note: string | null
  readonly payer: string
  readonly tax_id: string | null
}

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly documentId: bigint
  readonly at: Date
  /** Of a grouped invoice the total alone, without its units. */
  readonly isSimple?: boolean
}

const SOURCES = `
  select '${APART_ORIGIN}' as type, c.id, c.title as of_what, c.executed_on, null::text as reference, c.document_id,
         u.name as payer, u.taxpayer_id as tax_id
    from billing_customer_charges c join registry_customers u on u.id = c.customer_id
   where c.municipality_id = ? and c.document_id = ?
  union all
  select '${GROUPED}', g.id, null, null, g.reference, g.document_id, u.name, u.taxpayer_id
    from billing_grouped_invoices g join registry_customers u on u.id = g.customer_id
   where g.municipality_id = ? and g.document_id = ?
  union all
  select '${FINAL_ORIGIN}', f.id, p.registration_number, f.issued_on, null, f.document_id, u.name, u.taxpayer_id
    from billing_final_accounts f join registry_customers u on u.id = f.customer_id
    join registry_premises p on p.id = f.premise_id
   where f.municipality_id = ? and f.document_id = ?
  union all
  select '${EXTRACT}', d.id, null, d.valid_until, null, d.id, u.name, u.taxpayer_id
    from receivables_documents d join registry_customers u on u.id = d.debtor_id
   where d.municipality_id = ? and d.id = ? and d.kind = 'extract'`

interface Row extends Pick<Source, 'type' | 'id' | 'payer' | 'tax_id'> {
  readonly executed_on: CivilDate | null
  readonly of_what: string | null
  readonly reference: Parameters<typeof formatRefMonth>[0] | null
}

/** The paper of a charge apart or of a grouped invoice: kept the first time, afterwards as it was. @throws E_BILLING_SLIP_UNKNOWN */
export async function printSlip(tx: Tx, asked: Asked): Promise<Standing & { readonly of: Source }> {
  const { municipalityId, documentId, actor, at } = asked
  const source = await sourceOf(tx, asked)
  const documents = await documentsByIds(tx, municipalityId, [documentId])
  const document = documents.get(documentId)!
  const [printed] = await issueOnce(tx, {
    ...{ municipalityId, template: slipDocument.name, on: document.issuedOn, at, actor },
    wanted: [{ subject: { type: source.type, id: source.id }, key: keyOf(asked) }],
    data: async () => [(await dataOf(tx, { ...asked, source, document })) as unknown as Json],
  })
  return { ...printed!, of: source }
}

const keyOf = ({ documentId, isSimple }: Asked): string =>
  isSimple ? `${documentId}/simple` : String(documentId)

async function sourceOf(tx: Tx, { municipalityId, documentId, actor }: Asked): Promise<Source> {
  const scope = [municipalityId, documentId]
  const [row] = await query<Row>(tx, SOURCES, [...scope, ...scope, ...scope, ...scope])
  if (!row || (await isOutside(tx, actor, { type: row.type, id: row.id }))) {
    throw errors.E_BILLING_SLIP_UNKNOWN({ id: documentId })
  }
  const { reference, executed_on: executedOn, ...source } = row
  const ofWhat = await nameOf(tx, { municipalityId, row })
  return { ...source, ...WORDS[row.type]({ reference, executedOn, ofWhat }) }
}

/** A premise is named as its municipality writes registration numbers. */
async function nameOf(
  tx: Tx,
  { municipalityId, row }: { readonly municipalityId: bigint; readonly row: Row }
): Promise<string | null> {
  const { type, of_what: name, executed_on: on } = row
  if (type !== FINAL_ORIGIN || name === null || on === null) return name
  return formatRegistration(name, await registrationRule(tx, municipalityId, on))
}

type About = Pick<Row, 'reference'> & {
  readonly executedOn: CivilDate | null
  readonly ofWhat: string | null
}

/** Title and note of each kind of paper. */
const WORDS: Readonly<Record<Source['type'], (about: About) => Pick<Source, 'title' | 'note'>>> = {
  [APART_ORIGIN]: ({ executedOn }) => ({
    title: 'Cobrança de serviço',
    note: executedOn && `Serviço feito em ${formatDate(executedOn)}.`,
  }),
  [GROUPED]: ({ reference }) => ({
    title: 'Fatura agrupada',
    note: `Faturas de ${formatRefMonth(reference!)}. Pago este documento, elas ficam quitadas; paga uma delas antes, a diferença fica como crédito.`,
  }),
  [FINAL_ORIGIN]: ({ ofWhat, executedOn }) => ({
    title: 'Conta final',
    note: `Matrícula ${ofWhat}. Tudo o que se deve neste imóvel em ${formatDate(executedOn!)}, a pedido de desligamento: vencido, a vencer e o que ainda viria em outras faturas. Pago este documento, tudo fica quitado; paga uma das faturas antes, a diferença fica como crédito.`,
  }),
  [EXTRACT]: ({ executedOn }) => ({
    title: 'Extrato de débitos',
    note: `Pode ser pago até ${formatDate(executedOn!)}. Pago este documento, os débitos ficam quitados nessa data; paga uma das faturas antes, a diferença fica como crédito. Multa e juros por atraso vão na fatura seguinte.`,
  }),
}

interface Printing extends Asked {
  readonly source: Source
  readonly document: PrintedDocument
}

async function dataOf(tx: Tx, printing: Printing): Promise<SlipData> {
  const { municipalityId, source, document } = printing
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: document.issuedOn },
  })
  return {
    utility: {
      ...{ name: utility.name, short_name: utility.short_name, cnpj: utility.cnpj },
      ...{ address: utility.address, sac_phone: utility.sac_phone },
    },
    document: {
      ...{ title: source.title, number: document.number, note: source.note },
      ...{ issued_on: document.issuedOn, due_on: document.dueOn },
      total_cents: String(document.amountCents),
    },
    payer: { name: source.payer, tax_id: source.tax_id },
    lines:
      printing.isSimple && source.type === GROUPED
        ? [totalLine(document)]
        : await linesOf(tx, { municipalityId, on: document.issuedOn }, source),
    payment: {
      ...{ barcode: document.barcode!, pix: document.pixPayload },
      line: lineBlocks(document.line!),
    },
  }
}

/** What a simple paper says in place of its units. */
const totalLine = ({ amountCents }: PrintedDocument): SlipData['lines'][number] => ({
  ...{ description: 'Faturas dos imóveis do grupo', detail: null },
  amount_cents: String(amountCents),
})

/** The lines of each kind of paper, of a municipality and an id. */
const LINES: Readonly<Record<Source['type'], string>> = {
  [APART_ORIGIN]: `
    select title as description, case when quantity > 1 then quantity::text || ' unidades' end as detail,
           total_cents as cents
      from billing_customer_charges where municipality_id = ? and id = ?`,
  [GROUPED]: `
    select 'Fatura ' || i.number as description, p.registration_number as registration,
           p.street || coalesce(', ' || p.number, '') as detail, m.open_cents as cents
      from billing_grouped_members m join billing_invoices i on i.id = m.invoice_id
      join registry_premises p on p.id = i.premise_id
     where m.municipality_id = ? and m.grouped_id = ? order by m.id`,
  [FINAL_ORIGIN]: `
    select title as description,
           case kind when 'overdue' then 'Vencida em ' || to_char(due_on, 'DD/MM/YYYY')
                     when 'due' then 'Vence em ' || to_char(due_on, 'DD/MM/YYYY')
                     else 'Viria em fatura seguinte' end as detail, amount_cents as cents
      from billing_final_account_lines where municipality_id = ? and final_account_id = ? order by number`,
  [EXTRACT]: `
    select coalesce('Fatura ' || v.number, 'Débito de ' || right(i.reference, 2) || '/' || left(i.reference, 4)) as description,
           p.registration_number as registration, 'Vencimento em ' || to_char(i.due_on, 'DD/MM/YYYY') as detail,
           sum(l.amount_cents)::bigint as cents
      from receivables_document_items l join receivables_items i on i.id = l.item_id
      left join billing_invoices v on i.origin_type = 'billing.invoice' and v.id = i.origin_id
      left join registry_premises p on p.id = i.premise_id
     where l.municipality_id = ? and l.document_id = ?
     group by i.origin_type, i.origin_id, i.reference, i.due_on, v.number, p.registration_number
     order by i.due_on, description`,
}

interface LineRow {
  readonly description: string
  readonly detail: string | null
  readonly cents: bigint
  /** Of the premise, where the paper is of several. */
  readonly registration?: string
}

async function linesOf(
  tx: Tx,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate },
  { type, id }: Source
) {
  const rows = await query<LineRow>(tx, LINES[type], [municipalityId, id])
  const rule = await registrationRule(tx, municipalityId, on)
  return rows.map(({ cents, registration, description, detail }) => ({
    description: registration
      ? `${description} · matrícula ${formatRegistration(registration, rule)}`
      : description,
    ...{ detail, amount_cents: String(cents) },
  }))
}
