import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { type Standing, issueOnce } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import { documentsByIds, lineBlocks } from '#plugins/receivables/api'
import { type UtilityIdentity, premiseFactsByIds } from '#plugins/registry/api'
import { bookletDocument } from '../../documents/booklet/type.ts'
import type { BookletData } from '../../documents/booklet/types.ts'
import { errors } from '../../errors.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly id: bigint
  readonly at: Date
}

interface Row {
  readonly premise_id: bigint
  readonly round: number
  readonly covers_from: CivilDate
  readonly covers_until: CivilDate
  readonly basis: string
  readonly payer: string
  readonly tax_id: string | null
}

interface Slip {
  readonly number: number
  readonly of_slips: number
  readonly due_on: CivilDate
  readonly total_cents: bigint
  readonly document_id: bigint
}

const SUBJECT = 'billing.waste_booklets'

/** The booklet with the slips issued last: kept the first time, afterwards as it was. @throws E_BILLING_BOOKLET_UNKNOWN */
export async function printBooklet(
  tx: Tx,
  asked: Asked
): Promise<Standing & { readonly of: bigint }> {
  const { municipalityId, actor, id, at } = asked
  const row = await rowOf(tx, asked)
  const slips = await query<Slip>(
    tx,
    `select number, of_slips, due_on, total_cents, document_id from billing_waste_slips
      where municipality_id = ? and booklet_id = ? and round = ? order by number`,
    [municipalityId, id, row.round]
  )
  const ids = slips.map(({ document_id: documentId }) => documentId)
  const documents = await documentsByIds(tx, municipalityId, ids)
  const on = documents.get(ids[0]!)!.issuedOn
  const [printed] = await issueOnce(tx, {
    ...{ municipalityId, template: bookletDocument.name, on, at, actor },
    wanted: [{ subject: { type: SUBJECT, id }, key: String(row.round) }],
    data: async () => [
      (await dataOf(tx, { municipalityId, row, slips, documents, on })) as unknown as Json,
    ],
  })
  return { ...printed!, of: id }
}

async function rowOf(tx: Tx, { municipalityId, actor, id }: Asked): Promise<Row> {
  const [row] = await query<Row>(
    tx,
    `select b.premise_id, b.round, b.covers_from, b.covers_until, b.basis, c.name as payer, c.taxpayer_id as tax_id
       from billing_waste_booklets b join registry_customers c on c.id = b.customer_id
      where b.municipality_id = ? and b.id = ?`,
    [municipalityId, id]
  )
  if (!row || (await isOutside(tx, actor, { type: SUBJECT, id }))) {
    throw errors.E_BILLING_BOOKLET_UNKNOWN({ id })
  }
  return row
}

interface Printing {
  readonly municipalityId: bigint
  readonly row: Row
  readonly slips: readonly Slip[]
  readonly documents: Awaited<ReturnType<typeof documentsByIds>>
  readonly on: CivilDate
}

async function dataOf(tx: Tx, printing: Printing): Promise<BookletData> {
  const { municipalityId, row, slips, documents, on } = printing
  const identity = { key: 'registry.utility_identity', municipalityId, date: on }
  const utility = await parameterWithin<UtilityIdentity>(tx, identity)
  const [premise] = await premiseFactsByIds(tx, municipalityId, [row.premise_id], on)
  return {
    utility: {
      ...{ name: utility.name, short_name: utility.short_name, cnpj: utility.cnpj },
      ...{ address: utility.address, sac_phone: utility.sac_phone },
    },
    title: 'Carnê de resíduos sólidos',
    payer: { name: row.payer, tax_id: row.tax_id },
    premise: {
      registration: premise!.registrationNumber,
      address: `${premise!.address}, ${premise!.district}`,
    },
    issued_on: on,
    covers: { from: row.covers_from, until: row.covers_until },
    basis: row.basis.slice(0, 400),
    total_cents: String(slips.reduce((sum, { total_cents: cents }) => sum + cents, 0n)),
    slips: slips.map((slip) => {
      const { barcode, line, pixPayload: pix, number } = documents.get(slip.document_id)!
      return {
        ...{ label: `Parcela ${slip.number}/${slip.of_slips}`, number, due_on: slip.due_on },
        amount_cents: String(slip.total_cents),
        payment: { barcode: barcode!, line: lineBlocks(line!), pix },
      }
    }),
  }
}
