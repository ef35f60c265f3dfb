import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import { issueDocument } from '#core/documents/index'
import { lockEntries } from './entry_rows.ts'
import { paperData } from './paper_data.ts'
import type { Valued } from './value_debts.ts'

/** The term of an inscription as a document, with the amounts that were inscribed. */
export async function issueTerm(
  { tx, municipalityId, actor, now: at }: ActionContext,
  { on, termId }: { readonly on: CivilDate; readonly termId: bigint }
): Promise<void> {
  const entries = await lockEntries(tx, municipalityId, { termIds: [termId] })
  const inscribed = entries.filter(({ state }) => state === 'inscribed')
  const amounts = await query<Valued & { id: bigint }>(
    tx,
    `select id, original_cents as "originalCents", fine_cents as "fineCents", interest_cents as "interestCents",
            correction_cents as "correctionCents", total_cents as "totalCents"
       from debt_register_entries where municipality_id = ? and term_id = ?`,
    [municipalityId, termId]
  )
  const byId = new Map(amounts.map((one) => [one.id, one]))
  const [first] = inscribed
  const [data] = await paperData(tx, { municipalityId, on, by: actor.name }, [
    {
      ...{ debtorId: first!.debtor_id, premiseId: first!.premise_id, number: first!.term_number! },
      ...{ processId: first!.process_id, text: null, payment: null },
      listed: inscribed.map((entry) => ({ entry, valued: byId.get(entry.id)! })),
    },
  ])
  await issueDocument(tx, {
    ...{ municipalityId, template: 'debt_register.term', on, at, actor },
    subject: { type: 'debt_register.terms', id: termId },
    data: { ...data, terms: [] } as unknown as Json,
  })
}
